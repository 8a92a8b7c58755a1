"""What must hold of every line of the house: its lint, its format and its types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from built import built

ROOT = Path(__file__).parents[2]


def said_by(*command: str) -> str:
    """What a tool that is run on the house says; "" where it finds nothing."""
    run = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=" ".join)
def test_ruff_finds_nothing(command):
    assert said_by("ruff", *command, "--no-cache", ".") == ""


@pytest.mark.slow
def test_mypy_finds_nothing(tmp_path):
    assert said_by("mypy", "--cache-dir", str(tmp_path)) == ""


def test_the_guards_find_a_fault_that_is_there(tmp_path):
    unsure = tmp_path / "unsure.py"
    unsure.write_text("import os\ndef f(a):\n  return a + 1\n", "utf-8")

    assert "F401" in said_by("ruff", "check", "--no-cache", str(unsure))
    assert "would be reformatted" in said_by("ruff", "format", "--check", "--no-cache", str(unsure))


@pytest.mark.slow
def test_mypy_is_strict(tmp_path):
    unsure = tmp_path / "unsure.py"
    unsure.write_text("def f(a):\n    return a\n", "utf-8")

    assert "no-untyped-def" in said_by("mypy", "--cache-dir", str(tmp_path / "c"), str(unsure))


# --- how the tests run


@pytest.mark.parametrize(
    ("asked", "options", "processes"),
    [
        (["tests/test_cache.py"], {}, 0),
        (["tests/test_cache.py::test_the_folder_can_be_named", "tests/test_body.py"], {}, 0),
        (["tests/test_cache.py", "tests/test_body.py", "tests/test_limits.py"], {}, None),
        (["tests"], {}, None),
        (["tests"], {"capture": "no"}, 0),
        (["tests"], {"markexpr": "bench"}, 0),
    ],
    ids=["a file", "two", "three", "all", "shown", "measured"],
)
def test_a_process_for_each_processor_but_for_a_file_or_two(
    asked, options, processes, request, monkeypatch
):
    """None stands for what xdist counts."""
    monkeypatch.chdir(ROOT)
    ours = request.config.pluginmanager.getplugin(str(ROOT / "tests" / "conftest.py"))
    option = SimpleNamespace(**{"capture": "fd", "markexpr": "not bench"} | options)
    config = SimpleNamespace(args=asked, option=option)

    assert ours.pytest_xdist_auto_num_workers(config) == processes


@pytest.mark.slow
def test_the_example_is_built_once(example, shared):
    before = {path.name: path.stat().st_mtime_ns for path in example.out.iterdir()}

    assert built("example", shared) == example
    assert {path.name: path.stat().st_mtime_ns for path in example.out.iterdir()} == before
