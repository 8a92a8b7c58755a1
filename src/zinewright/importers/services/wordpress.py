"""WordPress eXtended RSS (WXR 1.0 to 1.2, Tools → Export) → posts: what was published.

Source: wp-admin/includes/export.php. Names are matched by their local parts, since exports write
their namespace with http and https. Comments, addresses of e-mail and subscribers are never read;
drafts, private posts and those with a password come where somebody asks for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    stays,
    untagged,
    value,
)
from zinewright.importers.services.wordpress_text import as_html

SIGN = re.compile(rb"xmlns:wp\s*=\s*[\"']https?://wordpress\.org/export/")
WARNINGS = ("activitypub_content_warning",)
UNSAID = frozenset(("uncategorized", "uncategorised", "none"))
KINDS = frozenset(("post", "page"))


@dataclass(frozen=True)
class Blog:
    """What posts refer to: display names of authors, words for pictures by number and address."""

    authors: Mapping[str, str]
    alts: Mapping[str, str]
    pictures: Mapping[str, str]
    title: str
    language: str


def is_wxr(source: Source) -> bool:
    return bool(SIGN.search(source.content[:20_000])) and source.head.startswith(b"<")


def posts_in_wxr(source: Source) -> Arrivals:
    """The posts, oldest first. Raises `ZineError` where there is nothing to read."""
    root, broken = read_xml(source.content)
    items = [] if root is None else [el for el in root.iter("*") if local(el) == "item"]
    if root is None or not items:
        what, fix = "the export holds nothing that can be read", "Export it from WordPress again"
        raise unreadable(source, what, fix)
    blog = _blog(root, items)
    left: dict[str, int | list[int]] = {}
    posts = []
    for item in items:
        if why := _left_out(item, source):
            stays(left, why, item)
        elif value(item, "post_type") in KINDS:
            posts.append(_post(item, blog, source))
    if comments := sum(1 for item in items for _ in children(item, "comment")):
        left["a comment: it is somebody else’s"] = comments
    return arrivals(posts, left, broken, blog.title, blog.language)


def _left_out(item: Element, source: Source) -> str:
    """Why an item does not come along, "" for one that does."""
    kind, status = value(item, "post_type"), value(item, "status")
    if kind == "attachment":
        return "a file of the media library, which an export names and does not hold"
    if kind == "page" and not source.pages:
        return "a page: --pages brings it"
    if kind not in KINDS:
        return f"an item of the kind “{kind or 'none'}”, which is no post"
    if status in ("trash", "auto-draft"):
        return "thrown away"
    if source.unpublished:
        return ""
    if status != "publish":
        return f"not published ({status or 'without a status'}): --unpublished brings it"
    return "locked with a password: --unpublished brings it" * bool(value(item, "post_password"))


def _blog(root: Element, items: list[Element]) -> Blog:
    alts, pictures = {}, {}
    for item in items:
        if value(item, "post_type") == "attachment":
            number, metas = value(item, "post_id"), dict(_metas(item))
            alt = metas.get("_wp_attachment_image_alt", "").strip()
            alts[number], pictures[number] = alt, value(item, "attachment_url")
    channel = next(iter(children(root, "channel")), root)
    title, tongue = untagged(value(channel, "title")), language(value(channel, "language"))
    return Blog(dict(_authors(root)), alts, pictures, title, tongue)


def _post(item: Element, blog: Blog, source: Source) -> Arrived:
    metas = dict(_metas(item))
    text, codes = as_html(value(item, "encoded", "content"), blog.alts, blog.pictures)
    address = value(item, "link")
    reading = HtmlReading(address, blog.language, source.picture)
    converted = Converted(text, reading, _footnotes(metas.get("footnotes", "")))
    warning = next((metas[key] for key in WARNINGS if metas.get(key, "").strip()), "")
    head = f"Content warning: {' '.join(warning.split())}\n\n" if warning else ""
    return Arrived(
        title=untagged(value(item, "title")),
        text=head + converted.text,
        authors=_names(item, blog),
        date=day(value(item, "post_date"), value(item, "pubDate")),
        line=max(1, line_of(item)),
        language=blog.language,
        address=original(address),
        tags=_tags(item),
        summary=untagged(value(item, "encoded", "excerpt")),
        dropped=(*converted.dropped, *codes),
        images=converted.images,
        also_at=tuple(filter(None, (value(item, "guid"),))),
    )


def _names(item: Element, blog: Blog) -> tuple[str, ...]:
    """Who wrote a post: co-authors where a plugin keeps them, else the one; never an address."""
    logins = [
        c.get("nicename", "") for c in children(item, "category") if c.get("domain") == "author"
    ]
    logins = [login.removeprefix("cap-") for login in logins] or [value(item, "creator")]
    said = [blog.authors.get(login, login) for login in logins]
    return tuple(dict.fromkeys(name for name in said if name and "@" not in name))


def _tags(item: Element) -> tuple[str, ...]:
    said = [
        " ".join((each.text or "").split())
        for each in children(item, "category")
        if each.get("domain") in ("post_tag", "category")
    ]
    return tuple(dict.fromkeys(tag for tag in said if tag and tag.lower() not in UNSAID))


def _footnotes(kept: str) -> dict[str, str]:
    """Footnotes by their ids, from the JSON that WordPress keeps them in (since 6.3)."""
    try:
        read = json.loads(kept) if kept else []
        return {str(note["id"]): str(note["content"]) for note in read}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}


def _authors(root: Element) -> Iterator[tuple[str, str]]:
    for author in root.iter("*"):
        if local(author) == "author" and len(author):
            login = value(author, "author_login")
            yield login, value(author, "author_display_name") or login


def _metas(item: Element) -> Iterator[tuple[str, str]]:
    for meta in children(item, "postmeta"):
        yield value(meta, "meta_key"), value(meta, "meta_value")
