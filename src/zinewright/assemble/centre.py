"""What a recipe says of the middle of the booklet → its section, and where it stands.

Only pages tell where the middle is: until they are counted, and in editions without any, it stands
between the two pieces that have about as many words before them as behind.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from zinewright.assemble.markup import E, body, section_title
from zinewright.body import Element
from zinewright.languages.words import Words
from zinewright.model import CENTRE, Section, direction_of
from zinewright.particulars import Centre


def centre_section(said: Centre, words: Words, language: str) -> Section | None:
    """The section of the centre spread, None where the recipe names neither picture nor text."""
    if not said.picture and not said.text.strip():
        return None
    title = words.say("centre-title")
    parts = [section_title(CENTRE, title)]
    if said.picture:
        parts.append(_figure(said, words))
    else:
        parts.append(_in_lines(said.text))
    direction = direction_of(language)
    return Section(CENTRE, "centre", title, language, body(*parts), direction=direction)


def _figure(said: Centre, words: Words) -> Element:
    """The picture, and below it the text and who made it."""
    figure = E.figure(E.img(src=said.picture, alt=" ".join(said.alt.split())))
    told = [" ".join(said.text.split())]
    told.append(words.say("centre-by", credit=said.credit.strip()) if said.credit.strip() else "")
    if any(told):
        figure.append(E.figcaption(" ".join(filter(None, told))))
    return figure


def _in_lines(text: str) -> Element:
    """A text as a poem has its lines: an empty one parts two stanzas."""
    poem = E.section({"class": "poem"})
    for stanza in "\n".join(line.strip() for line in text.strip().splitlines()).split("\n\n"):
        lines = [line for line in stanza.split("\n") if line]
        if not lines:
            continue
        paragraph = etree.SubElement(poem, "p")
        for number, line in enumerate(lines):
            if number:
                etree.SubElement(paragraph, "br")
            etree.SubElement(paragraph, "span", {"class": "line"}).text = line
    return poem


def with_centre(texts: Sequence[Section], centre: Section | None) -> tuple[Section, ...]:
    """The pieces, with the centre spread where about half of their words are behind it."""
    if centre is None or not texts:
        return tuple(texts)
    whole = sum(section.words for section in texts)
    before = [sum(section.words for section in texts[:at]) for at in range(1, len(texts) + 1)]
    pieces = [number for number, text in enumerate(texts) if text.kind != "part-opening"]
    at = 1 + min(pieces, key=lambda number: abs(2 * before[number] - whole))
    return (*texts[:at], centre, *texts[at:])
