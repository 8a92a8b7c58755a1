"""Words of an author → the topic that they name, and nothing but words of grammar around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zinewright.languages.vocabulary import Vocabulary
from zinewright.prose.stated_notes.grammar import grammar

TOKEN = re.compile(r"\b[A-Z]&[A-Z]\b|[^\W_]+(?:['’.-][^\W_]+)*\+?")
NamedTopics = tuple[str, list[str], list[str]]  # a topic, and the words before and behind its name
FARTHEST = 14  # words of a part that can hold the name of a topic
NOT = frozenset(
    "no not non without never nothing none don’t doesn’t isn’t won’t nobody zero".split()
)
BEFORE_WHOM = frozenset("of by to from in as at with against between towards on for".split())
DISCRIMINATION, SERVICE_HARM = "discrimination", "service-harm"
LINKS = frozenset("in within of by from with after during against around through at".split())
SUBJECTS = frozenset("i we you he she they".split())
PERSON = frozenset(
    "i me my mine i’m i’d i’ve we us our we’d we’ve he him his she her hers they them their".split()
)
DETAIL = frozenset(
    "graphic graphically detailed explicit vivid vividly detail details in-depth".split()
)


def topic_in(tokens: list[str], vocabulary: Vocabulary, tagged: bool = False) -> NamedTopics | None:
    """The topic that some words name, with the words before and behind its name."""
    if len(tokens) > FARTHEST:
        return None
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length + 1):
            before, behind = tokens[:start], tokens[start + length :]
            slug = _named(tokens[start : start + length], vocabulary, tagged)
            if slug and _may_lead(before) and _may_follow(behind):
                return slug, before, behind
    return None


def _named(tokens: list[str], vocabulary: Vocabulary, tagged: bool) -> str | None:
    words = " ".join(tokens)
    short = grammar()
    if words[:-1].isupper() and words[-1:] == "s":
        words = words[:-1]
    if words.upper() in short.short:
        fits = words.isupper() or (words.islower() and words in short.small)
        found = short.short[words.upper()] if fits or tagged else None
        return None if found == "?" else found
    if tagged and (slug := vocabulary.squeezed.get(vocabulary.bared(words).replace(" ", ""))):
        return slug
    return vocabulary.bare.get(vocabulary.bared(words))


def _may_lead(tokens: list[str]) -> bool:
    known = grammar()
    return all(
        word in known.around | NOT or re.sub(r"’s\Z|’\Z", "", word) in known.whom
        for word in lowered(tokens)
    )


def _may_follow(tokens: list[str]) -> bool:
    """Whether words behind a topic are none of its own; of whom it is, stands behind “of”."""
    known, told = grammar(), False
    for word in lowered(tokens):
        told = told or word in BEFORE_WHOM
        if (
            word in SUBJECTS
            or word not in known.around
            and not (told and word.removesuffix("’s") in known.whom)
        ):
            return False
    return True


def names_any(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a topic is named anywhere among some words."""
    tokens = TOKEN.findall(words)
    return any(
        _named(tokens[start : start + length], vocabulary, False)
        for start in range(len(tokens))
        for length in range(1, min(5, len(tokens) - start) + 1)
    )


def two_topics(tokens: list[str], vocabulary: Vocabulary) -> tuple[NamedTopics, NamedTopics] | None:
    """Two topics that stand side by side, or that “in”, “by” or “after” joins."""
    for place in range(1, len(tokens)):
        first, second = tokens[:place], tokens[place:]
        if second[0].lower() in LINKS and len(second) > 1:
            second = second[1:]
        one, other = topic_in(first, vocabulary), topic_in(second, vocabulary)
        if one and not other and vocabulary.topics[one[0]].group == DISCRIMINATION:
            is_service = grammar().services.fullmatch(" ".join(second))
            other = (SERVICE_HARM, [], []) if is_service else None
        if one and other and not NOT & {*lowered(tokens)}:
            return one, other
    return None


def is_plain(tokens: Sequence[str]) -> bool:
    """Whether words add nothing to the topics that they stand around."""
    return {*lowered(tokens)} <= grammar().plain


def is_of_somebody(tokens: Sequence[str]) -> bool:
    """Whether the name of a topic says of whom it is."""
    known = grammar()
    return any(word in known.whom | PERSON for word in lowered(tokens) if word != "childhood")


def adds_nothing(tokens: list[str]) -> bool:
    """Whether words name nothing; “not graphic” does not, while “no more” denies something."""
    if any(word.isupper() and grammar().short.get(word) for word in tokens):
        return False
    denies = NOT & {*lowered(tokens)} and not DETAIL & {*lowered(tokens)}
    return not denies and _may_lead(tokens)


def lowered(tokens: Sequence[str]) -> list[str]:
    return [word.lower().replace("'", "’") for word in tokens]


def stripped(tokens: list[str]) -> list[str]:
    """Words without those that stand around a topic."""
    around = grammar().around
    while tokens and tokens[0].lower() in around:
        tokens = tokens[1:]
    while tokens and tokens[-1].lower() in around:
        tokens = tokens[:-1]
    return tokens


def core_of(tokens: list[str], words: str) -> str:
    """The words that were not understood, as they are asked about."""
    kept = stripped(tokens)
    start = words.find(kept[0]) if kept else 0
    end = words.rfind(kept[-1]) + len(kept[-1]) if kept else len(words)
    return " ".join(words[start:end].split())
