"""A Google Doc (File → Download → Web page, zip) → a post: one HTML file, and ``images/``.

Everything that is meant stands in the classes of its style sheet: stress, nested lists, titles.
Links go by way of google.com, and reviewers’ comments stand at the end; these are left out.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from zinewright.body import Element, text_of
from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, unreadable
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import decoded, drop_tree, language, read_document
from zinewright.importers.common.within import inside, pictures_of

RULE = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")
SIGNS = (
    (re.compile(r"font-weight:(?:[6-9]00|bold)"), "strong"),
    (re.compile(r"font-style:italic"), "em"),
    (re.compile(r"text-decoration:line-through"), "del"),
    (re.compile(r"vertical-align:super"), "sup"),
    (re.compile(r"vertical-align:sub"), "sub"),
)
LISTED = re.compile(r"lst-kix_([\w-]+?)-(\d)\b")
HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def is_google_doc(source: Source) -> bool:
    pages = _pages(source)
    if len(pages) != 1:
        return False
    head = source.files[pages[0]][:60_000]
    return (
        b"themes.googleusercontent.com" in head
        or b"lst-kix_" in head
        or (b"google.com/url?q=" in source.files[pages[0]] and b"<style" in head)
    )


def posts_in_google_doc(source: Source) -> Arrivals:
    """The document as one post. Raises `ZineError` where it has no words."""
    path = _pages(source)[0]
    page = read_document(decoded(source.files[path]))
    style = "".join("".join(el.itertext()) for el in page.iter("style"))
    body = page.find("body")
    root = body if body is not None else page
    comments = _without_comments(root)
    _name_styles(root, _meanings(style))
    _nest_lists(root)
    for link in root.iter("a"):
        link.set("href", _direct(link.get("href", "")))
    title = _title(root) or path.rpartition("/")[2].removesuffix(".html")
    tongue = language(root.get("lang") or page.get("lang"))
    reading = HtmlReading(inside(path), tongue, pictures_of(source.files, path, source.picture))
    if comments:
        reading.dropped["a reviewer’s comment"] += comments
    converted = Converted(root, reading)
    if not converted.text.strip():
        raise unreadable(source, "the document has no words", "Leave it out")
    post = Arrived(
        title, converted.text, language=tongue, dropped=converted.dropped, images=converted.images
    )
    return arrivals([post], {})


def _pages(source: Source) -> tuple[str, ...]:
    return source.files.ending(".html", ".htm")


def _meanings(style: str) -> dict[str, tuple[str, ...]]:
    """What the classes of a style sheet mean, as names of elements."""
    found = {}
    for rule in RULE.finditer(style):
        plain = "".join(rule[2].lower().split())
        found[rule[1]] = tuple(tag for sign, tag in SIGNS if sign.search(plain))
    return {name: tags for name, tags in found.items() if tags}


def _name_styles(root: Element, meanings: dict[str, tuple[str, ...]]) -> None:
    """Put elements around the words of spans whose classes mean something."""
    for span in list(root.iter("span")):
        is_in_heading = any(el.tag in HEADS for el in span.iterancestors())
        tags = dict.fromkeys(t for c in span.get("class", "").split() for t in meanings.get(c, ()))
        if any(True for _ in span.iter("a", "img")) and text_of(span).strip("[]0123456789") == "":
            continue
        for tag in tags:
            if not (is_in_heading and tag == "strong"):
                wrapped = span.makeelement(tag, {})
                wrapped.text, span.text = span.text, None
                wrapped.extend(list(span))
                span.append(wrapped)


def _without_comments(root: Element) -> int:
    """Take reviewers’ comments out, and the marks that lead to them; how many there were."""
    count = 0
    for link in list(root.iter("a")):
        if re.match(r"#cmnt\d+\Z", link.get("href", "")):
            above = link.getparent()
            drop_tree(above if above is not None and above.tag == "sup" else link)
            count += 1
    for link in list(root.iter("a")):
        if re.match(r"#cmnt_ref\d+\Z", link.get("href", "")):
            holder = next(link.iterancestors("div"), None)
            if holder is not None and holder is not root:
                drop_tree(holder)
    return count


def _nest_lists(root: Element) -> None:
    """Lists that follow each other with deeper levels in their classes → lists in lists."""
    for first in [*root.iter("ul", "ol")]:
        known = LISTED.search(first.get("class", ""))
        if first.getparent() is None or not known:
            continue
        chain = [(int(known[2]), first)]
        while (below := first.getnext()) is not None and not (first.tail or "").strip():
            found = LISTED.search(str(below.get("class") or ""))
            if below.tag not in ("ul", "ol") or not found:
                break
            level = int(found[2])
            while chain and chain[-1][0] > level:
                chain.pop()
            if chain and chain[-1][0] == level:
                if below.tag != chain[-1][1].tag:
                    break
                tail, below.tail = below.tail, None
                chain[-1][1].extend(list(below))
                drop_tree(below)
                first.tail = tail
            elif chain and len(chain[-1][1]):
                tail, below.tail = below.tail, None
                chain[-1][1][-1].append(below)
                chain.append((level, below))
                first.tail = tail
            else:
                break


def _direct(address: str) -> str:
    """Where a link by way of google.com leads."""
    try:
        parts = urlsplit(address)
        if (parts.hostname or "").endswith("google.com") and parts.path == "/url":
            return parse_qs(parts.query).get("q", [address])[0]
    except ValueError:
        return ""
    return address


def _title(root: Element) -> str:
    """The title of a document: what has that style, or the only heading of the first level."""
    styled = [el for el in root.iter("p") if "title" in el.get("class", "").split() and text_of(el)]
    heads = [el for el in root.iter("h1") if text_of(el)]
    found = styled[:1] or (heads if len(heads) == 1 else [])
    if not found:
        return ""
    said = text_of(found[0])
    drop_tree(found[0])
    return said
