"""What a pocket zine gives to read → where it ends, and in which size, so that its panels are full.

As few pieces are typeset as fill the panels, and no more of them than could stand there: a word
that is changed in any other makes nothing anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from zinewright.assemble.markup import E
from zinewright.assemble.pocket import larger
from zinewright.assemble.pocket_text import NAME, End, ends, units, without_last
from zinewright.body import Body, serialized
from zinewright.locators import letters
from zinewright.model import Section
from zinewright.paper.papers import MM
from zinewright.typeset.section import Typeset

SCALES = (1.0, 1.08, 1.17, 1.27)
"""How large the letters of each size are; more of them than their squares say fit on a panel."""
LARGEST = len(SCALES) - 1
FULL_ENOUGH = 0.67
"""The part of the last panel of a text that is filled at least, where there is a choice."""
FEWEST, MOST = 300, 750
"""Letters of a panel in the largest size, in layouts with wide lines and with narrow ones."""
SPARE = 0.35  # of a panel: a text is tried so much further than it is expected to go
MOST_TRIED = 6
ABOVE, BELOW = 7 * MM, 9 * MM  # the margins of a panel, near enough to compare ends by
GOES_ON = 0.1  # of a panel: the line that says where a text goes on


class NotTypeset(Exception):
    """The pages of a section are needed, and still to be made."""

    def __init__(self, section: Section) -> None:
        super().__init__(section.name)
        self.section = section


@dataclass(frozen=True)
class TextFill:
    """The text of a pocket zine; `pages` gives those of a part of it, or raises `NotTypeset`."""

    read: Section
    pages: Callable[[Section], Typeset]

    @cached_property
    def _ends(self) -> tuple[End, ...]:
        return ends(self.read)

    @cached_property
    def _letters(self) -> tuple[int, ...]:
        """How many letters stand before each unit."""
        counts = [0]
        for part in units(self.read.body.root):
            counts.append(counts[-1] + letters("".join(map(str, part.itertext()))))
        return tuple(counts)

    def _length(self, end: End) -> int:
        return self._letters[end.units]

    def ways(self, room: int) -> Iterator[tuple[int, End]]:
        """The sizes and ends with which it fills so many panels, the best first."""
        goal, filled = self._enough(room)
        tried = {LARGEST: filled}
        while True:
            choices = sorted(self._choices(goal, tried, room), key=lambda one: one[0], reverse=True)
            size = choices[0][1] if choices else LARGEST
            if size in tried:
                break
            expected = {end: self._expected(end, size, filled) for end in self._until(goal)}
            last = next((e for e in expected if expected[e] > room + SPARE), goal)
            tried[size] = self._filled(last, size)
        for _, size, end in choices[:MOST_TRIED]:
            yield size, end

    def _until(self, goal: End) -> list[End]:
        return [end for end in self._ends if end.units <= goal.units]

    def _enough(self, room: int) -> tuple[End, dict[End, float]]:
        """The end of the first pieces that fill the panels in the largest letters, and how many
        panels are filled up to each end there."""
        wholes = [end for end in self._ends if end.is_whole]
        fewest, most = float(FEWEST * room), float(MOST * room)
        while True:
            goal = next((end for end in wholes if self._length(end) >= fewest), wholes[-1])
            last = next((e for e in self._until(goal) if self._length(e) >= most), goal)
            filled = self._filled(last, LARGEST)
            a_panel = self._length(last) / max(filled[last], 0.1)
            if last != goal and filled[last] < room:
                most = max(most * 1.2, a_panel * (room + SPARE))
            elif filled[last] >= room - 1 + FULL_ENOUGH or goal == wholes[-1]:
                return goal, filled
            else:
                fewest = max(self._length(goal) + 1.0, a_panel * (room - 1 + FULL_ENOUGH))

    def _filled(self, last: End, size: int) -> dict[End, float]:
        """How many panels the text fills up to each end, as far as to the `last` one."""
        made = self.pages(larger(self._tried(last), size))
        places = {end: made.places.get(end.before) for end in self._until(last)}
        places[last] = made.places.get(_behind(last))
        height = made.size[1]
        return {
            end: place[0]
            + min(max((height - ABOVE - place[2]) / (height - ABOVE - BELOW), 0.0), 1.0)
            + (0 if end.is_whole else GOES_ON)
            for end, place in places.items()
            if place
        }

    def _tried(self, last: End) -> Section:
        """The text as far as to an end, with a place behind it."""
        root = self.read.body.tree()
        without_last(root, units(root)[last.units :])
        root.append(E.hr({"id": _behind(last)}))
        return replace(self.read, body=Body(serialized(root)))

    def _expected(self, end: End, size: int, filled: dict[End, float]) -> float:
        """How many panels the text will fill up to an end, from what it fills in the largest."""
        last = max(filled, key=self._length)
        found = filled.get(end, filled[last] * self._length(end) / max(self._length(last), 1))
        return found * (SCALES[size] / SCALES[LARGEST]) ** 2

    def _choices(
        self, goal: End, tried: dict[int, dict[End, float]], room: int
    ) -> Iterator[tuple[tuple[float, ...], int, End]]:
        """Each size and end with what it is worth, from pages where they were made."""
        for size in range(len(SCALES)):
            for end in self._until(goal):
                if size in tried:
                    filled = tried[size].get(end, room + 1.0)
                else:
                    filled = self._expected(end, size, tried[LARGEST])
                if filled <= room:
                    yield _worth(end, size, room, filled), size, end


def _behind(end: End) -> str:
    """The id of the place behind an end where the text that is tried goes no further."""
    return f"{NAME}--end-{end.units}"


def _worth(end: End, size: int, room: int, filled: float) -> tuple[float, ...]:
    """How good it is to end there: with full panels, a whole piece or part, large letters."""
    empty = room - filled
    is_full = empty <= 1 - FULL_ENOUGH
    whole = is_full and end.is_whole, not end.is_within
    return (is_full, *whole, -int(empty * 4), size, filled)
