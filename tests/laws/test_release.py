"""A release: every gate counts. Each way in is tried, and each is stopped with what mends it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest
from manuscripts import press
from releases import (
    LINE,
    RELEASE,
    TODAY,
    laid,
    line_on,
)
from running import zine

from zinewright.manuscript.edit.starter import write_starter
from zinewright.press.build import build
from zinewright.problems import ZineError


def stopped(folder: Path) -> list[str]:
    """What stands in the way, without the folder's name."""
    with press() as ready, pytest.raises(ZineError) as caught:
        build(folder, folder.parent / "out", ready, choice=RELEASE)
    assert not (folder.parent / "out").exists()
    return [str(problem).replace(f"{folder}/", "").replace(str(folder), "m")
            for problem in caught.value.problems]  # fmt: skip


def test_nothing_in_the_way(tmp_path):
    with press() as ready:
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
    "a review of nobody knows what": (
        {"two": ("notes_reviewed_by: Ada\n", "notes_reviewed_by: Ada\nnotes_reviewed_of: all\n")},
        "posts/two.md: nobody recorded what was reviewed. Look at them, then: zine notes reviewed "
        "two --by NAME m. [notes-review]",
    ),
    "no status": (
        {"two": ("notes: none\n", "notes: [grief (dismissed)]\n")},
        "posts/two.md: nobody has said whether content notes apply. If none do: zine notes none "
        "two m. If the author chooses not to say: zine notes unsaid two m. [notes-review]",
    ),
    "a mistyped topic": (
        {"two": ("notes: none\n", "notes: [grief, suicde]\n")},
        "posts/two.md:3: “suicde” among the notes is no topic (did you mean suicide?). Correct it, "
        "or take it out: zine notes dismiss two suicde m. If readers are to be told in these "
        "words: zine notes set two suicde --own m, or add a [[topic]] to zine.toml. [topic]",
    ),
    "a suggestion": (
        {"two": ("It got light", "The day after my brother died by suicide, it got light")},
        "posts/two.md:10: suggested content notes wait for a decision: suicide, death-grief. "
        "Decide: zine notes accept two TOPIC m (or dismiss in place of accept). [notes-waiting]",
    ),
    "a note that the file calls suggested": (
        {"two": ("notes: none", "notes: [grief, suicide (suggested)]")},
        "posts/two.md: suggested content notes wait for a decision: suicide. Decide: zine notes "
        "accept two TOPIC m (or dismiss in place of accept). [notes-waiting]",
    ),
    "no sentence on what is missed": (
        {"one": ("summary: What it says.\n", "")},
        "posts/one.md: nobody has written what a reader misses by skipping this post. Write "
        "it: zine notes summary one \"…\" m. [summary]",
    ),
    "a place that nobody checked": (
        {"resources": ("verified_on = 2026-01-31\n", "")},
        "resources.toml:1: nobody has checked “line”. Compare it with its page, then: zine "
        "resources verify line --by NAME m. [resource-unchecked]",
    ),
    "a place that nobody in particular checked": (
        {"resources": ('verified_by = "Bo"\n', "")},
        "resources.toml:8: nobody has checked “line”. Compare it with its page, then: zine "
        "resources verify line --by NAME m. [resource-unchecked]",
    ),
    "a check that is later than the zine": (
        {"resources": (LINE, line_on("2026-02-27"))},
        "resources.toml:8: “line” was checked after the day of the zine, 2026-02-01, so it counts "
        "as unchecked. Write date = 2026-02-27 or later in zine.toml, or correct the day here. "
        "[resource-check-to-come]",
    ),
    "a check that is too old today, though not on the day of the zine": (
        {"resources": (LINE, line_on("2025-10-20"))},
        "resources.toml:8: “line” was last checked 132 days ago. Compare it with its page, then: "
        "zine resources verify line --by NAME m. [resource-unchecked]",
    ),
    "an address that was changed to another host": (
        {"resources": ("//line.example", "//elsewhere.example")},
        "resources.toml:8: “line” was changed after it was checked on 2026-01-31: the address of "
        "its page. Compare it with its page, then: zine resources verify line --by NAME m. "
        "[resource-unchecked]",
    ),
    "a number that was put in": (
        {"resources": (
            "verified_of", 'channels = [{type = "voice", display = "111"}]\nverified_of')},
        "resources.toml:8: “line” was changed after it was checked on 2026-01-31: a number or an "
        "address, its hours, where or for whom it is, what it costs, or what is said of it. "
        "Compare it with its page, then: zine resources verify line --by NAME m. "
        "[resource-unchecked]",
    ),
    "a check of which nobody recorded what was compared": (
        {"resources": ("verified_of", "volatility")},
        "resources.toml:8: nobody recorded what of “line” was compared on 2026-01-31. Compare it "
        "with its page, then: zine resources verify line --by NAME m. [resource-unchecked]",
    ),
    "a place that is always to be there and is not": (
        {"zine": ("order =", 'support = {always = ["lien"]}\norder =')},
        "zine.toml:4: there is no “lien” in resources.toml (did you mean line?). Correct the id, "
        "or add it: zine resources add lien. [resource-id]",
    ),
    "a placeholder": (
        {"two": ("over the roofs", "over the TODO")},
        "posts/two.md:10: a placeholder stands here: “TODO”. Write what belongs there; or, "
        "where it may stand: zine overrule two placeholder --line 10 --by NAME --because \"…\" m. "
        "[placeholder]",
    ),
    "a post that is cut off": (
        {"two": ("over the roofs.", "over the ro...")},
        "posts/two.md:10: the post seems to be cut off: it ends with “light over the ro...”. Put "
        "the rest in, or end the sentence; or, where it may stand: zine overrule two cut-off "
        "--line 10 --by NAME --because \"…\" m. [cut-off]",
    ),
    "a post that is in no order": (
        {"zine": (', "two"', "")},
        "zine.toml:4: the post “two” is not in the order, so it is not in the zine. Take it in: "
        "zine move two --last m (or leave it out: zine drop two m). [order]",
    ),
}  # fmt: skip


def test_a_text_that_changed_after_its_review(tmp_path):
    folder = laid(tmp_path / "m")
    path = folder / "posts/two.md"
    path.write_text(path.read_text("utf-8").replace("over the roofs", "over the sheds"), "utf-8")

    assert stopped(folder) == [
        "posts/two.md: the text changed after the content notes were reviewed. Look at them, then: "
        "zine notes reviewed two --by NAME m. [notes-review]"
    ]


@pytest.mark.parametrize("name", WAYS_IN)
def test_a_way_in_is_stopped(name, tmp_path):
    changes, said = WAYS_IN[name]

    assert stopped(laid(tmp_path / "m", **changes)) == [said]


def test_no_day_is_later_than_the_day_by_the_clock(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    folder = laid(tmp_path / "m", zine=("2026-02-01", "2027-06-01"),
                  resources=(LINE, line_on("2027-05-01")),
                  two=("title: Two", "title: Two\ndate: 2030-01-01"))  # fmt: skip

    assert stopped(folder) == [
        "posts/two.md: the day of “date”, 2030-01-01, is still to come. Correct it; or, where it "
        'may stand: zine overrule two day-to-come --by NAME --because "…" m. [day-to-come]',
        "resources.toml:8: “line” is said to be checked on 2027-05-01, a day that is still to "
        "come. Compare it with its page, then: zine resources verify line --by NAME m. "
        "[resource-unchecked]",
        "zine.toml: the zine is dated 2027-06-01, a day that is still to come. Correct it; or, "
        'where it may stand: zine overrule zine.toml day-to-come --by NAME --because "…" m. '
        "[day-to-come]",
        "SOURCE_DATE_EPOCH: SOURCE_DATE_EPOCH dates the files 2033-05-18, a day that is still to "
        "come. Unset it. [day-to-come]",
    ]


def test_nothing_is_asked_of_a_place_that_is_not_printed(tmp_path):
    folder = laid(tmp_path / "m")
    path = folder / "resources.toml"
    others = (
        '[[resource]]\nid = "diets"\nname = "Diets"\nkind = "topic"\nregions = ["GB"]\n'
        'topics = ["eating-disorders"]\nverified_on = 2025-09-20\n'
        '[[resource]]\nid = "away"\nname = "Away"\nkind = "crisis"\nregions = ["IE"]\n'
    )
    path.write_text(f"{path.read_text('utf-8')}\n{others}", "utf-8")
    with press() as ready:
        built = build(folder, tmp_path / "out", ready, choice=RELEASE)

    assert built.warnings == ()
    assert "Diets" not in (tmp_path / "out" / "small-hours.txt").read_text("utf-8")


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


def test_the_starter_as_it_is_written_is_no_release(tmp_path):
    """Whatever else a person decides, its own words stand in the way: each with its line."""
    write_starter(tmp_path / "m", "en-GB", TODAY)
    found = [problem for problem in stopped(tmp_path / "m") if "[placeholder]" in problem]

    assert [problem.partition(" still")[0].partition(" here")[0] for problem in found] == [
        "posts/second-post.md:3: “author”",
        "posts/second-post.md:5: “summary”",
        "posts/second-post.md:9: 5 sentences of the starter stand",
        "posts/welcome.md:3: “author”",
        "posts/welcome.md:6: “summary”",
        "posts/welcome.md:10: 5 sentences of the starter stand",
        "zine.toml:3: “title”",
        "zine.toml:5: “authors”",
        "zine.toml:6: “description”",
    ]


SILENT = ("manifest.json", "small-hours-booklet.pdf", "small-hours-pocket.pdf")
"""Files that tell catalogues nothing of content notes."""


def test_a_note_that_was_dismissed_is_in_no_file(tmp_path):
    with press() as ready:
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
    with press() as ready:
        build(folder, tmp_path / "out", ready)

    text = (tmp_path / "out" / "small-hours.txt").read_text("utf-8")
    assert "Draft · 1 February 2026" in text
    assert "Nobody has reviewed the content notes of “Two”." in text


def test_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr("zinewright.commands.build.today", lambda: TODAY)
    monkeypatch.chdir(tmp_path)
    laid(tmp_path / "m", one=("summary: What it says.\n", ""))
    refused = zine("release", "m", "--out", "out")

    assert refused.exit_code == 1
    assert refused.stderr == (
        "m/posts/one.md: nobody has written what a reader misses by skipping this post. Write "
        'it: zine notes summary one "…" m. [summary]\n1 error: nothing was released.\n'
    )
    laid(tmp_path / "m")
    done = zine("release", "m", "--out", "out")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-2:] == ["out/content-notes.json", "out/manifest.json"]
    assert done.stderr.endswith("Released “Small hours”: 9 files in out.\n")
    assert "draft" not in done.stderr
