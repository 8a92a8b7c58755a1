"""A paragraph at the head of a text → the warning that begins with it, if it is one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zinewright.paragraphs import Paragraph
from zinewright.stated.grammar import grammar
from zinewright.stated.naming import PERSON, TOKEN, Names, key_of, lowered
from zinewright.stated.reading import Reading, is_advice, is_degree, leveled, read_list

TOLD_AMONG = 4  # paragraphs in which a sentence is
LONGEST = 1500  # letters of a paragraph that are read
MOST_ITEMS = 60
MOST_ENDS = 40
SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+")
CLOSED = {"[": "]", "(": ")", "{": "}"}
BUT = re.compile(
    r"(?:[,;]?\s+(?:so|but|if|please|because|which)|\s+[–—]\s+(?:so|but|if|please))\b.*",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"#([tc]w)(?:[-_/](?=\w)|(?=[a-z]{4}))", re.IGNORECASE)
SIGNED = re.compile(r"(?:(?:⚠|🚨|‼|❗)\ufe0f?\s*)+(?P<said>.+)", re.DOTALL)
NOTHING = re.compile(r"\W*(?:n/?a|none|nothing|nil)\W*", re.IGNORECASE)
ALSO = re.compile(
    r"\W*(?:(?:it )?also|plus|includ\w+|contain\w*|mention\w*|discussi\w*|discusses|references?)\b",
    re.IGNORECASE,
)
MOST_LISTED = 6  # words of a sentence that goes on with a list
FEW = 3  # words of a sentence that are asked about


@dataclass(frozen=True)
class Statement:
    """What one statement says, and the paragraphs that it takes.

    `alone` says that they hold nothing else; of one that does, the first `begins` letters do not.
    """

    readings: tuple[tuple[Reading, Paragraph], ...]
    alone: bool
    begins: int = 0


def statement(paragraphs: Sequence[Paragraph], place: int, names: Names) -> Statement | None:
    """The statement that begins with a paragraph."""
    found = _statement(paragraphs, place, names)
    if found is None or found.alone or len(found.readings) > 1:
        return found
    reading, paragraph = found.readings[0]
    for end in _ends(paragraph):
        first = replace(paragraph, text=paragraph.text[:end].rstrip(), starts=paragraph.starts[:1])
        alone = _statement([first], 0, names)
        if alone and alone.alone and alone.readings[0][0].items == reading.items:
            return replace(found, begins=end)
    return found


def _ends(paragraph: Paragraph) -> list[int]:
    """Where a warning that other text follows may end: at a bracket, a sentence or a line."""
    text = paragraph.text[:LONGEST]
    marks = (*SENTENCE.finditer(text), *re.finditer(r"[\])}](?=.)", text))
    found = {mark.end() for mark in marks} | {offset for offset, _ in paragraph.starts[1:]}
    return sorted(found, reverse=True)[:MOST_ENDS]


def _statement(paragraphs: Sequence[Paragraph], place: int, names: Names) -> Statement | None:
    paragraph = paragraphs[place]
    if paragraph.kind in ("code", "cell", "caption", "note"):
        return None
    text, rest = _unwrapped(TAG.sub(r"#\1 #", paragraph.text[:LONGEST]))
    found = grammar().head.match(text)
    if found and not found["said"].strip(" \t*_.:)]}!⚠\ufe0f"):
        if rest:
            return _single(paragraph, *_marked(rest, names, paragraph, True), False)
        return _listed(paragraphs, place, names, sure=True)
    if found:
        kept = _graded(found, text, names, paragraph)
        if kept is not None:
            return _with_items(paragraphs, place, _single(paragraph, *kept, bool(rest)), names)
    return _told(paragraphs, place, text, names, bool(rest))


def _single(paragraph: Paragraph, reading: Reading, alone: bool, more: bool) -> Statement | None:
    if not reading.items and not reading.unmapped:
        return None
    alone = alone and reading.is_clean and not more and len(paragraph.text) <= LONGEST
    return Statement(((reading, paragraph),), alone)


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
    found: re.Match[str], text: str, names: Names, paragraph: Paragraph
) -> tuple[Reading, bool] | None:
    """What a line says whose head is known, where what stands behind it is a list of notes."""
    reading, alone = _marked(
        found["said"], names, paragraph, not found["loose"], found.start("said")
    )
    if found["loose"]:
        is_meant = not reading.unmapped or all(_is_near(each, names) for each in reading.unmapped)
        return (reading, alone) if (reading.items or reading.unmapped) and is_meant else None
    if reading.items:
        return reading, alone
    return (reading, False) if _is_list(found, reading, paragraph) else None


def _is_list(found: re.Match[str], reading: Reading, paragraph: Paragraph) -> bool:
    """Whether what stands behind a head lists something, though none of it is understood."""
    about = found["mid"] or paragraph.kind == "heading" or re.search(r"[?\d]", found["said"])
    short = all(len(words.split()) <= FEW for words in reading.unmapped)
    return bool(reading.unmapped) and not about and (short or found["many"] is None)


def _is_near(words: str, names: Names) -> bool:
    """Whether words are spelt almost as the name of a topic."""
    return bool(difflib.get_close_matches(key_of(words), names.known, 1, 0.8))


def _marked(
    said: str, names: Names, paragraph: Paragraph, asks: bool, offset: int = 0
) -> tuple[Reading, bool]:
    """What a list says up to where other text begins; whether it is all that there is."""
    if NOTHING.fullmatch(said):
        return Reading(), False
    said, more = _cut_at_line(said, names, paragraph)
    parts = SENTENCE.split(said)
    reading, alone = _read(parts[0], names), not more
    for sentence in parts[1:]:
        behind = _behind(sentence, names, asks and not more)
        if behind is None:
            alone = False
            break
        reading += behind
    return reading, alone


def _behind(sentence: str, names: Names, asks: bool) -> Reading | None:
    """What a sentence behind a list adds to it; None where it is other text."""
    if not TOKEN.search(sentence) or is_advice(sentence):
        return Reading()
    reading = _read(sentence, names)
    if reading.is_clean:
        return reading if _goes_on(sentence) else None
    return reading if asks and reading.unmapped and len(sentence.split()) <= FEW else None


def _goes_on(sentence: str) -> bool:
    """Whether a sentence goes on with a list, and tells nothing that happened."""
    tokens = lowered(TOKEN.findall(sentence))
    tells = tokens[0] in grammar().whom or any(
        word.endswith("ed") or word in PERSON for word in tokens
    )
    return bool(ALSO.match(sentence)) or (len(tokens) <= MOST_LISTED and not tells)


def _cut_at_line(said: str, names: Names, paragraph: Paragraph) -> tuple[str, bool]:
    """A list without the text that follows on the next line of the file."""
    begins = len(paragraph.text[:LONGEST].rstrip(")]}* ")) - len(said.rstrip(")]}* "))
    for offset, _ in paragraph.starts[1:]:
        first = said[: max(offset - begins, 0)].rstrip()
        if not first or re.search(r"(?:[,;:/&+–—-]|\b(?:and|or|of|to|with|about))\Z", first):
            continue
        if _read(SENTENCE.split(first)[0], names).is_clean and not _read(said, names).is_clean:
            behind = said[len(first) :]
            return first, _behind(SENTENCE.split(behind.strip())[0], names, False) is None
    return said, False


def _read(said: str, names: Names, level: str = "") -> Reading:
    """What a sentence lists, without “so skip it if …” at its end."""
    cut = BUT.search(said)
    if not cut or not TOKEN.search(said[: cut.start()]):
        return read_list(said, names, level)
    reading = read_list(said[: cut.start()], names, level)
    tail = re.sub(r"\A[\W]*(?:so|but|and|which|because)\b", "", cut[0], flags=re.IGNORECASE)
    if is_advice(tail) or not TOKEN.search(tail):
        return reading
    behind = read_list(cut[0], names, level)
    return reading + behind if behind.is_clean else replace(reading, whole=False)


# --- a list below its head


def _listed(
    paragraphs: Sequence[Paragraph], place: int, names: Names, sure: bool
) -> Statement | None:
    """The items below a line that says no more than that a list follows; else a paragraph."""
    behind = paragraphs[place + 1 : place + 1 + MOST_ITEMS]
    if paragraphs[place].kind == "item" or not behind:
        return None
    count = next((n for n, each in enumerate(behind) if each.kind != "item"), len(behind))
    taken = behind[: count or 1]
    readings = [_marked(each.text[:LONGEST], names, each, sure) for each in taken]
    items = sum(len(reading.items) for reading, _ in readings)
    asked = sum(len(reading.unmapped) for reading, _ in readings)
    if not items or (asked >= items and not (sure and count)):
        return None
    alone = all(whole and not r.unmapped and r.whole for r, whole in readings)
    said = tuple((reading, each) for (reading, _), each in zip(readings, taken, strict=True))
    return Statement(((Reading(), paragraphs[place]), *said), alone)


def _with_items(
    paragraphs: Sequence[Paragraph], place: int, first: Statement | None, names: Names
) -> Statement | None:
    """A list whose first item is a warning, with the items that go on with it."""
    if first is None or paragraphs[place].kind != "item":
        return first
    readings = list(first.readings)
    for each in paragraphs[place + 1 : place + MOST_ITEMS]:
        reading, alone = _marked(each.text[:LONGEST], names, each, False)
        if each.kind != "item" or not alone or not reading.is_clean:
            break
        readings.append((reading, each))
    return replace(first, readings=tuple(readings))


# --- sentences


def _told(
    paragraphs: Sequence[Paragraph], place: int, text: str, names: Names, more: bool
) -> Statement | None:
    """What a sentence tells of what follows, at the head of a text."""
    paragraph, forms = paragraphs[place], grammar()
    parts = SENTENCE.split(text)
    if place >= TOLD_AMONG or "?" in parts[0]:
        return None
    if inside := forms.inside.match(text):
        reading, alone = _marked(inside["said"], names, paragraph, True)
        if reading.items:
            alone = alone and len(inside["first"].split()) <= FEW and is_degree(inside["first"])
            return _single(paragraph, reading, alone, more)
    cue = forms.cue.match(text)
    if cue and (found := _cued(cue["said"], names, paragraph, bool(cue["sep"].strip()))):
        return _single(paragraph, *found, more)
    if text.rstrip().endswith(":") and (cue or forms.bare.match(f"{text} ") or _opens(text)):
        return _listed(paragraphs, place, names, sure=False)
    if paragraph.kind == "heading":
        return None
    return _plainly(parts, paragraph, names)


def _opens(text: str) -> bool:
    """Whether a line announces a list of what a text holds: “This post contains:”."""
    return bool(grammar().own.match(f"{text} x")) or bool(
        re.match(r"\W*(?:contains|warnings?|triggers?)\s*:\Z", text.strip(), re.IGNORECASE)
    )


def _cued(
    said: str, names: Names, paragraph: Paragraph, marked: bool
) -> tuple[Reading, bool] | None:
    """What stands behind “Heads up: …”, where more of it are notes than anything else."""
    telling = grammar().telling.match(said)
    if not telling and (again := grammar().cue.match(said)):
        return _cued(again["said"], names, paragraph, marked or bool(again["sep"].strip()))
    if not telling and not marked:
        return None
    reading, alone = _marked(telling["said"] if telling else said, names, paragraph, True)
    if telling:
        reading = leveled(reading, telling["verb"])
    asked = len(reading.unmapped)
    return (reading, alone) if len(reading.items) > (0 if telling else asked) else None


def _plainly(parts: list[str], paragraph: Paragraph, names: Names) -> Statement | None:
    """What a sentence tells without a sign that it is a warning. It stays a part of the text."""
    forms = grammar()
    if own := forms.own.match(parts[0]):
        reading = leveled(_read(own["said"], names), own["verb"])
        told = replace(reading, unmapped=(), whole=False)
        return Statement(((told, paragraph),), False) if reading.items else None
    if found := next(
        filter(None, (f.match(parts[0]) for f in (SIGNED, forms.bare, forms.behind))), None
    ):
        reading = _read(found["said"], names)
        _, alone = _marked(" ".join(parts), names, paragraph, False)
        return Statement(((reading, paragraph),), alone) if reading.is_clean else None
    return None
