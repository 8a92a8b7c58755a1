"""A list or a sentence of a warning → its notes, and what in it was not understood.

What is denied (“no suicide”) is neither a note nor a question, and advice is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zinewright.notes import Note
from zinewright.stated.grammar import grammar
from zinewright.stated.naming import (
    DETAIL,
    NOT,
    PERSON,
    TOKEN,
    Found,
    adds_nothing,
    core_of,
    lowered,
    stripped,
    topic_in,
)
from zinewright.vocabulary import Vocabulary, bared

PARTS = re.compile(
    r"(?:[,;:|•·\n/()\[\]#]|&(?!(?<=\b[A-Z]&)[A-Z]\b)|(?<!\d)\+|(?<!\w)w/|\s[–—-]+\s|[–—]|\.\.\.|…|(?<![\w-])(?:and|or|plus|"
    r"as well as|along with|but)(?![\w-])|[^\w\s'’.\"“”‘!?%*+&-])+",
    re.IGNORECASE,
)
MOST_ADVICE = 25  # words
MOST_PARTS = 4  # of a name that holds “and”, “or” or a comma
LEVEL_STEMS = {
    "mention": ("mention", "referenc", "refer", "allu", "passing", "touch", "hint"),
    "discussion": ("discuss",),
    "description": ("describ", "descri", "depict", "portray"),
}
SAID_OF_ALL = re.compile(
    r"(?:mention|discuss|describ|referenc|depict)\w*ed\Z|alluded\Z|described\Z"
)
FLAG_WORDS = {"implied": "implied", "implicit": "implied", "throughout": "theme"}


@dataclass(frozen=True)
class Item:
    """One note that a warning states, in the author's words."""

    note: Note
    words: str


@dataclass(frozen=True)
class Reading:
    """What a sentence lists. `whole` says that its notes and advice are all there is in it."""

    items: tuple[Item, ...] = ()
    unmapped: tuple[str, ...] = ()
    whole: bool = True

    def __add__(self, other: Reading) -> Reading:
        return Reading(
            self.items + other.items, self.unmapped + other.unmapped, self.whole and other.whole
        )

    @property
    def is_clean(self) -> bool:
        """Whether it lists notes and nothing that was not understood."""
        return bool(self.items) and self.whole and not self.unmapped


@dataclass(frozen=True)
class _Part:
    """A stretch of a list between two separators."""

    start: int
    end: int
    opened: bool
    tagged: bool
    fresh: bool


def read_list(text: str, vocabulary: Vocabulary, level: str = "") -> Reading:
    """What a sentence lists. `level` is what a verb before it says of all of it."""
    parts = _parts(text)
    made: list[Item] = []
    unmapped: list[str] = []
    whole, advised, place, of_all = True, False, 0, level
    while place < len(parts):
        part = parts[place]
        words = text[part.start : part.end]
        level = of_all if part.fresh else level
        joined = _joined(text, parts, place, vocabulary)
        if joined:
            slug, last = joined
            made.append(Item(Note(slug, level), text[part.start : parts[last].end]))
            place = last + 1
            continue
        place += 1
        tokens = TOKEN.findall(words)
        found = topic_in(tokens, vocabulary, part.tagged) or _shared(
            text, parts, place - 1, vocabulary
        )
        if found is None and adds_nothing(tokens):
            level = _take_level(tokens, part, made, level)
        elif found is None and (advised or is_advice(words)):
            advised, whole = True, whole and not PERSON & {*lowered(tokens)}
        elif found is None:
            whole = False
            unmapped += [] if NOT & {*lowered(tokens)} else [core_of(tokens, words)]
        elif _is_denied(found):
            whole = False
        else:
            slug, before, behind = found
            core = tokens[len(before) : len(tokens) - len(behind)]
            level = _add(made, slug, before, behind, " ".join(core or tokens), level)
    return Reading(tuple(made), tuple(unmapped), whole)


def is_advice(said: str) -> bool:
    """Whether words begin as advice does, and tell of nobody."""
    found = grammar().advice.match(said.strip(" \t\"'“”‘.!*_(,;–—-"))
    tokens = lowered(TOKEN.findall(said))
    return bool(found) and len(tokens) <= MOST_ADVICE and not PERSON & {*tokens}


def is_degree(said: str) -> bool:
    """Whether words before a head say no more than how much of a warning it is."""
    tokens = TOKEN.findall(said)
    return is_advice(said) or (adds_nothing(tokens) and not PERSON & {*lowered(tokens)})


def _parts(text: str) -> list[_Part]:
    ends = [*PARTS.finditer(text)]
    starts = [(0, "")] + [(end.end(), end[0]) for end in ends]
    stops = [*(end.start() for end in ends), len(text)]
    return [
        _Part(start, stop, "(" in mark or "[" in mark, mark.endswith("#"), ";" in mark)
        for (start, mark), stop in zip(starts, stops, strict=True)
        if TOKEN.search(text, start, stop)
    ]


def _joined(
    text: str, parts: Sequence[_Part], place: int, vocabulary: Vocabulary
) -> tuple[str, int] | None:
    """A topic whose name runs over several parts (“violence or assault”), and its last part."""
    for last in range(min(place + MOST_PARTS, len(parts)) - 1, place, -1):
        if slug := vocabulary.bare.get(bared(text[parts[place].start : parts[last].end])):
            return slug, last
    return None


def _shared(text: str, parts: Sequence[_Part], place: int, vocabulary: Vocabulary) -> Found | None:
    """A topic that shares a word with its neighbours: “physical and emotional abuse”."""
    tokens = stripped(TOKEN.findall(text[parts[place].start : parts[place].end]))
    if not tokens or len(tokens) > 2:
        return None
    for other in parts[place + 1 : place + 1 + MOST_PARTS]:
        behind = stripped(TOKEN.findall(text[other.start : other.end]))
        if len(behind) > 1 and (
            slug := vocabulary.bare.get(bared(" ".join([*tokens, behind[-1]])))
        ):
            return slug, [], []
    if place:
        before = stripped(TOKEN.findall(text[parts[place - 1].start : parts[place - 1].end]))
        if before and (slug := vocabulary.bare.get(bared(" ".join([before[0], *tokens])))):
            return slug, [], []
    return None


def _is_denied(found: Found) -> bool:
    """Whether a topic is said not to be there; “not graphic” denies no topic."""
    around = lowered([*found[1], *found[2]])
    denied = [place for place, word in enumerate(around) if word in NOT]
    return any(not DETAIL & {*around[place + 1 : place + 3]} for place in denied)


# --- how much of a topic


def _add(
    made: list[Item], slug: str, before: list[str], behind: list[str], words: str, level: str
) -> str:
    """Add a note; the level that is said of those that follow."""
    ahead = _level_in(before)
    own = ahead or _level_in(behind)
    flags = tuple(dict.fromkeys(
        FLAG_WORDS[w] for w in lowered([*before, *behind]) if w in FLAG_WORDS))  # fmt: skip
    made.append(Item(Note(slug, own or level, flags), words.strip()))
    if any(SAID_OF_ALL.search(word) for word in lowered(behind)):
        _say_of_all(made, own)
    stems = [word for word in lowered(before) if _stem_level(word)]
    return ahead if stems else level


def _take_level(tokens: list[str], part: _Part, made: list[Item], level: str) -> str:
    """The level after a part that names no topic: “(mentioned)”, “mentions and”, “discussed”."""
    said = _level_in(tokens)
    if not said:
        return level
    if part.opened and made:
        made[-1] = _with_level(made[-1], said)
        return level
    if made and any(SAID_OF_ALL.search(word) for word in lowered(tokens)):
        _say_of_all(made, said)
        return level
    return said


def _say_of_all(made: list[Item], level: str) -> None:
    made[:] = [item if item.note.level else _with_level(item, level) for item in made]


def _with_level(item: Item, level: str) -> Item:
    return replace(item, note=replace(item.note, level=level))


def _level_in(tokens: Sequence[str]) -> str:
    """How much some words say there is: the last of them, and detail where it is graphic."""
    small = lowered(tokens)
    said = [level for word in small if (level := _stem_level(word))]
    denied = any(b in DETAIL and a in NOT for a, b in zip(small, small[1:], strict=False))
    if DETAIL & {*small} and not denied and said[-1:] != ["mention"]:
        return "detail"
    return said[-1] if said else ""


def _stem_level(word: str) -> str:
    found: Iterator[str] = (level for level, stems in LEVEL_STEMS.items() if word.startswith(stems))
    return next(found, "")


def leveled(reading: Reading, verb: str) -> Reading:
    """A reading in which a verb says how much there is, where nothing else does."""
    level = _stem_level(verb.lower())
    items = tuple(
        item if item.note.level else replace(item, note=replace(item.note, level=level))
        for item in reading.items
    )
    return replace(reading, items=items)
