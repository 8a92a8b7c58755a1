"""What HTML says, read without our importers: its words in order, and how many of what it has."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree, html

from zinewright.importers.common.arrived import Arrived
from zinewright.manuscript.posts import Post
from zinewright.prose.chapter import chapter_of

SILENT = frozenset(
    "script style noscript form button input select textarea iframe video audio".split()
)
INSIDE = frozenset(
    (
        "a em strong b i span sup sub code u s del abbr q cite small mark font kbd ins acronym tt "
        "var big strike dfn samp"
    ).split()
)
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2060": None})
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


def words_of(content: str) -> list[str]:
    """The words of some HTML in the order of reading; signs that print changes are equal."""
    root = html.fragment_fromstring(
        re.sub(r"<!--.*?-->", "", content, flags=re.DOTALL) or " ", "div"
    )
    text = "".join(_texts(root)).translate(SAME).translate(RAISED).replace("…", "...")
    return re.sub("-{2,}", "-", text).split()


def _texts(element: etree._Element):
    if element.tag in SILENT:
        return
    space = "" if element.tag in INSIDE else " "
    yield space + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""
    yield space


def counts_of(content: str) -> dict[str, int]:
    """How many headings, items, links out, quotations and tables with words there are."""
    root = html.fragment_fromstring(content or " ", "div")
    counts = Counter()
    for element in root.iter("*"):
        name = str(element.tag)
        if not re.search(r"[^\W_]", "".join(element.itertext())):
            continue
        if re.fullmatch("h[1-6]", name):
            counts["headings"] += 1
        elif name == "a" and str(element.get("href", "")).startswith("http"):
            counts["links"] += "".join(element.itertext()) != element.get("href")
        elif name in ("li", "blockquote", "table", "pre"):
            counts[name] += 1
    return {name: count for name, count in counts.items() if count}


def shown(post: Arrived) -> str:
    """What the zine makes of a post, with its notes, as HTML. It has no errors."""
    prose = chapter_of(
        Post("x", "x.md", post.title, post.text, language=post.language), frozenset({"x"}), "en"
    ).prose
    assert [str(problem) for problem in prose.problems if problem.level == "error"] == []
    return prose.xhtml + "".join(note.xhtml for note in prose.footnotes)
