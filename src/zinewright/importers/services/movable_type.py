"""The text export of Movable Type, TypePad and those that write it (mtimport) → posts.

Fields in capitals, sections between lines of five hyphens, entries between lines of eight:
https://movabletype.org/documentation/appendices/import-export-format.html
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from zinewright.importers.common.arrived import (
    BEHIND,
    MOST_POSTS,
    Arrivals,
    Arrived,
    Source,
    arrivals,
    unreadable,
)
from zinewright.importers.common.escaping import cleaned
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import decoded, untagged
from zinewright.importers.common.withheld import WHY, is_public
from zinewright.importers.services.wordpress_text import autop
from zinewright.prose.commonmark import html_of

SIGN = re.compile(
    rb"\A(?:[A-Z][A-Z ]{2,30}: [^\n]*\r?\n){2,20}(?:[A-Z ]{3,30}:[^\n]*\r?\n)*-----\r?\n"
    rb"(?:EXTENDED )?BODY:", re.DOTALL
)  # fmt: skip
FIELD = re.compile(r"([A-Z][A-Z ]{1,30}):[ \t]*(.*)\Z")
TEXTS = ("BODY", "EXTENDED BODY")
OTHERS = {"COMMENT": "a comment: it is somebody else’s", "PING": "a trackback from elsewhere"}
AS_IT_IS = ("0", "none", "")
FEWEST = 60  # bytes


@dataclass
class Entry:
    """An entry: its fields, and the text of its sections."""

    line: int
    fields: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def said(self, name: str) -> str:
        return next(iter(self.fields.get(name, [])), "")


def is_movable_type(source: Source) -> bool:
    head = b"" if source.files else source.content[:8000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return len(head) > FEWEST and bool(SIGN.match(head)) and b"TITLE:" in head


def posts_in_movable_type(source: Source) -> Arrivals:
    """The entries, oldest first. Raises `ZineError` where none has a text."""
    left: dict[str, int | list[int]] = {}
    posts: list[Arrived] = []
    entries = _entries(re.sub("\r\n?", "\n", decoded(source.content)))
    for entry in islice(entries, MOST_POSTS + 1):
        if len(posts) == MOST_POSTS:
            left[BEHIND] = 1
            break
        for kind in entry.others:
            why = OTHERS[kind]
            left[why] = int(left.get(why, 0)) + 1  # type: ignore[arg-type]
        if not is_public(entry.said("STATUS")) and not source.unpublished:
            kept = left.setdefault(WHY, [])
            kept.append(entry.line)  # type: ignore[union-attr]
        else:
            posts.append(_post(entry, source))
    if not posts and not left:
        raise unreadable(source, "the export holds no entries", "Export the blog again")
    return arrivals(posts, left)


def _entries(text: str) -> Iterator[Entry]:
    entry, section = Entry(1), "FIELDS"
    held: list[str] = []
    for number, line in enumerate([*text.split("\n"), "--------"], 1):
        if line.rstrip() in ("-----", "--------"):
            _end(entry, section, held)
            section, held = "", []
            if line.rstrip() == "--------":
                if entry.fields:
                    yield entry
                entry, section = Entry(number + 1), "FIELDS"
        elif section == "FIELDS" and (found := FIELD.match(line)):
            entry.fields.setdefault(found[1], []).append(found[2].strip())
        elif section == "" and (found := FIELD.match(line)):
            section, held = found[1], [found[2]] if found[2] else []
        else:
            held.append(line)


def _end(entry: Entry, section: str, held: list[str]) -> None:
    if section in OTHERS:
        entry.others.append(section)
    elif section not in ("", "FIELDS"):
        entry.texts[section] = "\n".join(held).strip("\n")


def _post(entry: Entry, source: Source) -> Arrived:
    texts = [entry.texts[name] for name in TEXTS if entry.texts.get(name, "").strip()]
    way = entry.said("CONVERT BREAKS").lower()
    content = "\n\n".join(texts)
    if "markdown" in way:
        made = html_of(content)
    else:
        made = content if way in AS_IT_IS and "CONVERT BREAKS" in entry.fields else autop(content)
    if way.startswith("textile"):
        made = autop(content)
    converted = Converted(made, HtmlReading("", "", source.picture))
    marked = [f"the marks of {way}: look at them"] * (way.startswith("textile"))
    known = (*TEXTS, "EXCERPT")
    others = [each for each in entry.texts.items() if each[0] not in known and each[1].strip()]
    marked += [f"its {name.lower()}: {untagged(said)[:80]}" for name, said in others]
    tags = [tag.strip().strip('"') for tag in entry.said("TAGS").split(",")]
    tags += [*entry.fields.get("PRIMARY CATEGORY", []), *entry.fields.get("CATEGORY", [])]
    author = entry.said("AUTHOR")
    slug = entry.said("BASENAME")
    return Arrived(
        title=untagged(cleaned(entry.said("TITLE"))),
        text=converted.text,
        authors=(author,) if author and "@" not in author else (),
        date=_day(entry.said("DATE")),
        line=entry.line,
        tags=tuple(dict.fromkeys(filter(None, tags))),
        summary=untagged(entry.texts.get("EXCERPT", "")),
        dropped=(*converted.dropped, *marked),
        images=converted.images,
        also_at=(f"/{slug}",) if slug else (),
    )


def _day(said: str) -> datetime.date | None:
    """A day as Movable Type writes it, month first."""
    found = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)\b", said)
    if not found:
        return None
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    try:
        return datetime.date(year, int(found[1]), int(found[2]))
    except ValueError:
        return None
