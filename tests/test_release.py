"""A release: every gate counts. Each way in is tried, and each is stopped with what mends it."""

from __future__ import annotations

import datetime
import json
import zipfile
from pathlib import Path

import pikepdf
import pytest
from conftest import zine
from manuscripts import press

from zinewright.assemble import Choice
from zinewright.press import build
from zinewright.problems import ZineError

TODAY = datetime.date(2026, 3, 1)
RELEASE = Choice(release=True, today=TODAY)
RECIPE = 'title = "Small hours"\ndate = 2026-02-01\nregions = ["GB"]\norder = ["one", "two"]\n'
HEAD = "summary: What it says.\nnotes_reviewed: 2026-01-31\nnotes_reviewed_by: Ada\n"
ONE = f"---\ntitle: One\nnotes: [grief, racism (dismissed)]\n{HEAD}---\n\nWe sat together.\n"
TWO = f"---\ntitle: Two\nnotes: none\n{HEAD}---\n\nIt got light over the roofs.\n"
LINE = """\
[[resource]]
id = "line"
name = "A line"
kind = "crisis"
regions = ["GB"]
topics = ["bereavement", "crisis"]
url = "https://line.example/contact"
verified_on = 2026-01-31
verified_by = "Bo"
verified_against = "https://line.example/contact"
"""
READY = {"zine.toml": RECIPE, "posts/one.md": ONE, "posts/two.md": TWO, "resources.toml": LINE}


def laid(folder: Path, **changes: tuple[str, str]) -> Path:
    """The manuscript that is ready, but for a text in some of its files."""
    for name, text in READY.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        old, new = changes.get(path.stem, ("", ""))
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text, "utf-8")
    return folder


def stopped(folder: Path) -> list[str]:
    """What stands in the way, without the folder's name."""
    with press(folder.parent) as ready, pytest.raises(ZineError) as caught:
        build(folder, folder.parent / "out", ready, choice=RELEASE)
    assert not (folder.parent / "out").exists()
    return [str(problem).replace(f"{folder}/", "").replace(str(folder), "m")
            for problem in caught.value.problems]  # fmt: skip


def test_nothing_in_the_way(tmp_path):
    with press(tmp_path) as ready:
        built = build(laid(tmp_path / "m"), tmp_path / "out", ready, choice=RELEASE)

    assert built.zine.draft == ()
    said = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert (said["status"], said["draft_because"]) == ("release", [])
    assert "raft" not in (tmp_path / "out" / "small-hours.txt").read_text("utf-8")


WAYS_IN = {
    "nobody looked at the notes": (
        {"two": ("notes_reviewed: 2026-01-31\n", "")},
        "posts/two.md: nobody has reviewed the content notes. Look at them, then: zine notes "
        "reviewed two --by NAME m. [notes-review]",
    ),
    "nobody says who looked": (
        {"two": ("notes_reviewed_by: Ada\n", "")},
        "posts/two.md: nobody says who reviewed the content notes. Look at them, then: zine notes "
        "reviewed two --by NAME m. [notes-review]",
    ),
    "a review that is still to come": (
        {"two": ("2026-01-31", "2026-03-02")},
        "posts/two.md: the content notes are said to be reviewed on 2026-03-02, a day that is "
        "still to come. Look at them, then: zine notes reviewed two --by NAME m. [notes-review]",
    ),
    "a text that changed after the review": (
        {"two": ("title: Two", "title: Two\nupdated: 2026-02-01")},
        "posts/two.md: the post was updated after its content notes were reviewed. Look at them, "
        "then: zine notes reviewed two --by NAME m. [notes-review]",
    ),
    "a suggestion": (
        {"two": ("It got light", "The day after my brother died by suicide, it got light")},
        "posts/two.md:9: suggested content notes wait for a decision: suicide, death-grief. "
        "Decide: zine notes accept two TOPIC m (or dismiss in place of accept). [notes-waiting]",
    ),
    "a note that the file calls suggested": (
        {"two": ("notes: none", "notes: [suicide (suggested)]")},
        "posts/two.md: suggested content notes wait for a decision: suicide. Decide: zine notes "
        "accept two TOPIC m (or dismiss in place of accept). [notes-waiting]",
    ),
    "no sentence on what is missed": (
        {"one": ("summary: What it says.\n", "")},
        "posts/one.md: nobody has written what a reader misses by skipping this post. Add "
        "summary: … between the lines of ---. [summary]",
    ),
    "a place that nobody checked": (
        {"resources": ("verified_on = 2026-01-31\n", "")},
        "resources.toml: nobody has checked “line”. Compare it with its page, then: zine "
        "resources verify line --by NAME m. [resource-unchecked]",
    ),
    "a place that nobody in particular checked": (
        {"resources": ('verified_by = "Bo"\n', "")},
        "resources.toml: nobody has checked “line”. Compare it with its page, then: zine "
        "resources verify line --by NAME m. [resource-unchecked]",
    ),
    "a check that is later than the zine": (
        {"resources": ("2026-01-31", "2026-03-02")},
        "resources.toml:8: “line” was checked after the day of the zine, 2026-02-01, so it counts "
        "as unchecked. Write date = 2026-03-02 or later in zine.toml, or correct the day here. "
        "[check-to-come]",
    ),
    "a check that is too old today, though not on the day of the zine": (
        {"resources": ("2026-01-31", "2025-10-20")},
        "resources.toml: “line” was last checked 132 days ago. Compare it with its page, then: "
        "zine resources verify line --by NAME m. [resource-unchecked]",
    ),
    "a placeholder": (
        {"two": ("over the roofs", "over the TODO")},
        "posts/two.md:9: a placeholder stands here: “TODO”. Write what belongs there. "
        "[placeholder]",
    ),
    "a post that is cut off": (
        {"two": ("over the roofs.", "over the ro...")},
        "posts/two.md:9: the post seems to be cut off: it ends with “light over the ro...”. Put "
        "the rest in, or end the sentence. [cut-off]",
    ),
    "a post that is in no order": (
        {"zine": (', "two"', "")},
        "zine.toml:4: the post “two” is not in the order, so it is not in the zine. Add \"two\" "
        "to order, or move the file out of posts/. [order]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WAYS_IN)
def test_a_way_in_is_stopped(name, tmp_path):
    changes, said = WAYS_IN[name]

    assert stopped(laid(tmp_path / "m", **changes)) == [said]


def test_everything_in_the_way_is_said_at_once(tmp_path):
    changes = {"one": ("summary: What it says.\n", ""), "two": ("notes_reviewed: 2026-01-31\n", ""),
               "resources": ("verified_on = 2026-01-31\n", "")}  # fmt: skip
    found = stopped(laid(tmp_path / "m", **changes))

    assert [problem.rpartition(" ")[2] for problem in found] == [
        "[summary]", "[notes-review]", "[resource-unchecked]",
    ]  # fmt: skip


def test_no_places_of_support(tmp_path):
    folder = laid(tmp_path / "m")
    (folder / "resources.toml").unlink()

    assert stopped(folder) == [
        "resources.toml: the zine lists no places of support. Choose some: zine resources add "
        "ID m. [no-support]"
    ]


SILENT = ("manifest.json", "small-hours-booklet.pdf", "small-hours-pocket.pdf")
"""Files that tell catalogues nothing of content notes."""


def test_a_note_that_was_dismissed_is_in_no_file(tmp_path):
    with press(tmp_path) as ready:
        build(laid(tmp_path / "m"), tmp_path / "out", ready, choice=RELEASE)

    for path in (tmp_path / "out").iterdir():
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as packed:
                content = b"".join(packed.read(name) for name in packed.namelist())
        elif path.suffix == ".pdf":
            with pikepdf.open(path) as pdf:
                content = pdf.Root.Metadata.read_bytes()
        else:
            content = path.read_bytes()
        assert b"racism" not in content, path.name
        assert b"grief" in content or path.name in SILENT, path.name


def test_a_draft_says_that_it_is_one(tmp_path):
    folder = laid(tmp_path / "m", two=("notes_reviewed: 2026-01-31\n", ""))
    with press(tmp_path) as ready:
        build(folder, tmp_path / "out", ready)

    text = (tmp_path / "out" / "small-hours.txt").read_text("utf-8")
    assert "Draft · 1 February 2026" in text
    assert "Nobody has reviewed the content notes of “Two”." in text


def test_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr("zinewright.commands.build._today", lambda: TODAY)
    monkeypatch.chdir(tmp_path)
    laid(tmp_path / "m", one=("summary: What it says.\n", ""))
    refused = zine("release", "m", "--out", "out")

    assert refused.exit_code == 1
    assert refused.stderr == (
        "m/posts/one.md: nobody has written what a reader misses by skipping this post. Add "
        "summary: … between the lines of ---. [summary]\n1 error: nothing was released.\n"
    )
    laid(tmp_path / "m")
    done = zine("release", "m", "--out", "out")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-2:] == ["out/content-notes.json", "out/manifest.json"]
    assert "draft" not in done.stderr
