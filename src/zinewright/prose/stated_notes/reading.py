"""A list or a sentence of a warning → its notes, and what in it was not understood.

What is denied (“no suicide”) is neither a note nor a question, and advice is nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zinewright.languages.vocabulary import Vocabulary
from zinewright.manuscript.content_notes import Note
from zinewright.prose.stated_notes.disguise import undisguised
from zinewright.prose.stated_notes.grammar import grammar
from zinewright.prose.stated_notes.naming import (
    DETAIL,
    NOT,
    PERSON,
    TOKEN,
    NamedTopics,
    adds_nothing,
    core_of,
    is_of_somebody,
    is_plain,
    lowered,
    names_any,
    stripped,
    topic_in,
    two_topics,
)

WORDED = re.compile(r"[^\W\d_]|&")
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
class StatedNote:
    """One note that a warning states, in the author's words."""

    note: Note
    words: str


@dataclass(frozen=True)
class Reading:
    """What a sentence lists. `whole` says that its notes and advice are all there is in it.

    `exact` says that its notes, as they are, tell every word of it that is no advice.
    """

    items: tuple[StatedNote, ...] = ()
    unmapped: tuple[str, ...] = ()
    whole: bool = True
    exact: bool = True

    def __add__(self, other: Reading) -> Reading:
        return Reading(
            self.items + other.items,
            self.unmapped + other.unmapped,
            self.whole and other.whole,
            self.exact and other.exact,
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
    closed: bool
    tagged: bool
    fresh: bool


def read_list(text: str, vocabulary: Vocabulary, level: str = "") -> Reading:
    """What a sentence lists. `level` is what a verb before it says of all of it."""
    shown = undisguised(text, vocabulary)
    listed = _List(shown, text, vocabulary, level)
    listed.read()
    levels = {item.note.level for item in listed.made}
    exact = listed.exact and shown == text and listed.levels <= levels
    return Reading(tuple(listed.made), tuple(listed.unmapped), listed.whole, exact)


class _List:
    """A list that is read part by part."""

    def __init__(self, text: str, written: str, vocabulary: Vocabulary, level: str) -> None:
        self.text, self.written, self.vocabulary = text, written, vocabulary
        self.level, self.of_all = level, level
        self.parts = _parts(text)
        self.made: list[StatedNote] = []
        self.unmapped: list[str] = []
        self.levels: set[str] = set()
        self.whole, self.exact, self.advised = True, True, False
        self.noun: list[str] = []  # the last word before a bracket, while it is open

    def read(self) -> None:
        place = 0
        while place < len(self.parts):
            part = self.parts[place]
            self.level = self.of_all if part.fresh else self.level
            joined = _joined(self.text, self.parts, place, self.vocabulary)
            if joined:
                slug, last = joined
                words = self.text[part.start : self.parts[last].end]
                self.made.append(StatedNote(Note(slug, self.level), words))
                self.exact = self.exact and not is_of_somebody(TOKEN.findall(words))
                place = last + 1
                continue
            self._open(place)
            self._read_part(part, place)
            place += 1

    def _open(self, place: int) -> None:
        part = self.parts[place]
        if part.opened and place:
            before = self.parts[place - 1]
            self.noun = stripped(TOKEN.findall(self.text[before.start : before.end]))[-1:]
        elif part.closed:
            self.noun = []

    def _read_part(self, part: _Part, place: int) -> None:
        words = self.text[part.start : part.end]
        tokens = TOKEN.findall(words)
        found = (
            topic_in(tokens, self.vocabulary, part.tagged)
            or _shared(self.text, self.parts, place, self.vocabulary)
            or self._of_noun(tokens)
        )
        pair = None if found else two_topics(tokens, self.vocabulary)
        if pair:
            for each in pair:
                self._take(tokens, each)
            self.exact = self.exact and pair[0][0] == pair[1][0]
        elif found and _is_denied(found):
            self.whole = False
        elif found:
            self._take(tokens, found)
        else:
            self._read_other(tokens, words, part)

    def _of_noun(self, tokens: list[str]) -> NamedTopics | None:
        """The topic that words in brackets name with the word before these: “abuse (sexual)”."""
        if not self.noun or adds_nothing(tokens):
            return None
        return topic_in([*tokens, *self.noun], self.vocabulary)

    def _take(self, tokens: list[str], found: NamedTopics) -> None:
        slug, before, behind = found
        core = tokens[len(before) : len(tokens) - len(behind)] or tokens
        self.level = _add(self.made, slug, before, behind, " ".join(core), self.level)
        name = " ".join(core).casefold()
        if other := grammar().both.get(name):
            self.made.append(replace(self.made[-1], note=replace(self.made[-1].note, topic=other)))
        level = _level_in([*before, *behind])
        self.levels |= {level} if level else set()
        extra = [w for w in [*before, *behind] if not _is_said(w, level)]
        self.exact = self.exact and is_plain(extra) and not is_of_somebody(core)

    def _read_other(self, tokens: list[str], words: str, part: _Part) -> None:
        """Read a part that names no topic."""
        if not self.advised and adds_nothing(tokens):
            level = _level_in(tokens)
            self.levels |= {level} if level else set()
            self.exact = self.exact and is_plain([w for w in tokens if not _is_said(w, level)])
            self.level = _take_level(tokens, part, self.made, self.level)
        elif self.advised or is_advice(words, self.vocabulary):
            asks = names_any(words, self.vocabulary)
            self.advised, self.exact = True, self.exact and is_pure(words)
            self.whole = self.whole and not asks and not PERSON & {*lowered(tokens)}
            self.unmapped += [self._asked(tokens, part)] if asks else []
        else:
            self.whole = False
            self.unmapped += [] if NOT & {*lowered(tokens)} else [self._asked(tokens, part)]

    def _asked(self, tokens: list[str], part: _Part) -> str:
        """The words of a part that are asked about, as they are written."""
        words, written = self.text[part.start : part.end], self.written[part.start : part.end]
        return core_of(tokens, words) if words == written else " ".join(written.split())


def _is_said(word: str, level: str) -> bool:
    """Whether a level or a flag of a note says what a word does."""
    small = word.lower()
    return (
        small in FLAG_WORDS
        or (level != "" and _stem_level(small) == level)
        or (level == "detail" and (small in DETAIL or _stem_level(small) != ""))
        or (level == "mention" and small in grammar().brief)
    )


def is_pure(words: str) -> bool:
    """Whether words are advice and nothing else."""
    return {*lowered(TOKEN.findall(words))} <= grammar().advising


def is_advice(said: str, vocabulary: Vocabulary) -> bool:
    """Whether words begin as advice does, tell of nobody and name no topic."""
    found = grammar().advice.match(said.strip(" \t\"'“”‘.!*_(,;–—-"))
    tokens = lowered(TOKEN.findall(said))
    is_short = len(tokens) <= MOST_ADVICE and not PERSON & {*tokens}
    return bool(found) and is_short and not names_any(said, vocabulary)


def announces(said: str) -> bool:
    """Whether words before a head say that a warning comes, and no more than how much of one."""
    known, tokens = grammar(), {*lowered(TOKEN.findall(said))}
    return tokens <= known.announcing | known.loud | known.plain


def is_quiet(said: str) -> bool:
    """Whether words before a topic say no more than that a warning comes."""
    known, tokens = grammar(), {*lowered(TOKEN.findall(said))}
    return not tokens & (known.loud | known.greetings | (PERSON - {"i", "i’m"})) and not re.search(
        r"\d", said
    )


def _parts(text: str) -> list[_Part]:
    ends = [*grammar().parts.finditer(text)]
    starts = [(0, "")] + [(end.end(), end[0]) for end in ends]
    stops = [*(end.start() for end in ends), len(text)]
    return [
        _Part(start, stop, "(" in mark or "[" in mark, ")" in mark or "]" in mark,
              mark.endswith("#"), ";" in mark)
        for (start, mark), stop in zip(starts, stops, strict=True)
        if TOKEN.search(text, start, stop)
    ]  # fmt: skip


def _joined(
    text: str, parts: Sequence[_Part], place: int, vocabulary: Vocabulary
) -> tuple[str, int] | None:
    """A topic whose name runs over several parts (“violence or assault”), and its last part."""
    for last in range(min(place + MOST_PARTS, len(parts)) - 1, place, -1):
        slug = vocabulary.bare.get(vocabulary.bared(text[parts[place].start : parts[last].end]))
        if slug and not _are_topics(text, parts[place : last + 1], vocabulary):
            return slug, last
    return None


def _are_topics(text: str, parts: Sequence[_Part], vocabulary: Vocabulary) -> bool:
    """Whether each of some parts names a topic, and no “and” or “or” joins them."""
    marks = (text[a.end : b.start] for a, b in itertools.pairwise(parts))
    return not any(map(WORDED.search, marks)) and all(
        topic_in(TOKEN.findall(text[part.start : part.end]), vocabulary) for part in parts
    )


def _shared(
    text: str, parts: Sequence[_Part], place: int, vocabulary: Vocabulary
) -> NamedTopics | None:
    """A topic that shares a word with its neighbours: “physical and emotional abuse”."""
    tokens = stripped(TOKEN.findall(text[parts[place].start : parts[place].end]))
    if not tokens or len(tokens) > 2:
        return None
    for other in parts[place + 1 : place + 1 + MOST_PARTS]:
        behind = stripped(TOKEN.findall(text[other.start : other.end]))
        if len(behind) > 1 and (
            slug := vocabulary.bare.get(vocabulary.bared(" ".join([*tokens, behind[-1]])))
        ):
            return slug, [], []
    if place:
        before = stripped(TOKEN.findall(text[parts[place - 1].start : parts[place - 1].end]))
        if before and (
            slug := vocabulary.bare.get(vocabulary.bared(" ".join([before[0], *tokens])))
        ):
            return slug, [], []
    return None


def _is_denied(found: NamedTopics) -> bool:
    """Whether a topic is said not to be there; “not graphic” denies no topic."""
    around = lowered([*found[1], *found[2]])
    denied = [place for place, word in enumerate(around) if word in NOT]
    return any(not DETAIL & {*around[place + 1 : place + 3]} for place in denied)


# --- how much of a topic


def _add(
    made: list[StatedNote], slug: str, before: list[str], behind: list[str], words: str, level: str
) -> str:
    """Add a note; the level that is said of those that follow."""
    ahead = _level_in(before)
    own = ahead or _level_in(behind)
    flags = tuple(dict.fromkeys(
        FLAG_WORDS[w] for w in lowered([*before, *behind]) if w in FLAG_WORDS))  # fmt: skip
    made.append(StatedNote(Note(slug, own or level, flags), words.strip()))
    if any(SAID_OF_ALL.search(word) for word in lowered(behind)):
        _say_of_all(made, own)
    stems = [word for word in lowered(before) if _stem_level(word)]
    return ahead if stems else level


def _take_level(tokens: list[str], part: _Part, made: list[StatedNote], level: str) -> str:
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


def _say_of_all(made: list[StatedNote], level: str) -> None:
    made[:] = [item if item.note.level else _with_level(item, level) for item in made]


def _with_level(item: StatedNote, level: str) -> StatedNote:
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


def leveled_by(word: str) -> bool:
    """Whether a verb says how much of something there is."""
    return _stem_level(word.lower()) != ""


def leveled(reading: Reading, verb: str) -> Reading:
    """A reading in which a verb says how much there is, where nothing else does."""
    level = _stem_level(verb.lower())
    items = tuple(
        item if item.note.level else replace(item, note=replace(item.note, level=level))
        for item in reading.items
    )
    return replace(reading, items=items)
