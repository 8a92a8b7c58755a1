"""What is wrong with a manuscript and its chapters, and what of it stops a release."""

from __future__ import annotations

import datetime
from pathlib import Path

from running import Lay

from zinewright.assemble.selection import selection_of
from zinewright.manuscript.folder import read_manuscript
from zinewright.review.findings import findings, stopping
from zinewright.review.read_closely import meaning_of

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


def said(lay: Lay) -> tuple[list[str], list[str]]:
    """What is found, and what stops a release, each by its level and rule."""
    lay({
        "zine.toml": RECIPE,
        "posts/one.md": "---\ntitle: One\nnotes: none\n---\n\n[There](two.md#no-such-part) \n",
        "posts/two.md": "---\ntitle: Two\nnotes: [debt]\n---\n\nText. TODO: more.\n",
        "resources.toml": PLACE,
    })  # fmt: skip
    manuscript = read_manuscript(Path("m"))
    held = selection_of(manuscript)
    meanings = [meaning_of(chapter) for chapter in held.chapters]
    found = tuple(findings(manuscript, held.chapters, held.served, meanings))
    stops = stopping(found, manuscript, held.chapters, held.served, {}, None, TODAY)
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
