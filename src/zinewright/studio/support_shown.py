"""The places of support of a zine → what is shown of each: who is listed, why, and what is due."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from zinewright.assemble.fitting import fitting_topics, proposed_for
from zinewright.languages.vocabulary import Vocabulary
from zinewright.manuscript.folder import read_sound
from zinewright.manuscript.resources.choose import available
from zinewright.manuscript.resources.directory.places import directory
from zinewright.manuscript.resources.resource import Channel, Resource
from zinewright.press.build import support_of
from zinewright.press.jobs import Press


@dataclass(frozen=True)
class WayShown:
    """A way to reach a service: what people read or dial, and what is said of it."""

    display: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class EntryShown:
    """A place of support. `why_not` says why it is not printed, `due` why it is to be compared.

    `compared` is the digest of what a person compares; `page` where the service says it itself.
    """

    id: str
    name: str
    kind: str
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    ways: tuple[WayShown, ...]
    facts: tuple[tuple[str, str], ...]
    page: str
    standing: str
    due: str
    why_not: str
    compared: str


@dataclass(frozen=True)
class SupportShown:
    """All entries, the topics for which nobody is listed, and what can be added."""

    entries: tuple[EntryShown, ...]
    unserved: tuple[str, ...]
    proposed: tuple[EntryShown, ...]
    others: tuple[EntryShown, ...]
    regions: tuple[str, ...]
    dated: datetime.date

    @property
    def due(self) -> tuple[EntryShown, ...]:
        """What is printed and has to be compared before a release."""
        return tuple(each for each in self.entries if each.due and not each.why_not)


def support_shown(press: Press, folder: Path, today: datetime.date) -> SupportShown:
    """What the room shows. Raises `ZineError` where recipe or resources cannot be read."""
    manuscript = read_sound(folder)
    chapters, served = support_of(manuscript, press)
    recipe = manuscript.recipe
    later = max(today, recipe.date)
    vocabulary = recipe.vocabulary
    entries = tuple(
        _entry(each, vocabulary, later, served.left_out.get(each.id, ""))
        for each in manuscript.resources
    )
    unserved = [
        vocabulary.label(topic)
        for topic, fitting in fitting_topics(chapters).items() if not served.serving(fitting)
    ]  # fmt: skip
    there = {each.id for each in manuscript.resources}
    proposals = proposed_for(manuscript, chapters)
    named = {each.id for each in proposals}
    others = [
        each for each in available(directory(), recipe.regions)
        if each.id not in there and each.id not in named
    ]  # fmt: skip
    return SupportShown(
        entries, tuple(unserved), tuple(_entry(each, vocabulary, later) for each in proposals),
        tuple(_entry(each, vocabulary, later) for each in others), recipe.regions, recipe.date,
    )  # fmt: skip


def _entry(
    resource: Resource, vocabulary: Vocabulary, day: datetime.date, why_not: str = ""
) -> EntryShown:
    facts = (
        ("Where", ", ".join(resource.regions)), ("For", resource.audience),
        ("Languages", ", ".join(resource.languages)), ("Now", resource.alert),
        ("Status", "" if resource.status == "active" else resource.status),
        ("About it", resource.notes), ("Confidentiality", resource.confidentiality),
    )  # fmt: skip
    return EntryShown(
        resource.id, resource.name, resource.kind, resource.regions,
        tuple(map(vocabulary.label, resource.topics)), tuple(map(_way, resource.channels)),
        tuple((label, said) for label, said in facts if said), resource.url,
        _standing(resource, day), _due(resource, day), why_not, resource.compared,
    )  # fmt: skip


def _way(channel: Channel) -> WayShown:
    said = (
        channel.label or channel.type, channel.keyword and f"text {channel.keyword}",
        channel.hours, channel.cost, ", ".join(channel.languages), "; ".join(channel.access),
    )  # fmt: skip
    return WayShown(channel.display, tuple(filter(None, said)))


def _standing(resource: Resource, day: datetime.date) -> str:
    """What is known of its check."""
    on = resource.verified_on
    if on is None:
        return "nobody has compared it with its page"
    by = f" by {resource.verified_by}" if resource.verified_by else ""
    return f"compared on {on.isoformat()}{by}"


def _due(resource: Resource, day: datetime.date) -> str:
    """Why it has to be compared again before a release; "" where its check would do."""
    on = resource.verified_on
    if on is None:
        return "not compared yet"
    if resource.changed:
        return f"changed since then: {', '.join(resource.changed)}"
    if not (resource.verified_of and resource.verified_by):
        return "nobody recorded what was compared"
    standing = resource.standing(day)
    said = {"due": "compared a long time ago", "stale": "compared too long ago to be printed"}
    return "" if standing == "checked" else said.get(standing, "the day is still to come")
