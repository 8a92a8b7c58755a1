"""A paragraph at the head of a text → the warning that begins with it, if it is one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zinewright.languages.vocabulary import Vocabulary
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.prose.stated_notes.grammar import grammar
from zinewright.prose.stated_notes.marked import (
    FEW,
    LONGEST,
    NOTHING,
    SENTENCE,
    behind,
    goes_on,
    is_prose,
    listed_in,
    marked,
    spared,
)
from zinewright.prose.stated_notes.naming import NOT, PERSON, TOKEN, lowered
from zinewright.prose.stated_notes.reading import (
    Reading,
    announces,
    is_advice,
    is_quiet,
    leveled,
)
from zinewright.prose.stated_notes.wrapping import untagged, unwrapped, without_markup

TOLD_AMONG = 4  # paragraphs in which a sentence is
MOST_ITEMS = 60
MOST_ENDS = 40
MOST_LETTERS = 3  # of a short head
MOST_WORDS = 6  # of a paragraph that is one more item of a list
BEGINS = re.compile(r"[.!?…][\"”’)\]]*\s+|\s(?=[\[({])|[,;–—|]\s+|\s-\s")
WARNED = re.compile(r"before|care|careful|gently|look after|warn|tell|let", re.IGNORECASE)
TELLS = re.compile(r"talk|speak|writ|discuss|describ|mention|deal|touch|explor", re.IGNORECASE)
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
    """The statement that begins with a paragraph, or that stands in it."""
    written = paragraphs[place]
    if written.kind in ("code", "cell", "caption", "note"):
        return None
    text = without_markup(written.text)
    seen = [replace(written, text=text), *paragraphs[place + 1 : place + 1 + MOST_ITEMS]]
    found = _statement(seen, place, vocabulary) or _amid(seen[0], vocabulary)
    if found is None:
        return None
    (first, _), *others = found.readings
    found = replace(found, readings=((first, written), *others))
    if text != written.text:
        return replace(found, alone=False)
    if found.alone or len(found.readings) > 1 or first.unmapped:
        return found
    return _beginning(found, seen[0], first, vocabulary)


def _beginning(
    found: Statement, paragraph: Paragraph, reading: Reading, vocabulary: Vocabulary
) -> Statement:
    """A statement that a sentence of the text follows, with where it ends."""
    for end in _ends(paragraph):
        first = replace(paragraph, text=paragraph.text[:end].rstrip(), starts=paragraph.starts[:1])
        first = replace(first, starts=tuple(s for s in paragraph.starts if s[0] < len(first.text)))
        alone = _statement([first], 0, vocabulary)
        if (
            alone
            and alone.alone
            and alone.readings[0][0].items == reading.items
            and is_prose(paragraph.text[end:], vocabulary)
        ):
            return replace(found, begins=end)
    return found


def _ends(paragraph: Paragraph) -> list[int]:
    """Where a warning that other text follows may end: at a bracket, a sentence or a line."""
    text = paragraph.text[:LONGEST]
    marks = (*SENTENCE.finditer(text), *re.finditer(r"[\])}](?=.)", text))
    found = {mark.end() for mark in marks} | {offset for offset, _ in paragraph.starts[1:]}
    return sorted(found, reverse=True)[:MOST_ENDS]


def _amid(paragraph: Paragraph, vocabulary: Vocabulary) -> Statement | None:
    """A warning inside a paragraph: in brackets, or where a sentence begins."""
    text = paragraph.text[:LONGEST]
    for begins in [*BEGINS.finditer(text)][:MOST_ENDS]:
        behind = begins.end()
        rest = replace(
            paragraph,
            text=text[behind:],
            starts=tuple((max(at - behind, 0), line) for at, line in paragraph.starts
                         if at >= behind) or ((0, paragraph.line_at(behind)),),
        )  # fmt: skip
        found = _headed([rest], 0, vocabulary)
        is_weak = begins[0].strip()[:1] in (",", "–", "—", "-", ";", "|")
        head = grammar().head.match(unwrapped(rest.text)[0])
        if found and not (is_weak and head and (head["loose"] or head["mid"])):
            return replace(found, alone=False)
    return None


def _statement(
    paragraphs: Sequence[Paragraph], place: int, vocabulary: Vocabulary
) -> Statement | None:
    """The statement that begins with the first of some paragraphs, which is one at a place."""
    found = _headed(paragraphs, place, vocabulary)
    if found:
        return found
    text, rest = unwrapped(untagged(paragraphs[0].text[:LONGEST], vocabulary))
    return _told(paragraphs, place, text, vocabulary, bool(rest))


def _headed(
    paragraphs: Sequence[Paragraph], place: int, vocabulary: Vocabulary
) -> Statement | None:
    paragraph = paragraphs[0]
    text, rest = unwrapped(untagged(paragraph.text[:LONGEST], vocabulary))
    found = grammar().head.match(text)
    if not found:
        return None
    if not found["said"].strip(" \t*_.:;)]}!⚠\ufe0f"):
        if rest:
            return _single(paragraph, *marked(rest, vocabulary, paragraph, True), False)
        return _listed(paragraphs, vocabulary, sure=True)
    kept = _graded(found, text, vocabulary, paragraph)
    if kept is None:
        return None
    more, whole = behind(rest, vocabulary, paragraph) if rest else (Reading(), True)
    first = _single(paragraph, kept[0] + more, kept[1] and whole, False)
    return _with_items(paragraphs, first, vocabulary)


def _single(paragraph: Paragraph, reading: Reading, alone: bool, more: bool) -> Statement | None:
    if not reading.items and not reading.unmapped:
        return None
    alone = alone and reading.is_clean and reading.exact and not more
    return Statement(((reading, paragraph),), alone and len(paragraph.text) <= LONGEST)


def _graded(
    found: re.Match[str], text: str, vocabulary: Vocabulary, paragraph: Paragraph
) -> tuple[Reading, bool] | None:
    """What a line says whose head is known, where what stands behind it is a list of notes."""
    said = found["said"]
    reading, alone = marked(said, vocabulary, paragraph, not found["loose"])
    if found["loose"] and paragraph.text.lstrip().startswith("#"):
        alone = alone and not reading.unmapped
        return (replace(reading, unmapped=()), alone) if reading.items else None
    if _is_name(text, said) or (not reading.items and grammar().harmless.match(said)):
        return None
    if found["loose"]:
        return (reading, alone) if _is_meant(found, reading, vocabulary) else None
    if reading.items:
        return reading, alone
    if reading.unmapped:
        return (reading, False) if _is_list(found, reading, paragraph) else None
    return _nameless(said, reading, vocabulary) if not found["mid"] else None


def _nameless(said: str, reading: Reading, vocabulary: Vocabulary) -> tuple[Reading, bool] | None:
    """The whole of a warning that names nothing: “heavy”."""
    tokens = lowered(TOKEN.findall(said))
    if (
        not tokens
        or "?" in said
        or NOTHING.fullmatch(said)
        or NOT & {*tokens}
        or is_advice(said, vocabulary)
    ):
        return None
    return replace(reading, unmapped=(" ".join(said.split()).strip(" .:;!)]}"),)), False


def _is_name(text: str, said: str) -> bool:
    """Whether a head is short for words in brackets behind it: “CW (Casey Williams) wrote …”."""
    named = re.match(r"\W*(\w)(\w)\s*\(\s*(\w)[\w.’'-]*\s+(\w)[\w.’'-]*\s*\)\s*\w", text)
    return bool(named) and (named[1], named[2]) == (named[3], named[4]) if named else False


def _is_meant(found: re.Match[str], reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether what follows a head without any sign between is a list of notes."""
    if not reading.unmapped or not (reading.items or reading.unmapped):
        return bool(reading.items)
    if all(_is_near(each, vocabulary) for each in reading.unmapped):
        return True
    first = grammar().parts.split(found["said"], maxsplit=1)[0]
    if reading.items and listed_in(first, vocabulary).is_clean:
        return True
    said, head = found["said"].strip(), found.string[: found.start("said")].strip(" \t([{*_")
    names_few = len(TOKEN.findall(said)) <= FEW and said[:1].islower()
    return len(head) <= MOST_LETTERS and names_few and not found["loose"].strip()


def _is_list(found: re.Match[str], reading: Reading, paragraph: Paragraph) -> bool:
    """Whether what stands behind a head lists something, though none of it is understood."""
    asks = "?" in found["said"] or re.search(r"\d[\d.,]*\s*[A-Za-z]{2,3}\b", found["said"])
    about = _is_on(found["mid"]) or paragraph.kind == "heading" or asks
    short = all(len(words.split()) <= FEW for words in reading.unmapped)
    return bool(reading.unmapped) and not about and (short or found["many"] is None)


def _is_on(mid: str | None) -> bool:
    """Whether a head goes on with what it is about, and not for whom or of what it warns."""
    return mid is not None and not mid.strip(" ,:").lower().startswith("for")


def _is_near(words: str, vocabulary: Vocabulary) -> bool:
    """Whether words are spelt almost as the name of a topic."""
    return bool(difflib.get_close_matches(vocabulary.bared(words), vocabulary.bare, 1, 0.8))


# --- a list below its head


def _listed(
    paragraphs: Sequence[Paragraph], vocabulary: Vocabulary, sure: bool
) -> Statement | None:
    """The items below a line that says no more than that a list follows; else paragraphs."""
    behind = paragraphs[1 : 1 + MOST_ITEMS]
    if paragraphs[0].kind == "item" or not behind:
        return None
    count = next((n for n, each in enumerate(behind) if each.kind != "item"), len(behind))
    taken = behind[: count or 1]
    readings = [marked(each.text[:LONGEST], vocabulary, each, sure) for each in taken]
    items = sum(len(reading.items) for reading, _ in readings)
    asked = sum(len(reading.unmapped) for reading, _ in readings)
    if not items or (asked >= items and not (sure and count)):
        return None
    alone = all(whole and r.is_clean and r.exact for r, whole in readings)
    said = tuple((reading, each) for (reading, _), each in zip(readings, taken, strict=True))
    first = Statement(((Reading(), paragraphs[0]), *said), alone)
    return first if count else _with_lines(first, behind[1:], vocabulary, sure)


def _with_lines(
    first: Statement, behind: Sequence[Paragraph], vocabulary: Vocabulary, is_list: bool
) -> Statement:
    """A list that short paragraphs go on with, one a topic.

    Those that may begin the text are told of, and stay.
    """
    readings, alone = list(first.readings), first.alone
    for each in behind:
        reading, whole = marked(each.text[:LONGEST], vocabulary, each, True)
        is_other = each.sourced or grammar().head.match(each.text)
        if is_other or not whole or not _is_short(each, reading):
            break
        readings.append((reading, each))
        is_item = is_list and each.text.islower() and not each.text.rstrip().endswith(".")
        alone = alone and is_item and reading.is_clean and reading.exact
    return Statement(tuple(readings), alone)


def _is_short(paragraph: Paragraph, reading: Reading) -> bool:
    """Whether a paragraph is one more item of a list and no sentence."""
    text = paragraph.text.rstrip()
    tokens = lowered(TOKEN.findall(text))
    if paragraph.kind not in ("paragraph", "item") or text.endswith(("!", "?")):
        return False
    if len(tokens) > MOST_WORDS or PERSON & {*tokens}:
        return False
    if reading.is_clean:
        return goes_on(text)
    return bool(reading.unmapped) and len(tokens) <= FEW and text.islower() and text[-1:] != "."


def _with_items(
    paragraphs: Sequence[Paragraph], first: Statement | None, vocabulary: Vocabulary
) -> Statement | None:
    """A list whose first item is a warning, with the items or lines that go on with it."""
    if first is None:
        return None
    if paragraphs[0].kind != "item":
        reading, paragraph = first.readings[0]
        ends = reading.items and not SENTENCE.search(f"{paragraph.text} ")
        return _with_lines(first, paragraphs[1:], vocabulary, False) if ends else first
    readings = list(first.readings)
    for each in paragraphs[1:MOST_ITEMS]:
        reading, alone = marked(each.text[:LONGEST], vocabulary, each, False)
        if each.kind != "item" or not alone or not reading.is_clean:
            break
        readings.append((reading, each))
    exact = all(reading.exact for reading, _ in readings)
    return replace(first, readings=tuple(readings), alone=first.alone and exact)


# --- sentences


def _told(
    paragraphs: Sequence[Paragraph], place: int, text: str, vocabulary: Vocabulary, more: bool
) -> Statement | None:
    """What a sentence tells of what follows, at the head of a text."""
    paragraph, forms = paragraphs[0], grammar()
    parts = SENTENCE.split(text)
    if place >= TOLD_AMONG or "?" in parts[0]:
        return None
    if inside := forms.inside.match(text):
        reading, alone = marked(inside["said"], vocabulary, paragraph, True)
        if reading.items and announces(inside["first"]):
            return _single(paragraph, reading, alone and is_quiet(inside["first"]), more)
    if closing := forms.closing.match(text):
        reading = listed_in(closing["said"], vocabulary)
        if reading.items and not (PERSON | NOT) & {*lowered(TOKEN.findall(closing["said"]))}:
            return _single(paragraph, reading, True, more)
    if told := spared(text, vocabulary):
        return _single(paragraph, told, False, more)
    cue = forms.cue.match(text)
    if cue and (found := _cued(cue, vocabulary, paragraph, bool(cue["sep"].strip()))):
        return _single(paragraph, *found, more)
    if text.rstrip().endswith(":") and (cue or forms.bare.match(f"{text} ") or _opens(text)):
        return _listed(paragraphs, vocabulary, sure=False)
    if paragraph.kind == "heading":
        return None
    return _plainly(parts, paragraph, vocabulary)


def _opens(text: str) -> bool:
    """Whether a line announces a list of what a text holds: “This post contains:”."""
    return bool(grammar().own.match(f"{text} x")) or bool(
        re.match(r"\W*(?:contains|warnings?|triggers?)\s*:\Z", text.strip(), re.IGNORECASE)
    )


def _cued(
    cue: re.Match[str], vocabulary: Vocabulary, paragraph: Paragraph, is_marked: bool
) -> tuple[Reading, bool] | None:
    """What stands behind “Heads up: …”, where more of it are notes than anything else."""
    said, forms = cue["said"], grammar()
    telling = forms.telling.match(said)
    if not telling and (again := forms.cue.match(said)):
        return _cued(again, vocabulary, paragraph, is_marked or bool(again["sep"].strip()))
    if not telling and not is_marked:
        return None
    reading, alone = marked(telling["said"] if telling else said, vocabulary, paragraph, True)
    if telling:
        reading = leveled(reading, telling["verb"])
        alone = alone and is_quiet(said[: telling.start("said")])
    alone = alone and is_quiet(cue.string[: cue.start("said")])
    asked = len(reading.unmapped)
    if len(reading.items) > (0 if telling else asked):
        return reading, alone
    is_warned = telling and WARNED.search(cue[0]) and TELLS.match(telling["verb"])
    return (reading, False) if is_warned and asked else None


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
        whole, alone = marked(" ".join(parts), vocabulary, paragraph, False)
        alone = alone and whole.is_clean and whole.exact and reading.exact
        return Statement(((reading, paragraph),), alone) if reading.is_clean else None
    return None
