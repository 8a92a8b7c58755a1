"""Chapters → what the pocket zine gives to read, and the places where it may end.

It begins with the piece that the editor marked, or with one that has no content notes; whole pieces
follow while there is room. Which those are does not change with their order in the zine. What
stands before a piece in the zine stands before it here: no text is parted from its notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from zinewright.abbreviations import spell_once
from zinewright.assemble.markup import E, page_of, tongue
from zinewright.assemble.omit import unlink
from zinewright.assemble.told.notices import chapter_section
from zinewright.body import HEADINGS, Body, Element, serialized
from zinewright.languages.words import Words
from zinewright.locators import letters, letters_in
from zinewright.model import IN_WHOLE, Section
from zinewright.prose.chapter import Chapter, weight_of

NAME = "pocket-text"
ENOUGH = 9000
"""Letters that fill the panels in any layout."""
LONGEST = 3600
"""Letters of a paragraph that fits on the panels, and in a piece to begin with."""
ADDED = frozenset(("notice", "passage-end"))
"""Classes of what a zine adds to an author's blocks; not every edition of it has them."""
LEADING = (*HEADINGS, "hr")
SHORT, WHOLE = 800, 2800
"""Letters of a piece that fills a panel, and of one that has room as a whole, in any layout."""
LONG = 1500
"""Letters of a paragraph that is parted into its sentences, should it have to end within one."""
SENTENCE = re.compile(r"(?<=[.!?…؟]\s)(?=\S)|(?<=[.!?…؟][”’»)]\s)(?=\S)|(?<=[。！？])(?=\S)")


@dataclass(frozen=True)
class End:
    """Where the text may end: after so many `units`, blocks and items of lists, before the one
    with the id `before` ("" for the last). It ends in the chapter `post`, of which so many units
    are `left`. `is_within` says that a paragraph or a list goes on there."""

    units: int
    before: str
    post: str
    left: int
    is_within: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of its last piece is there."""
        return self.left == 0


def text(chapters: Sequence[Chapter], marked: str, follower: str, words: Words) -> Section | None:
    """The pieces to read; `marked` names the first, `follower` the section behind them.

    None where there is nothing that could stand on panels. The notes of a piece stand before it
    whatever the recipe says of notes.
    """
    chosen = _chosen(chapters, marked)
    if not chosen:
        return None
    sections = [chapter_section(chapter, follower, words) for chapter in chosen]
    root = etree.Element("body")
    for number, section in enumerate(sections):
        root.extend(_blocks(section, is_first=number == 0))
    _part_long(root)
    known = {follower, *(str(element.get("id")) for element in root.iter() if element.get("id"))}
    unlink(root, known)
    for number, unit in enumerate(units(root)):
        if not unit.get("id"):
            unit.set("id", f"{NAME}--{number}")
    first = sections[0]
    told = tuple(note for section in sections for note in section.told)
    return replace(
        first, name=NAME, kind="chapter", body=Body(serialized(root)), told=told, whole=None,
        left_out=(), room=(), words=sum(section.words for section in sections),
    )  # fmt: skip


def _chosen(chapters: Sequence[Chapter], marked: str) -> list[Chapter]:
    """The pieces that are tried, until there is enough: the marked one, then those without notes,
    in its language. Where all have notes, the one whose notes weigh least."""
    readable = [chapter for chapter in chapters if _can_begin(chapter)]
    order = sorted(readable, key=_rank)
    first = next((c for c in chapters if c.post.name == marked), order[0] if order else None)
    if first is None:
        return []
    chosen, count = [first], letters(first.prose.xhtml)
    for chapter in order:
        is_fit = _reserve(chapter) <= min(_reserve(order[0]), 1)
        if (
            count < ENOUGH
            and chapter is not first
            and is_fit
            and (chapter.language == first.language)
        ):
            chosen.append(chapter)
            count += letters(chapter.prose.xhtml)
    return chosen


def _rank(chapter: Chapter) -> tuple[int, int, int, str]:
    """By what a piece stands before others, whatever their order in the zine.

    Of those that have the least reserve the longest comes first that has room as a whole; then
    longer ones, the shortest first, and then those that are shorter than a panel.
    """
    count, name = letters(chapter.prose.xhtml), chapter.post.name
    if count > WHOLE:
        return _reserve(chapter), 1, count, name
    return _reserve(chapter), 0 if count >= SHORT else 2, -count, name


def _reserve(chapter: Chapter) -> int:
    """How much speaks against giving a piece to somebody who did not choose it: nothing (0), that
    nobody knows what it holds (1), its notes (2 and more)."""
    if chapter.notes.status == "noted" or chapter.passages:
        return 2 + weight_of(chapter.notes.told, chapter.passages)
    return 0 if chapter.notes.status == "none" else 1


def _can_begin(chapter: Chapter) -> bool:
    """Whether the beginning of a piece has an end that fits."""
    root = etree.fromstring(f"<body>{chapter.prose.xhtml}</body>")
    _part_long(root)
    first = next((unit for unit in units(root) if unit.tag not in LEADING), None)
    return first is not None and _length(first) <= LONGEST


def _blocks(section: Section, *, is_first: bool) -> Iterator[Element]:
    """The blocks of a piece without marks that lead to other pages; of a later one, its headings
    stand a level lower."""
    root = section.body.tree()
    for mark in [a for a in root.iter("a") if a.get("class") in ("linkref", "noteref")]:
        _take_out(mark)
    root[0].set("class", "piece")
    if not is_first:
        for heading in list(root.iter(*HEADINGS)):
            heading.tag = f"h{min(int(str(heading.tag)[1]) + 1, 6)}"
    yield from list(root)


def _take_out(mark: Element) -> None:
    parent, before = mark.getparent(), mark.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + (mark.tail or "")
    else:
        parent.text = (parent.text or "") + (mark.tail or "")
    parent.remove(mark)
    if parent.tag == "sup" and len(parent) == 0 and not (parent.text or "").strip():
        _take_out(parent)


# --- where it may end


def units(root: Element) -> list[Element]:
    """What may be parted of a text: its blocks, of a list its items, of a long paragraph its
    sentences."""
    return [unit for block in root for unit in (block if _is_parted(block) else [block])]


def _is_parted(block: Element) -> bool:
    """Whether a block is a list, or a paragraph that was parted into sentences."""
    is_list = block.tag in ("ul", "ol")
    return is_list or (len(block) > 0 and "sentence" in _classes(block[0]))


def _length(block: Element) -> int:
    return letters("".join(map(str, block.itertext())))


def _part_long(root: Element) -> None:
    """Put each sentence of a long paragraph into an element of its own."""
    for block in root:
        if block.tag != "p" or block.get("class") or _length(block) <= LONG:
            continue
        parts: list[str | Element] = [block.text or ""]
        for child in list(block):
            parts += [child, child.tail or ""]
            child.tail = None
            block.remove(child)
        block.text = None
        _fill_with_sentences(block, parts)


def _fill_with_sentences(block: Element, parts: list[str | Element]) -> None:
    sentence = etree.SubElement(block, "span", {"class": "sentence"})
    for part in parts:
        if not isinstance(part, str):
            sentence.append(part)
            continue
        first, *others = SENTENCE.split(part)
        _append(sentence, first)
        for other in others:
            sentence = etree.SubElement(block, "span", {"class": "sentence"})
            sentence.text = other


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def ends(section: Section) -> tuple[End, ...]:
    """Every place where the text may end, in order: behind a unit that is whole with all that
    belongs to it."""
    parts, found, post = units(section.body.root), list[End](), ""
    for number, unit in enumerate(parts, 1):
        if "piece" in _classes(unit):
            post = str(unit.get("id")).removesuffix("--title")
        behind = parts[number] if number < len(parts) else None
        if _may_end(unit, behind):
            before = "" if behind is None else str(behind.get("id"))
            within = behind is not None and _is_within(unit, behind)
            found.append(End(number, before, post, _left(parts[number:]), within))
    return tuple(found)


def _classes(unit: Element) -> set[str]:
    return set(str(unit.get("class", "")).split())


def _may_end(unit: Element, behind: Element | None) -> bool:
    is_lead = unit.tag in LEADING or _classes(unit) & {"notice", "byline"}
    promises = "".join(map(str, unit.itertext())).rstrip().endswith((":", "\uff1a"))
    goes_on = behind is not None and (
        _classes(behind) & {"passage", "passage-end"} or behind.tag == "hr"
    )
    return not (is_lead or promises or goes_on)


def _is_within(unit: Element, behind: Element) -> bool:
    return unit.tag in ("li", "span") and unit.getparent() is behind.getparent()


def _left(parts: Sequence[Element]) -> int:
    """How many units of its author follow in a piece."""
    count = 0
    for unit in parts:
        if "piece" in _classes(unit):
            break
        count += not _classes(unit) & ADDED
    return count


def without_last(root: Element, parts: Sequence[Element]) -> None:
    """Take the last units of a text out of it, and lists of which nothing is left."""
    for unit in parts:
        parent = unit.getparent()
        assert parent is not None
        parent.remove(unit)
        if parent is not root and len(parent) == 0:
            root.remove(parent)


def cut(section: Section, end: End, words: Words, before: int = 0) -> Section:
    """The text up to an end; where its last piece is not whole, it says where that goes on.

    `before` are the letters of the piece that stand before that place in the whole zine.
    """
    root = section.body.tree()
    gone = units(root)[end.units :]
    lost = {str(element.get("id")) for unit in gone for element in unit.iter("*")}
    without_last(root, gone)
    if not end.is_whole:
        root.append(_goes_on(section, end, words, before))
    targets = {link.get("href", "")[1:] for link in root.iter("a")}
    unlink(root, {*targets, *(str(s.get("data-page-of")) for s in root.iter("span"))} - lost)
    return replace(section, body=Body(serialized(root)))


def _goes_on(section: Section, end: End, words: Words, before: int) -> Element:
    place = page_of(f"{IN_WHOLE}{end.post}@{before}", words)
    language = tongue(words.language, section.language)
    return E.p({"class": "goes-on"} | language, words.say("pocket-goes-on"), place)


def letters_before(section: Section, left: int) -> int:
    """The letters of a section of the whole zine before its last units, of which `left` are its
    author's."""
    root = section.body.tree()
    spell_once(root)
    _part_long(root)
    parts = units(root)
    first = len(parts)
    while left > 0 and first > 0:
        first -= 1
        left -= not _classes(parts[first]) & ADDED
    without_last(root, parts[first:])
    return letters_in(root)
