"""A chapter → the same without the author's own warning, where the note before it says all of that.

Law: a warning stays where it says anything that the note does not, or leads anywhere.
"""

from __future__ import annotations

from dataclasses import replace

from zinewright.body import Body, BodyError, Element, parsed, serialized, text_of
from zinewright.manuscript.paragraphs import Paragraph, holders
from zinewright.prose.chapter import Chapter, told_first
from zinewright.prose.figures import drop

EMPTIED = ("ul", "ol", "dl", "blockquote")
KEPT = ("a", "img", "section", "table", "ul", "ol", "p", "blockquote", "figure")


def taken_over(chapter: Chapter) -> Chapter:
    """The chapter without that warning, whose words are not counted."""
    stated = chapter.stated
    parts = [*((paragraph, 0) for paragraph in stated.alone), *stated.begun]
    if not parts or not _is_told(chapter, [paragraph for paragraph, _ in parts]):
        return chapter
    root = parsed(chapter.prose.xhtml)
    found = _elements(root, parts)
    if len(found) < len(parts) or not _stand_alone([each for each, _ in found]):
        return chapter
    gone = {str(el.get("id")) for each, _ in found for el in each.iter() if el.get("id")}
    for element, text in found:
        _shorten(element, text) if text else _take_out(element)
    xhtml = serialized(root)
    try:
        words = Body(xhtml, first_heading=2).words
    except BodyError:  # a heading below the one that goes would skip a level
        return chapter
    ids = tuple(name for name in chapter.prose.ids if name not in gone)
    return replace(chapter, prose=replace(chapter.prose, xhtml=xhtml, words=words, ids=ids))


def heading_of(chapter: Chapter, shorter: Chapter) -> str:
    """The id of the heading that was taken out, to which texts may lead; "" for none."""
    return next((name for name in chapter.prose.ids if name not in shorter.prose.ids), "")


def _is_told(chapter: Chapter, parts: list[Paragraph]) -> bool:
    """Whether the note before the chapter names all that the author states, as it is stated."""
    named, _ = told_first(chapter.notes.told)
    told = {note.topic: note for note in named}
    return all(
        note.topic in told
        and note.level in ("", told[note.topic].level)
        and {*note.flags} <= {*told[note.topic].flags}
        for note, _, paragraph in chapter.stated.notes
        if paragraph in parts
    )


def _elements(root: Element, parts: list[tuple[Paragraph, int]]) -> list[tuple[Element, str]]:
    """The elements that hold some paragraphs, in their order, each with its words that go; "" for
    all of them."""
    wanted = sorted(parts, key=lambda part: part[0].line)
    found: list[tuple[Element, str]] = []
    for element, text in holders(root):
        if len(found) < len(wanted) and text == wanted[len(found)][0].text:
            found.append((element, text[: wanted[len(found)][1]]))
    return found


def _stand_alone(found: list[Element]) -> bool:
    """Whether nothing else is in some elements, and they are in no passage.

    Of a numbered list all goes, or nothing: else other items would have other numbers.
    """
    for element in found:
        around = [str(parent.tag) for parent in element.iterancestors()]
        inside = next((each for each in element.iter(*KEPT) if each is not element), None)
        if inside is not None or {"section", "table"} & {*around}:
            return False
        for numbered in element.iterancestors("ol"):
            if any(each not in found for each, _ in holders(numbered)):
                return False
    return True


def _take_out(element: Element) -> None:
    parent = element.getparent()
    drop(element)
    while parent is not None and parent.tag in EMPTIED and not len(parent) and not text_of(parent):
        emptied, parent = parent, parent.getparent()
        drop(emptied)


def _shorten(element: Element, words: str) -> None:
    """Take the first words out of an element, and what holds nothing else."""
    _without(element, len("".join(words.split())))
    while not (element.text or "").strip() and len(element) and element[0].tag == "br":
        element.text = ""
        drop(element[0])
    element.text = (element.text or "").lstrip()


def _without(element: Element, letters: int) -> int:
    """Take so many letters out; how many are left to take."""
    element.text, letters = _behind(element.text or "", letters)
    for child in [*element]:
        if not letters:
            break
        letters = _without(child, letters)
        child.tail, letters = _behind(child.tail or "", letters)
        if not text_of(child):
            drop(child)
    return letters


def _behind(text: str, letters: int) -> tuple[str, int]:
    """A text without its first letters, spaces not counted; how many are left to take."""
    for place, letter in enumerate(text):
        if not letters:
            return text[place:], 0
        letters -= not letter.isspace()
    return "", letters
