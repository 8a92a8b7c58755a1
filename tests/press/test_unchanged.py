"""What a command printed is printed again only while all is as it was."""

from __future__ import annotations

import datetime
import os
import shutil
from pathlib import Path

import pytest
from running import Lay, zine

from zinewright.press import unchanged
from zinewright.press.unchanged import answer, layouts_at, question, remember

PRINTED = [(False, "one.pdf"), (True, "built")]
BIG = b"x" * (unchanged.LARGE + 1)


@pytest.fixture
def here(lay: Lay, monkeypatch) -> Path:
    """A zine with a picture, and a file that was made of it, beside a layout."""
    folder = lay({"posts/pictures/big.png": BIG, "resources.toml": ""})
    (folder.parent / "out").mkdir()
    (folder.parent / "out" / "one.pdf").write_bytes(b"%PDF")
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(folder.parent / "cache"))
    return folder


def asked(folder: Path, *words: str) -> str:
    return question(("build", *words), Path(folder.name), [Path("out")])


def test_what_was_printed_is_printed_again(here):
    remember(asked(here), PRINTED, ["out/one.pdf"])

    assert answer(asked(here)) == PRINTED


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def same_size(path: Path) -> None:
    """Other bytes, as many, of the same age."""
    age = path.stat()
    path.write_bytes(b"y" + path.read_bytes()[1:])
    os.utime(path, ns=(age.st_atime_ns, age.st_mtime_ns))


CHANGES = {
    "a post": lambda here: edit(here / "posts" / "one.md"),
    "the recipe": lambda here: edit(here / "zine.toml"),
    "places of support": lambda here: edit(here / "resources.toml"),
    "a picture": lambda here: same_size(here / "posts" / "pictures" / "big.png"),
    "a post that comes": lambda here: (here / "posts" / "two.md").write_text(""),
    "a post that goes": lambda here: (here / "posts" / "one.md").unlink(),
    "a folder that comes": lambda here: (here / "images").mkdir(),
    "an import that was stopped": lambda here: (here / ".arriving").write_text(""),
    "what was made": lambda here: edit(here.parent / "out" / "one.pdf"),
    "what was made, of the same size": lambda here: same_size(here.parent / "out" / "one.pdf"),
    "what was made is gone": lambda here: (here.parent / "out" / "one.pdf").unlink(),
    "the cache is gone": lambda here: shutil.rmtree(here.parent / "cache"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_done_again_after_any_change(here, name):
    remember(asked(here), PRINTED, ["out/one.pdf"])
    CHANGES[name](here)

    assert answer(asked(here)) is None


@pytest.mark.parametrize("name", ["mine", "base"])
def test_it_is_done_again_after_a_change_of_a_layout_that_lies_elsewhere(here, name):
    for folder, base in (("mine", "base"), ("base", "plain")):
        (here.parent / "looks" / folder).mkdir(parents=True)
        (here.parent / "looks" / folder / "layout.toml").write_text(f'based_on = "{base}"\n')

    def asked_in_it() -> str:
        return question(("build",), Path(here.name), [Path("out")], layouts_at("looks/mine"))

    before = asked_in_it()
    assert before == asked_in_it() != asked(here)
    edit(here.parent / "looks" / name / "layout.toml")
    assert asked_in_it() != before
    assert layouts_at("") == layouts_at("plain") == []


def test_it_is_done_again_for_other_words_another_day_and_other_code(here, monkeypatch):
    remember(asked(here), PRINTED, [])
    assert answer(asked(here, "--notes")) is None
    for name, value in (("SOURCE_DATE_EPOCH", "1"), ("ZINEWRIGHT_CALLED", "./zine")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert answer(asked(here)) is None
    with monkeypatch.context() as patch:
        patch.setattr(unchanged, "state", lambda: "other code")
        assert answer(asked(here)) is None
    with monkeypatch.context() as patch:
        tomorrow = datetime.date.today() + datetime.timedelta(1)

        class Tomorrow(datetime.date):
            @classmethod
            def today(cls):
                return tomorrow

        patch.setattr(unchanged.datetime, "date", Tomorrow)
        assert answer(asked(here)) is None

    assert answer(asked(here)) == PRINTED


@pytest.mark.parametrize("held", [b"", b"[]", b"{}", b'{"printed": 1, "files": []}', b"\xff"])
def test_a_record_that_is_none_counts_as_none(here, held):
    unchanged.Cache(unchanged.cache_folder()).put(asked(here), held)

    assert answer(asked(here)) is None


def test_what_cannot_be_read_or_is_too_much_is_done_again(here, monkeypatch):
    (here / "posts" / "lost.md").symlink_to("nowhere")
    assert asked(here) == ""
    (here / "posts" / "lost.md").unlink()
    monkeypatch.setattr(unchanged, "MOST_FILES", 2)
    assert asked(here) == ""
    remember("", PRINTED, [])
    assert answer("") is None


@pytest.mark.slow
@pytest.mark.parametrize("command", [("order",), ("check", "--quick"), ("order", "--json")])
def test_a_command_says_the_same_again(here, command):
    first = zine(*command, here.name)
    assert (first.exit_code, zine(*command, here.name).stdout) == (0, first.stdout)


@pytest.mark.slow
def test_a_build_says_that_nothing_has_changed(here):
    words = ("build", here.name, "--out", "out2", "--edition", "text")
    first, again = zine(*words), zine(*words)
    edit(here / "posts" / "one.md")
    third = zine(*words)

    assert "Small hours: nothing has changed since it was built." in again.output
    assert "nothing has changed" not in first.output + third.output
    assert again.stdout == first.stdout
