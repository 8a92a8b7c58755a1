"""Sentences → amounts and heights, and whether they tell a detail of method (SM04).

A number alone is none. It wants an act of taking or falling near it, or to stand beside the
subject itself; what is prescribed, taken every day, cooked, carried or measured is left alone.
"""

from __future__ import annotations

import re

from zinewright.review.safe_messaging.forms import Forms
from zinewright.review.safe_messaging.reading import PlacedSentence
from zinewright.review.sentences import WORD, folded

SUBJECT = "suicide"
NEAR, WIDE = 6, 9  # words between an act and an amount, and between a fall and a height
BESIDE = 8  # words between the subject and a detail
MOST = 40  # amounts of a sentence that are looked at
SHORT = 5  # words of a sentence that holds an amount and little else
FEW, MANY = 3, 10  # tablets: as people take them for an ache; more than anybody is told to take
HUNDRED = 100  # units: more than people inject with a meal


class Amount:
    """A number with its unit, and the words around it."""

    def __init__(
        self, found: re.Match[str], read: PlacedSentence, forms: Forms, *, noted: bool
    ) -> None:
        self.found, self.read, self.forms, self.noted = found, read, forms, noted
        self.lists = forms.lists
        text = read.sentence.text
        self.text = text
        self.rest = f"{text[: found.start()]} {text[found.end() :]}"
        self.wide = _words(text[max(0, found.start() - 90) : found.start()])[-WIDE:]
        self.before = self.wide[-NEAR:]
        self.after = _words(text[found.end() : found.end() + 60])[:NEAR]
        self.same = noted or SUBJECT in read.own or bool(forms.patterns["end"].search(text))
        self.around = self.same or SUBJECT in read.beside
        self.recent = self.around or SUBJECT in read.recent

    @property
    def tells(self) -> bool:
        kind = next(
            name for name, text in self.found.groupdict().items() if text and name != "count"
        )
        if kind in ("height", "ordinal"):
            return self._is_fall()
        if kind == "length":
            return self.around and self._has("cuts") and self._has("skin")
        if kind == "mass" and not self._is_of_medicine():
            return self._is_drunk()
        if self._finds("daily", self.rest):
            return False
        if kind in ("dose", "units"):
            return self._is_dose(kind)
        return self._is_count(kind) and (self.recent or self._is_plain(kind))

    def _is_plain(self, kind: str) -> bool:
        """Whether many were swallowed, of what is medicine: that tells a method by itself."""
        harmless = not set(self.read.sentence.row).isdisjoint(self.lists["goods"])
        medicine = kind == "counted" or "whole" in kind or self._is_of_medicine()
        return medicine and not harmless and not self._finds("told", self.text)

    def _finds(self, name: str, text: str) -> bool:
        return bool(self.forms.patterns[name].search(text))

    def _has(self, *names: str) -> bool:
        near = {*self.before, *self.after}
        return any(not near.isdisjoint(self.lists[name]) for name in names)

    def _acts(self, name: str) -> bool:
        """Whether an act stands before the amount, or behind it.

        Where a language has words of the passive and of clauses, one of them stands there as well.
        """
        acts, passive = self.lists[name], self.lists["passive"]
        behind = self.after[:4]
        return not set(self.before).isdisjoint(acts) or (
            not set(behind).isdisjoint(acts) and not (passive and passive.isdisjoint(behind))
        )

    def _is_fall(self) -> bool:
        """Whether somebody falls from a height, by a way that leads off it and to nothing else."""
        row = set(self.read.sentence.row)
        kept = not row.isdisjoint([*self.lists["sport"], *self.lists["accident"]])
        if not self.around or kept:
            return False
        falls, selves, off = self.lists["falls"], self.lists["selves"], self.lists["off"]
        if not set(self.after[:5]).isdisjoint(falls) and not off.isdisjoint(self.wide[-3:]):
            return True
        for at in reversed(range(len(self.wide))):
            word, beyond = self.wide[at], self.wide[at + 1 :]
            if word in falls or word in self.lists["throws"] and beyond and beyond[0] in selves:
                return self._leads_off(beyond)
        return False

    def _leads_off(self, way: list[str]) -> bool:
        """Whether the words between a fall and a height, or those behind that, lead off it."""
        off, onward = self.lists["off"], self.lists["onward"]
        places = [at for at, word in enumerate(way) if word in off]
        if places:
            rest = way[places[-1] + 1 :]
            return len(rest) <= 4 and onward.isdisjoint(rest)
        return len(way) <= 2 and not off.isdisjoint(self.after[:3])

    def _is_drunk(self) -> bool:
        goods = not set(self.after[:4]).isdisjoint(self.lists["provisions"])
        if goods or self._finds("daily", self.rest):
            return False
        return self._acts("strong") and self.around or self._acts("weak") and self.same

    def _is_dose(self, kind: str) -> bool:
        """Doses are told in histories of treatment; only one that was taken to die is a detail."""
        kept = (
            len(self.before) > 1
            and self.before[-1] in self.lists["kept_on"]
            and self.before[-2] not in self.lists["strong"]
        )
        strong = self._acts("strong") and not kept and not self._finds("told", self.text)
        if strong and (kind == "dose" and self.recent or self.around and self._count >= HUNDRED):
            return True
        return self._acts("weak") and self.same and self._is_to_die

    @property
    def _count(self) -> int:
        kind = next(n for n, text in self.found.groupdict().items() if text and n != "count")
        return MANY if kind in ("box", "whole", "mass") else self._value

    @property
    def _value(self) -> int:
        """How many the count says; MANY where it only says that there are many."""
        words = (self.found["count"] or "").casefold().replace("-", " ").split()
        if len(words) == 1 and words[0] in self.forms.values:
            return self.forms.values[words[0]]
        digits = re.sub(r"[,.].*|\D", "", self.found["count"] or "")
        return int(digits[:9]) if digits else MANY

    def _is_count(self, kind: str) -> bool:
        strong, act = self._acts("strong"), self._acts("strong") or self._acts("weak")
        treated, count = self._finds("told", self.text), self._count
        if kind == "box" and not strong and not self._is_of_medicine():
            return False
        if self.forms.patterns["given_back"].match(self.text, self.found.end()):
            return False
        if kind == "them":
            return act and self.same and self._is_to_die
        if count <= FEW:
            return act and self.same and self._is_to_die
        if act and (count >= MANY and (strong or kind != "whole") or not treated):
            return strong or self.around or self.recent and self._acts("past") and not treated
        if treated or self._finds("sold", self.text):
            return False
        if self.recent and len(self.read.sentence.row) <= SHORT and count >= MANY:
            return True
        return kind != "whole" and self.same and (self.noted or is_beside(self._place, self.read))

    def _is_of_medicine(self) -> bool:
        behind = self.text[self.found.end() :][:80]
        return bool(self.forms.patterns["of_medicine"].match(behind))

    @property
    def _is_to_die(self) -> bool:
        """Whether a purpose is told; an overdose that lies in the past is none."""
        return any(
            not found["later"] for found in self.forms.patterns["to_die"].finditer(self.text)
        )

    @property
    def _place(self) -> int:
        spans = self.read.sentence.spans
        return next(n for n, (_, end) in enumerate(spans) if end > self.found.start())


def _words(text: str) -> list[str]:
    return [folded(word[0]) for word in WORD.finditer(text)]


def is_beside(place: int, read: PlacedSentence) -> bool:
    near = range(place - BESIDE, place + BESIDE + 1)
    return not read.own.get(SUBJECT, frozenset()).isdisjoint(near)
