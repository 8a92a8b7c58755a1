"""A zine's regions and topics → the places of support that it lists, and which serves what.

What an editor chose is listed: every entry of the regions that is for everyone or for a topic of
the zine, and those that are always to be there. Each other is left out for a reason that is told.
The rule of three a topic is for what the program proposes, and for a zine that asks for a limit.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from zinewright.languages.vocabulary import Vocabulary
from zinewright.manuscript.resources.regions import is_within, reaches
from zinewright.manuscript.resources.resource import Channel, Resource, in_order

MOST = 3
ALWAYS = ("emergency", "crisis", "directory")


@dataclass(frozen=True)
class Served:
    """The places of support that are listed, in order, and those that serve each topic.

    `left_out` says of each other, by its id, why it is not listed.
    """

    resources: tuple[Resource, ...]
    by_topic: Mapping[str, tuple[Resource, ...]]
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def unserved(self) -> tuple[str, ...]:
        """The topics for which nobody is listed; a directory may know more."""
        return tuple(topic for topic, serving in self.by_topic.items() if not serving)

    def serving(self, topics: Collection[str]) -> tuple[Resource, ...]:
        """Who serves any of some topics, in order."""
        wanted = {each.id for topic in topics for each in self.by_topic.get(topic, ())}
        return tuple(each for each in self.resources if each.id in wanted)


def chosen(
    resources: Sequence[Resource],
    regions: Collection[str],
    topics: Collection[str],
    today: datetime.date,
    always: Collection[str] = (),
    most: float = math.inf,
) -> Served:
    """What a zine for some regions, which is about some topics, lists of the entries it has.

    `topics` are those of resources, and slugs of content notes. Emergency lines, lines to talk to
    now, directories and entries without topics are for everyone. `always` names entries that are
    listed whatever their regions and topics. Services that have ended never are. With `most`, each
    topic has so many for any reader, those first that may be printed with their numbers. Without
    regions, a zine is for all regions.
    """
    left_out = {each.id: why for each in resources if (why := _why(each, regions, topics, always))}
    fitting = [each for each in resources if each.id not in left_out]
    here = in_order(tuple(e if e.id in always else _narrowed(e, regions) for e in fitting))
    kept = here
    if not math.isinf(most):
        first = sorted(here, key=lambda each: (each.id not in always, not each.answers(today)))
        few = {*always, *_fewest(tuple(first), _places(here, regions), topics, most)}
        kept = tuple(each for each in here if each.id in few or not each.topics)
    told = f"others of its kind or its topics come first ([support] most = {most:g} in zine.toml)"
    left_out |= {each.id: told for each in here if each not in kept}
    by_topic = {topic: tuple(_about(kept, topic)) for topic in topics}
    return Served(kept, MappingProxyType(by_topic), MappingProxyType(left_out))


def proposed(
    there: Sequence[Resource],
    directory: Sequence[Resource],
    regions: Collection[str],
    topics: Collection[str],
    today: datetime.date,
) -> tuple[Resource, ...]:
    """What may be added to the entries that are there: at most three for a topic and a reader.

    Those that are there count, and so do lines for everyone.
    """
    known = {each.id for each in there}
    mine = chosen(there, regions, topics, today).resources
    others = [each for each in directory if each.id not in known]
    found = chosen((*mine, *others), regions, topics, today, known, MOST).resources
    return tuple(each for each in found if each.id not in known)


def _why(
    resource: Resource,
    regions: Collection[str],
    topics: Collection[str],
    always: Collection[str],
) -> str:
    """Why an entry is not listed; "" where it is."""
    if not resource.is_offered:
        return f"the service has ended (status: {resource.status})"
    if resource.id in always:
        return ""
    if not reaches(resource.regions, regions):
        return f"it is for {', '.join(resource.regions)}, and the zine for {', '.join(regions)}"
    is_for_all = resource.kind in ALWAYS or not resource.topics
    if is_for_all or not set(topics).isdisjoint(resource.topics):
        return ""
    return f"no post has a note on its topics ({', '.join(resource.topics)})"


def _fewest(
    first: Sequence[Resource], places: tuple[str, ...], topics: Collection[str], most: float
) -> Iterator[str]:
    """The ids of those that remain where each kind for everyone, and each topic, has a limit."""
    groups = [_of_kind(first, kind) for kind in ALWAYS]
    groups += [_about(first, topic) for topic in topics]
    for group in groups:
        yield from (each.id for each in _few(group, places, most))


def in_slugs(resources: Sequence[Resource], vocabulary: Vocabulary) -> tuple[Resource, ...]:
    """The entries, those whose topics are other names of content notes with the slugs of these."""
    asked = {one for topic in vocabulary.topics.values() for one in topic.resources}

    def slugs_of(resource: Resource) -> list[str]:
        free = (words for words in resource.topics if words not in asked)
        return [slug for words in free if (slug := vocabulary.named(words))]

    return tuple(
        msgspec.structs.replace(each, topics=tuple(dict.fromkeys([*each.topics, *slugs_of(each)])))
        for each in resources
    )


def available(resources: Sequence[Resource], regions: Collection[str]) -> tuple[Resource, ...]:
    """The services that still exist in some regions, in order."""
    return in_order(tuple(each for each in resources if _is_here(each, regions)))


def _is_here(resource: Resource, regions: Collection[str]) -> bool:
    return resource.is_offered and reaches(resource.regions, regions)


def _narrowed(resource: Resource, regions: Collection[str]) -> Resource:
    """A service without the numbers that are for other regions; its check is what it was."""

    def is_here(channel: Channel) -> bool:
        return not channel.regions or reaches(channel.regions, regions)

    kept = tuple(channel for channel in resource.channels if is_here(channel))
    narrowed = msgspec.structs.replace(resource, channels=kept)
    if resource.changed:
        return msgspec.structs.replace(narrowed, verified_on=None, verified_of="")
    of = narrowed.compared if resource.verified_of else ""
    return msgspec.structs.replace(narrowed, verified_of=of)


def _of_kind(resources: Sequence[Resource], kind: str) -> Iterator[Resource]:
    return (each for each in resources if each.kind == kind)


def _about(resources: Sequence[Resource], topic: str) -> Iterator[Resource]:
    """Who serves a topic; an emergency number is for every topic and takes nobody's place."""
    return (each for each in resources if topic in each.topics and each.kind != "emergency")


def _places(resources: tuple[Resource, ...], regions: Collection[str]) -> tuple[str, ...]:
    """Where readers may be: every region that is named and lies in those of the zine."""
    named = dict.fromkeys([*regions, *(one for each in resources for one in each.regions)])
    return tuple(p for p in named if not regions or any(is_within(p, one) for one in regions))


def _few(
    resources: Iterator[Resource], places: tuple[str, ...], most: float
) -> tuple[Resource, ...]:
    """The first ones, each of which reaches a place that fewer than `most` before it reach.

    So a zine for one place has three, and one for the United Kingdom has some for each nation.
    """
    shown: Counter[str] = Counter()
    few = []
    for each in resources:
        there = [p for p in places if any(is_within(p, region) for region in each.regions)]
        if any(shown[place] < most for place in there):
            shown.update(there)
            few.append(each)
    return tuple(few)
