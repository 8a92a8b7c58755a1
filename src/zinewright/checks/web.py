"""A web page that is whole: nothing fetched, no script, links and pages that arrive.

A quick reading of what the file promises; axe is the thorough one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from zinewright.body import Element
from zinewright.locators import LOCATOR
from zinewright.problems import Problem, shown

FIX = "Build it again, and report this if it stays"
FETCHED = ("src", "srcset", "poster", "data", "action", "formaction", "background")


def web_problems(name: str, content: bytes) -> Iterator[Problem]:
    try:
        root = html.document_fromstring(content.decode("utf-8"))
    except (ValueError, etree.ParserError) as error:
        yield Problem(name, None, "web-open", f"the file is no web page ({error})", FIX)
        return
    for rule, what in [*_head(root, content), *_alone(root), *_links(root)]:
        yield Problem(name, None, rule, what, FIX)


def _head(root: Element, content: bytes) -> Iterator[tuple[str, str]]:
    if not content.rstrip().endswith(b"</html>"):
        yield "web-open", "the file ends early"
    if not root.get("lang"):
        yield "web-language", "the page does not say its language"
    if not (root.findtext(".//title") or "").strip():
        yield "web-title", "the page has no title"
    if root.find(".//main") is None:
        yield "web-main", "the page has no main part to skip to"
    policies = [
        meta for meta in root.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    if not any("default-src 'none'" in policy.get("content", "") for policy in policies):
        yield "web-policy", "the page does not forbid browsers to fetch anything"


def _alone(root: Element) -> Iterator[tuple[str, str]]:
    """Nothing is fetched, nothing runs."""
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if tag in ("script", "iframe", "object", "embed", "base"):
            yield "web-alone", f"the page holds a “{tag}”"
        for name in FETCHED:
            if name in element.attrib and not element.get(name, "").startswith("data:"):
                yield "web-alone", f"a “{tag}” is fetched from {element.get(name)}"
        if tag == "link" and element.get("rel") != "canonical":
            yield "web-alone", f"a “link” is fetched from {element.get('href')}"
        if any(str(name).startswith("on") for name in element.attrib):
            yield "web-alone", f"a “{tag}” runs a script"


def _links(root: Element) -> Iterator[tuple[str, str]]:
    counts = Counter(str(element.get("id")) for element in root.iter() if element.get("id"))
    for name, count in counts.items():
        if count > 1:
            yield "web-id", f"the name {name} is used {count} times"
    links = {str(link.get("href")): link for link in reversed(list(root.iter("a")))}
    for address, link in links.items():
        if address.startswith("#") and address[1:] not in counts:
            words = shown(" ".join("".join(link.itertext()).split()))
            what = f"the link “{words}”{_chapter_of(link)} to {address} leads nowhere"
            yield "web-link", what
    for name in counts:
        if name.startswith(f"{LOCATOR}--") and f"#{name}" not in links:
            yield "web-pages", f"{name} cannot be reached from the list of pages"


def _chapter_of(link: Element) -> str:
    """“ in” and the title of the part of the page that a link stands in."""
    for around in link.iterancestors("section"):
        heading = next(around.iter("h1", "h2"), None)
        if heading is not None and around.getparent().tag == "main":  # type: ignore[union-attr]
            return f" in “{shown(' '.join(''.join(heading.itertext()).split()))}”"
    return ""
