"""`zine new`, `set`, `order`, `move`, `drop`: starting a zine, what its recipe says, its order."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from zinewright.commands.common import (
    BUILD,
    FOLDER,
    JOBS,
    JSON,
    LAYOUT,
    RECIPE,
    behind,
    folder_of,
    press,
    put,
    say,
    show_json,
    unless_unchanged,
)
from zinewright.problems import shown

if TYPE_CHECKING:
    from zinewright.model import Section, Zine

HEAVY = 3
WEIGHTS = ("", "light", "middling", "heavy")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("--language", default="en-GB", help="The zine's language, as a tag.")
@click.option("--title", help="What the zine is called.")
@click.option("--subtitle", help="What stands below its title.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Who wrote it; each one.")
@click.option("--description", help="One sentence on what it holds.")
@click.option("--licence", help="What others may do with it, as CC BY-SA 4.0.")
@click.option("--region", "regions", multiple=True, metavar="CODE", help="Where it is read, as GB.")
@click.option("--contact", help="An address that readers can write to.")
def new(folder: str, language: str, **facts: str | tuple[str, ...] | None) -> None:
    """Start a small zine in DIR."""
    from zinewright.manuscript.edit.starter import write_starter

    said = {key: list(fact) if isinstance(fact, tuple) else fact for key, fact in facts.items()}
    for path in write_starter(Path(folder), language, facts={k: v for k, v in said.items() if v}):
        click.echo(path)
    say(f"Now write in {folder}/posts, and build with: zine build{behind(folder)}")


@click.command("set")
@click.argument("key")
@click.argument("words", metavar="VALUE... [DIR]", nargs=-1, required=True)
def set_key(key: str, words: tuple[str, ...]) -> None:
    """Write a VALUE for KEY into zine.toml: title, authors, regions, date, print.paper ….

    A list takes several values, or one with commas; "" takes a value away; a date may be: today.
    """
    from zinewright.manuscript.edit.settings import set_value

    values, folder = folder_of(words)
    if not any(part.strip() for part in key.split(".")):
        raise click.UsageError("say which key: zine set title VALUE")
    if not values:
        raise click.UsageError(f'say a value: zine set {key} VALUE (or "" for none)')
    if key in ("layout", "accent") and any(values) and (folder / RECIPE).is_file():
        from zinewright.layout.choose import refuse_look

        refuse_look(folder, key, " ".join(values))
    old, new = set_value(folder, key, values, datetime.date.today())
    click.echo(f"{key}: {old} → {new}" if old != new else f"{key}: {new}, as it was")


@click.command()
@FOLDER
@LAYOUT
@JSON
@JOBS
def order(folder: str, layout: str, as_json: bool, jobs: int | None) -> None:
    """Show the running order, with pages, notes, and how heavy each piece is."""
    words = ("order", str(as_json))

    def told() -> tuple[str, ...]:
        return _shown(folder, jobs, layout, as_json=as_json)

    unless_unchanged(words, Path(folder), [BUILD], told, layout)


def _shown(folder: str, jobs: int | None, layout: str, *, as_json: bool) -> tuple[str, ...]:
    """Print the order; no file is made."""
    from zinewright.model import CENTRE  # where pages are set, and no sooner
    from zinewright.press.build import notes_in, order_of

    with press(jobs, layout=layout) as ready:
        prepared, leaves = order_of(Path(folder), ready)
        waiting = {p.chapter.post.name: len(p.waiting) for p in notes_in(Path(folder), ready)}
    first: dict[str, tuple[int | None, int | None]] = {
        leaf.name: (int(leaf.folios[0]), leaf.typeset.pages)
        for leaf in leaves if leaf.matter == "body" and leaf.name != CENTRE and not leaf.opens
    }  # fmt: skip
    sections = [section for section in prepared.zine.sections if section.is_piece]
    rows = [
        _row(section, first.get(section.name, (None, None)), waiting[section.name])
        for section in sections
    ]
    heavy = _heavy_runs(sections)
    if as_json:
        runs = [[section.name for section in run] for run in heavy]
        show_json({"posts": rows, "parts": _parts(prepared.zine), "heavy_runs": runs})
        return ()
    titles = {section.name: section.title for section in prepared.zine.sections}
    part = ""
    for number, (row, section) in enumerate(zip(rows, sections, strict=True), 1):
        if section.within != part:
            part = section.within
            put(f"\n{titles[part]}" if part else "")
        page = row["first_page"] or "–"
        put(
            f"{number:>3}  page {page:>3}  {row['words']:>5} words  {row['post']}\n"
            f"     {row['title']}\n     {_said(row)}"
        )
    if not leaves:
        say(f"Its pages cannot be counted. To see why: zine check{behind(folder)}")
    for run in heavy:
        names = ", ".join(section.name for section in run)
        say(
            f"{len(run)} heavy pieces follow each other: {names}. A lighter one between them helps."
        )
    return ()


class _OrderRow(TypedDict):
    """What is shown of a post."""

    post: str
    title: str
    words: int
    pages: int | None
    first_page: int | None
    notes: list[str]
    weight: int
    status: str
    suggested: int


class _PartRow(TypedDict):
    """What is shown of a part, and the names of its posts in order."""

    title: str
    posts: list[str]


def _parts(zine: Zine) -> list[_PartRow]:
    return [
        {
            "title": opening.title,
            "posts": [s.name for s in zine.sections if s.within == opening.name],
        }
        for opening in zine.sections
        if opening.kind == "part-opening"
    ]


def _said(row: _OrderRow) -> str:
    """What is known of the notes of a post, and how heavy it is."""
    from zinewright.review.decide import STATUSES

    status, notes = row["status"], ", ".join(row["notes"])
    parts = [f"{WEIGHTS[row['weight']]}; notes: {notes}"] if row["weight"] and notes else []
    if status != "noted":
        rest = "of the rest: " if parts else ""
        parts.append(f"{rest}{STATUSES[status]}")
    if row["suggested"]:
        parts.append(f"{row['suggested']} suggested")
    return "; ".join(parts)


def _row(section: Section, place: tuple[int | None, int | None], suggested: int) -> _OrderRow:
    first_page, pages = place
    status = section.review.status if section.review else "unreviewed"
    return {
        "post": section.name, "title": section.title, "words": section.words, "pages": pages,
        "first_page": first_page, "notes": list(section.notes), "weight": section.weight,
        "status": status, "suggested": suggested,
    }  # fmt: skip


def _heavy_runs(sections: list[Section]) -> list[list[Section]]:
    """Every run of three or more heavy pieces."""
    runs: list[list[Section]] = [[]]
    for section in sections:
        if section.weight >= HEAVY:
            runs[-1].append(section)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= HEAVY]


@click.command()
@click.argument("words", metavar="POST... [DIR]", nargs=-1)
@click.option("--part", metavar="TITLE", help="Move a part, with all of its posts.")
@click.option("--first", is_flag=True, help="To the beginning.")
@click.option("--last", is_flag=True, help="To the end.")
@click.option("--before", metavar="POST", help="Before another post, or part.")
@click.option("--after", metavar="POST", help="After another post, or part.")
@click.option("--to", type=int, metavar="N", help="To place N, from 1.")
def move(
    words: tuple[str, ...], part: str | None, first: bool, last: bool, before: str | None,
    after: str | None, to: int | None,
) -> None:  # fmt: skip
    """Move each POST to another place in the order, or into it; several stay together as named.

    With --part, move a part among the parts: zine move --part "What helps" --before "What hurts".
    """
    from zinewright.manuscript.edit.order import Destination, move_part, move_posts

    posts, folder = folder_of(words)
    if part is None:
        _named(posts)
    elif posts:
        raise click.UsageError(
            f"with --part, name no post: “{shown(posts[0])}” is no folder of a zine"
        )
    chosen = [first, last, before is not None, after is not None, to is not None]
    if sum(chosen) != 1:
        raise click.UsageError(
            "say where to: --first, --last, --before POST, --after POST or --to N"
        )
    place = Destination(first, before, after, to)
    if part is not None and to is not None:
        raise click.UsageError("say where the part goes: --first, --last, --before or --after PART")
    order = move_posts(folder, posts, place) if part is None else move_part(folder, part, place)
    _show_order(order)


@click.command()
@click.argument("words", metavar="POST... [DIR]", nargs=-1)
def drop(words: tuple[str, ...]) -> None:
    """Leave each POST out of the zine; its file stays."""
    from zinewright.manuscript.edit.order import drop_posts, file_of

    posts, folder = folder_of(words)
    _named(posts)
    left, dropped = drop_posts(folder, posts)
    _show_order(left)
    for name in dropped:
        back = f"To bring it back: zine move {name} --last{behind(folder)}"
        is_there = file_of(folder, name).is_file()
        stays = (
            f"its text stays in {file_of(folder, name)}. {back}" if is_there else "it had no file."
        )
        say(f"{name} is left out; {stays}")


def _named(posts: tuple[str, ...]) -> None:
    if not posts:
        raise click.UsageError("say which post: zine order shows them all")


def _show_order(order: tuple[str, ...]) -> None:
    for number, name in enumerate(order, 1):
        click.echo(f"{number:>3}  {name}")
