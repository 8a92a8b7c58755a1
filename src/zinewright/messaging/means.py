"""Sentences → whether they tell a detail of method (SM04): an amount, a height, or a means.

A number alone is none. It wants an act of taking or falling near it, or to stand beside the
subject itself; what is prescribed, taken every day, cooked, carried or measured is left alone. No
list of means can be read here: `methods.txt` holds digests, those after “!” of harmless pairs.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from zinewright.messaging.reading import Read
from zinewright.sentences import WORD

LISTED = Path(__file__).parent / "methods.txt"
SALT = "zinewright"
SUBJECT = "suicide"
NEAR = 6  # words between an act and what it is done with
BESIDE = 8  # words between the subject and a means
MOST = 40  # amounts of a sentence that are looked at
FEW, MANY = 3, 10  # tablets: as people take them for an ache; more than anybody is told to take
VALUES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds dozen dozens".split()
VAGUE = "handful handfuls fistful fistfuls several".split()
COUNT = (
    rf"(?P<count>\d[\d,.]*|(?:{'|'.join([*VALUES, *TENS, *VAGUE])})"
    rf"(?:[ -](?:{'|'.join([*VALUES, 'hundred'])}))?)"
)
PILLS = r"(?:pills?|tablets?|capsules?|caplets?|painkillers?)"
MEDICINE = (
    rf"(?:{PILLS}|medication|paracetamol|ibuprofen|aspirins?"
    r"|[a-z]{2,12}(?:amol|apine|aline|etine|opram|zepam|zolam|codone|odeine|olol|idone|abalin"
    r"|tyline|iptylin|azole|iclone|promazine))"
)
WHOSE = r"(?:a|the|her|his|my|their)"
PACK = r"(?:packets?|packs?|box(?:es)?|strips?|bottles?)"
FILLING = r"(?:of\s+)?(?:(?:her|his|my|their|the|those|these|extra|more|\w{1,20}['’]s?)\s+){0,3}"
NO_OTHER = "years?|months?|weeks?|days?|hours?|minutes?|people|times|and|or"
ANY = rf"(?:(?!(?:{NO_OTHER})\b)\w{{2,20}}\s+)?"
AMOUNT = re.compile(
    rf"\b(?:{COUNT}\s*-?(?:"
    r"(?P<dose>mg|milligrams?|mcg|micrograms?)"
    r"|(?P<mass>grams?|g|ml|millilit\w{1,8}|litres?|liters?)"
    r"|(?P<length>cm|centimet\w{1,8}|mm|millimet\w{1,8}|inch(?:es)?)"
    r"|(?P<height>metres?|meters?|feet|ft|storeys?|stories|floors?)"
    rf"|\s*{FILLING}{ANY}(?P<counted>{MEDICINE})"
    rf"|\s*{FILLING}(?:(?:whole|full|empty|blister|large)\s+){{0,2}}(?P<box>{PACK}))"
    r"|(?P<ordinal>(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}th|top)"
    r"[ -](?:floor|storey|story)\b)"
    rf"|(?P<whole>(?:all|every|each)(?:\s+one)?\s+{FILLING}(?:\w{{2,20}}\s+)?{PILLS}"
    rf"|{WHOSE}\s+(?:whole|entire|full)\s+(?:{PACK}|jar|month's supply)"
    rf"|{WHOSE}\s+{PACK}\s+of\s+{FILLING}{MEDICINE})"
    r")(?!\w)",
    re.IGNORECASE,
)
DAILY = re.compile(
    r"\b(?:a|per|each|every) (?:single )?(?:day|morning|night|evening|week|month|hour|\w+ hours)\b"
    r"|\b(?:daily|nightly|weekly|in \d+ hours|in a day|at a time)\b"
    r"|\b(?:more than|no more|maximum|up to)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:prescri\w{1,8}|dose|doses|dosage|repeat|as (?:directed|told|needed)"
    r"|with (?:food|breakfast|lunch|supper|dinner|meals)|(?:in|during) the (?:morning|evening)"
    r"|at (?:night|bedtime)|before bed|(?:twice|once|three times) (?:a|per)|dispens\w{1,6}|issued"
    r"|headache|migraine|period pains?|toothache|hangover|vitamins?|fever|a cold|flu|hay fever"
    r"|antibiotics?|antidepressants?|gave|given|gives|discharged"
    r"|sent (?:me|him|her|us|them)? ?home)\b",
    re.IGNORECASE,
)
SOLD = re.compile(
    r"\b(?:s[eo]ll|sold|sells|selling|sale|sales|limit\w{0,5}|pack sizes?|law|legislation|rationed|"
    r"pharmac\w{1,6}|chemists?|supermarkets?|ipads?|laptops?|screens?|apps?)\b",
    re.IGNORECASE,
)
GIVEN_BACK = re.compile(
    r"\W*(?:\w+\W+){0,3}?"
    r"(?:back|to (?:the|a|my|her|his|our|their) (?:pharmac|chemist|shop|gp|surgery))",
    re.IGNORECASE,
)
TO_DIE = re.compile(
    r"\bto (?:die|kill (?:my|her|him|them)sel|end (?:it|my|her|his|their)|never wake)|\bat once\b"
    r"|\bin one go\b|(?P<later>\b(?:after|since|following) (?:\w+ ){0,2})?overdos",
    re.IGNORECASE,
)
OFF = frozenset("from off out over down".split())
Lists = Mapping[str, Collection[str]]


def told(read: Read, lists: Lists, *, noted: bool = False) -> tuple[int, str] | None:
    """Where in a sentence a detail of method stands, and of what kind it is; None where none does.

    What is `noted` (the sentence of a note) has the subject, whether it names it or not.
    """
    if not noted and SUBJECT not in read.within:
        return None
    amounts = list(itertools.islice(AMOUNT.finditer(read.sentence.text), MOST))
    for found in amounts:
        if _Amount(found, read, lists, noted=noted).tells:
            return found.start(), "a height" if found["height"] or found["ordinal"] else "an amount"
    if noted or SUBJECT in read.beside:
        for place in _means(read, [found.span() for found in amounts]):
            if noted or _is_meant(place, read, lists):
                return read.sentence.spans[place][0], "a means"
    return None


class _Amount:
    """A number with its unit, and the words around it."""

    def __init__(self, found: re.Match[str], read: Read, lists: Lists, *, noted: bool) -> None:
        self.found, self.read, self.lists, self.noted = found, read, lists, noted
        text = read.sentence.text
        self.text = text
        self.before = _words(text[max(0, found.start() - 90) : found.start()])[-NEAR:]
        self.after = _words(text[found.end() : found.end() + 60])[:NEAR]
        self.same = noted or SUBJECT in read.own
        self.around = self.same or SUBJECT in read.beside

    @property
    def tells(self) -> bool:
        kind = next(
            name for name, text in self.found.groupdict().items() if text and name != "count"
        )
        if kind in ("height", "ordinal"):
            return self._is_fall()
        if kind == "length":
            return self.around and self._has("cuts") and self._has("skin")
        if kind == "mass":
            return self._is_drunk()
        if DAILY.search(self.text):
            return False
        return self._is_dose() if kind == "dose" else self._is_count(kind)

    def _has(self, *names: str) -> bool:
        near = {*self.before, *self.after}
        return any(not near.isdisjoint(self.lists[name]) for name in names)

    def _acts(self, name: str) -> bool:
        """Whether an act stands before the amount, or behind it in the passive or in a clause."""
        acts = self.lists[name]
        behind = self.after[:4]
        subject = {"were", "was", "been", "had", "she", "he", "they", "i", "that", "which"}
        return not set(self.before).isdisjoint(acts) or (
            not set(behind).isdisjoint(acts) and not subject.isdisjoint(behind)
        )

    def _is_fall(self) -> bool:
        near = {*self.before, *self.after}
        thrown = self._has("throws") and not near.isdisjoint(self.lists["selves"])
        falls = self._has("falls") or thrown
        return self.around and falls and not near.isdisjoint(OFF) and not self._is_sport()

    def _is_sport(self) -> bool:
        return not set(self.read.sentence.row).isdisjoint(self.lists["sport"])

    def _is_drunk(self) -> bool:
        goods = not set(self.after[:4]).isdisjoint(self.lists["provisions"])
        if goods or DAILY.search(self.text):
            return False
        return self._acts("strong") and self.around or self._acts("weak") and self.same

    def _is_dose(self) -> bool:
        """Doses are told in histories of treatment; only one that was taken to die is a detail."""
        if self._acts("strong") and not TOLD.search(self.text):
            return True
        return self._acts("weak") and self.same and self._is_to_die

    def _is_count(self, kind: str) -> bool:
        strong, act = self._acts("strong"), self._acts("strong") or self._acts("weak")
        if kind == "box" and not strong and not self._is_of_medicine():
            return False
        if GIVEN_BACK.match(self.text, self.found.end()):
            return False
        count = MANY if kind in ("box", "whole") else _value(self.found["count"])
        if count <= FEW:
            return act and self.same and self._is_to_die
        if act and (count >= MANY or not TOLD.search(self.text)):
            return strong or self.around
        if kind == "whole" or TOLD.search(self.text) or SOLD.search(self.text):
            return False
        return self.same and (self.noted or _is_beside(self._place, self.read))

    def _is_of_medicine(self) -> bool:
        return bool(
            re.match(
                rf"\s+(?:of\s+)?{FILLING}(?:\w+\s+)?{MEDICINE}\b",
                self.text[self.found.end() :][:80],
                re.IGNORECASE,
            )
        )

    @property
    def _is_to_die(self) -> bool:
        """Whether a purpose is told; an overdose that lies in the past is none."""
        return any(not found["later"] for found in TO_DIE.finditer(self.text))

    @property
    def _place(self) -> int:
        spans = self.read.sentence.spans
        return next(n for n, (_, end) in enumerate(spans) if end > self.found.start())


def _value(count: str | None) -> int:
    """How many a count says; MANY where it only says that there are many."""
    words = (count or "").casefold().replace("-", " ").split()
    if len(words) == 1 and words[0] in VALUES:
        return VALUES[words[0]]
    digits = re.sub(r"[,.].*|\D", "", count or "")
    return int(digits[:9]) if digits else MANY


def _words(text: str) -> list[str]:
    return [word[0].casefold() for word in WORD.finditer(text)]


def _is_beside(place: int, read: Read) -> bool:
    near = range(place - BESIDE, place + BESIDE + 1)
    return not read.own.get(SUBJECT, frozenset()).isdisjoint(near)


# --- means, whose words cannot be read here


def _means(read: Read, amounts: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The places of words that name a means, without amounts and what is harmless in its row."""
    row, listed, spans = read.sentence.row, methods(), read.sentence.spans
    for place, length in itertools.product(range(len(row)), (1, 2)):
        is_term = digest(" ".join(row[place : place + length])) in listed
        in_amount = any(start <= spans[place][0] < end for start, end in amounts)
        if is_term and not in_amount and not _is_harmless(place, length, read):
            yield place


def _is_harmless(place: int, length: int, read: Read) -> bool:
    row, known = read.sentence.row, harmless()
    for start in range(max(0, place - 2), place + 1):
        for end in range(place + length, min(len(row), place + length + 2) + 1):
            if end - start <= 4 and digest(" ".join(row[start:end])) in known:
                return True
    return False


def _is_meant(place: int, read: Read, lists: Lists) -> bool:
    """Whether a means stands beside the subject, or is used in an act of the sentence beside it.

    What others took away, and what others hurt somebody with, tells no method.
    """
    row = read.sentence.row
    before = row[max(0, place - NEAR) : place]
    near = {*before}
    reflexive = not near.isdisjoint(lists["selves"])
    if not reflexive and not near.isdisjoint([*lists["violence"], *lists["safety"]]):
        return False
    if not near.isdisjoint(lists["keepers"]) and not near.isdisjoint(lists["keeps"]):
        return False
    if SUBJECT in read.own:
        return _is_beside(place, read)
    return not near.isdisjoint(lists["ends"]) and set(row).isdisjoint(lists["sport"])


@cache
def digest(term: str) -> str:
    """The digest under which a term stands in the list."""
    return hashlib.sha256(f"{SALT} {term}".encode()).hexdigest()[:20]


@cache
def methods() -> frozenset[str]:
    """The digests of words and pairs that name a means."""
    return frozenset(line for line in _lines() if line[0] not in "#!")


@cache
def harmless() -> frozenset[str]:
    """The digests of rows of words in which such a word means something else."""
    return frozenset(line[1:].strip() for line in _lines() if line[0] == "!")


def _lines() -> list[str]:
    return [line for line in LISTED.read_text("utf-8").splitlines() if line]
