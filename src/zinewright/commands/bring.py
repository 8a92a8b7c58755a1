"""`zine import`: posts from elsewhere, shown first, and written on a word."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zinewright.commands import JSON, say, show_json
from zinewright.problems import visible

if TYPE_CHECKING:
    from zinewright.bringing import Row

STATES = {"new": "new", "there": "there already", "edited": "there, and edited: it stays"}
UNPUBLISHED = click.option(
    "--unpublished", is_flag=True, help="Drafts, private and locked posts, too."
)
PAGES = click.option("--pages", is_flag=True, help="The pages of a blog, too.")


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", default="manuscript", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--yes", is_flag=True, help="Write what is shown.")
@UNPUBLISHED
@PAGES
@JSON
def bring(
    sources: tuple[Path, ...], into: Path, yes: bool, unpublished: bool, pages: bool, as_json: bool
) -> None:
    """Bring posts from SOURCES into a manuscript; without --yes, only show what would be done."""
    from zinewright.bringing import brought, write
    from zinewright.gathering import gathered
    from zinewright.progress import Bar

    bar = Bar(say, "Posts read: {done}.", "Reading")
    rows, behind = brought(gathered(sources, unpublished, pages), into, bar)
    bar.end()
    if as_json:
        show_json({"posts": [_fields(row) for row in rows], "left_behind": list(behind)})
    else:
        for row in rows:
            click.echo("\n".join(_lines(row)))
        for what in behind:
            click.echo(f"left behind: {visible(what)}")
    new = [row for row in rows if row.state == "new"]
    if yes:
        for path in write(rows, into, datetime.date.today()):
            say(str(path))
        say(f"{_counted(new)} written into {into}.")
    elif new and not as_json:
        if sys.stdin.isatty() and click.confirm(f"Write {_counted(new)} into {into}?", err=True):
            for path in write(rows, into, datetime.date.today()):
                say(str(path))
        else:
            say(f"Nothing was written. To write {_counted(new)} into {into}: --yes")


def _counted(rows: Sequence[Row]) -> str:
    return f"{len(rows)} post{'s' * (len(rows) != 1)}"


def _lines(row: Row) -> list[str]:
    """What is shown of a post: its place, its size, its notes, and what is to be looked at."""
    pictures = f", {len(row.images)} picture{'s' * (len(row.images) != 1)}" if row.images else ""
    place = f"line {row.arrived.line} of " if row.arrived.line > 1 else ""
    day = f"{row.arrived.date}, " if row.arrived.date else ""
    return [
        f"{row.name}: {STATES[row.state]}",
        f"  {visible(row.arrived.title)}",
        f"  {day}{row.words} words{pictures}, from {place}{row.source}",
        *([f"  the author's notes: {', '.join(row.notes)}"] if row.notes else []),
        *(f"  does not come along: {visible(what)}" for what in row.dropped),
        *(f"  look at this: {visible(remark)}" for remark in row.remarks),
    ]


def _fields(row: Row) -> dict[str, Any]:
    return {
        "post": row.name, "title": row.arrived.title, "state": row.state, "words": row.words,
        "pictures": [image.path for image in row.images], "line": row.arrived.line,
        "source": row.source, "notes": list(row.notes),
        "date": row.arrived.date.isoformat() if row.arrived.date else None,
        "dropped": list(row.dropped), "remarks": list(row.remarks),
    }  # fmt: skip
