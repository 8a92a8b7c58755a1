"""Medium’s export (zip, Settings → Download your information) → posts: ``posts/*.html``, h-entries.

The title stands in the text once more, and the subtitle too; both are taken out of it. Drafts are
in files of that name; a response to somebody else is a page that is called by its first words.
"""

from __future__ import annotations

import re
from collections import Counter

from zinewright.body import Element, text_of
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
from zinewright.importers.common.trees import day, decoded, drop_tree, having, language, read_html
from zinewright.importers.common.within import inside, pictures_of

PAGE = re.compile(r"(?:.*/)?posts/[^/]+\.html\Z")
DRAFT = re.compile(r"(?:.*/)?draft_[^/]*\Z")


def is_medium(source: Source) -> bool:
    pages = _pages(source)
    return bool(pages) and b"h-entry" in source.files[pages[0]]


def posts_in_medium(source: Source) -> Arrivals:
    """The stories, oldest first. Raises `ZineError` where there are none."""
    left: Counter[str] = Counter()
    posts = []
    for path in _pages(source):
        root, _ = read_html(decoded(source.files[path]))
        if DRAFT.match(path) and not source.unpublished:
            left["not published (draft): --unpublished brings it"] += 1
        elif (said := _response(root)) and not source.unpublished:
            left[f"“{said}”, a response to somebody, it seems: --unpublished brings it"] += 1
        else:
            posts.append(_post(root, path, source))
    if not posts and not left:
        raise unreadable(source, "the archive holds no stories", "Export from Medium again")
    return arrivals(posts, left)


def _response(root: Element) -> str:
    """The first words of a page that is a response: one that is called by them, and no more.

    A story has a title in its text, or is called otherwise than it begins, or has a heading.
    """
    body = next((el for el in root.iter("*") if el.get("data-field") == "body"), root)
    named = next((text_of(el) for el in having(root, "p-name")), "")
    if having(root, "graf--title") or any(text_of(el) for el in body.iter("h1", "h2", "h3", "h4")):
        return ""
    begins = next((text_of(el) for el in body.iter("p", "blockquote", "li") if text_of(el)), "")
    called = named.rstrip("… .").replace("\u00a0", " ")
    is_called_so = begins.replace("\u00a0", " ").startswith(called)
    return " ".join(begins.split()[:8])[:80] if not called or is_called_so else ""


def _pages(source: Source) -> tuple[str, ...]:
    return tuple(path for path in source.files.ending(".html") if PAGE.match(path))


def _post(root: Element, path: str, source: Source) -> Arrived:
    title = next(iter(having(root, "p-name")), None)
    said = text_of(title) if title is not None else ""
    body = next((el for el in root.iter("*") if el.get("data-field") == "body"), root)
    below = [el for el in root.iter("*") if el.get("data-field") == "subtitle"]
    subtitle = text_of(below[0]) if below else ""
    for name in ("graf--title", "graf--subtitle"):
        for element in having(body, name)[:1]:
            said = text_of(element) if name == "graf--title" else said
            drop_tree(element)
    first = next((el for el in body.iter("h1", "h2", "h3", "h4") if text_of(el)), None)
    if first is not None and text_of(first) == said:
        drop_tree(first)  # the title of a story in which nothing says that it is one
    for rule in [el for el in body.iter("div") if "section-divider" in el.get("class", "")][:1]:
        drop_tree(rule)  # the one above the title
    canonical = next((el.get("href", "") for el in having(root, "p-canonical")), "")
    stamp = next((el.get("datetime", "") for el in root.iter("time")), "")
    tongue = language(next((el.get("lang") for el in root.iter("*") if el.get("lang")), ""))
    reading = HtmlReading(
        canonical or inside(path), tongue, pictures_of(source.files, path, source.picture)
    )
    converted = Converted(body, reading)
    authors = tuple(dict.fromkeys(text_of(el) for el in having(root, "p-author")))
    return Arrived(
        title=said,
        text=converted.text,
        authors=tuple(name for name in authors if name and "@" not in name),
        date=day(stamp, path.rpartition("/")[2]),
        language=tongue,
        address=original(canonical),
        summary=subtitle if not subtitle.endswith("…") else "",
        dropped=converted.dropped,
        images=converted.images,
        also_at=(inside(path),),
    )
