"""`zine resources verify`: an entry is shown, and what somebody says of it is written down."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zinewright.commands.common import behind, day_of, folder_of, person_of, press, say
from zinewright.problems import visible

if TYPE_CHECKING:
    from zinewright.manuscript.edit.resources import HowAsked
    from zinewright.manuscript.folder import Manuscript
    from zinewright.manuscript.resources.choose import Served
    from zinewright.manuscript.resources.resource import Channel, Resource
    from zinewright.prose.chapter import Chapter

NOBODY = (
    "nothing was recorded, because nobody can be asked here. In a script, add --yes once somebody "
    "has compared the entry with its page"
)


@click.command()
@click.argument("names", metavar="ID... [DIR]", nargs=-1)
@click.option("--by", required=True, metavar="NAME", help="Who compared it.")
@click.option("--on", metavar="DATE", help="On which day, as 2026-01-31; without it, today.")
@click.option("--against", metavar="URL", help="With which page; without it, the entry's own.")
@click.option("--all", "every", is_flag=True, help="All that are printed and not checked so far.")
@click.option("--yes", is_flag=True, help="Do not show the entry and ask; the record says so.")
def verify(
    names: tuple[str, ...], by: str, on: str | None, against: str | None, every: bool, yes: bool
) -> None:
    """Show each entry ID, ask whether somebody compared it with its page, and write that down."""
    from zinewright.manuscript.edit.resources import Check, entries_called, record_check

    day, person = day_of(on), person_of(by)
    words, folder = folder_of(names)
    if every == bool(words):
        raise click.UsageError("say which entry, or --all: zine resources shows them")
    manuscript = sound_manuscript(folder)
    entries = _waiting(manuscript) if every else entries_called(manuscript, words)
    if against and len(entries) > 1:
        raise click.UsageError("--against names the page of one entry: verify them one by one")
    pages = [_page(entry, against) for entry in entries]
    if not yes and not _can_ask():
        raise click.UsageError(NOBODY)
    declined = False
    for entry, page in zip(entries, pages, strict=True):
        if yes or _is_compared(entry, page, day):
            how: HowAsked = "unasked" if yes else "asked"
            of = entry.compared_by(day, person, page, how)
            record_check(manuscript, entry.id, Check(day, person, page, of, how))
            click.echo(f"{entry.id}: checked on {day} by {person}, against {page}")
        else:
            declined = True
            say(
                f"{entry.id}: nothing was recorded. What is wrong stands in {folder}/resources.toml"
            )
    if day > manuscript.recipe.date:
        say(
            f"The zine is dated {manuscript.recipe.date}, before that day, so it prints what was "
            f"checked then as unchecked. Date it anew: zine set date {day}{behind(folder)}"
        )
    if declined:
        sys.exit(1)


def _waiting(manuscript: Manuscript) -> tuple[Resource, ...]:
    """The entries that are printed and whose check would not do for a release."""
    today = datetime.date.today()
    printed = {resource.id for resource in served_for(manuscript)[1].resources}
    later = max(today, manuscript.recipe.date)
    return tuple(
        each
        for each in manuscript.resources
        if each.id in printed
        and not (each.verified_of and each.verified_by and each.standing(later) == "checked")
    )


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _is_compared(entry: Resource, page: str, day: datetime.date) -> bool:
    """Whether somebody who is shown an entry says that they compared it."""
    for line in _in_full(entry):
        click.echo(line, err=True)
    when = "today" if day == datetime.date.today() else f"on {day}"
    return click.confirm(f"Have you compared this with {page} {when}?", default=False, err=True)


def _in_full(entry: Resource) -> Iterator[str]:
    """An entry as a person compares it: what they read or dial on lines of their own."""
    yield f"\n{click.style(visible(entry.name), bold=True)}  ({entry.id})"
    for way in entry.channels:
        yield f"\n    {click.style(visible(way.display), bold=True)}"
        yield from (f"        {visible(told)}" for told in _of_way(way))
    yield ""
    for told, text in (
        ("Its page", entry.url), ("Where", ", ".join(entry.regions)), ("For", entry.audience),
        ("Languages", ", ".join(entry.languages)), ("Now", entry.alert),
        ("Status", "" if entry.status == "active" else entry.status), ("About it", entry.notes),
        ("Confidentiality", entry.confidentiality),
    ):  # fmt: skip
        if text:
            yield f"    {told}: {visible(text)}"
    yield ""


def _of_way(way: Channel) -> Iterator[str]:
    yield f"{way.label or way.type}{f', opens {way.href}' if way.href else ''}"
    for told, text in (
        ("word to send", way.keyword), ("hours", way.hours), ("time zone", way.tz),
        ("cost", way.cost), ("where", ", ".join(way.regions)),
        ("languages", ", ".join(way.languages)), ("access", "; ".join(way.access)),
    ):  # fmt: skip
        if text:
            yield f"{told}: {text}"


def _page(entry: Resource, against: str | None) -> str:
    """The page with which an entry was compared. One on another host says nothing of it."""
    from zinewright.body import is_address
    from zinewright.manuscript.resources.contacts import is_same_host

    address = against or entry.url
    if not address:
        what = f"{entry.id} has no url: say with --against URL which page you read"
        raise click.UsageError(what)
    if not is_address(address) or not address.startswith("http"):
        raise click.BadParameter(f"“{address}” is no web address", param_hint="--against")
    if entry.url and not is_same_host(address, entry.url):
        what = f"{address} is not where {entry.id} has its page, {entry.url}: correct its url first"
        raise click.BadParameter(what, param_hint="--against")
    return address


def sound_manuscript(folder: Path) -> Manuscript:
    from zinewright.manuscript.folder import read_sound

    return read_sound(folder)


def served_for(manuscript: Manuscript) -> tuple[tuple[Chapter, ...], Served]:
    """The chapters of a manuscript, and who is listed for them in a build."""
    from zinewright.press.build import support_of

    with press(1) as ready:
        return support_of(manuscript, ready)
