"""What all tests share: no cache but their own, and small manuscripts as files."""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from apart import Apart
from hypothesis import HealthCheck, Phase, settings
from running import Lay, laid

# A machine that does other things as well makes no test fail, and none takes minutes to explain.
settings.register_profile(
    "ours",
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ours")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZINEWRIGHT_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


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
