"""Markdown → posts: one file, or the folder or archive of a blog made with Jekyll, Hugo and others.

Front matter is YAML (``---``), TOML (``+++``) or JSON. The text is CommonMark with tables,
footnotes and HTML, and what Liquid and Hugo’s shortcodes say in it: links, figures and videos are
taken over, the others are named.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from zinewright.importers.common.archive import Files
from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, original
from zinewright.importers.common.escaping import TOO_LONG, bounded, cleaned
from zinewright.importers.common.html import Converted
from zinewright.importers.common.liquid import resolved
from zinewright.importers.common.mdx import without_components
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import day, decoded, language
from zinewright.importers.common.withheld import WHY, is_withheld
from zinewright.importers.common.within import inside, pictures_of
from zinewright.manuscript.text_files import read_matter
from zinewright.problems import Problem, ZineError, shown
from zinewright.prose.commonmark import html_of

Record = Mapping[str, object]
ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
FRONT = re.compile(
    r"\A(---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
    r"|\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z))",
    re.DOTALL,
)
NAMED = re.compile(r"(?:(\d{4}-\d{1,2}-\d{1,2})-)?(.+)\Z")
APART = frozenset(
    "readme license licence changelog contributing code_of_conduct security search 404".split()
)
LISTS = frozenset(("index", "_index"))
POSTS, BUILT = frozenset(("_posts", "_drafts")), ("themes/", "public/", "_site/", "layouts/")
MARKS = re.compile(
    r"(?m)^(?:#{1,6} \S|[-*+] \S|> |```|\[\^?[^\]]+\]: |\|.+\|$)|\]\(https?://|\*\*\S"
)
CONFIGURATIONS = (
    "_config.yml", "_config.yaml", "_config.toml", "hugo.toml", "hugo.yaml", "hugo.yml",
    "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json",
)  # fmt: skip
LANGUAGES = (
    "lang", "locale", "language", "languageCode", "defaultContentLanguage", "default_language",
)  # fmt: skip
MOST_FOLDERS = 3  # above a configuration: that of the archive, and Hugo's config/_default
HOMES = ("static", "assets", "public", "content", "source", "docs")


def is_markdown(source: Source) -> bool:
    if source.files:
        return bool(_pages(source, Counter()))
    text = source.head.decode("utf-8", "replace")
    if source.head.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n")):
        return True
    named = source.name.lower().endswith(ENDINGS)
    return named and b"\0" not in source.head and bool(MARKS.search(text))


def posts_in_markdown(source: Source) -> Arrivals:
    """The posts, oldest first. Raises `ZineError` where nothing can be read."""
    if not source.files:
        post = _post(source, source.name.rpartition("/")[2], decoded(source.content))
        return arrivals([post] if post else [], {WHY: 1} if post is None else {})
    left: Counter[str] = Counter()
    posts = []
    for path in _pages(source, left):
        post = _post(source, path, decoded(source.files[path]))
        if post is None:
            left[WHY] += 1
        elif not post.text.strip():
            left[f"“{shown(path)}”, a file without a text"] = 0
        else:
            posts.append(post)
    found = arrivals(posts, left, False, *_blog(source))
    named = tuple(what for what, count in left.items() if not count)
    return replace(found, dropped=(*found.dropped, *named))


def is_site(files: Files) -> bool:
    """Whether a folder is that of a program which makes a site, beside whose posts much else is."""
    return any(
        POSTS & set(path.split("/")[:-1])
        or (path.rpartition("/")[2] in CONFIGURATIONS and path.count("/") <= MOST_FOLDERS)
        for path in files
    )


def _blog(source: Source) -> tuple[str, str]:
    """The title and the language of a blog, from the configuration of its program."""
    for path in sorted(source.files.ending(*CONFIGURATIONS), key=lambda path: path.count("/")):
        if path.count("/") > MOST_FOLDERS or path.rpartition("/")[2] not in CONFIGURATIONS:
            continue
        said = _configuration(path, decoded(source.files[path]))
        if title := _one(said, "title"):
            tongue = _one(said, *LANGUAGES)
            return title, language(tongue)
    return "", ""


def _configuration(path: str, text: str) -> Record:
    """What a configuration says, nothing where it cannot be read."""
    try:
        if path.endswith(".toml"):
            return tomllib.loads(text)
        if path.endswith(".json"):
            read = json.loads(text)
            return read if isinstance(read, dict) else {}
    except (ValueError, RecursionError):
        return {}
    return read_matter(text, path).values


def _pages(source: Source, left: Counter[str]) -> list[str]:
    """The files that are posts: where there are folders for posts, those in them alone.

    What is a page of the site, or no post by its name, is put into `left` by that name.
    """
    pages = [path for path in source.files.ending(*ENDINGS) if not path.startswith(BUILT)]
    in_posts = [path for path in pages if POSTS & set(path.split("/"))]
    in_content = [path for path in pages if "content" in path.split("/")[:2]]
    chosen = in_posts or in_content or pages
    if in_posts or in_content:
        chosen = [*chosen, *_as_html(source, "_posts" if in_posts else "content")]
    posts = []
    for path in dict.fromkeys((*chosen, *pages)):
        stem = PurePosixPath(path).stem.lower()
        is_list = stem in LISTS and not path.endswith("/index.md")
        if stem in APART:
            what = "which by its name is no post: import it alone to have it"
        elif (is_list or path not in chosen) and not source.pages:
            what = "a page: --pages brings it"
        elif "_drafts" in path.split("/") and not source.unpublished:
            what = ""
            left[WHY] += 1
        else:
            posts.append(path)
            continue
        source.files.answer(path)
        if what:
            left[f"“{shown(path)}”, {what}"] = 0
    return posts


def _as_html(source: Source, folder: str) -> list[str]:
    """The posts of a folder that are written in HTML, below front matter."""
    found = source.files.ending(*HTML_ENDINGS)
    inside = [path for path in found if folder in path.split("/")[:-1]]
    return [path for path in inside if source.files[path][:4] in (b"---\n", b"---\r", b"+++\n")]


def _post(source: Source, path: str, text: str) -> Arrived | None:
    """A file as a post, None where it says that it is not published."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    matter, body = _parted(text, f"{source.name}/{path}" if source.files else source.name)
    if not source.unpublished and is_withheld(matter):
        return None
    stamp, slug = _named(path)
    body, is_all = bounded(body)
    is_html = path.lower().endswith(HTML_ENDINGS)
    components: tuple[str, ...] = ()
    if path.lower().endswith(".mdx"):
        body, components = without_components(body)
    said, dropped = resolved(body)
    tongue = language(_one(matter, "lang", "language", "locale"))
    title = _one(matter, "title")
    heads = re.match(r"\s*# (?!#)(.+?)[ #]*\n", f"{said}\n")
    if heads and not is_html and (not title or title == heads[1].strip()):
        title, said = title or heads[1].strip(), said[heads.end() :]
    images = pictures_of(source.files, path, source.picture, ("", *HOMES))
    reading = HtmlReading(inside(path), tongue, images)
    converted = Converted(said if is_html else html_of(said), reading)
    address = _one(matter, "canonical_url", "canonical", "source")
    return Arrived(
        title=title or slug.replace("-", " ").capitalize(),
        text=converted.text,
        authors=tuple(name for name in _all(matter, "author", "authors") if "@" not in name),
        date=day(_one(matter, "date", "publishDate", "published_at", "pubDate"), stamp),
        language=tongue,
        address=original(address),
        licence=_one(matter, "license", "licence"),
        tags=_all(matter, "tags", "categories", "tag", "category"),
        summary=_one(matter, "summary", "description", "excerpt"),
        dropped=(*converted.dropped, *dropped, *components, *([] if is_all else [TOO_LONG])),
        images=converted.images,
        also_at=tuple(_places(matter, path, stamp, slug)),
    )


def _named(path: str) -> tuple[str, str]:
    """The day and the name in the name of a file, which for “index” is that of its folder."""
    place = PurePosixPath(path)
    stem = place.parent.name if place.stem == "index" and "/" in path else place.stem
    found = NAMED.match(stem)
    return (found[1] or "", found[2]) if found else ("", stem)


def _places(matter: Record, path: str, stamp: str, slug: str) -> Iterator[str]:
    """Where links of the blog may lead to this post."""
    yield inside(path)
    yield inside(PurePosixPath(path).with_suffix("").as_posix())
    yield inside(PurePosixPath(path).name)
    yield inside(PurePosixPath(path).stem)
    for folder in HOMES:
        if path.startswith(f"{folder}/"):
            yield inside(path.removeprefix(f"{folder}/"))
            yield inside(path.removeprefix(f"{folder}/").rpartition(".")[0])
    for said in (*_all(matter, "permalink", "url", "aliases", "redirect_from", "slug"), slug):
        if said and ":" not in said:
            yield inside(said.strip("/"))
    for each in (stamp.replace("-", "/"), *(name for name in _all(matter, "categories")[:1])):
        if each:
            yield inside(f"{each}/{slug}")


def _parted(text: str, where: str) -> tuple[Record, str]:
    """Front matter in any of its three forms, and the text. Raises `ZineError` for a broken one."""
    found = FRONT.match(text)
    if found and found[3] is not None:
        try:
            return tomllib.loads(found[3]), text[found.end() :]
        except (ValueError, RecursionError) as error:
            what = f"the front matter cannot be read as TOML ({error})"
            raise ZineError([Problem(where, 2, "import", what, "Correct it")]) from None
    if found:
        matter = read_matter(found[2], where)
        if matter.problems:
            raise ZineError(matter.problems)
        return matter.values, text[found.end() :]
    if text.startswith("{"):
        try:
            read, end = json.JSONDecoder().raw_decode(text)
            if isinstance(read, dict) and "title" in read:
                return read, text[end:]
        except (ValueError, RecursionError):
            pass
    return {}, text


def _one(matter: Record, *keys: str) -> str:
    """The first of some values that is text, or a day."""
    for key in keys:
        found = matter.get(key)
        if isinstance(found, (str, datetime.date, int)) and str(found).strip():
            return " ".join(cleaned(str(found)).split())
    return ""


def _all(matter: Record, *keys: str) -> tuple[str, ...]:
    """All texts of some keys, in lists, with commas between, or alone."""
    said: list[str] = []
    for key in keys:
        found = matter.get(key)
        items = (
            found
            if isinstance(found, list)
            else str(found).split(",")
            if isinstance(found, str)
            else []
        )
        for item in items:
            named = item.get("name", "") if isinstance(item, dict) else item
            said += [" ".join(cleaned(named).split())] if isinstance(named, str) else []
    return tuple(dict.fromkeys(filter(None, said)))
