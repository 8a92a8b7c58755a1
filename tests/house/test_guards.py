"""What must hold of every line of the house: its lint, its format and its types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
