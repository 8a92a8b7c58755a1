"""What each page of a file is called: its folio, the number that is printed on it.

An edition that leaves parts out keeps the numbers of the full one, so that two people who read
different editions find the same words on the same page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from string import ascii_lowercase

from zinewright.structure import Leaf
from zinewright.tags import Tag


def placed(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """The sections with their first pages, from 0, one behind the other."""
    found, first = [], 0
    for leaf in leaves:
        found.append(replace(leaf, first=first))
        first += len(leaf.shown)
    return tuple(found)


def folios_of(leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    """The printed number of every page of the file, for sections that are placed."""
    return tuple(
        leaf.folios[page] if leaf.folios else str(leaf.at(page) + 1)
        for leaf in leaves
        for page in leaf.shown
    )


def as_in(leaves: tuple[Leaf, ...], full: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """Sections with the page numbers that they have in the full edition.

    Pages on which nothing is left stay out. Where a section has more pages than there, the last
    number goes on with letters: 4, 4a, 4b.
    """
    there = {leaf.name: range(leaf.first + 1, leaf.first + 1 + leaf.typeset.pages)
             for leaf in placed(full)}  # fmt: skip
    return tuple(replace(leaf, folios=_as_in(leaf, there.get(leaf.name))) for leaf in leaves)


def _as_in(leaf: Leaf, numbers: range | None) -> tuple[str, ...]:
    if not numbers:
        return ()
    held = {tag.page for tag in leaf.typeset.tag.walk()} | {
        kid.page for tag in leaf.typeset.tag.walk() for kid in tag.kids if not isinstance(kid, Tag)
    }
    found = []
    for page in range(leaf.typeset.pages):
        more = page - len(numbers)
        number = str(numbers[page]) if more < 0 else f"{numbers[-1]}{_letters(more)}"
        found.append(number if page in held else "")
    return tuple(found)


def _letters(number: int) -> str:
    """a to z, then aa, bb, as ISO 32000-1, 12.4.2, counts with /a."""
    return ascii_lowercase[number % 26] * (number // 26 + 1)


def ranges(folios: tuple[str, ...]) -> Iterator[tuple[int, str, int]]:
    """Where counting does not go on: the page in the file, from 0, a prefix, and a number.

    With a prefix the number counts letters.
    """
    expected = ""
    for page, folio in enumerate(folios):
        digits = folio.rstrip(ascii_lowercase)
        letters = folio[len(digits) :]
        if folio != expected and letters:
            yield page, digits, ascii_lowercase.index(letters[0]) + 26 * len(letters) - 25
        elif folio != expected:
            yield page, "", int(digits)
        expected = "" if letters else str(int(digits) + 1)
