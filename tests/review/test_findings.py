"""What is wrong with a manuscript and its chapters, and what of it stops a release."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from running import Lay
from shelves import Shelf

from zinewright.assemble.selection import Selection, selection_of
from zinewright.manuscript.folder import Manuscript, read_manuscript
from zinewright.problems import Problem
from zinewright.review.findings import findings, stopping
from zinewright.review.read_closely import meaning_of
from zinewright.sealed import Keep, Sealed, anew

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\nregions = ["GB"]\norder = ["one", "two"]\n'
PLACE = """\
[[resource]]
id = "line"
name = "A line"
kind = "crisis"
regions = ["GB"]
topics = ["suicide"]
verified_on = 2020-01-31
verified_by = "Ada"
"""
TODAY = datetime.date(2026, 1, 31)


def held(lay: Lay, keep: Keep = anew) -> tuple[Manuscript, Selection, tuple[Problem, ...]]:
    """A manuscript, what it holds, and what is found."""
    lay({
        "zine.toml": RECIPE,
        "posts/one.md": "---\ntitle: One\nnotes: none\n---\n\n[There](two.md#no-such-part) \n",
        "posts/two.md": "---\ntitle: Two\nnotes: [debt]\n---\n\nText. TODO: more.\n",
        "resources.toml": PLACE,
    })  # fmt: skip
    manuscript = read_manuscript(Path("m"))
    whole = selection_of(manuscript, keep=keep)
    meanings = [meaning_of(chapter) for chapter in whole.chapters]
    return manuscript, whole, (
        *findings(manuscript, whole.chapters, whole.served, meanings, keep),
    )  # fmt: skip


def said(lay: Lay) -> tuple[list[str], list[str]]:
    """What is found, and what stops a release, each by its level and rule."""
    manuscript, whole, found = held(lay)
    stops = stopping(found, manuscript, whole.chapters, whole.served, {}, None, TODAY)
    return [f"{p.level} {p.rule}" for p in found], [f"{p.level} {p.rule}" for p in stops]


def test_what_is_found_and_what_stops_a_release(lay):
    found, stops = said(lay)

    assert found == ["error link-target", "warning placeholder", "warning SM09"]
    assert stops == [
        "error link-target",
        "error placeholder",
        "error SM09",
        "error notes-review",
        "error notes-review",
        "error summary",
        "error resource-unchecked",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("notes: [debt]", "notes: [debt, night work]", ["topic", "SM09"]),
        ("notes: [debt]", "notes: [suicide]", []),
        ('topics = ["suicide"]', 'topics = ["debt"]', []),
        ('"two"]\n', '"two"]\n[[topic]]\nslug = "debt"\nlabel = "owing"\n', []),
    ],
    ids=["words that are no topic", "another topic", "other support", "another label"],
)  # fmt: skip
def test_what_was_found_before_is_found_anew_where_anything_is_another(lay, old, new, said):
    keep = Sealed(Shelf())
    before = held(lay, keep)[2]

    def changed(files: dict[str, str]) -> None:
        lay({name: text.replace(old, new) for name, text in files.items()})

    again, warm, cold = held(lay, keep)[2], held(changed, keep)[2], held(changed)[2]
    assert (again, warm) == (before, cold)
    assert [p.rule for p in warm if p.rule in ("SM09", "topic")] == said
    assert warm != before
