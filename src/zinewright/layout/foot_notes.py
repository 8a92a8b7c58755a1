"""Notes that stand at the foot of pages → put where they are called, and out of the list of notes.

Whoever typesets takes a note from its place in the text to the foot of that page. It stands at the
first place that calls it; further ones say on which page it is. An edition may leave a passage out,
so a note that is called outside of one as well stands there.
"""

from __future__ import annotations

import itertools

from lxml import etree

from zinewright.abbreviations import spell_once
from zinewright.body import AT_FOOT, Element
from zinewright.languages.words import words_for
from zinewright.model import Section

FOOT, LABEL, PARAGRAPH = "foot", "foot-number", "foot-paragraph"
ELSEWHERE = "foot-elsewhere"
"""The classes of a note at the foot, of its number, of each of several paragraphs, and of the page
that a further call of it names."""
LINED = ("s", "del", "ins")
CLOSING = ".,;:!?’”)"
STYLE = (
    f".{FOOT}{{float:footnote;text-align:start;text-indent:0;text-transform:none;"
    "letter-spacing:normal;white-space:normal;font-style:normal;font-weight:normal;"
    "font-variant:normal;vertical-align:baseline;hyphens:manual;padding:0;border:0;"
    "overflow-wrap:anywhere!important}"
    f".{FOOT}::footnote-call,.{FOOT}::footnote-marker{{content:none}}"
    f".{FOOT} [style*=anywhere]{{overflow-wrap:anywhere!important}}"
    f".{PARAGRAPH}~.{PARAGRAPH}{{display:block}}"
)
"""What makes a note one at the foot, and keeps it from looking like what it stands in."""


def put_at_foot(root: Element, section: Section) -> None:
    """Put the notes of a section behind what calls them."""
    if section.feet is None:
        return
    notes = section.feet.tree()
    spell_once(notes)
    calls: dict[str, list[Element]] = {}
    for link in [each for each in root.iter("a") if each.get("class") == "noteref"]:
        calls.setdefault(link.get("href", "")[1:], []).append(link)
    for note in list(notes.iter("li")):
        if found := calls.get(note.get("id", "")):
            _put(note, found, section)


def _put(note: Element, calls: list[Element], section: Section) -> None:
    first = next((call for call in calls if not _is_in_passage(call)), calls[0])
    foot = etree.Element("span", {
        "class": FOOT, "id": note.get("id", ""),
        "lang": section.language, "dir": section.direction,
    })  # fmt: skip
    label = etree.SubElement(foot, "span", {"class": LABEL})
    back = etree.SubElement(label, "a", {"class": "backlink", "href": f"#{first.get('id')}"})
    back.text, label.tail = first.text, " "
    _fill(foot, note)
    place = _outside_lines(first)
    behind = place.tail or ""
    rest = behind.lstrip(CLOSING)  # a call keeps the signs behind it
    place.tail, foot.tail = behind[: len(behind) - len(rest)], rest
    place.addnext(foot)
    words = words_for(section.language)
    for call in calls:
        if call is not first:
            page = {"class": ELSEWHERE, "data-page-of": note.get("id", "")}
            etree.SubElement(call, "span", page).text = words.say("page-of")


def _outside_lines(call: Element) -> Element:
    """What stands around a call and has a line through it or under it, which the note would have
    as well; the call itself where nothing does."""
    return next(reversed([*call.iterancestors(*LINED)]), call)


def _is_in_passage(element: Element) -> bool:
    return any(each.get("class") == "passage" for each in element.iterancestors("section"))


def _fill(foot: Element, note: Element) -> None:
    """Put the text of a note behind its number; each of several paragraphs stays one."""
    paragraphs = [each for each in note if each.tag == "p"]
    for paragraph in paragraphs:
        paragraph.tag = "span"
        if len(paragraphs) > 1:
            paragraph.set("class", PARAGRAPH)
        paragraph.tail = None
    last = foot[-1]
    last.tail = (last.tail or "") + (note.text or "").strip()
    foot.extend(list(note))


def without_feet(root: Element) -> None:
    """Take out of a list of notes those that stand at the foot of pages; others keep their
    numbers."""
    for numbered in list(root.iter("ol")):
        if any(_is_low(item) for item in numbered):
            _split(numbered)
    for heading in [each for each in root if _is_low(each)]:
        root.remove(heading)


def _split(numbered: Element) -> None:
    """Make a list of each run of items that stay, with the number of its first."""
    first = int(numbered.get("start", "1"))
    items = list(enumerate(numbered, first))
    for low, run in itertools.groupby(items, lambda pair: _is_low(pair[1])):
        if not low:
            kept = list(run)
            start = {"start": str(kept[0][0])} if kept[0][0] > 1 else {}
            made = etree.Element("ol", start)
            made.extend([item for _, item in kept])
            numbered.addprevious(made)
    parent = numbered.getparent()
    assert parent is not None
    parent.remove(numbered)


def _is_low(element: Element) -> bool:
    return AT_FOOT in element.get("class", "").split()
