"""The directory of support: `resources.toml` → its entries, and what may be printed of each.

A resource is printed with the day on which a person checked it, or as not checked. One that was
checked too long ago keeps its name and its page, and loses its numbers.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from zinewright.body import is_address
from zinewright.problems import Problem, ZineError, shown
from zinewright.tables import Lines, Span, read_toml, wrong_values

KINDS = ("emergency", "crisis", "topic", "peer", "directory")
CHANNELS = ("voice", "sms", "email", "chat", "video", "web", "post")
MOST_DAYS = 180
NAME = re.compile(r"[^\W_](?:\w|-(?!-))*\Z")
ENTRY = "Begin each entry with [[resource]]"
Standing = Literal["checked", "unchecked", "stale"]


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to reach a service. `display` is what people read, `href` what a device dials."""

    type: Literal["voice", "sms", "email", "chat", "video", "web", "post"]
    display: str
    href: str = ""
    label: str = ""
    keyword: str = ""
    hours: str = ""
    cost: str = ""
    access: str = ""
    languages: tuple[str, ...] = ()


class Resource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place to get help. Names follow Open Referral HSDS where it has them.

    `regions` are ISO 3166-1 or -2 codes; `verified_on` is the day on which `verified_by` compared
    the entry with the page `verified_against`.
    """

    id: str
    name: str
    kind: Literal["emergency", "crisis", "topic", "peer", "directory"]
    regions: tuple[str, ...]
    url: str = ""
    notes: str = ""
    topics: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    verified_on: datetime.date | None = None
    verified_by: str = ""
    verified_against: str = ""

    def standing(self, today: datetime.date) -> Standing:
        """Whether a person checked it, and no more than 180 days before `today`."""
        if self.verified_on is None:
            return "unchecked"
        return "stale" if (today - self.verified_on).days > MOST_DAYS else "checked"


def in_order(resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """Emergency first, then crisis, topic, peer support and directories; else as written."""
    return tuple(sorted(resources, key=lambda resource: KINDS.index(resource.kind)))


def read_resources(path: Path) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
    """The sound entries of a file, and what is wrong with the others."""
    try:
        read, lines = read_toml(path)
    except ZineError as error:
        return (), error.problems
    problems = list(_other_keys(read, lines))
    entries = read.get("resource", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        what = "“resource” is no list of entries"
        return (), (Problem(lines.where, lines.of("resource"), "value", what, ENTRY), *problems)
    found: list[Resource] = []
    spans = _spans(lines.tables("resource"), len(entries), (1, None))
    for entry, span in zip(entries, spans, strict=True):
        wrong = list(_wrong(entry, lines, span))
        problems += wrong
        if not wrong:
            found.append(msgspec.convert(entry, Resource))
    return tuple(found), (*problems, *_same_ids(entries, spans, lines))


def _spans(heads: list[int], count: int, whole: Span) -> list[Span]:
    """The first line of each of some tables, and the line behind its last (None for the end).

    Where they are not written as tables, each has the whole of what they stand in.
    """
    if len(heads) != count:
        return [whole] * count
    return list(zip(heads, [*heads[1:], whole[1]], strict=False))


def _other_keys(read: dict[str, Any], lines: Lines) -> Iterator[Problem]:
    for key in read:
        if key != "resource":
            what = f"“{shown(key)}” stands outside the entries"
            yield Problem(lines.where, lines.of(key), "unknown-key", what, ENTRY)


def _wrong(entry: dict[str, Any], lines: Lines, span: Span) -> Iterator[Problem]:
    """What is wrong with an entry that stands in some lines of the file."""
    own = list(wrong_values(Resource, entry, lines, span))
    yield from own
    if not own and not NAME.match(entry["id"]):
        what, fix = f"“{shown(entry['id'])}” cannot be an id", "Write one like name-of-service"
        yield Problem(lines.where, lines.of("id", span), "id", what, fix)
    yield from _no_address(entry, "url", lines, span)
    channels = entry.get("channels", [])
    if isinstance(channels, list) and all(isinstance(channel, dict) for channel in channels):
        heads = lines.tables("resource.channels", span)
        for channel, inner in zip(channels, _spans(heads, len(channels), span), strict=True):
            yield from wrong_values(Channel, channel, lines, inner)
            yield from _no_address(channel, "href", lines, inner)


def _no_address(values: dict[str, Any], key: str, lines: Lines, span: Span) -> Iterator[Problem]:
    address = values.get(key, "")
    if isinstance(address, str) and address and not is_address(address):
        what = f"“{shown(address)}” is no address that a link can lead to"
        fix = "Write https://…, tel:…, sms:… or mailto:…"
        yield Problem(lines.where, lines.of(key, span), "link-address", what, fix)


def _same_ids(entries: list[dict[str, Any]], spans: list[Span], lines: Lines) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry, span in zip(entries, spans, strict=True):
        name = str(entry.get("id", ""))
        if name in seen:
            what, fix = f"another entry has the id “{shown(name)}”", "Give each its own"
            yield Problem(lines.where, lines.of("id", span), "id", what, fix)
        if name:
            seen.add(name)
