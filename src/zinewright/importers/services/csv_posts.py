"""Tables of posts (CSV, or with tabs) → posts: Wix, Beehiiv, Webflow, Airtable and others.

A table holds posts where one column is a title and another a text; what they are called differs,
and `COLUMNS` knows. A table of readers’ addresses is never read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
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
from zinewright.importers.common.ricos import html_of_ricos
from zinewright.importers.common.trees import day, decoded, language, untagged
from zinewright.importers.common.withheld import is_public, is_withheld
from zinewright.prose.commonmark import html_of

COLUMNS = {
    "title": "title,web title,post title,name,headline,subject,email subject line",
    "text": "content html,html,post body,body html,rich content,content,body,text,post content,"
    "post text,article,richtext,main content,content markdown,markdown,plain content,"
    "description html,free web content,email content",
    "date": "published date,publish date,published on,published at,publication date,date,"
    "created date,created at,created on,post date,first published date,scheduled at",
    "state": "status,state,published,draft,archived,post status,is published",
    "audience": "audience,visibility,access,content tier,premium,is premium,members only,password",
    "address": "url,web url,link,permalink,post page url,canonical url,post url",
    "slug": "slug,url slug",
    "author": "author,authors,author name,owner,writer,by,author names",
    "tags": "tags,content tags,categories,category,labels,main category,keywords",
    "summary": "excerpt,web subtitle,subtitle,summary,post summary,description,meta description",
    "language": "language,locale,lang",
}
READERS = re.compile(r"e-?mail( address)?|subscriber|member id|stripe", re.IGNORECASE)
OPEN = re.compile(r"|free|public|everyone|all|both|any|false|no|0", re.IGNORECASE)
MARKUP = re.compile(
    r"<(?:p|div|h[1-6]|br|ul|ol|a|img|strong|em|span|blockquote|figure|table)\b", re.I
)
MOST_FIELD = 10_000_000  # letters


def is_csv_posts(source: Source) -> bool:
    if source.files or b"\0" in source.head or source.head[:1] in (b"", b"<", b"{", b"["):
        return False
    return bool(_columns(_header(source)))


def is_readers(source: Source) -> bool:
    """Whether a table is one of readers, with their addresses of e-mail and no texts."""
    names = [] if source.files or source.head[:1] in (b"<", b"{") else _header(source)
    return len(names) > 1 and any(READERS.fullmatch(n) for n in names) and not _columns(names)


def _header(source: Source) -> list[str]:
    first = re.split(rb"\r?\n", source.content[:20_000].removeprefix(b"\xef\xbb\xbf").lstrip())[0]
    line = decoded(first)
    try:
        return next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:
        return []


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _columns(names: list[str]) -> dict[str, str]:
    """The columns of a table by what they are; none where it has no titles or no texts."""
    plain = {" ".join(re.split(r"[\s_-]+", _apart(name).lower().strip())): name
             for name in reversed(names)}  # fmt: skip
    found: dict[str, str] = {}
    for what, known in COLUMNS.items():
        for each in known.split(","):
            if " ".join(each.split("_")) in plain:
                found.setdefault(what, plain[" ".join(each.split("_"))])
    return found if "title" in found and "text" in found and len(names) > 1 else {}


def _apart(name: str) -> str:
    """A name that is written as programs write it, as words: contentHtml, Content (HTML)."""
    return re.sub(r"[()]", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))


def posts_in_csv(source: Source) -> Arrivals:
    """The posts of a table, oldest first. Raises `ZineError` where it cannot be read."""
    text = decoded(source.content)
    delimiter = _delimiter(text.split("\n", 1)[0])
    csv.field_size_limit(MOST_FIELD)
    left: Counter[str] = Counter()
    posts = []
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        columns = _columns(list(reader.fieldnames or ()))
        texts = [name for name in reader.fieldnames or () if _columns([name, "title"])]
        for number, row in enumerate(reader):
            if number == MOST_POSTS:
                left[BEHIND] = 1
                break
            said = {str(key): cleaned(v) for key, v in row.items() if isinstance(v, str)}
            known = {what: said.get(name, "").strip() for what, name in columns.items()}
            fullest = max((said.get(name, "") for name in texts), key=_fullness, default="")
            if why := _left_out(known, said, fullest, source):
                left[why] += 1
            else:
                posts.append(_post(known, said, fullest, reader.line_num, source))
    except csv.Error:
        raise unreadable(source, "the table cannot be read", "Export it again") from None
    if not posts and not left:
        raise unreadable(source, "the table has no rows", "Export it again")
    return arrivals(posts, left)


def _fullness(text: str) -> tuple[bool, bool, int]:
    """How much a cell says of a post: one with its markup before one without."""
    is_rich = bool(MARKUP.search(text)) or text.lstrip()[:9] == '{"nodes":'
    return bool(text.strip()), is_rich, len(text)


def _left_out(known: Mapping[str, str], row: Mapping[str, str], text: str, source: Source) -> str:
    if not text.strip():
        return "a row without a text"
    if source.unpublished:
        return ""
    flags = {key.lower().strip(): value.strip().lower() for key, value in row.items()}
    on = [key for key in ("draft", "archived", "private") if flags.get(key) in ("true", "yes", "1")]
    is_flag = known.get("state", "").lower() in ("true", "false", "yes", "no", "1", "0")
    said = (
        flags.get("published", flags.get("is published", "")) if is_flag else known.get("state", "")
    )
    if on or not is_public(said) or is_withheld(_others(flags)):
        return f"not published ({on[0] if on else said.lower()[:30]}): --unpublished brings it"
    audience = known.get("audience", "")
    return "for some readers alone: --unpublished brings it" * (not OPEN.fullmatch(audience))


def _others(flags: Mapping[str, str]) -> dict[str, str]:
    """What columns say of the readers of a row that only journals have."""
    return {key: said for key, said in flags.items() if key in ("security", "privacy", "locked")}


def _post(
    known: Mapping[str, str], row: Mapping[str, str], text: str, line: int, source: Source
) -> Arrived:
    address = original(known.get("address", ""))
    made, left = _as_html(text)
    tongue = language(known.get("language"))
    converted = Converted(made, HtmlReading(address, tongue, source.picture))
    names = re.split(r"\s*[,;|]\s*", known.get("author", ""))
    tags = re.split(r"\s*[,;|]\s*", re.sub(r"[\[\]\"]", "", known.get("tags", "")))
    summary = known.get("summary", "")
    slug = known.get("slug", "")
    return Arrived(
        title=untagged(known["title"]),
        text=converted.text,
        authors=tuple(name for name in names if name and "@" not in name and len(name) < 80),
        date=day(known.get("date", "")),
        line=line,
        language=tongue,
        address=address,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        summary=untagged(summary) if summary != text else "",
        dropped=(*converted.dropped, *left),
        images=converted.images,
        also_at=(f"/{slug}", f"/post/{slug}", f"/p/{slug}")
        if re.fullmatch(r"[\w-]+", slug)
        else (),
    )


def _as_html(text: str) -> tuple[str, tuple[str, ...]]:
    """The text of a cell as HTML: it may be HTML, the JSON of an editor, or Markdown."""
    if text.lstrip()[:1] == "{":
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            read = None
        if isinstance(read, dict) and isinstance(read.get("nodes"), list):
            return html_of_ricos(read)
    if MARKUP.search(text):
        return text, ()
    if re.search(r"(?m)^(?:#{1,6} |[-*] |> )|\]\(https?:|\*\*\w", text):
        return html_of(text), ()
    parts = re.split(r"\n\s*\n", text)
    return "".join(f"<p>{'<br>'.join(map(escape, p.split(chr(10))))}</p>" for p in parts), ()
