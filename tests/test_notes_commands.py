"""`zine notes`: what it shows, and the decisions that it writes."""

from __future__ import annotations

import json

import pytest
from conftest import Lay, zine

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\norder = ["one", "two"]\n'
ONE = """---
title: One
notes: [grief, night work] # hers
---

We sat up.

I was sectioned in May. The ward was full, and I was restrained.

::: note debt | The bailiffs.
They came for the television.
:::
"""
TWO = "# Two\n\nContent warning: mentions of suicide and systemic abuse.\n\nText.\n"
FILES = {"zine.toml": RECIPE, "posts/one.md": ONE, "posts/two.md": TWO}


def said(*words: str) -> str:
    done = zine("notes", *words)
    return f"{done.output}{f'exit {done.exit_code}' if done.exit_code else ''}".strip()


def test_what_every_post_holds(lay: Lay) -> None:
    lay(FILES)

    assert (
        said("m")
        == """\
one: has notes, not reviewed
  author-stated  death-grief
  author-stated  night work
  author-stated  poverty-homelessness (in a part with a note of its own)
  suggested      restraint-forced-treatment
                 line 8: The ward was full, and I was restrained.
  suggested      detention-sectioning
                 line 8: I was sectioned in May.
two: has notes, not reviewed
  author-stated  suicide: mention
  author-stated  service-harm: mention
2 suggestions wait for a decision; decide with: zine notes accept (or dismiss) one m"""
    )


def test_the_same_for_programs(lay: Lay) -> None:
    lay(FILES)
    read = json.loads(zine("notes", "m", "--json").stdout)
    one, two = read["posts"]

    assert (one["post"], one["status"], one["reviewed"]) == ("one", "noted", None)
    assert one["notes"][0] == {
        "topic": "death-grief", "level": None, "flags": [], "state": "author-stated",
        "evidence": [],
    }  # fmt: skip
    assert one["notes"][2]["passage"] == "one--passage-1"
    assert one["notes"][4] == {
        "topic": "detention-sectioning", "level": None, "flags": [],
        "state": "suggested", "evidence": [{"line": 8, "text": "I was sectioned in May."}],
    }  # fmt: skip
    assert two["notes"][1] == {
        "topic": "service-harm", "level": "mention", "flags": [], "state": "author-stated",
        "evidence": [
            {"line": 3, "text": "Content warning: mentions of suicide and systemic abuse."}
        ],
    }  # fmt: skip


def test_decisions_stand_in_the_file(lay: Lay) -> None:
    folder = lay(FILES)

    assert said("accept", "one", "detention-sectioning", "m") == (
        "one: detention-sectioning (accepted)"
    )
    assert said("dismiss", "one.md", "m") == "one: restraint-forced-treatment (dismissed)"
    assert said("set", "one", "Grief", "--level", "discussion", "m") == (
        "one: death-grief (edited discussion)"
    )
    assert said("accept", "one", "m") == "Nothing is suggested for one."
    assert said("reviewed", "one", "--by", "Ada", "--on", "2026-01-30", "m") == (
        "one: reviewed 2026-01-30 by Ada"
    )
    assert (folder / "posts/one.md").read_text("utf-8") == ONE.replace(
        "notes: [grief, night work] # hers",
        "notes: [death-grief (edited discussion), night work, detention-sectioning (accepted), "
        "restraint-forced-treatment (dismissed)] # hers\n"
        "notes_reviewed: 2026-01-30\nnotes_reviewed_by: Ada",
    )


def test_that_nothing_applies(lay: Lay) -> None:
    folder = lay(FILES | {"posts/two.md": "# Two\n\nText.\n"})

    assert said("none", "two", "m") == "two: no notes apply"
    assert said("unsaid", "two", "m") == "two: the author chooses not to say"
    assert (folder / "posts/two.md").read_text("utf-8") == (
        "---\nnotes: unsaid\n---\n# Two\n\nText.\n"
    )


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("accept", "three", "m"),
         "m: there is no post “three” in the order. Correct the name; zine order shows them all. "
         "[order]\nexit 1"),
        (("accept", "one", "racism", "m"),
         "m/posts/one.md: no note on “racism” is suggested. zine notes m shows what is; zine notes "
         "set writes any other. [topic]\nexit 1"),
        (("set", "one", "suicde", "m"),
         "zine notes: there is no topic “suicde” (did you mean suicide?). Name one of the "
         "vocabulary, or add it to zine.toml under [[topic]]. [topic]\nexit 1"),
        (("none", "one", "m"),
         "m/posts/one.md: the post has notes: death-grief, night work. Take them out of its file "
         "first. [notes]\nexit 1"),
        (("reviewed", "one", "--by", "Ada", "m"),
         "m/posts/one.md: suggested notes wait for a decision: restraint-forced-treatment, "
         "detention-sectioning. Decide on them first: zine notes accept one m (or dismiss). "
         "[notes-waiting]\nexit 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided(words: tuple[str, ...], answer: str, lay: Lay) -> None:
    folder = lay(FILES)

    assert said(*words) == answer
    assert (folder / "posts/one.md").read_text("utf-8") == ONE


@pytest.mark.parametrize("words", [("--on", "2999-01-01"), ("--on", "May"), ("--by", " ")])
def test_a_review_wants_a_name_and_a_day_that_was(words: tuple[str, ...], lay: Lay) -> None:
    lay(FILES)

    assert zine("notes", "reviewed", "two", "--by", "Ada", *words, "m").exit_code == 2


def test_three_heavy_pieces_in_a_row(lay: Lay) -> None:
    heavy = "---\ntitle: {0}\nnotes: [suicide (personal description)]\n---\n\nText.\n"
    posts = {f"posts/{name}.md": heavy.format(name) for name in ("one", "two", "three")}
    recipe = RECIPE.replace('"two"', '"two", "three"')
    lay({"zine.toml": recipe} | posts)
    done = zine("order", "m")

    assert done.stdout.count("     heavy; notes: suicide\n") == 3
    assert done.stderr.endswith(
        "3 heavy pieces follow each other: one, two, three. A lighter one between them helps.\n"
    )
