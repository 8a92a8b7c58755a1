"""What all tests share: no cache but their own, and small manuscripts as files."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from apart import Apart
from built import Built, built
from hypothesis import HealthCheck, Phase, settings
from running import Lay, laid

from zinewright.limits import NOISE, own_process
from zinewright.press.workers import Workers
from zinewright.problems import ZineError
from zinewright.typeset.section import warm

# A machine that does other things as well makes no test fail, and none takes minutes to explain.
settings.register_profile(
    "ours",
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ours")


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI") == "true" and config.option.durations is None:
        config.option.durations = 20  # what the time went into


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """None of its own for a file or two, for what shows what it prints, and for what measures."""
    asked = [Path(word.partition("::")[0]) for word in config.args]
    few = len(asked) <= 2 and all(path.is_file() for path in asked)
    return 0 if few or config.option.capture == "no" or config.option.markexpr == "bench" else None


def pytest_collection_finish() -> None:
    """What all tests are made of stays: nobody looks through it, and no fork copies it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests, which all of its processes share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def example(shared: Path) -> Built:
    """The example in all editions; nobody writes there."""
    return built("example", shared)


@pytest.fixture(scope="session")
def tortured(shared: Path) -> Built:
    """The torture zine in all editions; nobody writes there."""
    return built("torture", shared)


@pytest.fixture(scope="session", params=["example", "torture"])
def either(request: pytest.FixtureRequest, shared: Path) -> Built:
    """Either of them, for what holds of both."""
    return built(request.param, shared)


@pytest.fixture(scope="session", autouse=True)
def _loaded_once(shared: Path) -> Iterator[None]:
    """Have WeasyPrint in this process before its first worker is forked, which then has it too.

    Where Python keeps nothing beside its modules, the programs that are started share a folder.
    """
    begin = Workers._begin

    def begin_warm(workers: Workers) -> object:
        with contextlib.suppress(ZineError):  # the worker says it again
            warm(workers.fonts)
        return begin(workers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workers, "_begin", begin_warm)
        if os.environ.get("PYTHONDONTWRITEBYTECODE"):
            patch.delenv("PYTHONDONTWRITEBYTECODE")
            patch.setenv("PYTHONPYCACHEPREFIX", str(shared / "compiled"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_cache(shared: Path) -> Iterator[None]:
    """What one test typesets, all others have, but those that have a cache of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZINEWRIGHT_CACHE", str(shared / "cache"))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_process() -> Iterator[None]:
    """A test is a process of our own, as a command is: limits are kept."""
    with own_process():
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every warning fails a test, save what a command does not show either."""
    silent = [f"ignore:{message}::{module}" for message, module in NOISE]
    for item in items:
        item.add_marker(pytest.mark.filterwarnings(*silent))


@pytest.fixture(scope="session")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """Runs of `zine` in processes of their own, one program for all tests."""
    made = Apart(tmp_path_factory.mktemp("cache"))
    yield made
    made.stop()


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """Lay out files as the manuscript `m` of the working folder; None leaves a file out."""
    monkeypatch.chdir(tmp_path)
    return functools.partial(laid, tmp_path / "m")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here; a limit on files is tried instead")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
