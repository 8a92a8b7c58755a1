"""`zine resources`: who is listed and who is served, what can be added, what was checked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

import click

from zinewright.commands.common import (
    FOLDER,
    JSON,
    WithDefault,
    as_typed,
    behind,
    folder_of,
    say,
    show_json,
)
from zinewright.commands.verify import served_for, sound_manuscript, verify
from zinewright.problems import visible

if TYPE_CHECKING:
    from zinewright.assemble.fitting import TopicsThatFit
    from zinewright.manuscript.folder import Manuscript
    from zinewright.manuscript.resources.choose import Served
    from zinewright.manuscript.resources.resource import Resource

MANY = 20  # entries that fill more than a window


@click.group(cls=WithDefault)
def resources() -> None:
    """Places of support: show them, add some, say who checked them."""


@resources.command("list")
@FOLDER
@JSON
def list_resources(folder: str, as_json: bool) -> None:
    """Show who is listed and served, and what is stale (also: zine resources [DIR])."""
    from zinewright.assemble.fitting import fitting_topics

    manuscript = sound_manuscript(Path(folder))
    chapters, served = served_for(manuscript)
    found = report(manuscript, served, fitting_topics(chapters), datetime.date.today())
    if as_json:
        show_json(found)
        return
    for line in _lines(found):
        click.echo(line)


@resources.command("add")
@click.argument("names", metavar="[ID]... [DIR]", nargs=-1)
@click.option("--proposed", is_flag=True, help="Those that are proposed for the posts.")
@click.option("--topic", metavar="TOPIC", help="Show only those for a topic of content notes.")
def add(names: tuple[str, ...], proposed: bool, topic: str | None) -> None:
    """Copy entries of the starting directory; without ID, show those for the zine's regions."""
    from zinewright.manuscript.edit.resources import add_entries

    names, folder = folder_of(names)
    if topic and (names or proposed):
        raise click.UsageError("--topic shows what there is: leave it out, or the ids")
    manuscript = sound_manuscript(folder)
    if proposed and not manuscript.recipe.regions:
        what = f"say first where the zine is read: zine set regions GB{behind(folder)}"
        raise click.UsageError(as_typed(what))
    if proposed:
        names = (*names, *(each.id for each in _proposed(manuscript)))
    elif not names:
        _show_what_can_be_added(manuscript, topic)
        return
    if not names:
        say("Nothing more is proposed. See what there is: zine resources add" + behind(folder))
        return
    added = add_entries(manuscript, names)
    for name in added:
        click.echo(name)
    say(
        "Nobody has checked with the service what was added. Compare it with its page, then: "
        f"zine resources verify {added[0] if len(added) == 1 else 'ID'} --by NAME{behind(folder)}"
    )


resources.add_command(verify)


# --- what they read


def _proposed(manuscript: Manuscript) -> tuple[Resource, ...]:
    from zinewright.assemble.fitting import proposed_for

    return proposed_for(manuscript, served_for(manuscript)[0])


# --- what they show


class _EntrySaid(TypedDict):
    """An entry; of one that is listed, its number, and whether and why not it is printed."""

    number: NotRequired[int]
    id: str
    name: str
    kind: str
    regions: list[str]
    topics: list[str]
    status: str
    standing: str
    verified_on: str | None
    days: int | None
    verified_how: str
    is_recorded: bool
    changed: list[str]
    is_to_come: NotRequired[bool]
    listed: NotRequired[bool]
    why_not: NotRequired[str | None]


class _ServedSaid(TypedDict):
    topic: str
    resources: list[str]


class _Report(TypedDict):
    date: str
    regions: list[str]
    resources: list[_EntrySaid]
    topics: list[_ServedSaid]


def report(
    manuscript: Manuscript, served: Served, topics: TopicsThatFit, today: datetime.date
) -> _Report:
    """What `zine resources` says, as one document. `today` is the day by the clock."""
    recipe = manuscript.recipe
    listed = {resource.id for resource in served.resources}
    return {
        "date": recipe.date.isoformat(),
        "regions": list(recipe.regions),
        "resources": [
            {
                "number": number,
                **_row(resource, recipe.date),
                "is_to_come": resource.verified_on is not None and resource.verified_on > today,
                "listed": resource.id in listed,
                "why_not": served.left_out.get(resource.id),
            }
            for number, resource in enumerate(manuscript.resources, 1)
        ],
        "topics": [
            {"topic": topic, "resources": [each.id for each in served.serving(fitting)]}
            for topic, fitting in topics.items()
        ],
    }  # fmt: skip


def _row(resource: Resource, date: datetime.date) -> _EntrySaid:
    day = resource.verified_on
    return {
        "id": resource.id, "name": resource.name, "kind": resource.kind,
        "regions": list(resource.regions), "topics": list(resource.topics),
        "status": resource.status, "standing": resource.standing(date),
        "verified_on": day.isoformat() if day else None, "days": resource.days(date),
        "verified_how": resource.verified_how, "is_recorded": bool(resource.verified_of),
        "changed": list(resource.changed) if day else [],
    }  # fmt: skip


def _lines(found: _Report) -> list[str]:
    rows = found["resources"]
    lines = [line for row in rows for line in _shown(row, rows, _standing(row))]
    nobody = [each["topic"] for each in found["topics"] if not each["resources"]]
    if nobody:
        lines.append(f"Nobody is listed for: {', '.join(nobody)}")
    unlisted = [f"  {row['id']}: {row['why_not']}" for row in rows if not row["listed"]]
    if unlisted:
        lines += ["Not printed:", *unlisted]
    return lines or ["There are no places of support. See what there is: zine resources add"]


def _shown(row: _EntrySaid, rows: Sequence[_EntrySaid], last: str) -> list[str]:
    """An entry on two lines, in columns that are as wide as the widest of all rows."""
    width = max(len(each["id"]) for each in rows)
    regions = max(len(", ".join(each["regions"])) for each in rows)
    where = ", ".join(row["regions"])
    number = f"{row['number']:>{len(str(len(rows)))}}  " if "number" in row else ""
    first = f"{number}{row['id']:{width}}  {row['kind']:9}  {where:{regions}}  {last}"
    topics = ", ".join(row["topics"]) or "any topic"
    return [first.rstrip(), f"{'':{len(number) + width}}  for {topics}"]


def _standing(row: _EntrySaid) -> str:
    """What is said of the check of an entry, the first of what ends it."""
    day = row["verified_on"]
    if row["status"] != "active":
        return str(row["status"])
    if day and row["is_to_come"]:
        return f"not checked: {day} is still to come"
    if row["changed"]:
        return f"not checked: changed after {day}: {', '.join(row['changed'])}"
    if row["standing"] == "unchecked":
        return f"not checked: {day} is after the day of the zine" if day else "not checked"
    said = {"checked": "checked", "due": "check again", "stale": "too old to be printed"}
    days = f"{row['days']} day{'s' * (row['days'] != 1)}"
    told = f"{said[row['standing']]}: {day}, {days} before the zine"
    return told if row["is_recorded"] else f"{told}; nobody recorded what was compared"


def _show_what_can_be_added(manuscript: Manuscript, topic: str | None) -> None:
    """The entries of the starting directory for the regions, and which of them are proposed."""
    from zinewright.manuscript.resources.choose import available
    from zinewright.manuscript.resources.directory.places import directory

    recipe = manuscript.recipe
    there = {resource.id for resource in manuscript.resources}
    proposed = {resource.id for resource in _proposed(manuscript)}
    wanted = _fitting(topic, recipe.language) if topic else None
    found = [
        resource
        for resource in available(directory(), recipe.regions)
        if resource.id not in there and (wanted is None or wanted.intersection(resource.topics))
    ]
    rows = [_row(each, recipe.date) for each in found]
    for row in rows:
        mark = " (proposed)" if row["id"] in proposed else ""
        for line in _shown(row, rows, f"{row['name']}{mark}"):
            click.echo(line)
    place = behind(manuscript.folder)
    about = f" for {visible(topic)}" if topic else ""
    if proposed and not topic:
        say(f"To add those that are proposed for these posts: zine resources add --proposed{place}")
    if not found:
        say(f"There are no others{about} for the regions of this zine.")
    elif not recipe.regions:
        say(f"These are for all regions. For those of one: zine set regions GB{place}")
    if len(found) > MANY and not topic:
        say(f"Those for one topic alone: zine resources add --topic TOPIC{place}")


def _fitting(topic: str, language: str) -> set[str]:
    """The topics of resources that are a topic, or that fit one of content notes."""
    from zinewright.languages.vocabulary import vocabulary_for
    from zinewright.manuscript.resources.directory.places import directory
    from zinewright.problems import nearest

    offered = {one for resource in directory() for one in resource.topics}
    vocabulary = vocabulary_for(language)
    slug = vocabulary.named(topic)
    if topic in offered:
        return {topic}
    if slug is None:
        hint = nearest(topic, sorted({*offered, *vocabulary.topics, *vocabulary.names}))
        raise click.BadParameter(
            f"there is no topic “{visible(topic)}”{hint}", param_hint="--topic"
        )
    return set(vocabulary.topics[slug].resources)
