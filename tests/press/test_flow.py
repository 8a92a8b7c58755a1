"""read → assemble → build → release → impose, as programs call them."""

from __future__ import annotations

import datetime

import pytest
from manuscripts import manuscript, zine
from pdfs import numbered

from zinewright.cache import Cache
from zinewright.paper.papers import PAPERS
from zinewright.press.executors import Inline
from zinewright.press.flow import assemble, build, impose, read, release
from zinewright.press.jobs import Press
from zinewright.problems import ZineError
from zinewright.sheets.geometry import Setup


@pytest.fixture
def press(tmp_path):
    with Press(executor=Inline(), cache=Cache(tmp_path / "cache")) as ready:
        yield ready


def test_a_manuscript_becomes_a_zine_and_its_files(tmp_path, press):
    found = read(manuscript(tmp_path / "m"))
    prepared = assemble(found, press=press)
    built = build(found, tmp_path / "out", press=press, editions=["text"])

    assert [post.name for post in found.posts] == ["money", "waiting", "after"]
    assert prepared.zine == built.zine
    assert prepared.warnings == built.warnings
    assert built.files[0] == str(tmp_path / "out" / "small-hours.txt")


def test_what_stands_in_the_way_of_a_release_comes_as_problems(tmp_path, press):
    day = datetime.date(2026, 1, 31)
    with pytest.raises(ZineError) as caught:
        release(manuscript(tmp_path / "m"), tmp_path / "out", press=press, today=day)

    assert {problem.rule for problem in caught.value.problems} >= {"notes-review"}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: build("m", editions=["redaing"]),
            "there is no edition “redaing” (did you mean reading?); there are: reading, "
            "large-print, booklet, pocket, epub, web, text",
        ),
        (
            lambda: impose(b"", "booklett"),
            "there is no fold “booklett” (did you mean booklet?); there are: booklet, quarter, ",
        ),
    ],
)
def test_a_name_that_is_none_is_a_fault_of_the_program(call, said):
    with pytest.raises(ValueError, match="^there is no") as caught:
        call()

    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"fold": "booklet"}, []),
        ({"fold": "leaves", "ink": "black"}, ["--fold", "leaves", "--ink", "black"]),
        (
            {"ink": "riso", "inks": ["black", "red"], "setup": Setup(PAPERS["A3"], scale="fit")},
            ["--ink", "riso", "--inks", "black, red", "--paper", "A3", "--scale", "fit"],
        ),
    ],
)
def test_sheets_are_those_of_the_command(asked, words, tmp_path):
    (tmp_path / "in.pdf").write_bytes(numbered(6))
    done = zine("impose", "in.pdf", "-o", "out.pdf", *words, at=tmp_path)
    printed = impose(numbered(6), name="in.pdf", **asked)
    made = {f"out-{ending}.pdf" if ending else "out.pdf": x for ending, x in printed.files.items()}

    assert done.returncode == 0
    assert made == {path.name: path.read_bytes() for path in tmp_path.glob("out*.pdf")}


def test_a_pdf_that_is_none_is_named(tmp_path):
    with pytest.raises(ZineError) as caught:
        impose(b"not at all", name="poster.pdf", executor=Inline())

    assert str(caught.value).startswith("poster.pdf: the file is no PDF that can be read (")


def test_a_press_that_is_given_stays_open(tmp_path, press):
    for _ in range(2):
        build(manuscript(tmp_path / "m"), tmp_path / "out", press=press, editions=["reading"])
