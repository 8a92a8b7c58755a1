"""Paragraphs → what safe messaging says of them: rules SM01 to SM13, and notes on people first.

None of it stops a draft: all are warnings or remarks, and a person can overrule what is said of a
sentence, which carries its digest. A detail of method is told of by its place alone. What is quoted
is free of every rule on wording: it is somebody's voice, and often what the text is about.
"""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePath

from zinewright.digests import digest_of
from zinewright.languages.files import file_of
from zinewright.languages.phrases import Found, Phrases, phrases_of
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.problems import Level, Problem, behind, shown
from zinewright.review.safe_messaging import means, places
from zinewright.review.safe_messaging.figures import lacks_source, measures_body
from zinewright.review.safe_messaging.forms import Forms, forms_of
from zinewright.review.safe_messaging.reading import (
    PlacedSentence,
    freed_in,
    is_broken,
    read,
    read_all,
)

FILE = "safe_messaging.toml"
LONGEST = 30  # words of a note
MOST_IDS = 3  # entries of the starting directory that a remedy names
REACH = 6  # words before a label in which somebody is said to have given it
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
EASE = "SM05"
LEAKED = ("SM04", EASE)  # rules of which SM13 speaks where a note breaks them


@dataclass(frozen=True)
class Guideline:
    """One thing that is looked for. `source` is the guidance that it comes from."""

    id: str
    level: Level
    what: str
    fix: str
    source: str


OWN_RULES = (
    Guideline("SM04", "warning", "a detail of method stands here",
         "Say what happened without it; it is not shown again",
         "Samaritans, media guidelines: methods; headline.ie"),
    Guideline("SM08", "warning", "this quotes a note that somebody left, or leads to a forum",
         "Leave out the words of the note, and name no such place",
         "Samaritans, media guidelines; headline.ie"),
    Guideline("SM09", "warning", "nobody is listed who helps with a topic of this post",
         "Choose some with zine resources add", "Samaritans, media guidelines: support"),
    Guideline("SM10", "info", "a figure stands here without its source",
         "Cite who counted, and when", "Samaritans, media guidelines: statistics"),
    Guideline("SM12", "warning", "a weight, a body measure or an amount of food stands here",
         "Leave the number out; it is taken for a target",
         "Beat, media guidelines"),
    Guideline("SM13", "warning", "a note gives away what it is there to spare",
         "Say in 30 words or fewer what is missed, without detail of method",
         "This project’s own rule for notes"),
)  # fmt: skip


@dataclass(frozen=True)
class _Wording:
    """What the file of a language says: its phrases by table, and where each table applies.

    A table belongs to the rule of its name, or to the one that it names; a rule may have several.
    """

    rules: Mapping[str, Guideline]
    said: Mapping[str, Mapping[str, object]]
    phrases: Phrases
    about: Phrases
    forms: Forms


@cache
def _wording(language: str) -> _Wording | None:
    return _read(file_of(language, FILE))


@cache
def _read(path: Path | None) -> _Wording | None:
    if path is None:
        return None
    found = tomllib.loads(path.read_text("utf-8"))
    classes, parts, about, said = (
        found.pop(key, {}) for key in ("classes", "parts", "about", "rules")
    )
    lists = {name: words for name, words in found.items() if isinstance(words, str)}
    named = {
        name: Guideline(name, facts["level"], facts["what"], facts["fix"], facts["source"])
        for name, facts in said.items()
        if "of" not in facts
    }
    spoken = {
        name: facts | {"says": [each for text in facts["phrases"] for each in _spread(text, parts)]}
        for name, facts in said.items()
    }
    every = named | {rule.id: rule for rule in OWN_RULES}
    phrases = phrases_of(spoken, classes, lists)
    forms = forms_of(found, phrases.words, _listed(path))
    short = {name: words for name, words in lists.items() if name == "abbreviations"}
    return _Wording(every, said, phrases, phrases_of(about, classes, short), forms)


def _listed(path: Path) -> str:
    """The list of means beside the file of a language."""
    listed = path.with_name("methods.txt")
    return listed.read_text("utf-8") if listed.is_file() else ""


def _spread(text: str, parts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A phrase with each of the parts that it names in braces."""
    named = [name for name in parts if f"{{{name}}}" in text]
    for chosen in itertools.product(*(parts[name] for name in named)):
        yield text.format(**dict(zip(named, chosen, strict=True)))


def rules(language: str = "en") -> dict[str, Guideline]:
    """Every rule for a language, by its id; none where nobody has written any."""
    wording = _wording(language)
    return dict(sorted(wording.rules.items())) if wording else {}


def messaging(
    paragraphs: Sequence[Paragraph],
    where: str,
    language: str,
    notes: Sequence[Paragraph] = (),
) -> Iterator[Problem]:
    """Everything that safe messaging says of a text and of notes on it, with their lines.

    A note speaks of what the whole text speaks of. Each problem carries the digest of its sentence.
    """
    wording = _wording(language)
    if wording is None:
        return
    leads = False
    text = read_all(paragraphs, wording.about)
    whole = frozenset[str]().union(*(every[0].within for every in text if every))
    for note in notes:
        for one in read(note, wording.about):
            yield from _said_of(replace(one, recent=one.within | whole), where, wording)
    for paragraph, every in zip(paragraphs, text, strict=True):
        if paragraph.kind == "code":
            continue
        if leads and paragraph.quoted and every:
            yield _problem(wording.rules["SM08"], every[0], where)
        for one in every:
            yield from _said_of(one, where, wording)
        leads = bool(every) and places.leads_into_note(every[-1], wording.forms)


def _said_of(one: PlacedSentence, where: str, wording: _Wording) -> Iterator[Problem]:
    for name in _tripped(one, wording):
        yield _problem(wording.rules[name], one, where)
    yield from _details(one, where, wording)


def _problem(rule: Guideline, one: PlacedSentence, where: str) -> Problem:
    sentence = one.sentence
    digest, line = digest_of(sentence.text), sentence.line or None
    return Problem(where, line, rule.id, rule.what, rule.fix, rule.level, digest)


def _tripped(one: PlacedSentence, wording: _Wording) -> Iterator[str]:
    """The rules that a sentence trips, but for that on details of method."""
    forms = wording.forms
    yield from _worded(one, wording)
    if places.quotes_note(one, forms) or places.leads_to_forum(one, forms):
        yield "SM08"
    if lacks_source(one, forms):
        yield "SM10"
    if "eating" in one.recent and measures_body(one, forms):
        yield "SM12"


def _details(one: PlacedSentence, where: str, wording: _Wording) -> Iterator[Problem]:
    """SM04, which says of what kind a detail is and where, and never what."""
    if found := means.told(one, wording.forms):
        place, kind = found
        rule, sentence = wording.rules["SM04"], one.sentence
        what = f"{rule.what}: {kind}, in {_which(one)}"
        line = one.paragraph.line_at(sentence.start + place) or None
        yield Problem(where, line, "SM04", what, rule.fix, rule.level, digest_of(sentence.text))


def _which(one: PlacedSentence) -> str:
    """Which sentence of its paragraph one is."""
    if one.of == 1:
        return "the only sentence of the paragraph"
    if one.number <= len(ORDINALS):
        return f"the {ORDINALS[one.number - 1]} sentence of the paragraph"
    return f"sentence {one.number} of the paragraph"


def _worded(one: PlacedSentence, wording: _Wording) -> Iterator[str]:
    """The rules on wording that a sentence trips, each once."""
    every = list(wording.phrases.find(one.sentence.row))
    tables = dict.fromkeys(found.topic for found in every if found.kind == "says")
    tripped = (name for name in tables if _applies(name, every, one, wording))
    yield from dict.fromkeys(str(wording.said[name].get("of", name)) for name in tripped)


def _applies(name: str, every: list[Found], one: PlacedSentence, wording: _Wording) -> bool:
    said = wording.said[name]
    for key, there in (("near", one.own), ("beside", one.beside), ("within", one.within)):
        if said.get(key, "") not in ("", *there):
            return False
    if said.get("own") and wording.phrases.words["first_person"].intersection(one.sentence.row):
        return False
    own = [found for found in every if found.topic == name]
    return _is_said(name, own, one, wording)


def _is_said(name: str, own: list[Found], one: PlacedSentence, wording: _Wording) -> bool:
    """Whether a phrase of a table stands in a sentence without anything that frees it."""
    freed = freed_in(own).get(name, set())
    return any(
        found.kind == "says"
        and freed.isdisjoint(found.places)
        and not is_broken(found, one.sentence)
        and not _is_of_others(found, one, wording)
        for found in own
    )


def _is_of_others(found: Found, one: PlacedSentence, wording: _Wording) -> bool:
    """Whether a phrase is quoted, or is reported as what others say."""
    said, first = wording.said[found.topic], found.places[0]
    before = one.sentence.row[max(0, first - REACH) : first]
    if said.get("reported") and wording.phrases.words["reported"].intersection(before):
        return True
    return not said.get("quoted") and one.is_quoted(first)


# --- what stands in notes, who helps


def note_leaks(sentence: str, where: str, line: int | None, language: str) -> Iterator[Problem]:
    """SM13: whether a note on a post or a passage tells what it is there to spare.

    `line` is that of the note in the file; each thing that is wrong is said by itself.
    """
    wording = _wording(language)
    if wording is None:
        return
    rule = wording.rules["SM13"]
    for what, fix in _leaks(sentence, wording):
        digest = digest_of(sentence)
        yield Problem(where, line, "SM13", f"this note {what}", fix, rule.level, digest)


def _leaks(sentence: str, wording: _Wording) -> Iterator[tuple[str, str]]:
    if (words := len(sentence.split())) > LONGEST:
        yield f"has {words} words", f"Say in {LONGEST} words or fewer what is missed"
    every, forms = read(Paragraph(sentence), wording.about), wording.forms
    if kind := next((f[1] for one in every if (f := means.told(one, forms, noted=True))), ""):
        what = f"tells a detail of method: {kind}"
        yield what, "Say what is missed without it; it is not shown again"
    for one in every:
        own = [each for each in wording.phrases.find(one.sentence.row) if each.topic == EASE]
        if {"suicide", "dying"}.intersection(one.own) and _is_said(EASE, own, one, wording):
            yield "calls a way to die or to hurt oneself easy, quick or certain", "Take that out"
            return


@dataclass(frozen=True)
class Lonely:
    """A topic as readers see it, for which nobody is listed, and who could be: ids to add."""

    label: str
    ids: tuple[str, ...] = ()


def without_support(
    topics: Sequence[Lonely], directories: Sequence[str], where: str, language: str
) -> Iterator[Problem]:
    """SM09: topics of a post for which no place of support is listed, and what to do of each.

    `directories` are ids of directories of services that could be listed for the topics for which
    nobody else is known.
    """
    rule = rules(language).get("SM09")
    if rule is None:
        return
    served = [each for each in topics if each.ids]
    if served:
        named, place = " ".join(_one_each(served)), behind(PurePath(where).parent.parent)
        fix = f"Choose who may be listed: zine resources add {named}{place}"
        yield Problem(where, None, "SM09", _nobody(served), fix, rule.level)
    if unknown := [each for each in topics if not each.ids]:
        what = f"{_nobody(unknown)}, nor does the starting directory know anybody"
        yield Problem(where, None, "SM09", what, _by_hand(directories, where), rule.level)


def _nobody(topics: Iterable[Lonely]) -> str:
    return f"nobody is listed who helps with: {shown(', '.join(each.label for each in topics))}"


def _one_each(topics: Sequence[Lonely]) -> tuple[str, ...]:
    """A few ids, of every topic one before another has two."""
    turns = itertools.chain.from_iterable(itertools.zip_longest(*(each.ids for each in topics)))
    return tuple(dict.fromkeys(name for name in turns if name))[:MOST_IDS]


def _by_hand(directories: Sequence[str], where: str) -> str:
    """What is always left to do: a page that lists others, or an entry that a person writes."""
    entry = "write an entry with this topic into resources.toml"
    if not directories:
        return entry[0].upper() + entry[1:]
    place = behind(PurePath(where).parent.parent)
    listed = " or ".join(f"zine resources add {name}{place}" for name in directories[:MOST_IDS])
    return f"List a directory of services ({listed}), or {entry}"
