"""What each page of a file is called: its folio, the number that is printed on it.

An edition that leaves parts out keeps the numbers of the full one, and an edition with pages of its
own those of the reading edition, so that two people who read different editions find the same words
under the same number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from zinewright.bind.book import Leaf
from zinewright.locators import Locators, Page
from zinewright.typeset.structure_tree import Tag

ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90),
    ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
CONTINUED = re.compile(r"(\d+)(([a-z])\3*)\Z")


def placed(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """The sections with their first pages, from 0, one behind the other."""
    found, first = [], 0
    for leaf in leaves:
        found.append(replace(leaf, first=first))
        first += len(leaf.shown)
    return tuple(found)


def numbered(leaves: tuple[Leaf, ...], front: str = "arabic") -> tuple[Leaf, ...]:
    """The sections with numbers on their pages; those that have numbers keep them.

    With `front` as "roman", what stands before the posts is counted i, ii, iii, and they begin
    with 1.
    """
    found, counts = [], {"front": 0, "": 0}
    for leaf in placed(leaves):
        matter = "front" if front == "roman" and leaf.matter == "front" else ""
        named = []
        for page in range(leaf.typeset.pages):
            counts[matter] += page not in leaf.out
            number = roman(counts[matter]) if matter else str(counts[matter])
            named.append("" if page in leaf.out else number)
        found.append(leaf if leaf.folios else replace(leaf, folios=tuple(named)))
    return tuple(found)


def roman(number: int) -> str:
    """A number, 1 or more, in small Roman numerals."""
    said = ""
    for sign, value in ROMAN:
        count, number = divmod(number, value)
        said += sign * count
    return said


def folios_of(leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    """The printed number of every page of the file, for sections that have them."""
    return tuple(leaf.folios[page] for leaf in leaves for page in leaf.shown)


def as_in(leaves: tuple[Leaf, ...], full: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """Sections with the page numbers that they have in the full edition.

    Pages on which nothing is left stay out. Where a section has more pages than there, the last
    number goes on with letters: 4, 4a, 4b.
    """
    there = {name: leaf.folios[page:] for leaf in numbered(full) for name, page, _ in leaf.parts}
    return tuple(replace(leaf, folios=_as_in(leaf, there.get(leaf.name, ()))) for leaf in leaves)


def _as_in(leaf: Leaf, numbers: Sequence[str]) -> tuple[str, ...]:
    if not numbers or leaf.out:  # nothing is left out of what was placed page by page
        return tuple(numbers)
    held = {tag.page for tag in leaf.typeset.tag.walk()} | {
        kid.page for tag in leaf.typeset.tag.walk() for kid in tag.kids if not isinstance(kid, Tag)
    }
    found = []
    for page in range(leaf.typeset.pages):
        more = page - len(numbers)
        number = numbers[page] if more < 0 else f"{numbers[-1]}{_letters(more)}"
        found.append(number if page in held else "")
    return tuple(found)


def _letters(number: int) -> str:
    """a to z, then aa, bb, as ISO 32000-1, 12.4.2, counts with /a."""
    return ascii_lowercase[number % 26] * (number // 26 + 1)


# --- the same numbers in editions with other pages, or with none


def locators_of(
    leaves: tuple[Leaf, ...], spelled: Mapping[str, Mapping[int, str]], source: str
) -> Locators:
    """Where the pages of the reading edition begin, and the page of every id.

    `spelled` are the signs of each section that print spells out; `source` says which PDF it is.
    """
    pages = {name: found for leaf in leaves for name, found in pages_of(leaf)}
    labels: dict[str, str] = {}
    for leaf in leaves:
        shown = [leaf.folios[page] for page in leaf.shown]
        for name, (page, _, _) in leaf.typeset.places.items():
            labels.setdefault(name, shown[min(leaf.at(page) - leaf.first, len(shown) - 1)])
    return Locators(pages, labels, spelled, source)


def pages_of(leaf: Leaf) -> Iterator[tuple[str, tuple[Page, ...]]]:
    """The pages that begin in each section of a leaf, with the letters of the section before them;
    where they have no numbers yet, without."""
    starts = leaf.typeset.starts
    ends = [before for _, _, before in leaf.parts[1:]]
    for (name, _, before), end in zip(leaf.parts, [*ends, math.inf], strict=True):
        yield (
            name,
            tuple(
                Page(leaf.folios[page] if leaf.folios else "", starts[page] - before)
                for page in leaf.shown
                if before <= starts[page] < end
            ),
        )


def continued(leaves: tuple[Leaf, ...], locators: Locators) -> tuple[Leaf, ...]:
    """Sections of an edition with pages of its own, named after those of the reading edition.

    A page on which 12 begins is 12, and those behind it are 12a, 12b; one on which two pages begin
    has both numbers.
    """
    found, last, more = [], "", 0
    for leaf in leaves:
        folios = []
        for begun in _begun(leaf, locators):
            if begun:
                last, more = begun[-1].label, 0
                folios.append(last if len(begun) == 1 else f"{begun[0].label}–{last}")
            else:
                folios.append(f"{last}{_letters(more)}")
                more += 1
        found.append(replace(leaf, folios=tuple(folios)))
    return tuple(found)


def _begun(leaf: Leaf, locators: Locators) -> Iterator[list[Page]]:
    """The pages of the reading edition that begin on each page of a leaf."""
    waiting = [
        Page(page.label, before + page.letters)
        for name, _, before in leaf.parts
        for page in locators.pages[name]
    ]
    for end in [*leaf.typeset.starts[1:], leaf.typeset.letters + 1]:
        begun = [page for page in waiting if page.letters < end]
        waiting = waiting[len(begun) :]
        yield begun


# --- page labels


def ranges(folios: tuple[str, ...]) -> Iterator[tuple[int, str, str, int]]:
    """Where counting does not go on: the page in the file, from 0, and its label.

    A label is a prefix, a style of ISO 32000-1, 12.4.2 (D, r, a, or "" for the prefix alone), and
    the number in that style.
    """
    expected: tuple[str, str, int] | None = None
    for page, folio in enumerate(folios):
        label = prefix, style, number = _label(folio)
        if label != expected:
            yield page, prefix, style, number
        expected = (prefix, style, number + 1) if style else None


def _label(folio: str) -> tuple[str, str, int]:
    if folio.isdecimal():
        return "", "D", int(folio)
    if found := CONTINUED.match(folio):
        letters = found[2]
        return found[1], "a", ascii_lowercase.index(letters[0]) + 26 * len(letters) - 25
    value = _of_roman(folio)
    return ("", "r", value) if value else (folio, "", 0)


def _of_roman(folio: str) -> int:
    """The value of small Roman numerals, 0 for anything else."""
    rest, value = folio, 0
    for sign, worth in ROMAN:
        while rest.startswith(sign):
            rest, value = rest[len(sign) :], value + worth
    return value if not rest and value and roman(value) == folio else 0
