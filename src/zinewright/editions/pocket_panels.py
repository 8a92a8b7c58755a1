"""Sections of a pocket zine, typeset in several sizes → what of them fills its panels.

Everything has one panel but what there is to read, which has all that are left, and help where the
editor names more places than one panel holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from zinewright.assemble.markup import E
from zinewright.assemble.pocket import (
    CONTENTS,
    HELP,
    MOST_ENTRIES,
    first_entries,
    first_places,
    larger,
)
from zinewright.assemble.pocket_text import (
    ENOUGH,
    NAME,
    End,
    cut,
    ends,
    letters_before,
    units,
    without_last,
)
from zinewright.bind.book import Leaf
from zinewright.body import Body, serialized
from zinewright.languages.words import words_for
from zinewright.locators import letters
from zinewright.model import Section, Zine
from zinewright.paper.papers import MM

PANELS = 8
SIZES = (0, 1, 2, 3)
"""From the smallest letters that may stand on a panel to the largest that look well there."""
FULL_ENOUGH = 0.6
"""The part of the last panel of a text that is filled at least, where there is a choice."""
MOST_TRIED = 6
ABOVE, BELOW = 7 * MM, 9 * MM  # the margins of a panel, near enough to compare ends by
NEAR = 6.0  # points
GOES_ON = 0.1  # of a panel: the line that says where a text goes on


def trials(zine: Zine) -> Mapping[int, Zine]:
    """The zines to typeset, by their size, before the sections of `zine` can be fitted."""
    tried = tuple(_tried(section) for section in zine.pocket)
    return {size: _of(zine, tuple(larger(each, size) for each in tried)) for size in SIZES}


def _tried(section: Section) -> Section:
    """A text only as far as it could ever stand there."""
    if section.name != NAME:
        return section
    root, found = section.body.tree(), ends(section)
    parts = units(root)
    counts = [letters("".join(map(str, part.itertext()))) for part in parts]
    last = next((end for end in found if sum(counts[: end.units]) > ENOUGH), found[-1])
    without_last(root, parts[last.units :])
    root.append(E.hr({"id": _behind(last)}))
    return replace(section, body=Body(serialized(root)))


def _behind(end: End) -> str:
    """The id of the place behind an end where the text that is tried goes no further."""
    return f"{NAME}--end-{end.units}"


def _of(zine: Zine, sections: tuple[Section, ...]) -> Zine:
    return replace(zine, sections=sections, pocket=())


@dataclass(frozen=True)
class _Fitting:
    """The sections of a pocket zine, and the pages of each in each size."""

    zine: Zine
    leaves: Mapping[int, Mapping[str, Leaf]]

    def fitted(self) -> Iterator[tuple[Section, ...]]:
        """The sections as they fill the panels, the best first; the others, should it be none."""
        around = {s.name: self._fit(s) for s in self.zine.pocket if s.name != NAME}
        room = PANELS - sum(pages for _, pages in around.values())
        read = next((s for s in self.zine.pocket if s.name == NAME), None)
        if read is None or room < 1:
            yield tuple(section for section, _ in around.values())
            return
        for text in self._texts(read, room):
            found = {**{name: section for name, (section, _) in around.items()}, NAME: text}
            yield tuple(found[section.name] for section in self.zine.pocket)
        yield tuple(section for section, _ in around.values())

    def _fit(self, section: Section) -> tuple[Section, int]:
        """A section in the largest size in which it has one panel, and how many it has."""
        if section.kind == "title-page":
            return section, 1
        for size in reversed(SIZES):
            if self.leaves[size][section.name].typeset.pages == 1:
                return larger(section, size), 1
        words, leaf = words_for(self.zine.language), self.leaves[SIZES[0]][section.name]
        if section.name == CONTENTS:
            return self._contents(section), 1
        count = _on_first(leaf, "pocket--")
        if section.name == HELP and count > 1:
            return first_places(section, count - 1, words), 1
        return section, leaf.typeset.pages

    def _contents(self, section: Section) -> Section:
        """The contents with as much behind them as fits, or with the first entries alone."""
        words = words_for(self.zine.language)
        total = sum(each.source != "" for each in self.zine.sections)
        for behind, name in ((2, "break"), (0, "skip")):
            for size in reversed(SIZES):
                fits = _ends_first_page(self.leaves[size][CONTENTS], f"{CONTENTS}--{name}")
                if total <= MOST_ENTRIES and fits:
                    return larger(first_entries(section, total, total, words, behind), size)
        count = _on_first(self.leaves[SIZES[0]][CONTENTS], f"{CONTENTS}--entry--")
        kept = count if count == total else max(1, count - 2)  # room for how many follow
        return first_entries(section, kept, total, words)

    # --- the text

    def _texts(self, read: Section, room: int) -> Iterator[Section]:
        """The text as it may stand on so many panels, the best first."""
        words = words_for(self.zine.language)
        choices = [(self._worth(end, size, room), size, end)
                   for size in SIZES for end in self._fitting(read, size, room)]  # fmt: skip
        choices.sort(key=lambda choice: choice[:2], reverse=True)
        for _, size, end in choices[:MOST_TRIED]:
            before = letters_before(self.zine.section_of[end.post], end.left)
            yield larger(cut(read, end, words, before), size)

    def _fitting(self, read: Section, size: int, room: int) -> Iterator[End]:
        """The ends that lie on these panels at a size."""
        for end in ends(read):
            filled = self._filled(end, size)
            if filled is not None and filled <= room:
                yield end

    def _worth(self, end: End, size: int, room: int) -> tuple[float, ...]:
        """How good it is to end there: with full panels, a whole piece or part, large letters."""
        filled = self._filled(end, size) or 0.0
        empty = room - filled
        is_full = empty <= 1 - FULL_ENOUGH
        whole = is_full and end.is_whole, not end.is_within
        return (is_full, *whole, -int(empty * 4), size, filled)

    def _filled(self, end: End, size: int) -> float | None:
        """How many panels the text fills up to an end, None where that was not tried."""
        typeset = self.leaves[size][NAME].typeset
        place = typeset.places.get(_behind(end)) or typeset.places.get(end.before)
        if place is None:
            return None
        page, _, y = place
        height = typeset.size[1]
        filled = (height - ABOVE - y) / (height - ABOVE - BELOW)
        return page + min(max(filled, 0.0), 1.0) + (0 if end.is_whole else GOES_ON)


def _ends_first_page(leaf: Leaf, behind: str) -> bool:
    """Whether all before a place lies on the first page: it stands there, or heads the second."""
    page, _, y = leaf.typeset.places.get(behind, (2, 0.0, 0.0))
    return page == 0 or (page == 1 and y > leaf.typeset.size[1] - ABOVE - NEAR)


def _on_first(leaf: Leaf, start: str) -> int:
    """How many places whose ids begin so lie on the first page of a section."""
    places = leaf.typeset.places.items()
    return sum(name.startswith(start) and place[0] == 0 for name, place in places)


def fitted(zine: Zine, leaves: Mapping[int, tuple[Leaf, ...]]) -> Iterator[Zine]:
    """Zines of the sections that fill the panels, the best first: the first of them that has no
    more panels than there are is to be taken. `leaves` are the pages of the trials by their size.
    """
    pages = {size: {leaf.name: leaf for leaf in found} for size, found in leaves.items()}
    for sections in _Fitting(zine, pages).fitted():
        yield _of(zine, sections)
