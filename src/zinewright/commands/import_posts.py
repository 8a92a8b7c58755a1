"""`zine import`: posts from elsewhere, shown first, and written on a word."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zinewright.commands.common import JSON, RECIPE, behind, here, say, show_json
from zinewright.problems import visible

if TYPE_CHECKING:
    from zinewright.importers.common.media import Media
    from zinewright.importers.write import Brought, PlannedPost

STATES = {"new": "new", "there": "there already", "edited": "there, and edited: it stays"}
SUGGESTED = "my-zine"
UNPUBLISHED = click.option(
    "--unpublished", is_flag=True, help="Drafts, private and locked posts, too."
)
PAGES = click.option("--pages", is_flag=True, help="The pages of a blog, too.")
MEDIA = click.option(
    "--media", multiple=True, metavar="FOLDER|ZIP", type=click.Path(path_type=Path),
    help="The blog's pictures, such as a copy of wp-content/uploads.",
)  # fmt: skip


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="DIR", help="The zine, new or there already."
)
@click.option("--yes", is_flag=True, help="Write what is shown.")
@MEDIA
@UNPUBLISHED
@PAGES
@JSON
def bring(
    sources: tuple[Path, ...], into: Path | None, yes: bool, media: tuple[Path, ...],
    unpublished: bool, pages: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bring posts from SOURCES into a zine; without --yes, only show what would be done."""
    from zinewright.commands.progress import Bar
    from zinewright.importers.common.media import media_at
    from zinewright.importers.open import gathered
    from zinewright.importers.write import brought

    place = into or _place_here() or _asked()
    pictures = media_at(media)
    bar = Bar(say, "Posts read: {done}.", "Reading")
    found = brought(
        gathered(sources, unpublished, pages, pictures), place or Path(SUGGESTED), bar
    )  # fmt: skip
    bar.end()
    found = _with_unshown(found, place or Path(SUGGESTED))
    if as_json:
        show_json(_document(found))
    else:
        _show(found)
        _show_media(pictures if media else None)
    if place is None:
        _nowhere(found, yes or not as_json)
    elif _is_wanted(found, place, yes, as_json):
        _write(found, place)


def _with_unshown(found: Brought, folder: Path) -> Brought:
    """The same, with a remark on every letter that cannot be printed, and on what helps."""
    if all(row.content.isascii() for row in found.rows):
        return found
    from zinewright.layout.layout import plain
    from zinewright.layout.missing_glyphs import problems_of

    def remarked(row: PlannedPost) -> PlannedPost:
        letters = plain().unshown_in(row.content) if row.state != "edited" else ()
        said = problems_of(letters, row.content, str(folder / row.file))
        hints = (f"{each.where}:{each.line}: {each.what}. {each.fix}" for each in said)
        return replace(row, remarks=(*row.remarks, *hints))

    return replace(found, rows=tuple(map(remarked, found.rows)))


def _place_here() -> Path | None:
    """The zine in which one stands, or the one called manuscript; never the example."""
    from zinewright.manuscript.edit.starter import is_example

    place = Path(here())
    recipe = place / RECIPE
    return place if recipe.is_file() and not is_example(recipe) else None


def _asked() -> Path | None:
    """The folder that somebody at the keyboard names, None where nobody is there."""
    if not _is_somebody_there():
        return None
    said = click.prompt("Into which folder?", default=SUGGESTED, type=str, err=True)
    return Path(said)


def _is_somebody_there() -> bool:
    return sys.stdin.isatty()


def _nowhere(found: Brought, must: bool) -> None:
    """Say that nobody has said where the posts go."""
    if must:
        new = _counted([row for row in found.rows if row.state == "new"])
        say(f"Nothing was written: say where {new} shall go, like this: --into {SUGGESTED} --yes")
        sys.exit(2)


def _is_wanted(found: Brought, place: Path, yes: bool, as_json: bool) -> bool:
    new = [row for row in found.rows if row.state == "new"]
    if yes or as_json or not new:
        return yes
    if _is_somebody_there():
        return click.confirm(f"Write {_counted(new)} into {place}?", err=True)
    say(f"Nothing was written. To write {_counted(new)} into {place}: --yes")
    return False


def _write(found: Brought, place: Path) -> None:
    from zinewright.importers.write import write
    from zinewright.manuscript.edit.starter import EXAMPLES

    is_first = not (place / RECIPE).exists()
    before = EXAMPLES if is_first else _untouched(place)
    written = write(found, place, datetime.date.today())
    for path in written:
        say(str(path))
    posts = sum(path.suffix == ".md" for path in written)
    where = f" into {place}" if str(place) != "." else ""
    say(f"{posts} post{'s' * (posts != 1)} written{where}.")
    if written:
        after = _untouched(place)
        if "title" in before and "title" not in after:
            say(f"The zine is called “{visible(found.title)}”, as where it comes from.")
        if is_first:
            _tell(found, place, after)


def _untouched(place: Path) -> tuple[str, ...]:
    from zinewright.manuscript.edit.starter import untouched

    return untouched(place / RECIPE)


def _tell(found: Brought, place: Path, examples: Sequence[str]) -> None:
    """Say what is still to be said of a new zine, with the commands that do."""
    from zinewright.importers.write import UNSAID

    if not found.language:
        say(f"Nothing here says its language, so that is “{UNSAID}”, English. To change it:")
        say(f'  zine set language "…"{behind(place)}')
    if examples:
        say("Still to be said of it:")
    for key in examples:
        say(f'  zine set {key} "…"{behind(place)}')


def _show(found: Brought) -> None:
    for row in found.rows:
        click.echo("\n".join(_lines(row)))
    for what in found.behind:
        click.echo(f"left behind: {visible(what)}")


def _show_media(pictures: Media | None) -> None:
    if pictures is not None:
        missing = [address for address, is_there in pictures.asked.items() if not is_there]
        count = len(pictures.asked)
        click.echo(f"pictures found in the media: {count - len(missing)} of {count}")


def _counted(rows: Sequence[PlannedPost]) -> str:
    return f"{len(rows)} post{'s' * (len(rows) != 1)}"


def _lines(row: PlannedPost) -> list[str]:
    """What is shown of a post: its place, its size, its notes, and what is to be looked at."""
    pictures = f", {len(row.images)} picture{'s' * (len(row.images) != 1)}" if row.images else ""
    line = f":{row.arrived.line}" if row.arrived.line > 1 else ""
    day = f"{row.arrived.date}, " if row.arrived.date else ""
    return [
        f"{row.name}: {STATES[row.state]}",
        f"  {visible(row.arrived.title)}",
        f"  {day}{row.words} words{pictures}, from {row.source}{line}",
        *([f"  the author's notes: {', '.join(row.notes)}"] if row.notes else []),
        *(f"  does not come along: {visible(what)}" for what in row.dropped),
        *(f"  look at this: {visible(remark)}" for remark in row.remarks),
    ]


def _document(found: Brought) -> dict[str, object]:
    return {
        "title": found.title, "language": found.language,
        "posts": [_fields(row) for row in found.rows], "left_behind": list(found.behind),
    }  # fmt: skip


def _fields(row: PlannedPost) -> dict[str, object]:
    return {
        "post": row.name, "title": row.arrived.title, "state": row.state, "words": row.words,
        "pictures": [image.path for image in row.images], "line": row.arrived.line,
        "source": row.source, "notes": list(row.notes),
        "date": row.arrived.date.isoformat() if row.arrived.date else None,
        "dropped": list(row.dropped), "remarks": list(row.remarks),
    }  # fmt: skip
