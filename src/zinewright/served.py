"""A zine's regions and topics → the places of support that it lists, and which serves what.

Emergency lines, lines to talk to now and directories of the regions always stand in it; the rest
comes for a topic, as long as some reader whom it reaches has fewer than three for that topic.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from zinewright.regions import is_within, reaches
from zinewright.resources import Channel, Resource, in_order

MOST = 3
ALWAYS = ("emergency", "crisis", "directory")


@dataclass(frozen=True)
class Served:
    """The places of support that are listed, in order, and those that serve each topic."""

    resources: tuple[Resource, ...]
    by_topic: Mapping[str, tuple[Resource, ...]]

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
) -> Served:
    """What a zine for some regions, which is about some topics, lists on a day.

    `topics` are those of resources, and slugs of content notes. An entry without topics is for
    all. Services that have ended are never listed; of the others, those come first that may be
    printed with their numbers. Without regions, a zine is for all regions.
    """
    here = tuple(_narrowed(each, regions) for each in resources if _is_here(each, regions))
    first = tuple(sorted(in_order(here), key=lambda resource: not resource.answers(today)))
    places = _places(here, regions)
    listed = {each.id for kind in ALWAYS for each in _few(_of_kind(first, kind), places)}
    listed |= {each.id for each in here if not each.topics}
    by_topic = {topic: _few(_about(first, topic), places) for topic in topics}
    listed |= {each.id for serving in by_topic.values() for each in serving}
    ordered = tuple(each for each in in_order(here) if each.id in listed)
    return Served(ordered, MappingProxyType({t: in_order(s) for t, s in by_topic.items()}))


def available(resources: Sequence[Resource], regions: Collection[str]) -> tuple[Resource, ...]:
    """The services that still exist in some regions, in order."""
    return in_order(tuple(each for each in resources if _is_here(each, regions)))


def _is_here(resource: Resource, regions: Collection[str]) -> bool:
    return resource.is_offered and reaches(resource.regions, regions)


def _narrowed(resource: Resource, regions: Collection[str]) -> Resource:
    """A service without the numbers that are for other regions."""

    def is_here(channel: Channel) -> bool:
        return not channel.regions or reaches(channel.regions, regions)

    kept = tuple(channel for channel in resource.channels if is_here(channel))
    return msgspec.structs.replace(resource, channels=kept)


def _of_kind(resources: tuple[Resource, ...], kind: str) -> Iterator[Resource]:
    return (each for each in resources if each.kind == kind)


def _about(resources: tuple[Resource, ...], topic: str) -> Iterator[Resource]:
    """Who serves a topic; an emergency number is for every topic and takes nobody's place."""
    return (each for each in resources if topic in each.topics and each.kind != "emergency")


def _places(resources: tuple[Resource, ...], regions: Collection[str]) -> tuple[str, ...]:
    """Where readers may be: every region that is named and lies in those of the zine."""
    named = dict.fromkeys([*regions, *(one for each in resources for one in each.regions)])
    return tuple(p for p in named if not regions or any(is_within(p, one) for one in regions))


def _few(resources: Iterator[Resource], places: tuple[str, ...]) -> tuple[Resource, ...]:
    """The first ones, each of which reaches a place that fewer than three before it reach.

    So a zine for one place has three, and one for the United Kingdom has some for each nation.
    """
    shown: Counter[str] = Counter()
    few = []
    for each in resources:
        there = [p for p in places if any(is_within(p, region) for region in each.regions)]
        if any(shown[place] < MOST for place in there):
            shown.update(there)
            few.append(each)
    return tuple(few)
