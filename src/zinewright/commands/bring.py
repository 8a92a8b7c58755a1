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


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", default="manuscript", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--yes", is_flag=True, help="Write what is shown.")
@JSON
def bring(sources: tuple[Path, ...], into: Path, yes: bool, as_json: bool) -> None:
    """Bring posts from SOURCES into a manuscript; without --yes, only show what would be done."""
    from zinewright.bringing import brought, write

    rows = brought(sources, into)
    if as_json:
        show_json({"posts": [_fields(row) for row in rows]})
    else:
        for row in rows:
            click.echo("\n".join(_lines(row)))
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
    lines = [
        f"{row.name}: {STATES[row.state]}",
        f"  {visible(row.arrived.title)}",
        f"  line {row.arrived.line} of {row.source}, {row.words} words"
        + (f", {row.arrived.date}" if row.arrived.date else ""),
    ]
    if row.notes:
        lines.append(f"  the author's notes: {', '.join(row.notes)}")
    return lines + [f"  look at this: {visible(remark)}" for remark in row.remarks]


def _fields(row: Row) -> dict[str, Any]:
    return {
        "post": row.name, "title": row.arrived.title, "state": row.state, "words": row.words,
        "line": row.arrived.line, "source": row.source, "notes": list(row.notes),
        "date": row.arrived.date.isoformat() if row.arrived.date else None,
        "remarks": list(row.remarks),
    }  # fmt: skip
