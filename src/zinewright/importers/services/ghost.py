"""Ghost’s JSON export (versions 1 to 6, Settings → Labs → Export) → posts.

Its posts are taken from their ``html``, which all versions write beside ``mobiledoc`` or
``lexical``. Members, e-mail addresses and settings are never read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zinewright.importers.common.arrived import (
    Arrivals,
    Arrived,
    Source,
    arrivals,
    original,
    unreadable,
)
from zinewright.importers.common.escaping import cleaned
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import day, language, untagged

TableRow = Mapping[str, object]
HOME = "__GHOST_URL__"
TABLES = ("posts", "tags", "posts_tags", "users", "posts_authors", "settings")


def is_ghost(source: Source) -> bool:
    head = source.content[:200_000]
    return (
        source.head.startswith(b"{")
        and b'"posts"' in source.content
        and (b'"db"' in head or b'"posts_tags"' in source.content)
    )


def posts_in_ghost(source: Source) -> Arrivals:
    """The posts, oldest first. Raises `ZineError` where the file cannot be read."""
    try:
        read = json.loads(source.content.decode("utf-8-sig", "replace"))
        data = read["db"][0]["data"] if "db" in read else read["data"]
        rows = {name: _rows(data.get(name)) for name in TABLES}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        what, fix = "the export of Ghost cannot be read", "Export it again, and import that file"
        raise unreadable(source, what, fix) from None
    tables = Tables(
        rows["posts"],
        {_said(row, "key"): _said(row, "value") for row in rows["settings"]},
        Joined(rows["posts_authors"], "author_id", rows["users"]),
        Joined(rows["posts_tags"], "tag_id", rows["tags"]),
    )
    left: Counter[str] = Counter()
    posts = []
    for row in tables.posts:
        if why := _left_out(row, source):
            left[why] += 1
        else:
            posts.append(_post(row, tables, source))
    settings = tables.settings
    tongue = language(settings.get("locale") or settings.get("lang"))
    return arrivals(posts, left, title=untagged(settings.get("title", "")), language=tongue)


def _rows(found: object) -> list[TableRow]:
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _said(row: TableRow, key: str) -> str:
    found = row.get(key)
    return (
        cleaned(found) if isinstance(found, str) else str(found) if isinstance(found, int) else ""
    )


def _left_out(row: TableRow, source: Source) -> str:
    is_page = _said(row, "type") == "page" or row.get("page") in (1, True)
    if is_page and not source.pages:
        return "a page: --pages brings it"
    if source.unpublished:
        return ""
    if _said(row, "status") != "published":
        status = _said(row, "status") or "without a status"
        return f"not published ({status}): --unpublished brings it"
    is_public = _said(row, "visibility") in ("", "public")
    return "for members alone: --unpublished brings it" * (not is_public)


def _post(row: TableRow, tables: Tables, source: Source) -> Arrived:
    number, settings = _said(row, "id"), tables.settings
    home = settings.get("url", "").rstrip("/")
    content = _said(row, "html").replace(HOME, home)
    slug = _said(row, "slug")
    address = _said(row, "canonical_url") or (f"{home}/{slug}/" if home and slug else "")
    tongue = language(_said(row, "locale") or settings.get("locale") or settings.get("lang"))
    converted = Converted(content, HtmlReading(address, tongue, source.picture))
    empty = ["its text: the export holds none as HTML"] * (not content.strip())
    return Arrived(
        title=untagged(_said(row, "title")),
        text=converted.text,
        authors=tables.authors.of(number) or tables.authors.named([_said(row, "author_id")]),
        date=day(_said(row, "published_at"), _said(row, "created_at")),
        language=tongue,
        address=original(address),
        tags=tables.tags.of(number),
        summary=untagged(_said(row, "custom_excerpt")),
        dropped=(*converted.dropped, *empty),
        images=converted.images,
        also_at=(f"/{slug}/",) if slug else (),
    )


class Joined:
    """What posts are joined to by a table of pairs: names, in their order."""

    def __init__(self, pairs: list[TableRow], key: str, rows: list[TableRow]) -> None:
        self.names = {_said(row, "id"): _said(row, "name") for row in rows}
        self.pairs: dict[str, list[tuple[str, str]]] = {}
        for pair in pairs:
            place = _said(pair, "sort_order").zfill(6)
            self.pairs.setdefault(_said(pair, "post_id"), []).append((place, _said(pair, key)))

    def of(self, post: str) -> tuple[str, ...]:
        pairs = sorted(self.pairs.get(post, []), key=lambda pair: pair[0])
        return self.named(number for _, number in pairs)

    def named(self, numbers: Iterable[str]) -> tuple[str, ...]:
        """The names of some rows; none of an address, or of a tag that is hidden (#…)."""
        found = dict.fromkeys(self.names.get(number, "") for number in numbers)
        return tuple(name for name in found if name and "@" not in name and name[0] != "#")


@dataclass(frozen=True)
class Tables:
    posts: list[TableRow]
    settings: Mapping[str, str]
    authors: Joined
    tags: Joined
