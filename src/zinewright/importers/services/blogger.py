"""Blogger’s backups → posts: the old Atom export, and the ``feed.atom`` of Google Takeout (2018).

The old one tells posts from comments, pages and settings by a category of the scheme ``kind``; the
new one by ``blogger:type`` and ``blogger:status``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from zinewright.body import Element
from zinewright.importers.common.arrived import (
    Arrivals,
    Arrived,
    Source,
    arrivals,
    original,
    unreadable,
)
from zinewright.importers.common.trees import children, language, local, read_xml, stays, value
from zinewright.importers.common.withheld import is_public
from zinewright.importers.services.feed import XML_LANG, authors, entry_post, title_of

SIGN = re.compile(
    rb"schemas\.google\.com/blogger/20(?:08|18)|kind#(?:post|template|settings)|generator[^>]*>Blogger<"
)
KIND = re.compile(r"kind#(\w+)")


def is_blogger(source: Source) -> bool:
    return source.head.startswith(b"<") and bool(SIGN.search(source.content[:100_000]))


def posts_in_blogger(source: Source) -> Arrivals:
    """The posts of a blog, oldest first. Raises `ZineError` where nothing can be read."""
    root, broken = read_xml(source.content)
    entries = [] if root is None else [el for el in root.iter("*") if local(el) == "entry"]
    if root is None or not entries:
        what, fix = "the backup holds nothing that can be read", "Save it from Blogger again"
        raise unreadable(source, what, fix)
    left: dict[str, int | list[int]] = {}
    tongue = _language(root, entries)
    posts = []
    for entry in entries:
        if why := _left_out(entry, source):
            stays(left, why, entry)
        else:
            posts.append(_post(entry, root, tongue, source))
    return arrivals(posts, left, broken, title_of(root), tongue)


def _language(root: Element, entries: list[Element]) -> str:
    """The language of a blog, which the old export keeps as an entry of its settings."""
    settings = (entry for entry in entries if value(entry, "id").endswith("settings.BLOG_LOCALE"))
    kept = next((value(entry, "content") for entry in settings), "")
    return language(kept or root.get(XML_LANG))


def _left_out(entry: Element, source: Source) -> str:
    kind = value(entry, "type").lower() or _kind(entry)
    if kind == "comment":
        return "a comment: it is somebody else’s"
    if kind == "page" and not source.pages:
        return "a page: --pages brings it"
    if kind not in ("post", "page"):
        return f"an entry of the kind “{kind or 'none'}”, which is no post"
    if value(entry, "trashed"):
        return "thrown away"
    is_draft = not is_public(value(entry, "status")) or any(
        value(control, "draft").lower() == "yes" for control in children(entry, "control")
    )
    return "not published (draft): --unpublished brings it" * (is_draft and not source.unpublished)


def _kind(entry: Element) -> str:
    for category in children(entry, "category"):
        if found := KIND.search(category.get("term", "")):
            return found[1]
    return ""


def _post(entry: Element, root: Element, tongue: str, source: Source) -> Arrived:
    post = entry_post(entry, tongue, source)
    address = post.address
    if not address and (path := value(entry, "filename")):
        blog = next(
            (c.get("href", "") for c in children(root, "link") if c.get("rel") == "alternate"), ""
        )
        address = f"{blog.rstrip('/')}{path}" if blog else ""
    names = tuple(name for name in authors(entry) if name != "Unknown")
    return replace(post, authors=names, address=original(address))
