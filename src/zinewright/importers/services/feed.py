"""RSS 0.9 to 2.0 and Atom (RFC 4287) saved as files → posts: what a feed holds of each.

A feed often holds the beginning of a post alone, and only the newest posts; both are said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from zinewright.body import Element
from zinewright.importers.common.arrived import (
    Arrivals,
    Arrived,
    Source,
    arrivals,
    original,
    unreadable,
)
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import (
    children,
    day,
    language,
    line_of,
    local,
    read_xml,
    untagged,
    value,
)

SIGN = re.compile(rb"<(?:rss|rdf:RDF|(?:atom:)?feed)[\s>]")
CUT = re.compile(
    r"(?:\\?\[(?:…|\.\.\.)\\?\]|(?:continue reading|read more)\W*)\s*\Z", re.IGNORECASE
)
ENTRIES = ("item", "entry")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def is_feed(source: Source) -> bool:
    return source.head.startswith(b"<") and bool(SIGN.search(source.head))


def posts_in_feed(source: Source) -> Arrivals:
    """The posts of a feed, oldest first. Raises `ZineError` where there are none to be read."""
    root, broken = read_xml(source.content)
    entries = [] if root is None else [el for el in root.iter("*") if local(el) in ENTRIES]
    if root is None or not entries:
        what, fix = "the feed holds no posts that can be read", "Save the feed again"
        raise unreadable(source, what, fix)
    channel = next((el for el in root.iter("*") if local(el) == "channel"), root)
    tongue = language(value(channel, "language") or root.get(XML_LANG))
    names = tuple(authors(channel))
    return arrivals(
        (entry_post(entry, tongue, source, names) for entry in entries), {}, broken,
        title_of(channel), tongue,
    )  # fmt: skip


def entry_post(entry: Element, tongue: str, source: Source, usual: tuple[str, ...] = ()) -> Arrived:
    """One entry as a post; `usual` wrote what names nobody."""
    address = link_of(entry)
    language_of = language(entry.get(XML_LANG)) or tongue
    base = entry.get(XML_BASE, "") or address
    content = selection_of(entry)
    converted = Converted(content, HtmlReading(base, language_of, source.picture))
    cut = ["the end, perhaps: the feed seems to hold the beginning alone"]
    return Arrived(
        title=title_of(entry),
        text=converted.text,
        authors=tuple(authors(entry)) or usual,
        date=day(
            *(value(entry, name) for name in ("published", "pubDate", "date", "issued", "updated"))
        ),
        line=max(1, line_of(entry)),
        language=language_of,
        address=original(address),
        licence=value(entry, "rights") or value(entry, "license"),
        tags=tags_of(entry),
        dropped=(*converted.dropped, *cut * bool(CUT.search(converted.text))),
        images=converted.images,
    )


def title_of(entry: Element) -> str:
    """The title of an entry as plain text, whether it is text, HTML or XHTML."""
    title = next(iter(children(entry, "title")), None)
    if title is None:
        return ""
    return untagged("".join(title.itertext()))


def selection_of(entry: Element) -> str:
    """The HTML of an entry, the fullest that it has."""
    found = []
    for name in ("encoded", "content", "description", "summary"):
        for each in children(entry, name):
            kind = each.get("type", "html" if local(entry) == "item" else "text")
            if each.get("src"):
                continue
            inside = "".join(etree.tostring(c, encoding="unicode") for c in each if kind == "xhtml")
            said = inside or each.text or ""
            if kind == "text" and not re.search(r"<[a-zA-Z/!]", said):
                said = "".join(f"<p>{_escaped(part)}</p>" for part in re.split(r"\n\s*\n", said))
            found.append(said)
    full = [said for said in found if said.strip()]
    return max(full, key=len) if full else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def link_of(entry: Element) -> str:
    for link in children(entry, "link"):
        if link.get("rel", "alternate") == "alternate" and (link.get("href") or link.text):
            return "".join((link.get("href") or link.text or "").split())
    guid = next(iter(children(entry, "guid")), None)
    said = (guid.text or "").strip() if guid is not None else ""
    return said if said.startswith("http") else ""


def tags_of(entry: Element) -> tuple[str, ...]:
    said = []
    for each in children(entry, "category"):
        if "kind#" not in str(each.get("term", "")) and "kind" not in str(each.get("scheme", "")):
            said.append(each.get("label") or each.get("term") or each.text or "")
    return tuple(dict.fromkeys(" ".join(tag.split()) for tag in said if tag.strip()))


def authors(entry: Element) -> Iterator[str]:
    """Names, never addresses of e-mail: RSS writes “address (name)”."""
    for each in [*children(entry, "author"), *children(entry, "creator")]:
        said = value(each, "name") or " ".join((each.text or "").split())
        behind = re.search(r"\(([^()]{1,100})\)\s*\Z", said)
        name = behind[1] if behind and "@" in said else said
        if name and "@" not in name:
            yield name
