"""A section's abbreviations → each with its long form where it first stands, and there alone.

So say the places that explain abbreviations to their readers (WCAG 2.2, technique H28), and so all
editions have it: a long form that is heard at every use is heard far too often.
"""

from __future__ import annotations

from zinewright.body import HEADINGS, Element, text_of


def spell_once(root: Element) -> None:
    """Leave the long form of each abbreviation at its first use that is no heading.

    Where the text says it itself, and in what is hidden, it stands nowhere. The notes of several
    chapters in one section have it once each.
    """
    parts: list[list[Element]] = [[]]
    for block in root:
        if block.tag == "h2" and "links--" in block.get("id", ""):
            parts.append([])
        parts[-1].append(block)
    for part in parts:
        _spell_once(part)


def _spell_once(blocks: list[Element]) -> None:
    said = " ".join(text_of(block) for block in blocks).casefold()
    explained: set[str] = set()
    for abbreviation in [each for block in blocks for each in block.iter("abbr")]:
        short, long = text_of(abbreviation), " ".join(abbreviation.get("title", "").split())
        if short in explained or long.casefold() in said or _is_passed_over(abbreviation):
            abbreviation.attrib.pop("title", None)
        else:
            explained.add(short)


def _is_passed_over(element: Element) -> bool:
    return any(
        around.tag in HEADINGS or "hidden" in around.get("class", "").split()
        for around in element.iterancestors()
    )
