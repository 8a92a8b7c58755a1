"""What programs find in `zinewright`: the names of the flow, typed, and loaded when asked for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import zinewright

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PROGRAM = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[0]
PRINTED = """\
Worth Listening To: 37 pages, 0 warnings
manuscript/posts/care-that-does-not-harm-again.md: nobody has reviewed the content notes. Look at \
them, then: zine notes reviewed care-that-does-not-harm-again --by NAME. [notes-review]
10 sheets of paper
"""
USES = """
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import assert_type

import zinewright
from zinewright import (
    EDITIONS, FOLDS, PAPERS, Built, Manuscript, Prepared, Printed, Printing, Problem, Setup, Wish,
    Zine, own_process,
)

assert_type(zinewright.__version__, str)
assert_type(manuscript, Manuscript)
assert_type(assemble(manuscript), Prepared)
assert_type(zine, Zine)
assert_type(built, Built)
assert_type(printed, Printed)
assert_type(printed.files, Mapping[str, bytes])
assert_type(built.warnings, tuple[Problem, ...])
with own_process(), ThreadPoolExecutor(2) as threads, Press(executor=threads, jobs=1) as press:
    release("m", press=press, notes="full", without=["grief"], today=date(2026, 1, 31))
impose(
    b"", [*FOLDS][0], Setup(PAPERS["A4"], scale="fit", safe=14.2), wish=Wish("right", grid=(2, 4)),
    printing=Printing(flip="short"), ink="riso", inks=["black"], executor=threads,
)
build(editions=[*EDITIONS], manuscript=Path("m"), out=None)
impose(b"", paper="A4")  # type: ignore[call-arg]
"""


def test_every_name_is_there_and_no_other():
    assert dir(zinewright) == sorted([*zinewright.__all__, "__version__"])
    assert set(zinewright._MODULES) == set(zinewright.__all__)
    for name, module in zinewright._MODULES.items():
        assert getattr(zinewright, name) is vars(sys.modules[f"zinewright.{module}"])[name]
    with pytest.raises(AttributeError, match="^module 'zinewright' has no attribute 'bind_it'$"):
        zinewright.bind_it  # noqa: B018


def test_assemble_stays_the_function_whoever_imports_the_folder():
    said = "import zinewright.assemble.zine as z, zinewright; print(zinewright.assemble.__name__)"
    program = said.replace("zinewright.assemble.zine as z", "zinewright.assemble.zine")

    assert _run(program) == "assemble\n"
    assert _run(f"from zinewright import build\n{program}") == "assemble\n"
    assert _run("from zinewright.assemble import zine\nprint(zine.BUILD.notes)") == "\n"


def test_nothing_is_loaded_before_it_is_asked_for():
    loaded = "import sys, zinewright; print([m for m in sys.modules if m[:11] == 'zinewright.'])"

    assert _run(loaded) == "[]\n"
    heavy = "('weasyprint', 'pikepdf', 'lxml.etree', 'PIL', 'fontTools', 'markdown', 'jinja2')"
    version = f"print([m for m in {heavy} if m in sys.modules])"
    assert _run(f"import sys\nfrom zinewright import cli\n{version}") == "[]\n"


@pytest.mark.slow
def test_the_program_of_the_readme_does_what_it_says(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "manuscript", tmp_path / "manuscript")
    monkeypatch.chdir(tmp_path)

    assert _run(PROGRAM) == PRINTED
    assert (tmp_path / "booklet.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert not (tmp_path / "release").exists()


@pytest.mark.slow
def test_programs_are_checked_by_its_types(tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM + USES)
    (tmp_path / "wrong.py").write_text("import zinewright\nzinewright.read(1).posts[0].titel\n")
    command = [
        sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"),
        "--config-file", str(ROOT / "pyproject.toml"), "--no-error-summary",
        str(tmp_path / "program.py"), str(tmp_path / "wrong.py"),
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=ROOT,
        env={"MYPYPATH": "src", "PATH": ""},
    )  # fmt: skip

    assert sorted(line.partition("error: ")[2] for line in done.stdout.splitlines()) == [
        '"Post" has no attribute "titel"; maybe "title"?  [attr-defined]',
        'Argument 1 to "read" has incompatible type "int"; expected "Path | str"  [arg-type]',
    ]


def _run(program: str) -> str:
    """What a program prints, by a Python of its own."""
    paths = f"import sys; sys.path[:0] = {json.dumps(sys.path)}\n"
    command = [sys.executable, "-W", "error", "-c", paths + program]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")

    assert done.stderr == ""
    return done.stdout
