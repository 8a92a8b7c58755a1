"""Posts in JSON → posts: of Blogger, JSON Feed, Hashnode, Write.as, Day One, Tumblr’s API.

Each has other names for the same things; `DIALECTS` says which. What is not published, or for some
readers alone, comes where somebody asks for it.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from zinewright.importers.common.arrived import (
    BEHIND,
    MOST_POSTS,
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
from zinewright.importers.common.withheld import WHY, is_withheld
from zinewright.importers.common.within import inside, pictures_of
from zinewright.prose.commonmark import html_of

JsonPost = Mapping[str, object]
MOMENT = re.compile(r"dayone-moment:/{1,3}([0-9A-F]{1,40})")
HEAD = re.compile(r"\s*<h1>([^<]{1,300})</h1>")
MOST_JSON = 60_000_000  # bytes
FOLDERS = ("photos/", "media/", "images/")


@dataclass(frozen=True)
class Dialect:
    """How a service writes its posts: how it is known, its posts, and its names for their parts.

    A name may lead into what is inside (`author.name`); the first that says something is taken.
    """

    knows: Callable[[JsonPost], bool]
    posts: tuple[str, ...]
    title: tuple[str, ...] = ("title",)
    html: tuple[str, ...] = ()
    markdown: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    hidden: Callable[[JsonPost], str] = field(default=lambda row: "")
    blog: tuple[str, ...] = ()
    language: tuple[str, ...] = ()


def _kind_of_blogger(row: JsonPost) -> str:
    """Why an entry of Blogger does not come along."""
    terms = " ".join(_all(row, "category.term"))
    if "kind#" in terms and "kind#post" not in terms:
        return "an entry that is no post: a comment, a page or a setting"
    status = _one(row, "status").upper()
    is_draft = _one(row, "app$control.app$draft.$t") == "yes" or status in ("DRAFT", "SCHEDULED")
    return DRAFT if is_draft else ""


WRITEAS = ("collections.posts", "posts", "")
TUMBLR = ("response.posts", "posts", "")
DRAFT = WHY
DIALECTS = {
    "Blogger": Dialect(
        knows=lambda read: _has(read, "feed", "entry") or _has(read, "feed.title", "$t"),
        posts=("feed.entry",), title=("title.$t",), html=("content.$t", "summary.$t"),
        date=("published.$t", "updated.$t"), address=("link:alternate",),
        authors=("author.name.$t",), tags=("category.term",), hidden=_kind_of_blogger,
        blog=("feed.title.$t",),
    ),
    "Blogger’s API": Dialect(
        knows=lambda read: str(read.get("kind", "")).startswith("blogger#"),
        posts=("items", ""), html=("content",), date=("published",), address=("url",),
        authors=("author.displayName",), tags=("labels",), hidden=_kind_of_blogger,
    ),
    "JSON Feed": Dialect(
        knows=lambda read: "jsonfeed.org/version" in str(read.get("version", "")),
        posts=("items",), html=("content_html",), plain=("content_text", "summary"),
        date=("date_published", "date_modified"), address=("url", "external_url", "id"),
        authors=("authors.name", "author.name"), tags=("tags",), blog=("title",),
        language=("language",),
    ),
    "Hashnode": Dialect(
        knows=lambda read: any(_inside(row, "contentMarkdown") or _inside(row, "content.markdown")
                               for row in _rows(read, ("posts", "articles", ""))[:3]),
        posts=("posts", "articles", ""), markdown=("contentMarkdown", "content.markdown"),
        html=("content.html",), date=("publishedAt", "dateAdded", "createdAt"),
        address=("url", "canonicalUrl"), authors=("author.name",), tags=("tags.name", "tags"),
        summary=("brief", "subtitle"),
        blog=("publication.title",),
    ),
    "Write.as": Dialect(
        knows=lambda read: any({"body", "appearance"} <= row.keys() or "rtl" in row
                               for row in _rows(read, WRITEAS)[:3]),
        posts=("collections.posts", "posts", ""), markdown=("body",),
        date=("created", "updated"), address=("canonical_url",), tags=("tags",),
        language=("language",),
        blog=("collections.title",),
    ),
    "Day One": Dialect(
        knows=lambda read: any("creationDate" in row and "uuid" in row
                               for row in _rows(read, ("entries",))[:3]),
        posts=("entries",), markdown=("text",), date=("creationDate",), tags=("tags",),
    ),
    "Tumblr’s API": Dialect(
        knows=lambda read: any("blog_name" in row and "timestamp" in row
                               for row in _rows(read, TUMBLR)[:3]),
        posts=("response.posts", "posts", ""), title=("title", "source_title"),
        html=("body", "caption", "text", "description", "answer"), plain=("summary",),
        date=("date",), address=("post_url",), tags=("tags",),
        blog=("response.blog.title",),
    ),
}  # fmt: skip


def is_json_posts(source: Source) -> bool:
    return _document(source) is not None


def _document(source: Source) -> tuple[str, JsonPost, str] | None:
    """The dialect of a source, what it says, and the path of the file that says it."""
    for path, content in _contents(source):
        if not 1 < len(content) <= MOST_JSON or content.lstrip()[:1] not in (b"{", b"["):
            continue
        try:
            read = json.loads(content.decode("utf-8-sig", "replace"))
        except (ValueError, RecursionError):
            continue
        if isinstance(read, list):
            read = {"": read}
        for name, dialect in DIALECTS.items() if isinstance(read, dict) else ():
            if dialect.knows(read) and (not source.files or name == "Day One"):
                return name, read, path
    return None


def _contents(source: Source) -> list[tuple[str, bytes]]:
    """The bytes that may be it; of an archive those of the JSON at its top, as Day One has it."""
    if not source.files:
        return [("", source.content)] if source.head[:1] in (b"{", b"[") else []
    tops = [path for path in source.files.ending(".json") if path.count("/") < 2]
    return [(path, source.files[path]) for path in tops[:3]]


def posts_in_json(source: Source) -> Arrivals:
    """The posts, oldest first. Raises `ZineError` where none can be read."""
    found = _document(source)
    if found is None:
        raise unreadable(source, "the export cannot be read", "Export it again")
    name, read, path = found
    dialect = DIALECTS[name]
    left: Counter[str] = Counter()
    tongue = language(_one(read, *dialect.language))
    posts = []
    rows = _rows(read, dialect.posts)
    if len(rows) > MOST_POSTS:
        left[BEHIND] = 1
    for row in rows[:MOST_POSTS]:
        why = dialect.hidden(row) or (DRAFT if is_withheld(row) else "")
        if why and not (why == DRAFT and source.unpublished):
            left[why] += 1
        else:
            posts.append(_post(row, dialect, tongue, path, source))
    if not posts and not left:
        raise unreadable(source, f"the export ({name}) holds no posts", "Export it again")
    return arrivals(posts, left, False, untagged(_one(read, *dialect.blog)), tongue)


def _post(row: JsonPost, dialect: Dialect, tongue: str, path: str, source: Source) -> Arrived:
    address = original(_one(row, *dialect.address))
    tongue = language(_one(row, *dialect.language)) or tongue
    title = untagged(_one(row, *dialect.title))
    content, kept = _text(row, dialect)
    heads = None if title else HEAD.match(content)
    if heads:  # as journals have it
        title, content = untagged(heads[1]), content[heads.end() :]
    images = pictures_of(source.files, path, source.picture, FOLDERS) if path else source.picture
    converted = Converted(content, HtmlReading(address or (inside(path) if path else ""), tongue,
                                           images))  # fmt: skip
    names = [*_all(row, *dialect.authors)]
    return Arrived(
        title=title,
        text=converted.text,
        authors=tuple(dict.fromkeys(name for name in names if "@" not in name)),
        date=day(_one(row, *dialect.date)) or _of_stamp(row.get("timestamp")),
        language=tongue,
        address=address,
        tags=tuple(dict.fromkeys(tag for tag in _all(row, *dialect.tags) if "://" not in tag)),
        summary=untagged(_one(row, *dialect.summary)),
        dropped=(*converted.dropped, *kept),
        images=converted.images,
    )


def _text(row: JsonPost, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """The text of a post as HTML, the fullest that there is, and what of it stays behind."""
    made = [said for key in dialect.html if (said := _one(row, key, lines=True))]
    made += [html_of(_with_photos(said, row))
             for key in dialect.markdown if (said := _one(row, key, lines=True))]  # fmt: skip
    if not made and "content" in row and isinstance(row["content"], list):
        return _blocks_of_tumblr(row["content"])
    if not made:
        plain = _one(row, *dialect.plain, lines=True)
        made = ["".join(f"<p>{escape(part)}</p>" for part in plain.split("\n\n"))]
    return max(made, key=len), ()


def _with_photos(text: str, row: JsonPost) -> str:
    """A text of Day One, whose pictures lie in a folder and are named by numbers of their own."""
    photos = row.get("photos")
    named = {_one(each, "identifier"): f"photos/{_one(each, 'md5')}.{_one(each, 'type') or 'jpeg'}"
             for each in (photos if isinstance(photos, list) else ())}  # fmt: skip
    return MOMENT.sub(lambda found: named.get(found[1], found[0]), text)


def _blocks_of_tumblr(blocks: Sequence[object]) -> tuple[str, tuple[str, ...]]:
    """Posts of Tumblr’s newer kind (NPF): a list of blocks."""
    made, left = [], []
    for block in blocks:
        kind = _one(block, "type") if isinstance(block, dict) else ""
        if kind == "text":
            form = {"heading1": "h2", "heading2": "h3", "quote": "blockquote", "indented":
                    "blockquote"}.get(_one(block, "subtype"), "p")  # fmt: skip
            made.append(f"<{form}>{escape(_one(block, 'text', lines=True))}</{form}>")
        elif kind == "image":
            alt, source = _one(block, "alt_text"), _one(block, "media.url")
            made.append(f'<p><img src="{escape(source)}" alt="{escape(alt)}"></p>')
        elif kind == "link":
            said = _one(block, "title") or _one(block, "url")
            made.append(f'<p><a href="{escape(_one(block, "url"))}">{escape(said)}</a></p>')
        else:
            left.append(f"a block of the kind “{kind[:30] or 'none'}”")
    return "".join(made), tuple(dict.fromkeys(left))


# --- values by their names


def _inside(read: object, name: str) -> object:
    """What a name leads to, {} where it leads nowhere; of lists the first."""
    for part in name.split(".") if name else ():
        if isinstance(read, list):
            read = read[0] if read else {}
        read = read.get(part, {}) if isinstance(read, dict) else {}
    return read


def _has(read: object, name: str, key: str) -> bool:
    found = _inside(read, name)
    return isinstance(found, dict) and key in found


def _rows(read: JsonPost, names: Sequence[str]) -> list[JsonPost]:
    """The posts under some names, all of them; lists of blogs are opened, and what a blog says of
    its readers holds for its posts.
    """
    rows: list[JsonPost] = []
    for name in names:
        found: list[JsonPost] = [read]
        for part in name.split(".") if name else [""]:
            opened = [
                {**x, "private": True} if each is not read and is_withheld(each) else x
                for each in found
                if isinstance(each, dict)
                for x in _listed(each.get(part))
            ]
            found = opened
        rows += found
    return rows or ([read] if "" in names and "" not in read and "kind" in read else [])


def _listed(found: object) -> list[JsonPost]:
    """What stands under a key, as rows."""
    return [row for row in (found if isinstance(found, list) else [found]) if isinstance(row, dict)]


def _one(row: object, *names: str, lines: bool = False) -> str:
    """The first text that some names lead to, on one line unless its `lines` matter."""
    for name in names:
        for said in _all(row, name, lines=lines):
            return said
    return ""


def _all(row: object, *names: str, lines: bool = False) -> list[str]:
    """All texts that some names lead to; “link:alternate” is the address of a link of that kind."""
    texts: list[str] = []
    for name in names:
        found: list[object] = [row]
        if name.startswith("link:"):
            links = row.get("link") if isinstance(row, dict) else None
            links = links if isinstance(links, list) else []
            links = [each for each in links if isinstance(each, dict)]
            found = [each.get("href") for each in links if each.get("rel") == name[5:]]
            name = ""
        for part in name.split(".") if name else ():
            found = [each.get(part) for each in found if isinstance(each, dict)]
            found = [x for each in found for x in (each if isinstance(each, list) else [each])]
        for said in found:
            if isinstance(said, (str, int, float)):
                text = cleaned(str(said).lower() if isinstance(said, bool) else str(said))
                texts.append(text if lines else " ".join(text.split()))
    return [text for text in texts if text.strip()]


def _of_stamp(said: object) -> datetime.date | None:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 < said < 4_000_000_000:
        return None
    return datetime.datetime.fromtimestamp(said, datetime.UTC).date()
