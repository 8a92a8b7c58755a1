"""XML and HTML of strangers → trees, however broken, without entities, DTDs or a network."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from html import unescape
from itertools import islice

from lxml import etree, html

from zinewright.body import Element
from zinewright.importers.common.escaping import cleaned
from zinewright.languages.tags import wrong_language
from zinewright.prose.figures import drop

CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
TAGS = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|font|i|mark|p|q|s|small|span|strong|sub|sup|u)"
    r"(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,60}-->",
    re.IGNORECASE,
)
MOST_ELEMENTS = 20_000  # a book of 150,000 words has a quarter
DEEPEST = 250  # where libxml2 stops to read, without `huge_tree`


def read_xml(content: bytes) -> tuple[Element | None, bool]:
    """The root of an XML document, None where nothing can be read; and whether it was broken."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, bool(parser.error_log)


def read_html(content: str) -> tuple[Element, bool]:
    """A fragment or a document as a ``body``; and whether a part of it was nested too deeply."""
    root = _parsed(f"<div>{cleaned(content)}</div>")
    found = root.find("body")
    return (found if found is not None else etree.Element("body")), is_deep(root)


def read_document(content: str) -> Element:
    """A whole document as its ``html``."""
    return _parsed(cleaned(content))


def is_deep(element: Element) -> bool:
    """Whether the tree that an element is in goes as deep as is read, so that more may be lost."""
    depth = 0
    for event, _ in etree.iterwalk(element.getroottree(), events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= DEEPEST:
            return True
    return False


def _parsed(content: str) -> Element:
    parser = html.HTMLParser(recover=True, no_network=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(content.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    _clean(root)
    return root if root is not None else etree.Element("html")


def _clean(root: Element | None) -> None:
    """Take out the signs that no text has and that were written as entities (``&#2;``)."""
    for element in root.iter() if root is not None else ():
        element.tail = cleaned(element.tail or "")  # also that of a comment
        if not isinstance(element.tag, str):
            continue
        element.text = cleaned(element.text or "")
        for name, said in element.attrib.items():
            if said != cleaned(said):
                element.set(name, cleaned(said))


def without(root: Element, unwanted: Callable[[Element], bool]) -> int:
    """Take out what is unwanted below a root, with all that is in it; how much that was."""
    found = [el for el in root.iterdescendants("*") if isinstance(el.tag, str) and unwanted(el)]
    for element in found:
        drop_tree(element)
    return len(found)


def shortened(root: Element) -> bool:
    """Take out what is behind the most elements that a post can have; whether there was any."""
    last = next(islice(root.iter(), MOST_ELEMENTS, None), None)
    if last is None:
        return False
    for place in [last, *last.iterancestors()]:
        while place is not root and (behind := place.getnext()) is not None:
            behind.getparent().remove(behind)  # type: ignore[union-attr]
        if place is root:
            break
    return True


def drop_tree(element: Element) -> None:
    """Take an element out, and leave the text behind it."""
    if element.getparent() is not None:
        drop(element)


def having(root: Element, name: str) -> list[Element]:
    """The elements of a class, in the order of the text."""
    return [el for el in root.iter("*") if name in str(el.get("class", "")).split()]


def untagged(said: str) -> str:
    """A title or a summary as words: blogs keep entities and marks of stress in theirs."""
    return " ".join(cleaned(unescape(TAGS.sub("", said))).split())


def decoded(content: bytes) -> str:
    """The text in some bytes, by their mark, by what HTML says, as UTF-8, or as Windows does."""
    said = CHARSET.search(content[:4096])
    marked = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    for charset in (marked, said[1].decode("ascii") if said else "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return content.decode("latin-1")


def local(element: Element) -> str:
    """The name of an element without its namespace, declared or not; "" of a comment."""
    return re.split(r"[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def line_of(element: Element) -> int:
    """The line of a file on which an element begins, 0 where that is not known."""
    return element.sourceline or 0


def stays(left: dict[str, int | list[int]], why: str, element: Element) -> None:
    """Note that an element stays behind, and its line."""
    found = left.setdefault(why, [])
    if isinstance(found, list):
        found.append(line_of(element))


def children(element: Element, name: str, space: str = "") -> Iterator[Element]:
    """The children of a local name, in a namespace whose address holds `space`."""
    for child in element:
        if local(child) == name and (not space or space in str(child.tag)):
            yield child


def value(element: Element, name: str, space: str = "") -> str:
    """The text of the first child of a local name, "" where there is none."""
    return next((cleaned(c.text or "").strip() for c in children(element, name, space)), "")


def day(*said: str) -> datetime.date | None:
    """The day in the first text that names one, as ISO 8601 or as RFC 5322 write it."""
    for each in said:
        try:
            found = datetime.date.fromisoformat(each.strip()[:10])
        except ValueError:
            try:
                found = parsedate_to_datetime(each).date()
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
        if found.year > 1:
            return found
    return None


def language(said: str | None) -> str:
    """A language tag that can stand in a post, also for a name; "" for what is none."""
    tag = (said or "").strip().replace("_", "-")
    wrong = wrong_language(tag)
    if wrong is None:
        return tag if tag.lower() != "und" else ""
    primaries = {meant.split("-")[0] for meant in wrong[1]}
    if len(wrong[1]) == 1:
        return wrong[1][0]
    return primaries.pop() if len(primaries) == 1 else ""
