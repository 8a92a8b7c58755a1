"""Paragraphs → what safe messaging says of them: rules SM01 to SM13, and notes on people first.

A detail of method is told of by its place alone, and no list of methods can be read here. What is
quoted is free of every rule on wording: it is somebody's voice, and often what the text is about.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zinewright.paragraphs import Paragraph
from zinewright.phrases import Found, Phrases, phrases_of
from zinewright.problems import Level, Problem, shown
from zinewright.sentences import Sentence, sentences

FOLDER = Path(__file__).parent
SALT = "zinewright"
LONGEST = 30  # words of a note
REACH = 6  # words before a label in which somebody is said to have given it
QUOTED = re.compile(
    r"“[^“”]{0,1500}”|‘[^‘]{0,600}?’(?!\w)|(?<!\w)\"[^\"]{0,1500}\"|(?<!\w)'[^']{1,300}'(?!\w)"
)  # bounded, because nobody knows what stands in a post
AMOUNT = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|hundred|dozens?|handfuls?)\s*(?:of\s+|extra\s+)?"
    r"(?:mg|milligrams?|grams?|g|ml|millilit\w+|pills?|tablets?|capsules?|paracetamol|packets?|packs?"
    r"|boxes|metres?|meters?|feet|ft|storeys?|stories|floors?)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"\d[\d,.]*\s?(?:%|per ?cent\b)|\b\d[\d,.]*\s(?:people|men|women|children|deaths|times|in \d)"
    r"|\b(?:one|two|three|\d+) in (?:\w+|\d+)\b",
    re.IGNORECASE,
)
BODY_FIGURE = re.compile(
    r"\b\d[\d,.]*\s*(?:kg|kilos?|kilograms?|lbs?|pounds|stone|st|calories|kcal|cals?)\b"
    r"|\bbmi\b\D{0,12}\d",
    re.IGNORECASE,
)
NOTE = re.compile(r"\b(?:suicide|goodbye|farewell) (?:note|letter)s?\b", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\br/\w{3,}|\b[\w-]+\.(?:com|org|net|io|chat|gg)\b")


@dataclass(frozen=True)
class Rule:
    """One thing that is looked for. `source` is the guidance that it comes from."""

    id: str
    level: Level
    what: str
    fix: str
    source: str


OWN_RULES = (
    Rule("SM04", "error", "a detail of method stands here", "Remove it; it is not shown again",
         "Samaritans, media guidelines: methods; headline.ie"),
    Rule("SM08", "error", "this quotes a note that somebody left, or leads to a forum",
         "Leave out the words of the note, and name no such place",
         "Samaritans, media guidelines; headline.ie"),
    Rule("SM09", "warning", "nobody is listed who helps with a topic of this post",
         "Choose some with zine resources add", "Samaritans, media guidelines: support"),
    Rule("SM10", "info", "a figure stands here without its source", "Cite who counted, and when",
         "Samaritans, media guidelines: statistics"),
    Rule("SM12", "warning", "a weight, a body measure or an amount of food stands here",
         "Leave the number out; it is taken for a target",
         "Beat, media guidelines"),
    Rule("SM13", "warning", "a note gives away what it is there to spare",
         "Say in 30 words or fewer what is missed, without detail of method",
         "This project’s own rule for notes"),
)  # fmt: skip


@dataclass(frozen=True)
class _Wording:
    """What the file of a language says: its phrases by rule, and where each rule applies."""

    rules: Mapping[str, Rule]
    said: Mapping[str, Mapping[str, Any]]
    phrases: Phrases
    about: Phrases


@cache
def _wording(language: str) -> _Wording | None:
    path = FOLDER / f"{language.split('-')[0].lower()}.toml"
    if not path.is_file():
        return None
    read = tomllib.loads(path.read_text("utf-8"))
    classes, about, rules = read.pop("classes"), read.pop("about"), read.pop("rules")
    named = {
        name: Rule(name, said["level"], said["what"], said["fix"], said["source"])
        for name, said in rules.items()
    }
    spoken = {name: said | {"says": said["phrases"]} for name, said in rules.items()}
    subjects = {name: {"says": phrases} for name, phrases in about.items()}
    return _Wording(
        named | {rule.id: rule for rule in OWN_RULES},
        rules,
        phrases_of(spoken, classes, read),
        phrases_of(subjects, classes, {}),
    )


def rules(language: str = "en") -> dict[str, Rule]:
    """Every rule for a language, by its id; none where nobody has written any."""
    wording = _wording(language)
    return dict(sorted(wording.rules.items())) if wording else {}


def messaging(paragraphs: Sequence[Paragraph], where: str, language: str) -> Iterator[Problem]:
    """Everything that safe messaging says of a text, with the lines in its file."""
    wording = _wording(language)
    if wording is None:
        return
    for paragraph in paragraphs:
        if paragraph.kind == "code":
            continue
        read = list(sentences(paragraph, frozenset()))
        about = [{found.topic for found in wording.about.find(one.row)} for one in read]
        subjects = set().union(*about)
        for sentence, near in zip(read, about, strict=True):
            for name, line in _in_sentence(sentence, near, subjects, paragraph, wording):
                rule = wording.rules[name]
                yield Problem(where, line, name, rule.what, rule.fix, rule.level)


def _in_sentence(
    sentence: Sentence, near: set[str], subjects: set[str], paragraph: Paragraph, wording: _Wording
) -> Iterator[tuple[str, int]]:
    """The rules that a sentence trips, with the line of each."""
    line, text = sentence.line, sentence.text
    yield from ((name, line) for name in _worded(sentence, near, paragraph, wording))
    if "suicide" in subjects:
        if _tells_method(sentence):
            yield "SM04", line
        if (
            NOTE.search(text)
            and any(len(q[0].split()) > 3 for q in QUOTED.finditer(text))
            or ADDRESS.search(text)
            and wording.phrases.words["forum"].intersection(sentence.row)
        ):
            yield "SM08", line
    if "suicide" in near and FIGURE.search(text) and not paragraph.sourced:
        yield "SM10", line
    if "eating" in subjects and BODY_FIGURE.search(text):
        yield "SM12", line


def _worded(
    sentence: Sentence, near: set[str], paragraph: Paragraph, wording: _Wording
) -> Iterator[str]:
    """The rules on wording that a sentence trips."""
    every = list(wording.phrases.find(sentence.row))
    for name in dict.fromkeys(found.topic for found in every if found.kind == "says"):
        said, own = wording.said[name], [found for found in every if found.topic == name]
        if said.get("near", "") not in ("", *near):
            continue
        if said.get("own") and wording.phrases.words["first_person"].intersection(sentence.row):
            continue
        if any(not _is_free(f, own, sentence, paragraph, wording) for f in own if f.kind == "says"):
            yield name


def _is_free(
    found: Found, own: list[Found], sentence: Sentence, paragraph: Paragraph, wording: _Wording
) -> bool:
    """Whether a phrase is an exception of its rule, is quoted, or is reported as said by others."""
    said, first = wording.said[found.topic], found.places[0]
    for other in own:
        covered = range(other.places[0], other.places[-1] + 1)
        if other.kind == "unless" and set(covered).intersection(found.places):
            return True
    before = sentence.row[max(0, first - REACH) : first]
    if said.get("reported") and wording.phrases.words["reported"].intersection(before):
        return True
    place = sentence.start + sentence.spans[first][0]
    return not said.get("quoted") and _is_quoted(place, paragraph)


def _is_quoted(place: int, paragraph: Paragraph) -> bool:
    marks = (found.span() for found in QUOTED.finditer(paragraph.text))
    return paragraph.quoted or any(start <= place < end for start, end in marks)


def _tells_method(sentence: Sentence) -> bool:
    """Whether an amount or a term of method stands in a sentence."""
    pairs = (" ".join(pair) for pair in itertools.pairwise(sentence.row))
    return bool(AMOUNT.search(sentence.text)) or any(
        _digest(term) in _methods() for term in itertools.chain(sentence.row, pairs)
    )


@cache
def _methods() -> frozenset[str]:
    lines = (FOLDER / "methods.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _digest(term: str) -> str:
    return hashlib.sha256(f"{SALT} {term}".encode()).hexdigest()[:20]


# --- what stands in notes, who helps, what was left to be written


def note_leaks(sentence: str, where: str, line: int | None, language: str) -> Iterator[Problem]:
    """SM13: whether a note on a post or a passage tells what it is there to spare."""
    wording = _wording(language)
    if wording is None:
        return
    read = list(sentences(Paragraph(sentence), frozenset()))
    names = {"SM04" for one in read if _tells_method(one)}
    names |= {f.topic for one in read for f in wording.phrases.find(one.row) if f.kind == "says"}
    if names & {"SM04", "SM05"} or len(sentence.split()) > LONGEST:
        rule = wording.rules["SM13"]
        yield Problem(where, line, "SM13", rule.what, rule.fix, rule.level)


def without_support(topics: Iterable[str], where: str, language: str) -> Iterator[Problem]:
    """SM09: topics of a post, as readers see them, for which no place of support is listed."""
    listed = ", ".join(topics)
    if listed and (rule := rules(language).get("SM09")):
        what = f"nobody is listed who helps with: {shown(listed)}"
        yield Problem(where, None, "SM09", what, rule.fix, rule.level)
