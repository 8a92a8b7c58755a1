"""Tumblr’s export (zip, Settings → Export) → posts: ``posts/html/*.html``, also in a ``posts.zip``.

Each page has its time and its tags at its foot. What somebody else wrote and the blog shows again
comes along as the quotation that it is. Messages and the account’s records stay closed.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from zinewright.body import Element, text_of
from zinewright.importers.common.archive import Files, zipped
from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, unreadable
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import decoded, drop_tree, having, read_document, without
from zinewright.importers.common.within import inside, pictures_of

PAGE = re.compile(r"(?:.*/)?(?:posts/)?html/\d+[^/]*\.html\Z")
PACKED = re.compile(r"(?:.*/)?posts\.zip\Z")
FOOT = re.compile(rb"id=[\"'](?:footer|timestamp)[\"']")
STAMP = re.compile(r"([A-Z][a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def is_tumblr(source: Source) -> bool:
    files = _all_files(source)
    pages = _pages(files)
    return bool(pages) and any(FOOT.search(files[path]) for path in pages[:20])


def posts_in_tumblr(source: Source) -> Arrivals:
    """The posts, oldest first. Raises `ZineError` where there are none."""
    files = _all_files(source)
    left: dict[str, int] = {}
    posts = []
    for path in _pages(files):
        kind = path.split("/")[:-1]
        hidden = next((name for name in ("drafts", "queue", "private") if name in kind), "")
        if hidden and not source.unpublished:
            why = f"not published ({hidden}): --unpublished brings it"
            left[why] = left.get(why, 0) + 1
            continue
        post = _post(decoded(files[path]), path, replace(source, files=files))
        if post.text.strip():
            posts.append(post)
        else:
            why = "a post without words or pictures of its own"
            left[why] = left.get(why, 0) + 1
    if not posts and not left:
        raise unreadable(source, "the archive holds no posts", "Export from Tumblr again")
    index = [path for path in source.files if path.endswith(("posts_index.html", "/style.css"))]
    packed = [path for path in source.files if PACKED.match(path)]
    messages = [path for path in source.files if re.search(r"messag|payload|likes|follow", path)]
    source.files.answer(*index, *packed, *messages)
    if messages:
        left["a file of messages or of the account, which stays closed"] = len(messages)
    return arrivals(posts, left)


def _pages(files: Files) -> tuple[str, ...]:
    return tuple(path for path in files.ending(".html") if PAGE.match(path))


def _all_files(source: Source) -> Files:
    """The files of an export, those of the archive of posts inside it as well."""
    packed = next((path for path in source.files if PACKED.match(path)), "")
    if not packed or _pages(source.files):
        return source.files
    folder = f"{packed.removesuffix('.zip')}/"
    inner = zipped(source.files[packed], f"{source.name}/{packed}")
    sizes = {**source.files.sizes, **{folder + path: size for path, size in inner.sizes.items()}}

    def read(path: str) -> bytes:
        within = path.removeprefix(folder)
        return inner[within] if path.startswith(folder) and within in inner else source.files[path]

    return Files(sizes, read, (*source.files.refused, *inner.refused))


def _post(content: str, path: str, source: Source) -> Arrived:
    page = read_document(content)
    body = page.find("body")
    root = body if body is not None else page
    stamp = next((text_of(el) for el in root.iter("*") if el.get("id") == "timestamp"), "")
    tags = tuple(dict.fromkeys(text_of(el).lstrip("#").strip() for el in having(root, "tag")))
    without(root, lambda el: el.get("id") in ("footer", "timestamp"))
    title = _title(root)
    _caption(root)
    number = path.rpartition("/")[2].partition(".")[0]
    roots = ("", *(path[: at.start()] for at in re.finditer(r"/(?=(?:posts/)?html/)", path)))
    images = pictures_of(source.files, path, source.picture, roots)
    converted = Converted(root, HtmlReading(inside(path), "", images))
    return Arrived(
        title=title,
        text=converted.text,
        date=_day(stamp),
        tags=tuple(filter(None, tags)),
        dropped=converted.dropped,
        images=converted.images,
        also_at=(inside(path), f"/post/{number}"),
    )


def _title(root: Element) -> str:
    heads = [el for el in root.iter("h1") if text_of(el)]
    if len(heads) != 1:
        return ""
    said = text_of(heads[0])
    drop_tree(heads[0])
    return said


def _caption(root: Element) -> None:
    """The words below a picture, which stand in a ``div`` of that class, as paragraphs."""
    for element in having(root, "caption"):
        element.tag = "div"


def _day(stamp: str) -> datetime.date | None:
    found = STAMP.search(stamp)
    iso = re.search(r"(\d{4})-(\d\d)-(\d\d)", stamp)
    try:
        if found and found[1][:3].lower() in MONTHS:
            return datetime.date(int(found[3]), MONTHS.index(found[1][:3].lower()) + 1,
                                 int(found[2]))  # fmt: skip
        return datetime.date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None
