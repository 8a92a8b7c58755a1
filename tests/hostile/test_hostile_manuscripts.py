"""A manuscript of a stranger, or of a program that went wrong: read soon, or named."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from apart import SECONDS, Apart
from hostile_manuscripts import KINDS, MATTERS, TABLES, TEXTS, Files, matter, posts, recipe
from pace import pace

from zinewright.manuscript.posts import Post
from zinewright.manuscript.text_files import read_matter
from zinewright.manuscript.toml_files import read_toml
from zinewright.problems import ZineError
from zinewright.prose.convert import prose

MOST_MB = 500
LARGE, SMALL = 1_900_000, 30_000
QUICK = ("tabs", "nested links", "rising backticks", "a dotted key", "tables", "keys", "notes",
         "aliases", "a tag with attributes", "passages", "numbers")  # fmt: skip


def check(apart: Apart, place: Path, files: Files) -> str:
    """What is said of a manuscript, which is read within bounds whatever it holds."""
    for name, text in files.items():
        path = place / "m" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    ended = apart.run(place, ["check", "m", "--quick"])

    assert ended.wrong == ()
    assert "Traceback" not in ended.output
    assert "This is a fault of Zinewright" not in ended.output
    assert ended.code in (0, 1), ended.output[-2000:]
    assert ended.output.strip()
    assert ended.busy < SECONDS * pace()
    assert ended.memory < MOST_MB
    if ended.code:
        assert re.search(r"^m/[\w/.]+(:\d+)?: .+\. .+\. \[[a-z-]+\]$", ended.output, re.MULTILINE)
    return ended.output


CASES = [(kind, name, size) for kind in KINDS for name in KINDS[kind][0] for size in (SMALL, LARGE)]


def marked(kind: str, name: str, size: int) -> object:
    if name not in QUICK:
        return pytest.param(kind, name, size, marks=pytest.mark.thorough)
    is_quick = size == SMALL and kind != "recipe alone"
    return pytest.param(kind, name, size, marks=() if is_quick else pytest.mark.slow)


@pytest.mark.parametrize(("kind", "name", "size"), [marked(*case) for case in CASES])
def test_a_hostile_manuscript(kind, name, size, apart, tmp_path):
    texts, files = KINDS[kind]

    check(apart, tmp_path, files(texts[name](size)))


@pytest.mark.slow
def test_a_thousand_posts(apart, tmp_path):
    assert check(apart, tmp_path, posts(1_000)) == "Nothing is wrong.\n"


def test_posts_that_are_a_library(apart, tmp_path):
    files = {f"posts/p{n}.md": f"# P{n}\n\n{'word ' * 300_000}\n" for n in range(4)}

    assert check(apart, tmp_path, {"zine.toml": 'title = "T"\ndate = 2026-01-31\n'} | files) == (
        "m/posts/p1.md: the posts hold more than 3,000,000 letters together. "
        "Make several zines of them. [size]\n"
    )


# --- what is said


def test_what_is_said_of_a_recipe_that_no_person_wrote(apart, tmp_path):
    said = {
        name: check(apart, tmp_path / name, recipe(TABLES[name](LARGE))).splitlines()[0]
        for name in ("a dotted key", "a dotted table", "tables", "numbers")
    }

    assert said == {
        "a dotted key": "m/zine.toml:4: the key has more than 8 parts. "
        'Write key = "text", one a line. [size]',
        "a dotted table": "m/zine.toml:4: the key has more than 8 parts. "
        'Write key = "text", one a line. [size]',
        "tables": "m/zine.toml:20001: the file holds more than 20,000 keys and tables. "
        "Take out what does not belong there. [size]",
        "numbers": "m/zine.toml:4: the number is longer than any that is used here. "
        "Write one of a few digits. [size]",
    }


def test_what_is_said_of_front_matter_that_is_a_text(apart, tmp_path):
    assert check(apart, tmp_path, matter(MATTERS["a list"](LARGE))).splitlines()[0] == (
        "m/posts/one.md:2: the front matter cannot be read: it has more than 20,000 letters. "
        "Move what is text below the second line of ---. [yaml]"
    )


def test_what_is_said_of_brackets():
    found = prose(Post("one", "one.md", "One", "a\n\n[b](c)\n" + "[" * 60, 4), frozenset(), "en")

    assert [str(problem) for problem in found.problems] == [
        "one.md:7: there are more than 50 brackets that are open. Close them, or write \\[ where a "
        "bracket is meant as one. [nesting]"
    ]


@pytest.mark.parametrize("text", ["\\[" * 99, "[a](b) " * 99, "[0, 1)\n\n" * 99, "[[a]](b) " * 30])
def test_brackets_that_are_no_harm(text):
    found = prose(Post("one", "one.md", "One", text, 4), frozenset(), "en")

    assert not [problem for problem in found.problems if problem.rule == "nesting"]


# --- twice as much takes twice as long


def taken(work: Callable[[], object]) -> float:
    """The least of three times, in seconds of this process."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def read_post(text: str) -> None:
    prose(Post("one", "one.md", "One", text, 4), frozenset(["one"]), "en")


@pytest.mark.parametrize(
    "name",
    ["tabs", "spaces", "lines of spaces", "a tag with attributes", "nested links", "words",
     "nested languages", "an address of tildes", "a word"],
)  # fmt: skip
def test_a_text_of_twice_the_length(name):
    one, two = (TEXTS[name](size) for size in (20_000, 40_000))
    read_post(one)  # what is loaded once

    assert taken(lambda: read_post(two)) < 3 * taken(lambda: read_post(one)) + 0.02


@pytest.mark.parametrize("name", ["tables", "keys", "order", "wrong keys", "a word", "dotted keys"])
def test_a_table_of_twice_the_length(name, tmp_path):
    paths = [tmp_path / "one.toml", tmp_path / "two.toml"]
    for path, size in zip(paths, (30_000, 60_000), strict=True):
        path.write_text((TABLES | {"a word": TEXTS["a word"]})[name](size))

    def read(path: Path) -> None:
        try:
            found, lines = read_toml(path)
        except ZineError:
            return
        for key in found:
            lines.of(key)
        lines.items("order")

    one, two = (taken(lambda path=path: read(path)) for path in paths)
    assert two < 3 * one + 0.02


@pytest.mark.parametrize("name", ["keys", "a list", "folded", "a value of words"])
def test_front_matter_of_twice_the_length(name):
    one, two = (
        taken(lambda size=size: read_matter(MATTERS[name](size), "a")) for size in (6_000, 12_000)
    )

    assert two < 3 * one + 0.02
