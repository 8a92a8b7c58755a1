"""A manuscript that is ready for a release, and the same with something that is not."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import msgspec

from zinewright.assemble.selection import chapters_of
from zinewright.assemble.zine import Choice
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.resources.resource import Resource
from zinewright.review.reviewed import record_of

TODAY = datetime.date(2026, 3, 1)
RELEASE = Choice(release=True, today=TODAY)
RECIPE = 'title = "Small hours"\ndate = 2026-02-01\nregions = ["GB"]\norder = ["one", "two"]\n'
HEAD = "summary: What it says.\nnotes_reviewed: 2026-01-31\nnotes_reviewed_by: Ada\n"
ONE = f"---\ntitle: One\nnotes: [grief, racism (dismissed)]\n{HEAD}---\n\nWe sat together.\n"
TWO = f"---\ntitle: Two\nnotes: none\n{HEAD}---\n\nIt got light over the roofs.\n"
ENTRY = """\
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
verified_of = "@COMPARED@"
"""


def line_on(day: str) -> str:
    """The entry as `verify` recorded it on a day."""
    text = ENTRY.replace("2026-01-31", day)
    entry = msgspec.convert(tomllib.loads(text)["resource"][0] | {"channels": ()}, Resource)
    return text.replace("@COMPARED@", entry.compared)


LINE = line_on("2026-01-31")
READY = {"zine.toml": RECIPE, "posts/one.md": ONE, "posts/two.md": TWO, "resources.toml": LINE}


def laid(folder: Path, **changes: tuple[str, str]) -> Path:
    """The manuscript that is ready, but for a text in some of its files."""
    for name, text in READY.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        old, new = changes.get(path.stem, ("", ""))
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text, "utf-8")
    return recorded(folder)


def recorded(folder: Path) -> Path:
    """The manuscript with a record of what was reviewed, for each review that is in it."""
    for chapter in chapters_of(read_manuscript(folder)):
        path = Path(chapter.post.where)
        text = path.read_text("utf-8")
        if "notes_reviewed" in text and "notes_reviewed_of" not in text:
            record = f"notes_reviewed_of: {record_of(chapter)}\n---\n\n"
            path.write_text(text.replace("---\n\n", record, 1), "utf-8")
    return folder
