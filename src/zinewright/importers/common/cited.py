"""Footnotes in HTML, however a program writes them: a mark that leads to a note that leads back.

Links that lead both ways are what all of them have in common: Word and Google Docs, EPUB, Markdown,
the plugins of WordPress, Substack.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from zinewright.body import Element
from zinewright.prose.figures import drop

HOLDERS = ("li", "aside", "dd", "p", "div", "section", "blockquote", "td")
BACK = re.compile(
    r"\W*(?:\d{1,4}|[*†‡§a-z]|↩︎?|↑|back|return|jump up|return to .{0,40})?\W*\Z", re.IGNORECASE
)
TITLES = re.compile(r"(?:foot|end)?notes?|references\Z", re.IGNORECASE)
LONGEST_TITLE, MOST_LINKS = 20, 50  # of a list of notes, in letters; of a note
SIGN = re.compile(r"\A\s*[.):\]]+\s*")  # behind the number of a note
LEAD = re.compile(r"\s*[\[(]?\d{0,4}[\])]?[.:]?\s*\Z")


def take_notes(root: Element) -> dict[str, Element]:
    """Take the notes out of a tree and leave ``sup data-note`` where they are cited."""
    targets = _targets(root)
    notes: dict[str, Element] = {}
    holders: dict[str, Element] = {}
    for mark in list(root.iter("a")):
        name = mark.get("href", "")[1:]
        if not mark.get("href", "").startswith("#") or name not in targets:
            continue
        holder = holders.get(name)
        if holder is None:
            holder = _holder(targets[name], mark, targets)
        if holder is None or _is_inside(mark, holder):
            continue
        holders[name] = holder
        notes[name] = holder
        _cite(mark, name)
    for name, holder in holders.items():
        _take(holder, name, targets, root)
    return notes


def _targets(root: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in root.iter("*"):
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    found.setdefault(name, element)
    return found


def _holder(target: Element, mark: Element, targets: dict[str, Element]) -> Element | None:
    """The block that a target is or stands in, where it leads back to the mark."""
    around = [target, *target.iterancestors()]
    holder = next((el for el in around if el.tag in HOLDERS), None)
    if holder is not None and holder.tag in ("p", "div"):
        above = holder.getparent()
        if above is not None and above.tag in ("li", "aside", "dd") and above[0] is holder:
            holder = above
    if holder is None:
        return None
    for back in islice(holder.iter("a"), MOST_LINKS):
        place = targets.get(back.get("href", "")[1:])
        if back.get("href", "").startswith("#") and place is not None and _belong(place, mark):
            return holder
    return None


def _belong(place: Element, mark: Element) -> bool:
    """Whether a place that a note leads back to is its mark, or is around it."""
    if place is mark or _is_inside(place, mark):
        return True
    near = mark.getparent()
    return near is not None and near.tag in ("sup", "span", "small") and place is near


def _is_inside(element: Element, holder: Element) -> bool:
    return any(above is holder for above in element.iterancestors())


def _cite(mark: Element, name: str) -> None:
    """Put the citation where the mark stands; a ``sup`` around it alone goes."""
    above = mark.getparent()
    alone = above is not None and above.tag == "sup" and len(above) == 1
    place = above if alone and above is not None else mark
    cite = etree.Element("sup", {"data-note": name})
    cite.tail = place.tail
    parent = place.getparent()
    if parent is not None:
        parent.replace(place, cite)


def _take(holder: Element, name: str, targets: dict[str, Element], root: Element) -> None:
    """Take a note out of its list, without the links back and the number in front."""
    for back in list(holder.iter("a")):
        leads = back.get("href", "")
        if leads.startswith("#") and BACK.match("".join(back.itertext())):
            above = back.getparent()
            if above is not None and above.tag in ("sup", "span") and len(above) == 1:
                above.text = ""
            if _is_first(back, holder):
                back.tail = SIGN.sub("", back.tail or "")
            drop(back)
    first: Element | None = holder
    while (
        first is not None and not (first.text or "").strip() and len(first) and first[0].tag != "a"
    ):
        first = first[0]
    if first is not None and LEAD.match(first.text or "") and first.tag in ("sup", "span", "p"):
        first.text = "" if not (first.text or "").strip() or first.tag == "sup" else first.text
    above = holder.getparent()
    if above is None or holder is root:
        return
    drop(holder)
    _prune(above, root)


def _is_first(back: Element, holder: Element) -> bool:
    """Whether nothing stands in a note before the link that leads back from it."""
    for element in holder.iter("*"):
        if element is back:
            return True
        if (element.text or "").strip():
            return False
    return False


def _prune(above: Element, root: Element) -> None:
    """Take out what held notes and holds nothing more, and the title or rule in front of it."""
    while above is not root and above.getparent() is not None and not _has_content(above):
        parent = above.getparent()
        assert parent is not None
        drop(above)
        above = parent
    last = above[-1] if len(above) else None
    if last is None or (last.tail or "").strip():
        return
    title = str(last.tag)[:1] == "h" and TITLES.match("".join(last.itertext()).strip())
    if last.tag == "hr" or title:
        drop(last)


def _has_content(element: Element) -> bool:
    words = ""
    for piece in element.itertext():
        words += piece.strip()
        if len(words) > LONGEST_TITLE:
            return True
    is_title = not words or TITLES.fullmatch(words)
    return not is_title or next(element.iter("img"), None) is not None
