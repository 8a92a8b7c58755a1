"""A paragraph at the head of a text → the warning that begins with it, if it is one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zinewright.paragraphs import Paragraph
from zinewright.stated.grammar import grammar
from zinewright.stated.marked import FEW, LONGEST, SENTENCE, listed_in, marked
from zinewright.stated.reading import Reading, is_degree, leveled
from zinewright.vocabulary import Vocabulary, bared

TOLD_AMONG = 4  # paragraphs in which a sentence is
MOST_ITEMS = 60
MOST_ENDS = 40
CLOSED = {"[": "]", "(": ")", "{": "}"}
TAG = re.compile(r"#([tc]w)[-_/]?([^\W_]{2,40})", re.IGNORECASE)
SIGNED = re.compile(r"(?:(?:⚠|🚨|‼|❗)\ufe0f?\s*)+(?P<said>.+)", re.DOTALL)


@dataclass(frozen=True)
class Statement:
    """What one statement says, and the paragraphs that it takes.

    `alone` says that they hold nothing else; of one that does, the first `begins` letters do not.
    """

    readings: tuple[tuple[Reading, Paragraph], ...]
    alone: bool
    begins: int = 0


def statement(
    paragraphs: Sequence[Paragraph], place: int, vocabulary: Vocabulary
) -> Statement | None:
    """The statement that begins with a paragraph."""
    found = _statement(paragraphs, place, vocabulary)
    if found is None or found.alone or len(found.readings) > 1:
        return found
    reading, paragraph = found.readings[0]
    for end in _ends(paragraph):
        first = replace(paragraph, text=paragraph.text[:end].rstrip(), starts=paragraph.starts[:1])
        alone = _statement([first], 0, vocabulary)
        if alone and alone.alone and alone.readings[0][0].items == reading.items:
            return replace(found, begins=end)
    return found


def _ends(paragraph: Paragraph) -> list[int]:
    """Where a warning that other text follows may end: at a bracket, a sentence or a line."""
    text = paragraph.text[:LONGEST]
    marks = (*SENTENCE.finditer(text), *re.finditer(r"[\])}](?=.)", text))
    found = {mark.end() for mark in marks} | {offset for offset, _ in paragraph.starts[1:]}
    return sorted(found, reverse=True)[:MOST_ENDS]


def _statement(
    paragraphs: Sequence[Paragraph], place: int, vocabulary: Vocabulary
) -> Statement | None:
    paragraph = paragraphs[place]
    if paragraph.kind in ("code", "cell", "caption", "note"):
        return None
    text, rest = _unwrapped(_untagged(paragraph.text[:LONGEST], vocabulary))
    found = grammar().head.match(text)
    if found and not found["said"].strip(" \t*_.:)]}!⚠\ufe0f"):
        if rest:
            return _single(paragraph, *marked(rest, vocabulary, paragraph, True), False)
        return _listed(paragraphs, place, vocabulary, sure=True)
    if found:
        kept = _graded(found, text, vocabulary, paragraph)
        if kept is not None:
            return _with_items(paragraphs, place, _single(paragraph, *kept, bool(rest)), vocabulary)
    return _told(paragraphs, place, text, vocabulary, bool(rest))


def _single(paragraph: Paragraph, reading: Reading, alone: bool, more: bool) -> Statement | None:
    if not reading.items and not reading.unmapped:
        return None
    alone = alone and reading.is_clean and not more and len(paragraph.text) <= LONGEST
    return Statement(((reading, paragraph),), alone)


def _untagged(text: str, vocabulary: Vocabulary) -> str:
    """A text in which “#twsuicide” is “#tw #suicide”."""

    def apart(tag: re.Match[str]) -> str:
        return f"#{tag[1]} #{tag[2]}" if tag[2].lower() in vocabulary.squeezed else tag[0]

    return TAG.sub(apart, text)


def _unwrapped(text: str) -> tuple[str, str]:
    """What stands in brackets at the beginning of a text, and what stands behind them."""
    opening = re.match(r"[^\w#\[({]*([\[({])", text)
    if not opening:
        return text, ""
    depth, close = 0, CLOSED[opening[1]]
    for place in range(opening.end() - 1, len(text)):
        depth += (text[place] == opening[1]) - (text[place] == close)
        if depth == 0:
            return text[opening.end() : place], text[place + 1 :].strip(" .:–—-*_")
    return text[opening.end() :], ""


def _graded(
    found: re.Match[str], text: str, vocabulary: Vocabulary, paragraph: Paragraph
) -> tuple[Reading, bool] | None:
    """What a line says whose head is known, where what stands behind it is a list of notes."""
    reading, alone = marked(
        found["said"], vocabulary, paragraph, not found["loose"], found.start("said")
    )
    if found["loose"] and paragraph.text.lstrip().startswith("#"):
        alone = alone and not reading.unmapped
        return (replace(reading, unmapped=()), alone) if reading.items else None
    if found["loose"]:
        is_meant = not reading.unmapped or all(
            _is_near(each, vocabulary) for each in reading.unmapped
        )
        return (reading, alone) if (reading.items or reading.unmapped) and is_meant else None
    if reading.items:
        return reading, alone
    return (reading, False) if _is_list(found, reading, paragraph) else None


def _is_list(found: re.Match[str], reading: Reading, paragraph: Paragraph) -> bool:
    """Whether what stands behind a head lists something, though none of it is understood."""
    about = found["mid"] or paragraph.kind == "heading" or re.search(r"[?\d]", found["said"])
    short = all(len(words.split()) <= FEW for words in reading.unmapped)
    return bool(reading.unmapped) and not about and (short or found["many"] is None)


def _is_near(words: str, vocabulary: Vocabulary) -> bool:
    """Whether words are spelt almost as the name of a topic."""
    return bool(difflib.get_close_matches(bared(words), vocabulary.bare, 1, 0.8))


# --- a list below its head


def _listed(
    paragraphs: Sequence[Paragraph], place: int, vocabulary: Vocabulary, sure: bool
) -> Statement | None:
    """The items below a line that says no more than that a list follows; else a paragraph."""
    behind = paragraphs[place + 1 : place + 1 + MOST_ITEMS]
    if paragraphs[place].kind == "item" or not behind:
        return None
    count = next((n for n, each in enumerate(behind) if each.kind != "item"), len(behind))
    taken = behind[: count or 1]
    readings = [marked(each.text[:LONGEST], vocabulary, each, sure) for each in taken]
    items = sum(len(reading.items) for reading, _ in readings)
    asked = sum(len(reading.unmapped) for reading, _ in readings)
    if not items or (asked >= items and not (sure and count)):
        return None
    alone = all(whole and not r.unmapped and r.whole for r, whole in readings)
    said = tuple((reading, each) for (reading, _), each in zip(readings, taken, strict=True))
    return Statement(((Reading(), paragraphs[place]), *said), alone)


def _with_items(
    paragraphs: Sequence[Paragraph], place: int, first: Statement | None, vocabulary: Vocabulary
) -> Statement | None:
    """A list whose first item is a warning, with the items that go on with it."""
    if first is None or paragraphs[place].kind != "item":
        return first
    readings = list(first.readings)
    for each in paragraphs[place + 1 : place + MOST_ITEMS]:
        reading, alone = marked(each.text[:LONGEST], vocabulary, each, False)
        if each.kind != "item" or not alone or not reading.is_clean:
            break
        readings.append((reading, each))
    return replace(first, readings=tuple(readings))


# --- sentences


def _told(
    paragraphs: Sequence[Paragraph], place: int, text: str, vocabulary: Vocabulary, more: bool
) -> Statement | None:
    """What a sentence tells of what follows, at the head of a text."""
    paragraph, forms = paragraphs[place], grammar()
    parts = SENTENCE.split(text)
    if place >= TOLD_AMONG or "?" in parts[0]:
        return None
    if inside := forms.inside.match(text):
        reading, alone = marked(inside["said"], vocabulary, paragraph, True)
        if reading.items:
            alone = alone and len(inside["first"].split()) <= FEW and is_degree(inside["first"])
            return _single(paragraph, reading, alone, more)
    if closing := forms.closing.match(text):
        reading = listed_in(closing["said"], vocabulary)
        if reading.items:
            return _single(paragraph, reading, True, more)
    cue = forms.cue.match(text)
    if cue and (found := _cued(cue["said"], vocabulary, paragraph, bool(cue["sep"].strip()))):
        return _single(paragraph, *found, more)
    if text.rstrip().endswith(":") and (cue or forms.bare.match(f"{text} ") or _opens(text)):
        return _listed(paragraphs, place, vocabulary, sure=False)
    if paragraph.kind == "heading":
        return None
    return _plainly(parts, paragraph, vocabulary)


def _opens(text: str) -> bool:
    """Whether a line announces a list of what a text holds: “This post contains:”."""
    return bool(grammar().own.match(f"{text} x")) or bool(
        re.match(r"\W*(?:contains|warnings?|triggers?)\s*:\Z", text.strip(), re.IGNORECASE)
    )


def _cued(
    said: str, vocabulary: Vocabulary, paragraph: Paragraph, is_marked: bool
) -> tuple[Reading, bool] | None:
    """What stands behind “Heads up: …”, where more of it are notes than anything else."""
    telling = grammar().telling.match(said)
    if not telling and (again := grammar().cue.match(said)):
        return _cued(again["said"], vocabulary, paragraph, is_marked or bool(again["sep"].strip()))
    if not telling and not is_marked:
        return None
    reading, alone = marked(telling["said"] if telling else said, vocabulary, paragraph, True)
    if telling:
        reading = leveled(reading, telling["verb"])
    asked = len(reading.unmapped)
    return (reading, alone) if len(reading.items) > (0 if telling else asked) else None


def _plainly(parts: list[str], paragraph: Paragraph, vocabulary: Vocabulary) -> Statement | None:
    """What a sentence tells without a sign that it is a warning. It stays a part of the text."""
    forms = grammar()
    if own := forms.own.match(parts[0]):
        reading = leveled(listed_in(own["said"], vocabulary), own["verb"])
        told = replace(reading, unmapped=(), whole=False)
        return Statement(((told, paragraph),), False) if reading.items else None
    if found := next(
        filter(None, (f.match(parts[0]) for f in (SIGNED, forms.bare, forms.behind))), None
    ):
        reading = listed_in(found["said"], vocabulary)
        _, alone = marked(" ".join(parts), vocabulary, paragraph, False)
        return Statement(((reading, paragraph),), alone) if reading.is_clean else None
    return None
