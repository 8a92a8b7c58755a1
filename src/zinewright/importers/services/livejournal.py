"""LiveJournal’s XML (export.bml, ljdump, ljArchive; Dreamwidth and other sisters) → posts.

Entries for friends, for a circle and for nobody come where somebody asks for them; comments are
somebody else’s. Lines that stand without tags end where they were written, and ``lj-cut`` opens.
"""

from __future__ import annotations

import re
from html import escape

from zinewright.body import Element
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
from zinewright.importers.common.trees import (
    children,
    day,
    line_of,
    local,
    read_xml,
    stays,
    untagged,
    value,
)
from zinewright.importers.services.wordpress_text import autop

ROOT = re.compile(rb"<(livejournal|dreamwidth|lj-archive|event|entry)[\s>]")
MARK = re.compile(rb"<(?:itemid|eventtime|ljpostid)>")
KEPT = frozenset(("livejournal", "entry", "event"))
CUT = re.compile(r"</?(?:lj-)?cut\b[^<>]{0,1000}>", re.IGNORECASE)
PERSON = re.compile(
    r"<(?:lj|dw)\b[^<>]{0,200}?\b(?:user|comm|name)\s*=\s*[\"']?([\w-]{1,60})[^<>]{0,200}>",
    re.IGNORECASE,
)
RAW = re.compile(r"</?(?:lj-raw|raw-code)\b[^<>]{0,100}>", re.IGNORECASE)
GONE = re.compile(
    r"<(lj-poll(?:-\d+)?|lj-embed|lj-like|lj-repost|site-embed|poll(?:-\d+)?)\b([^<>]{0,500})>"
    r"(?:([^<]{0,2000})</\1>)?",
    re.IGNORECASE,
)
SECRETS = {"private": "for nobody but the author", "usemask": "for friends or a circle of them"}


def is_livejournal(source: Source) -> bool:
    head = source.content[:20_000]
    return source.head.startswith(b"<") and bool(ROOT.search(head)) and bool(MARK.search(head))


def posts_in_livejournal(source: Source) -> Arrivals:
    """The entries, oldest first. Raises `ZineError` where there are none to be read."""
    root, broken = read_xml(source.content)
    entries = [] if root is None else [el for el in root.iter("*") if _is_entry(el)]
    if root is None or not entries:
        what, fix = "the export holds no entries that can be read", "Export the journal again"
        raise unreadable(source, what, fix)
    left: dict[str, int | list[int]] = {}
    posts = []
    if len(entries) > MOST_POSTS:
        left[BEHIND] = 1
    for entry in entries[:MOST_POSTS]:
        secret = _secret(entry)
        if secret and not source.unpublished:
            stays(left, f"an entry {secret}: --unpublished brings it", entry)
        else:
            posts.append(_post(entry, source))
    comments = sum(1 for el in root.iter("*") if local(el) == "comment" and value(el, "body"))
    comments += sum(1 for el in root.iter("*") if local(el) == "comment" and value(el, "event"))
    if comments:
        left["a comment: it is somebody else’s"] = comments
    return arrivals(posts, left, broken, untagged(value(root, "title")))


def _secret(entry: Element) -> str:
    """For whom alone an entry is, "" for everybody; a circle of friends has a mask of numbers."""
    said = value(entry, "security").lower()
    if said in ("", "public") and value(entry, "allowmask").strip() in ("", "0"):
        return ""
    return SECRETS.get(said, SECRETS["usemask"])


def _is_entry(element: Element) -> bool:
    """Whether an element is an entry: in dumps of the protocol entries are called “event”."""
    if local(element) not in ("entry", "event"):
        return False
    return any(local(child) in ("itemid", "ljpostid", "eventtime") for child in element)


def _post(entry: Element, source: Source) -> Arrived:
    props = next(iter(children(entry, "props")), entry)
    text = cleaned("".join(next(iter(children(entry, "event")), entry.makeelement("x", {}))
                           .itertext()))  # fmt: skip
    dropped: dict[str, None] = {}
    is_whole = value(props, "opt_preformatted") == "1" or value(props, "editor") == "rte"
    converted = Converted(
        _as_html(text, dropped, is_whole), HtmlReading(value(entry, "url"), "", source.picture)
    )
    tags = value(props, "taglist") or value(entry, "taglist")
    said = [f"{name}: {found}" for name, *keys in CURRENT
            if (found := next(filter(None, (value(props, k) for k in keys)), ""))]  # fmt: skip
    address = value(entry, "url")
    return Arrived(
        title=untagged(value(entry, "subject")),
        text=converted.text,
        date=day(value(entry, "eventtime"), value(entry, "logtime")),
        line=max(1, line_of(entry)),
        address=address if address.startswith("http") else "",
        tags=tuple(dict.fromkeys(filter(None, (" ".join(t.split()) for t in tags.split(","))))),
        dropped=(*converted.dropped, *dropped, *(f"the line “{line[:80]}”" for line in said)),
        images=converted.images,
        also_at=(address,) if address else (),
    )


CURRENT = (
    ("current mood", "current_mood", "mood"), ("current music", "current_music", "music"),
    ("current location", "current_location", "location"),
)  # fmt: skip


def _as_html(text: str, dropped: dict[str, None], is_whole: bool) -> str:
    """An entry as the journal shows it, with what only the journal can show named."""

    def gone(found: re.Match[str]) -> str:
        dropped[f"“{found[1].lower()}”, which only the journal can show"] = None
        address = re.search(r"https?://[^\s\"'<>]{1,500}", found[3] or "")
        return f'<a href="{escape(address[0])}">embed</a>' if address else ""

    text = GONE.sub(gone, text)
    text = RAW.sub("", CUT.sub("\n\n" if not is_whole else "", text))
    text = PERSON.sub(lambda found: found[1], text)
    return text if is_whole else autop(text)
