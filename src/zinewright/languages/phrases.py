"""Phrases that suggest topics, and where they stand in a row of words.

A phrase is words, some with alternatives, with bounded gaps between: there is no pattern here that
a text could make slow. The file of a language says how phrases are written.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from zinewright.languages import files
from zinewright.languages.files import file_of
from zinewright.languages.spelling import spelled

FILE = "phrases.toml"
COMMON_COST, SHORT_COST, SHORT = 200, 10, 4  # see _cost; SHORT counts letters
GAP = 3  # words that “~” stands for at most
PhraseKind = Literal["names", "says", "beside", "hints", "implied", "unless"]
Table = Mapping[str, Any]  # as a file of ours has it, which tests read whole
KINDS: tuple[PhraseKind, ...] = ("names", "says", "beside", "hints", "implied", "unless")


@dataclass(frozen=True)
class PhraseWord:
    """One word of a phrase: any of some words, beginnings or ends, after a gap of `after`."""

    exact: frozenset[str]
    begins: tuple[str, ...]
    after: int = 0
    ends: tuple[str, ...] = ()

    def fits(self, word: str) -> bool:
        return (
            word in self.exact
            or bool(self.begins and word.startswith(self.begins))
            or bool(self.ends and word.endswith(self.ends))
        )


@dataclass(frozen=True)
class Phrase:
    """Words in their order; `rarest` is the place among them of the one that is sought first."""

    topic: str
    kind: PhraseKind
    words: tuple[PhraseWord, ...]
    rarest: int = 0


@dataclass(frozen=True)
class Found:
    """A phrase in a row of words; `places` are those of its own words."""

    topic: str
    kind: PhraseKind
    places: tuple[int, ...]


@dataclass
class Phrases:
    """The phrases of a language, by the rarest of their words.

    `words` are lists of words that the scanner uses. `covers` says whose phrases count for nothing
    inside one of a topic; `yields` and `yields_single` to which others a topic gives way.
    """

    words: Mapping[str, frozenset[str]]
    covers: Mapping[str, frozenset[str]]
    yields: Mapping[str, frozenset[str]]
    yields_single: Mapping[str, frozenset[str]]
    exact: dict[str, list[Phrase]] = field(default_factory=dict)
    begins: dict[str, list[Phrase]] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)
    ends: dict[str, list[Phrase]] = field(default_factory=dict)
    known: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def add(self, phrase: Phrase) -> None:
        common = self.words.get("common", frozenset())
        costs = [_cost(word, common) for word in phrase.words]
        phrase = replace(phrase, rarest=costs.index(min(costs)))
        rarest = phrase.words[phrase.rarest]
        for word in rarest.exact:
            self.exact.setdefault(word, []).append(phrase)
        for begin in rarest.begins:
            self.begins.setdefault(begin, []).append(phrase)
            self.lengths.add(len(begin))
        for end in rarest.ends:
            self.ends.setdefault(end, []).append(phrase)

    def find(self, row: Sequence[str]) -> Iterator[Found]:
        """Every place at which a phrase stands in a row of folded words."""
        for place, word in enumerate(row):
            for phrase in self._with(word):
                if (places := _places(phrase, row, place)) is not None:
                    yield Found(phrase.topic, phrase.kind, places)

    def _with(self, word: str) -> tuple[Phrase, ...]:
        """The phrases that are looked for where a word stands; each word is asked for once."""
        found = self.known.get(word)
        if found is None:
            some = (self.begins.get(word[:length], ()) for length in self.lengths)
            ends = (said for end, said in self.ends.items() if word.endswith(end))
            every = itertools.chain(self.exact.get(word, ()), *some, *ends)
            found = self.known[word] = tuple(dict.fromkeys(every))
        return found


def _cost(word: PhraseWord, common: frozenset[str]) -> int:
    """How often a word of a phrase is met, roughly: common words weigh most, then beginnings."""
    often = len(word.exact) + (COMMON_COST - 1) * len(common & word.exact)
    parts = (*word.begins, *word.ends)
    return often + sum(SHORT_COST if len(part) < SHORT else 2 for part in parts)


def _places(phrase: Phrase, row: Sequence[str], place: int) -> tuple[int, ...] | None:
    """Where the words of a phrase stand whose rarest stands at a place: each as near as it can."""
    words, places = phrase.words, [place]
    for number in range(phrase.rarest - 1, -1, -1):
        least = max(places[0] - 1 - words[number + 1].after, 0)
        for at in range(places[0] - 1, least - 1, -1):
            if words[number].fits(row[at]):
                places.insert(0, at)
                break
        else:
            return None
    for word in words[phrase.rarest + 1 :]:
        start = places[-1] + 1
        for at in range(start, min(start + word.after + 1, len(row))):
            if word.fits(row[at]):
                places.append(at)
                break
        else:
            return None
    return tuple(places)


def languages() -> tuple[str, ...]:
    """Every language that has phrases."""
    return files.languages(FILE)


@cache
def phrases_for(language: str) -> Phrases | None:
    """The phrases of a language (BCP 47); None where nobody has written any."""
    return _phrases(file_of(language, FILE))


@cache
def _phrases(path: Path | None) -> Phrases | None:
    if path is None:
        return None
    read = tomllib.loads(path.read_text("utf-8"))
    return phrases_of(read.pop("topics"), read.pop("classes"), read)


def phrases_of(topics: Table, named: Mapping[str, str], lists: Mapping[str, str]) -> Phrases:
    """The phrases of topics, with the classes that they name, and with other lists of words."""
    classes = {name: tuple(words.split()) for name, words in named.items()}
    made = Phrases(
        {name: frozenset(map(spelled, words.split())) for name, words in lists.items()},
        _topics(topics, "covers"),
        _topics(topics, "yields_to"),
        _topics(topics, "yields_to_single"),
    )
    for topic, kind in itertools.product(topics, KINDS):
        for text in topics[topic].get(kind, ()):
            for words in written(text, classes):
                made.add(Phrase(topic, kind, words))
    return made


def _topics(topics: Table, key: str) -> dict[str, frozenset[str]]:
    return {topic: frozenset(said.get(key, ())) for topic, said in topics.items()}


def written(text: str, classes: Mapping[str, Sequence[str]]) -> Iterator[tuple[PhraseWord, ...]]:
    """The phrases that a text stands for: one, or several where words may be missing."""
    if "?" not in text and "_" not in text:
        if words := tuple(_words(text.split(), classes)):
            yield words
        return
    parts = [tuple(_choices(part)) for part in text.split()]
    for chosen in itertools.product(*parts):
        words = tuple(_words(" ".join(chosen).split(), classes))
        if words:
            yield words


def _choices(part: str) -> Iterator[str]:
    """What may stand at one place: single words together, each row of several words by itself."""
    if part[0] == "?":
        yield ""
        part = part[1:]
    alternatives = part.split("|")
    if single := [each for each in alternatives if "_" not in each]:
        yield "|".join(single)
    yield from (each.replace("_", " ") for each in alternatives if "_" in each)


def _words(parts: Iterable[str], classes: Mapping[str, Sequence[str]]) -> Iterator[PhraseWord]:
    after = 0
    for part in parts:
        if part[0] == "~":
            after = int(part[1:] or GAP)
            continue
        yield _word(part, after) if "@" not in part else _word(_spelled(part, classes), after)
        after = 0


def _spelled(part: str, classes: Mapping[str, Sequence[str]]) -> str:
    """Alternatives with the words of a class in place of its name."""
    named = (classes[each[1:]] if each[0] == "@" else (each,) for each in part.split("|"))
    return "|".join(itertools.chain.from_iterable(named))


@cache
def _word(part: str, after: int) -> PhraseWord:
    every = [spelled(word) for word in part.split("|")]
    begins = tuple(word[:-1] for word in every if word[-1] == "*")
    ends = tuple(word[1:] for word in every if word[0] == "*")
    return PhraseWord(frozenset(word for word in every if "*" not in word), begins, after, ends)
