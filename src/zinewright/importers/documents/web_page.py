"""A web page, saved or written by hand → a post: its main part, without what stands around it.

What is main, HTML says (``article``, ``main``), or a class that the themes of blogs use. A page
that was saved with its pictures has them in a folder beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace

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
from zinewright.importers.common.trees import (
    day,
    decoded,
    drop_tree,
    language,
    read_document,
    without,
)
from zinewright.importers.common.within import inside, pictures_of
from zinewright.problems import Problem, ZineError, shown

SIGN = re.compile(
    rb"(?i)<(?:!doctype\s+html|html|head|body|article|h[1-6]|div|p|section|main|table|ul|ol|img|meta)[\s>/]"
)
MAIN = (
    "e-content", "entry-content", "post-content", "article-content", "post-body", "article-body",
    "post__content", "blog-post-content", "available-content", "gh-content",
)  # fmt: skip
TAKEOUT = "archive_browser.html"  # Google’s list of what is in an archive
AROUND = ("nav", "header", "footer", "aside")
SIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|sidebar|share|sharing|sharedaddy|related|jp-relatedposts|nav|navigation|"
    r"breadcrumbs?|cookie\S*|subscribe|newsletter|pagination|skip-link|screen-reader-text)(?:$|[\s_-])"
)


def is_web_page(source: Source) -> bool:
    if source.files:
        return any(SIGN.search(source.files[path][:4096]) for path in _pages(source)[:20])
    return source.head.startswith(b"<") and bool(SIGN.search(source.head))


def posts_in_web_page(source: Source) -> Arrivals:
    """The post of a page, or of each of a folder’s. Raises `ZineError` where one has no words."""
    if not source.files:
        path = source.name.rpartition("/")[2]
        return arrivals([page_post(source, source.content, path)], {})
    posts: list[Arrived] = []
    problems: list[Problem] = []
    for path in _pages(source):
        try:
            posts.append(page_post(source, source.files[path], path))
        except ZineError as error:
            problems += error.problems
    if not posts:
        raise ZineError(problems)
    found = arrivals(posts, {})
    return replace(found, dropped=tuple(f"“{shown(p.where)}”: {p.what}" for p in problems))


def _pages(source: Source) -> tuple[str, ...]:
    """The pages of a folder; those that a browser saved beside one, for its frames, are parts."""
    found = source.files.ending(".html", ".htm", ".xhtml")
    pages = tuple(path for path in found if not path.endswith(TAKEOUT))
    return tuple(path for path in pages if "_files/" not in path) or pages


def page_post(source: Source, content: bytes, path: str) -> Arrived:
    """The post of a page that lies at a path, in the files of a source or alone."""
    page = read_document(decoded(content))
    told = {
        (el.get("property") or el.get("name") or "").lower(): el.get("content", "")
        for el in page.iter("meta")
    }
    canonical = next(
        (el.get("href", "") for el in page.iter("link") if el.get("rel") == "canonical"), ""
    )
    address = canonical or told.get("og:url", "")
    address = original(address)
    tongue = language(page.get("lang") or told.get("og:locale"))
    body = page.find("body")
    main = _main(body if body is not None else page)
    title, summary = _title(page, main, told), told.get("description", "")
    day_said = [el.get("datetime", "") for el in main.iter("time")]
    without(main, lambda el: el.tag in AROUND or bool(SIDE.search(el.get("class", ""))))
    reading = HtmlReading(
        address or inside(path),
        tongue,
        pictures_of(source.files or source.beside, path, source.picture),
    )
    converted = Converted(main, reading)
    if not converted.text.strip():
        what, fix = "the page has no words that could be a post", "Leave it out"
        raise unreadable(replace(source, name=path) if source.files else source, what, fix)
    author = told.get("author") or told.get("article:author", "")
    return Arrived(
        title=title,
        text=converted.text,
        authors=(author,) if author and not re.search(r"@|https?:", author) else (),
        date=day(told.get("article:published_time", ""), told.get("date", ""), *day_said),
        language=tongue,
        address=address,
        summary=" ".join(summary.split()),
        dropped=converted.dropped,
        images=converted.images,
        also_at=(inside(path),),
    )


def _main(body: Element) -> Element:
    """The part of a page that is its text: the longest of the first kind that there is."""
    articles = [
        el for el in body.iter("article") if not any(True for _ in el.iterancestors("article"))
    ]
    if len(articles) > 1 and len(text_of(articles[0])) * 2 < sum(len(text_of(a)) for a in articles):
        articles = []  # a page of several posts: all of it
    by_class = [el for el in body.iter("*") if set(el.get("class", "").split()) & set(MAIN)]
    by_role = [el for el in body.iter("*") if el.tag == "main" or el.get("role") == "main"]
    for found in (by_class if len(by_class) == 1 else [], articles, by_role):
        full = [el for el in found if text_of(el)]
        if full:
            return max(full, key=lambda el: len(text_of(el)))
    return body


def _title(page: Element, main: Element, told: dict[str, str]) -> str:
    """The title of a page; a heading that says the same leaves the text."""
    title = page.find(".//title")
    named = told.get("og:title") or (text_of(title) if title is not None else "")
    first = [*main.iter("h1")] or [*page.iter("h1")]
    if len(first) == 1 and text_of(first[0]):
        named = text_of(first[0])
        drop_tree(first[0])
    return " ".join(named.split())
