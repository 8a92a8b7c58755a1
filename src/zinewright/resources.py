"""The directory of support: `resources.toml` → what may be printed of each entry.

A resource is printed with the day on which a person checked it, or as not checked. One that was
checked too long ago keeps its name and its page, and loses its numbers.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

KINDS = ("emergency", "crisis", "topic", "peer", "directory")
CHANNELS = ("voice", "sms", "email", "chat", "video", "web", "post")
MOST_DAYS = 180
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
