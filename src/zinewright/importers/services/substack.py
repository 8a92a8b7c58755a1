"""Substack’s export (zip, Settings → Exports) → posts: ``posts.csv`` and ``posts/ID.SLUG.html``.

Its other files hold readers’ addresses, and are never opened. Buttons and forms to subscribe are
left out; posts for paying readers come where somebody asks for them.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping

from zinewright.body import Element
from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, unreadable
from zinewright.importers.common.escaping import cleaned
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import day, decoded, read_html, untagged, without
from zinewright.importers.common.within import inside, pictures_of

TABLE = re.compile(r"(?:.*/)?posts\.csv\Z")
WIDGETS = re.compile(
    r"button-wrapper|subscription-widget|subscribe-widget|paywall-jump|community-chat|comments-page|"
    r"captioned-button|poll-embed|install-substack|share-dialog|image-link-expand|footnote-hovercard"
)


def is_substack(source: Source) -> bool:
    table = _table_path(source)
    return bool(table) and b"post_id" in source.files[table][:2000]


def posts_in_substack(source: Source) -> Arrivals:
    """The posts, oldest first. Raises `ZineError` where their table cannot be read."""
    table = _table_path(source)
    try:
        rows = list(csv.DictReader(io.StringIO(decoded(source.files[table]), newline="")))
    except csv.Error:
        what, fix = f"the table {table} cannot be read", "Export from Substack again"
        raise unreadable(source, what, fix) from None
    folder = table.removesuffix("posts.csv")
    left: Counter[str] = Counter()
    posts = []
    for row in rows:
        said = {str(k): cleaned(v) for k, v in row.items() if isinstance(v, str)}
        path = _page_of(said.get("post_id", ""), folder, source)
        if why := _left_out(said, path, source):
            left[why] += 1
            source.files.answer(path)
        else:
            posts.append(_post(said, path, source))
    return arrivals(posts, left)


def _table_path(source: Source) -> str:
    return next((path for path in source.files.ending("posts.csv") if TABLE.match(path)), "")


def _page_of(number: str, folder: str, source: Source) -> str:
    """The path of a post's page: named after its number, its slug, or both."""
    if not number or "/" in number:
        return ""
    exact = f"{folder}posts/{number}.html"
    if exact in source.files:
        return exact
    start = f"{folder}posts/{number.split('.')[0]}."
    return next((path for path in source.files.ending(".html") if path.startswith(start)), "")


def _left_out(row: Mapping[str, str], path: str, source: Source) -> str:
    if row.get("type") in ("thread", "restack", "note"):
        return f"a {row['type']}, which is no post"
    if not path:
        return "a post whose text is not in the archive"
    if source.unpublished:
        return ""
    if row.get("is_published", "").lower() not in ("true", "1", "yes"):
        return "not published (draft): --unpublished brings it"
    is_open = row.get("audience") in ("everyone", "", None)
    return "for paying readers alone: --unpublished brings it" * (not is_open)


def _post(row: Mapping[str, str], path: str, source: Source) -> Arrived:
    root, _ = read_html(decoded(source.files[path]))
    reading = HtmlReading(base=inside(path), image=pictures_of(source.files, path, source.picture))
    without(root, _is_widget)
    converted = Converted(root, reading)
    slug = path.rpartition("/")[2].removesuffix(".html").partition(".")[2]
    return Arrived(
        title=untagged(row.get("title", "")),
        text=converted.text,
        date=day(row.get("post_date", ""), row.get("email_sent_at", "")),
        summary=untagged(row.get("subtitle", "")),
        dropped=converted.dropped,
        images=converted.images,
        also_at=(inside(path), f"/p/{slug}") if slug else (inside(path),),
    )


def _is_widget(element: Element) -> bool:
    return bool(WIDGETS.search(element.get("class", ""))) or element.get("data-component-name") in (
        "ButtonCreateButton", "SubscribeWidgetToDOM", "CaptionedButtonToDOM",
    )  # fmt: skip
