"""Sections of a pocket zine, typeset in several sizes → what of them fills its panels.

Everything has one panel but what there is to read, which has all that are left, and help where the
editor names more places than one panel holds.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from zinewright.assemble.pocket import (
    CONTENTS,
    HELP,
    MOST_ENTRIES,
    NAMED_HELP,
    WHOLE,
    drawing,
    first_entries,
    first_places,
    larger,
    lines_of_more,
)
from zinewright.assemble.pocket_text import NAME, cut, letters_before
from zinewright.bind.book import Leaf
from zinewright.editions.pocket_fill import SCALES, NotTypeset, TextFill
from zinewright.languages.words import words_for
from zinewright.model import Section, Zine
from zinewright.paper.papers import MM
from zinewright.typeset.section import Typeset

PANELS = 8
SIZES = (0, 1, 2, 3)
"""From the smallest letters that may stand on a panel to the largest that look well there."""
POSTER = 4  # larger still, for the back, which is seen from further away
ABOVE = 7 * MM  # the margin of a panel, near enough to see what stands at its top
NEAR = 6.0  # points
ALL_BEHIND = 3  # blocks that stand behind the entries of the contents


@dataclass
class _Fitting:
    """The sections of a pocket zine, and their pages as far as they were asked for, by digest."""

    zine: Zine
    made: dict[str, Typeset] = field(default_factory=dict)

    def pages(self, section: Section) -> Typeset:
        """The pages of a section. Raises `NotTypeset` where they are still to be made."""
        if section.digest not in self.made:
            raise NotTypeset(section)
        return self.made[section.digest]

    def step(self) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        """The sections that fill the panels, and those to typeset before more can be said."""
        fit: dict[str, Section] = {}
        wanted: list[Section] = []
        room = PANELS
        for section in self.zine.pocket:
            if section.name == NAME:
                continue
            pages = 1
            try:
                fit[section.name] = self._fit(section)
                pages = self.pages(fit[section.name]).pages
            except NotTypeset as missing:
                wanted.append(missing.section)
            room -= pages
        if self._text is not None and room > 0:
            try:
                self._add_text(self._text, fit, room)
            except NotTypeset as missing:
                wanted.append(missing.section)
        found = [fit[each.name] for each in self.zine.pocket if each.name in fit]
        if not wanted:
            left = PANELS - sum(self.pages(section).pages for section in found)
            drawn = [drawing(number, self.zine) for number in range(1, left + 1)]
            wanted += [each for each in drawn[:1] if each.digest not in self.made]
            found[-1:-1] = drawn  # before the last, which is the back
        return tuple(found), tuple(wanted)

    @cached_property
    def _text(self) -> TextFill | None:
        read = next((each for each in self.zine.pocket if each.name == NAME), None)
        return None if read is None else TextFill(read, self.pages)

    def _add_text(self, text: TextFill, fit: dict[str, Section], room: int) -> None:
        """The best of the text that has no more than so many pages, if there is any."""
        for size, end in text.ways(room):
            before = letters_before(self.zine.section_of[end.post], end.left)
            section = larger(cut(text.read, end, words_for(self.zine.language), before), size)
            if self.pages(section).pages <= room:
                fit[NAME] = section
                return

    def _fit(self, section: Section) -> Section:
        """A section in the largest size in which it has one panel, or so much of it as has one."""
        if section.kind == "title-page":
            return section
        if section.name == CONTENTS:
            return self._contents(section)
        if section.name not in (HELP, NAMED_HELP) or self.pages(section).pages == 1:
            asked = (*SIZES, POSTER) if section.name == WHOLE else SIZES
            sizes = (size for size in reversed(asked)
                     if self.pages(larger(section, size)).pages == 1)  # fmt: skip
            return larger(section, next(sizes, SIZES[0]))
        count = _on_first(self.pages(section), "pocket--")
        if section.name == HELP and count > 1:
            return first_places(section, count - 1, words_for(self.zine.language))
        return section

    def _contents(self, section: Section) -> Section:
        """The contents with as much behind them as fits, or with the first entries alone.

        Whatever the order of the entries, the same is typeset.
        """
        words = words_for(self.zine.language)
        total = sum(each.source != "" for each in self.zine.sections)
        made = self.pages(section)
        for behind, name in ((ALL_BEHIND, "break"), (2, "break"), (0, "skip")):
            there = first_entries(section, total, total, words, behind)
            place = f"{CONTENTS}--{name}"
            if made.pages == 1 or (behind < ALL_BEHIND and _ends_first_page(made, place)):
                filled = 1 - made.places[place][2] / made.size[1]
                sizes = (size for size in reversed(SIZES) if size == SIZES[0]
                         or (filled * SCALES[size] < 1
                             and self.pages(larger(there, size)).pages == 1))  # fmt: skip
                return larger(there, next(sizes))
        self.pages(lines_of_more(section, total, words))
        count = min(_on_first(made, f"{CONTENTS}--entry--"), MOST_ENTRIES, total - 1)
        while count > 1 and self.pages(first_entries(section, count, total, words)).pages > 1:
            count -= 1
        return first_entries(section, count, total, words)


def _ends_first_page(made: Typeset, behind: str) -> bool:
    """Whether all before a place lies on the first page: it stands there, or heads the second."""
    page, _, y = made.places.get(behind, (2, 0.0, 0.0))
    return page == 0 or (page == 1 and y > made.size[1] - ABOVE - NEAR)


def _on_first(made: Typeset, start: str) -> int:
    """How many places whose ids begin so lie on the first page of a section."""
    return sum(name.startswith(start) and place[0] == 0 for name, place in made.places.items())


def fitted(zine: Zine) -> Generator[Zine, Iterable[Leaf], Zine]:
    """The zine of the sections of `zine` that fill the panels.

    It yields zines of what is to be typeset before that is known, and is sent their pages. What it
    asks for is in the sizes that come into question, the largest first.
    """
    fitting = _Fitting(zine)
    while True:
        found, wanted = fitting.step()
        if not wanted:
            return _of(zine, found)
        leaves: Mapping[str, Leaf] = {leaf.name: leaf for leaf in (yield _some_of(zine, wanted))}
        fitting.made |= {section.digest: leaves[section.name].typeset for section in wanted}


def _of(zine: Zine, sections: tuple[Section, ...]) -> Zine:
    return replace(zine, sections=sections, pocket=())


def _some_of(zine: Zine, sections: tuple[Section, ...]) -> Zine:
    """A zine of some of the sections, whose links may lead to the others."""
    return replace(zine, sections=sections)
