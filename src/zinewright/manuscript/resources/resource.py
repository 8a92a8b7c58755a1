"""The directory of support: `resources.toml` → its entries, and what may be printed of each.

A resource is printed with the day on which a person checked it, or as not checked. A check holds
for what was compared, by the digests that were recorded, and a change ends it. An entry that was
checked too long ago keeps its name and its page, and loses its numbers.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, Required, TypedDict, cast

import msgspec

from zinewright.manuscript.paragraphs import Paragraph
from zinewright.manuscript.resources.contacts import (
    Way,
    is_same_host,
    opened,
    wrong_address,
    wrong_way,
)
from zinewright.manuscript.resources.regions import wrong_regions
from zinewright.manuscript.resources.verified import PARTS, differing, joined, record_of
from zinewright.manuscript.toml_files import Lines, Span, read_toml, wrong_values
from zinewright.problems import Problem, ZineError, shown

TOLD = ("notes", "audience", "confidentiality", "alert")  # sentences that readers meet
KINDS = ("emergency", "crisis", "topic", "peer", "directory")
CHANNELS = ("voice", "sms", "email", "chat", "video", "web", "post")
DUE_DAYS = 120
MOST_DAYS = 180
NAME = re.compile(r"[^\W_](?:\w|-(?!-))*\Z")
ENTRY = "Begin each entry with [[resource]]"
How = Literal["", "asked", "unasked"]
Standing = Literal["checked", "due", "stale", "unchecked"]


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to reach a service. `display` is what people read, `href` what a device opens.

    A number is `e164`, or a `short_code` that works in the country `dial_region`. `hours` are in
    the time zone `tz` (IANA). `access` says what makes the way usable for whom, such as a relay.
    `regions` are those of the way where they are not those of the whole service.
    """

    type: Literal["voice", "sms", "email", "chat", "video", "web", "post"]
    display: str
    href: str = ""
    label: str = ""
    keyword: str = ""
    hours: str = ""
    cost: str = ""
    access: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    e164: str = ""
    short_code: str = ""
    dial_region: str = ""
    tz: str = ""
    regions: tuple[str, ...] = ()


class Resource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place to get help. Names follow Open Referral HSDS where it has them.

    `regions` are ISO 3166-1 or -2 codes; `verified_on` is the day on which `verified_by` compared
    the entry with the page `verified_against`, `verified_of` the digests of what they compared,
    `verified_how` whether they were shown it and asked. `notes` says what happens when somebody
    turns to it, `confidentiality` when it would act without their consent, `alert` what is
    different just now. `volatility` and `evidence` are for those who keep the entry, and are not
    printed.
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
    verified_of: str = ""
    verified_how: How = ""
    audience: str = ""
    confidentiality: str = ""
    alert: str = ""
    status: Literal["active", "inactive", "defunct", "temporarily closed"] = "active"
    languages: tuple[str, ...] = ()
    volatility: str = ""
    evidence: tuple[str, ...] = ()

    def standing(self, today: datetime.date) -> Standing:
        """Whether a person checked it as it stands, and how long before `today`.

        It is due from 121 days on and stale from 181. A check on a day to come is none.
        """
        days = self.days(today)
        if days is None or days < 0 or self.changed:
            return "unchecked"
        return "stale" if days > MOST_DAYS else "due" if days > DUE_DAYS else "checked"

    def days(self, today: datetime.date) -> int | None:
        """The days from the check to `today`, None where nobody checked it."""
        return None if self.verified_on is None else (today - self.verified_on).days

    @property
    def compared(self) -> str:
        """The digests of what a person compares: all that a reader acts on, part by part.

        Who compared it, and when, is in it, too. Topics, `volatility`, `evidence`, and the order of
        keys are not.
        """
        ways = [_parts_of(way) for way in self.channels]
        itself = (
            self.kind, self.audience, self.notes, self.confidentiality, self.alert, self.status,
        )  # fmt: skip
        check = (str(self.verified_on), self.verified_by, self.verified_against, self.verified_how)
        said = (
            (self.name,),
            (self.url,),
            joined(way for way, _, _ in ways),
            joined(hours for _, hours, _ in ways),
            joined([self.regions, self.languages, itself, *(rest for _, _, rest in ways)]),
            check,
        )
        return record_of(said)

    def compared_by(self, on: datetime.date, by: str, against: str, how: How) -> str:
        """The digests that a check of it records."""
        said: dict[str, object] = {
            "verified_on": on, "verified_by": by, "verified_against": against, "verified_how": how,
        }  # fmt: skip
        return msgspec.structs.replace(self, **said).compared

    @property
    def changed(self) -> tuple[str, ...]:
        """What was changed since a person checked it, in words; a change ends the check.

        Where nobody recorded what was compared, only the host of the page tells.
        """
        found = differing(self.verified_of, self.compared) if self.verified_of else ()
        moved = self.url and self.verified_against
        if moved and not is_same_host(self.url, self.verified_against):
            return tuple(dict.fromkeys([*found, PARTS["page"]]))
        return found

    @property
    def is_offered(self) -> bool:
        """Whether the service exists; one that is closed for a while does."""
        return self.status in ("active", "temporarily closed")

    def answers(self, today: datetime.date) -> bool:
        """Whether its numbers may be printed."""
        return self.status == "active" and self.standing(today) != "stale"


def _parts_of(way: Channel) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What a person compares of a way: how it is reached, when, and the rest."""
    return (
        (way.type, way.label, way.display, way.href, way.keyword),
        (way.hours, way.tz),
        joined(((way.cost,), way.access, way.languages, way.regions)),
    )


def in_order(resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """Emergency first, then crisis, topic, peer support and directories; else as written."""
    return tuple(sorted(resources, key=lambda resource: KINDS.index(resource.kind)))


# --- the file


class Entries(NamedTuple):
    """The sound entries of a file, what is wrong with the others, and the line of each check.

    `told` are the sentences of each entry that readers meet, each with its line.
    """

    resources: tuple[Resource, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, int | None] = MappingProxyType({})
    told: tuple[tuple[Paragraph, ...], ...] = ()


def read_resources(path: Path) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
    """The sound entries of a file, and what is wrong with the others."""
    return read_entries(path)[:2]


def read_entries(path: Path) -> Entries:
    """The entries of a file; where one has no check, its line is that where it begins."""
    try:
        read, lines = read_toml(path)
    except ZineError as error:
        return Entries(problems=error.problems)
    problems = list(_other_keys(read, lines))
    entries = read.get("resource", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        what = "“resource” is no list of entries"
        wrong_list = Problem(lines.where, lines.of("resource"), "value", what, ENTRY)
        return Entries(problems=(wrong_list, *problems))
    found: list[Resource] = []
    places: dict[str, int | None] = {}
    told = []
    spans = entry_spans(lines, len(entries))
    for entry, span in zip(entries, spans, strict=True):
        wrong = list(_wrong(entry, lines, span))
        problems += wrong
        if not wrong:
            found.append(_resource(entry))
            places[entry["id"]] = lines.of("verified_on", span) or span[0]
            told.append(tuple(_told(found[-1], lines, span)))
    problems += _same_ids(entries, spans, lines)
    return Entries(tuple(found), tuple(problems), places, tuple(told))


def _told(entry: Resource, lines: Lines, span: Span) -> Iterator[Paragraph]:
    for key in TOLD:
        if text := getattr(entry, key).strip():
            yield Paragraph(text, ((0, lines.of(key, span) or span[0]),))


def entry_spans(lines: Lines, count: int) -> list[Span]:
    """The lines of each of the entries in a file, which has so many."""
    return _spans(lines.tables("resource"), count, (1, None))


class _Sound(TypedDict, total=False):
    """An entry as the file has it, with values of the forms that they must have."""

    id: Required[str]
    regions: Required[list[str]]
    channels: list[Way]


def _resource(entry: _Sound) -> Resource:
    """An entry without faults, with the addresses that follow from its numbers."""
    ways = [way | {"href": opened(way, entry["regions"])} for way in entry.get("channels", [])]
    return msgspec.convert({**entry, "channels": ways}, Resource)


def _spans(heads: list[int], count: int, whole: Span) -> list[Span]:
    """The first line of each of some tables, and the line behind its last (None for the end).

    Where they are not written as tables, each has the whole of what they stand in.
    """
    if len(heads) != count:
        return [whole] * count
    return list(zip(heads, [*heads[1:], whole[1]], strict=False))


def _other_keys(read: dict[str, object], lines: Lines) -> Iterator[Problem]:
    for key in read:
        if key != "resource":
            what = f"“{shown(key)}” stands outside the entries"
            yield Problem(lines.where, lines.of(key), "unknown-key", what, ENTRY)


def _wrong(entry: dict[str, object], lines: Lines, span: Span) -> Iterator[Problem]:
    """What is wrong with an entry that stands in some lines of the file."""
    own = list(wrong_values(Resource, entry, lines, span))
    yield from own
    if not own:
        yield from _wrong_id(cast(_Sound, entry), lines, span)
        yield from wrong_regions(entry, lines, span)
    yield from wrong_address(entry, "url", lines, span)
    channels = entry.get("channels", [])
    if isinstance(channels, list) and all(isinstance(channel, dict) for channel in channels):
        heads = lines.tables("resource.channels", span)
        for channel, inner in zip(channels, _spans(heads, len(channels), span), strict=True):
            yield from _wrong_channel(channel, lines, inner)


def _wrong_id(entry: _Sound, lines: Lines, span: Span) -> Iterator[Problem]:
    if not NAME.match(entry["id"]):
        what, fix = f"“{shown(entry['id'])}” cannot be an id", "Write one like name-of-service"
        yield Problem(lines.where, lines.of("id", span), "resource-id", what, fix)


def _wrong_channel(channel: dict[str, object], lines: Lines, span: Span) -> Iterator[Problem]:
    """What is wrong with a channel. `access` may be one text, which becomes a list."""
    if isinstance(channel.get("access"), str):
        channel["access"] = [channel["access"]]
    wrong = [
        *wrong_values(Channel, channel, lines, span, Resource),
        *wrong_address(channel, "href", lines, span),
    ]
    yield from wrong
    if not wrong:
        yield from wrong_way(cast(Way, channel), lines, span)
        yield from wrong_regions(channel, lines, span)


def aged(
    resource: Resource, today: datetime.date, where: str, line: int | None
) -> Iterator[Problem]:
    """A warning of a check that has to be made again soon, or that is dated after the zine."""
    name, days = shown(resource.id), resource.days(today)
    if days is not None and days < 0:
        what = f"“{name}” was checked after the day of the zine, {today}, so it counts as unchecked"
        fix = f"Write date = {resource.verified_on} or later in zine.toml, or correct the day here"
        yield Problem(where, line, "resource-check-to-come", what, fix, "warning")
    elif resource.standing(today) == "due":
        what = f"“{name}” was checked {days} days before the day of the zine, {today}"
        fix = f"Compare it with its page, then: zine resources verify {name} --by NAME"
        yield Problem(where, line, "resource-check-due", what, fix, "warning")


def _same_ids(
    entries: list[dict[str, object]], spans: list[Span], lines: Lines
) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry, span in zip(entries, spans, strict=True):
        name = str(entry.get("id", ""))
        if name in seen:
            what, fix = f"another entry has the id “{shown(name)}”", "Give each its own"
            yield Problem(lines.where, lines.of("id", span), "resource-id", what, fix)
        if name:
            seen.add(name)
