"""`zine resources`: who is listed and who is served, what can be added, what was checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zinewright.commands import (
    FOLDER,
    JSON,
    WithDefault,
    day_of,
    folder_of,
    person_of,
    say,
    show_json,
)
from zinewright.problems import visible

if TYPE_CHECKING:
    import datetime

    from zinewright.manuscript import Manuscript
    from zinewright.resources import Resource
    from zinewright.served import Served

MANY = 20  # entries that fill more than a window
Topics = Mapping[str, Collection[str]]  # a topic of the zine → the topics of resources that fit it


@click.group(cls=WithDefault)
def resources() -> None:
    """Places of support: show them, add some, say who checked them."""


@resources.command("list")
@FOLDER
@JSON
def list_resources(folder: str, as_json: bool) -> None:
    """Show who is listed and served, and what is stale (also: zine resources [DIR])."""
    from zinewright.served import chosen

    manuscript = _manuscript(Path(folder))
    recipe, topics = manuscript.recipe, topics_of(manuscript)
    wanted = dict.fromkeys(one for fitting in topics.values() for one in fitting)
    served = chosen(manuscript.resources, recipe.regions, tuple(wanted), recipe.date)
    found = report(manuscript, served, topics)
    if as_json:
        show_json(found)
        return
    for line in _lines(found):
        click.echo(line)


@resources.command("add")
@click.argument("names", metavar="[ID]... [DIR]", nargs=-1)
@click.option("--topic", metavar="TOPIC", help="Show only those for a topic of content notes.")
def add(names: tuple[str, ...], topic: str | None) -> None:
    """Copy entries of the starting directory; without ID, show those for the zine's regions."""
    from zinewright.entries import add_entries

    names, folder = folder_of(names)
    if names and topic:
        raise click.UsageError("--topic shows what there is: leave it out, or the ids")
    manuscript = _manuscript(folder)
    if not names:
        _show_what_can_be_added(manuscript, topic)
        return
    add_entries(manuscript, names)
    for name in dict.fromkeys(names):
        click.echo(name)
    place = "" if folder == Path("manuscript") else f" {folder}"
    say(
        "Nobody has checked with the service what was added. Compare it with its page, then: "
        f"zine resources verify {names[0] if len(names) == 1 else 'ID'} --by NAME{place}"
    )


@resources.command("verify")
@click.argument("name", metavar="ID")
@click.option("--by", required=True, metavar="NAME", help="Who compared it.")
@click.option("--on", metavar="DATE", help="On which day, as 2026-01-31; without it, today.")
@click.option("--against", metavar="URL", help="With which page; without it, the entry's own.")
@FOLDER
def verify(name: str, by: str, on: str | None, against: str | None, folder: str) -> None:
    """Write down that somebody compared the entry ID with the service's page."""
    from zinewright.entries import Check, entry_named, record_check

    day, person = day_of(on), person_of(by)
    manuscript = _manuscript(Path(folder))
    page = _page(against or entry_named(manuscript, name).url)
    record_check(manuscript, name, Check(day, person, page))
    click.echo(f"{name}: checked on {day} by {person}, against {page}")
    if day > manuscript.recipe.date:
        say(
            f"The zine is dated {manuscript.recipe.date}, before that day, so it still prints the "
            f"entry as unchecked. Write date = {day} in zine.toml."
        )


# --- what they read


def _manuscript(folder: Path) -> Manuscript:
    """A manuscript whose recipe and resources have no errors; its posts may."""
    from zinewright.manuscript import RESOURCES, read_manuscript
    from zinewright.problems import ZineError
    from zinewright.recipe import RECIPE

    manuscript = read_manuscript(folder)
    files = (str(folder / RECIPE), str(folder / RESOURCES))
    wrong = [
        problem
        for problem in manuscript.problems
        if problem.where in files and problem.level == "error" and problem.rule != "order"
    ]
    if wrong:
        raise ZineError(wrong)
    return manuscript


def topics_of(manuscript: Manuscript) -> Topics:
    """The topics that the front matter of the posts names, each with those that fit it.

    One that the vocabulary knows goes by its slug there.
    """
    from zinewright.vocabulary import vocabulary_for

    vocabulary = vocabulary_for(manuscript.recipe.language)
    found: dict[str, tuple[str, ...]] = {}
    for words in (words for post in manuscript.posts for words in post.notes.topics):
        topic = vocabulary.named(words) or words
        known = vocabulary.topics.get(topic)
        found[topic] = tuple(dict.fromkeys([topic, words, *(known.resources if known else ())]))
    return found


def _page(address: str) -> str:
    from zinewright.body import is_address

    if not address:
        raise click.UsageError("the entry has no url: say with --against URL which page you read")
    if not is_address(address) or not address.startswith("http"):
        raise click.BadParameter(f"“{address}” is no web address", param_hint="--against")
    return address


# --- what they show


def report(manuscript: Manuscript, served: Served, topics: Topics) -> dict[str, Any]:
    """What `zine resources` says, as one document."""
    recipe = manuscript.recipe
    listed = {resource.id for resource in served.resources}
    return {
        "date": recipe.date.isoformat(),
        "regions": list(recipe.regions),
        "resources": [
            _row(resource, recipe.date) | {"listed": resource.id in listed}
            for resource in manuscript.resources
        ],
        "topics": [
            {"topic": topic, "resources": [each.id for each in served.serving(fitting)]}
            for topic, fitting in topics.items()
        ],
    }


def _row(resource: Resource, today: datetime.date) -> dict[str, Any]:
    day = resource.verified_on
    return {
        "id": resource.id, "name": resource.name, "kind": resource.kind,
        "regions": list(resource.regions), "topics": list(resource.topics),
        "status": resource.status, "standing": resource.standing(today),
        "verified_on": day and day.isoformat(), "days": resource.days(today),
    }  # fmt: skip


def _lines(found: Mapping[str, Any]) -> list[str]:
    rows = found["resources"]
    lines = [line for row in rows for line in _shown(row, rows, _standing(row))]
    nobody = [each["topic"] for each in found["topics"] if not each["resources"]]
    if nobody:
        lines.append(f"Nobody is listed for: {', '.join(nobody)}")
    unlisted = [row["id"] for row in rows if not row["listed"]]
    if unlisted:
        where = f" in {', '.join(found['regions'])}" if found["regions"] else ""
        lines.append(f"Not needed{where} for these posts, or closed: {', '.join(unlisted)}")
    return lines or ["There are no places of support. See what there is: zine resources add"]


def _shown(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], behind: str) -> list[str]:
    """An entry on two lines, in columns that are as wide as the widest of all rows."""
    width = max(len(each["id"]) for each in rows)
    regions = max(len(", ".join(each["regions"])) for each in rows)
    where = ", ".join(row["regions"])
    first = f"{row['id']:{width}}  {row['kind']:9}  {where:{regions}}  {behind}"
    topics = ", ".join(row["topics"]) or "any topic"
    return [first.rstrip(), f"{'':{width}}  for {topics}"]


def _standing(row: Mapping[str, Any]) -> str:
    if row["status"] != "active":
        return str(row["status"])
    if row["standing"] == "unchecked":
        return "not checked"
    said = {"checked": "checked", "due": "check again", "stale": "too old to be printed"}
    return f"{said[row['standing']]}: {row['verified_on']}, {row['days']} days before the zine"


def _show_what_can_be_added(manuscript: Manuscript, topic: str | None) -> None:
    from zinewright.directory import directory
    from zinewright.served import available

    there = {resource.id for resource in manuscript.resources}
    wanted = _fitting(topic, manuscript.recipe.language) if topic else None
    found = [
        resource
        for resource in available(directory(), manuscript.recipe.regions)
        if resource.id not in there and (wanted is None or wanted.intersection(resource.topics))
    ]
    rows = [_row(resource, manuscript.recipe.date) | {"name": resource.name} for resource in found]
    for row in rows:
        for line in _shown(row, rows, row["name"]):
            click.echo(line)
    about = f" for {visible(topic)}" if topic else ""
    if not found:
        say(f"There are no others{about} for the regions of this zine.")
    elif not manuscript.recipe.regions:
        say('These are for all regions. Write regions = ["GB"] in zine.toml for those of one.')
    if len(found) > MANY and not topic:
        say("Those for one topic alone: zine resources add --topic TOPIC")


def _fitting(topic: str, language: str) -> set[str]:
    """The topics of resources that are a topic, or that fit one of content notes."""
    from zinewright.directory import directory
    from zinewright.problems import nearest
    from zinewright.vocabulary import vocabulary_for

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
