"""Weights: how much each sign in a text speaks for each topic, learnt from labelled passages.

`weights.txt` is made by `tests/training/train.py`, which says how, and holds digests of what it was
made of. A line is a sign and what it weighs for some of the columns, in tenths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import inf, sqrt
from pathlib import Path

from zinewright.languages import files
from zinewright.languages.files import file_of
from zinewright.languages.phrases import phrases_for

FILE = "weights.txt"
BEARS = "bears"  # the column that says whether there is anything to note at all
LEAST_WORDS = 6  # a stretch of fewer weighs as if it had so many
SCALE = 10
ENOUGH = 10.0  # more than all that a stretch bears can speak for a topic of which it holds nothing
KINDS = {
    "names": (ENOUGH, 1.4),
    "says": (ENOUGH, 1.4),
    "implied": (ENOUGH, 1.4),
    "beside": (ENOUGH - 2.0, 0.0),
    "hints": (ENOUGH - 4.0, 0.0),
}
"""Without learnt weights: what a kind of phrase weighs for its topic, and what it bears."""

Weighed = tuple[tuple[int, int], ...]


@dataclass
class Weights:
    """Columns with what each begins with and what it must reach, and the weights of all signs."""

    columns: tuple[str, ...]
    begins: tuple[float, ...]
    least: tuple[float, ...]
    facts: Mapping[str, str]
    written: Mapping[str, str]
    known: dict[str, Weighed] = field(default_factory=dict)

    def of(self, sign: str) -> Weighed:
        """The columns in which a sign weighs something, each with its weight."""
        found = self.known.get(sign)
        if found is None:
            found = self.known[sign] = _weighed(self.written.get(sign, ""))
        return found

    def sums(self, signs: Iterable[str], words: int) -> list[float]:
        """What a stretch of so many words weighs in each column; each sign in it counts once."""
        loose, sure = [0] * len(self.columns), [0] * len(self.columns)
        for sign in dict.fromkeys(signs):
            into = sure if sign[0] == "=" else loose
            for column, weight in self.of(sign):
                into[column] += weight
        part = SCALE * sqrt(max(LEAST_WORDS, words))
        every = zip(self.begins, loose, sure, strict=True)
        return [begin + low / part + high / SCALE for begin, low, high in every]

    def share(self, sign: str, column: int, words: int) -> float:
        """What one sign in a stretch of so many words weighs in a column."""
        weight = next((weight for other, weight in self.of(sign) if other == column), 0)
        return weight / SCALE / (1 if sign[0] == "=" else sqrt(max(LEAST_WORDS, words)))


def _weighed(written: str) -> Weighed:
    pairs = (each.split(":") for each in written.split())
    return tuple((int(column), int(weight)) for column, weight in pairs)


def languages() -> tuple[str, ...]:
    """Every language that has learnt weights."""
    return files.languages(FILE)


@cache
def weights_for(language: str) -> Weights | None:
    """The weights of a language (BCP 47): those that were learnt, else those of its phrases.

    None where there are neither.
    """
    if path := file_of(language, FILE):
        return _weights(path)
    phrases = phrases_for(language)
    return None if phrases is None else weights_of_phrases(tuple(phrases.covers))


@cache
def _weights(path: Path) -> Weights:
    return weights_of(path.read_text("utf-8"))


def weights_of_phrases(topics: tuple[str, ...]) -> Weights:
    """Weights that nobody learnt, where no text is labelled: a phrase counts as its kind says.

    One that names a topic suggests it; one of `beside` does where another topic is near, one of
    `hints` where two are. No stretch bears anything else: nobody knows which other words would.
    """
    written = {
        f"={topic}:{kind}": " ".join(
            f"{at}:{round(weight * SCALE)}"
            for at, weight in ((column, own), (len(topics), bears))
            if weight
        )
        for column, topic in enumerate(topics)
        for kind, (own, bears) in KINDS.items()
    }
    count = len(topics)
    return Weights((*topics, BEARS), (0.0,) * (count + 1), (ENOUGH,) * count + (inf,), {}, written)


def weights_of(text: str) -> Weights:
    """A table of weights: lines of facts, an empty line, columns, an empty line, signs."""
    facts, columns, signs = text.split("\n\n")
    said = dict(line.split(" = ", 1) for line in facts.splitlines() if not line.startswith("#"))
    rows = [line.split() for line in columns.splitlines()]
    written = dict(line.split("\t", 1) for line in signs.splitlines())
    return Weights(
        tuple(name for name, _, _ in rows),
        tuple(float(begin) for _, begin, _ in rows),
        tuple(float(least) for _, _, least in rows),
        said,
        written,
    )
