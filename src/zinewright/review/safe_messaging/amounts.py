"""Sentences → amounts and heights, and whether they tell a detail of method (SM04).

A number alone is none. It wants an act of taking or falling near it, or to stand beside the
subject itself; what is prescribed, taken every day, cooked, carried or measured is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from zinewright.review.safe_messaging.reading import Read
from zinewright.review.sentences import WORD

SUBJECT = "suicide"
NEAR, WIDE = 6, 9  # words between an act and an amount, and between a fall and a height
BESIDE = 8  # words between the subject and a detail
MOST = 40  # amounts of a sentence that are looked at
SHORT = 5  # words of a sentence that holds an amount and little else
FEW, MANY = 3, 10  # tablets: as people take them for an ache; more than anybody is told to take
HUNDRED = 100  # units: more than people inject with a meal
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
    rf"(?P<count>\d[\d,.]{{0,12}}|(?:{'|'.join([*VALUES, *TENS, *VAGUE])})"
    rf"(?:[ -](?:{'|'.join([*VALUES, 'hundred'])}))?\b)"
)
PILLS = r"(?:pills?|tablets?|capsules?|caplets?|painkillers?)"
MEDICINE = (
    rf"(?:{PILLS}|medication|antidepressants?|antipsychotics?|sedatives?|paracetamol|ibuprofen|aspirins?"
    r"|[a-z]{2,12}(?:amol|apine|aline|etine|opram|zepam|zolam|codone|odeine|olol|idone|abalin"
    r"|tyline|iptylin|azole|iclone|promazine|ithium|mazepine|ipramine|orphine|adone))"
)
WHOSE = r"(?:a|the|her|his|my|their)"
SUPPLY = (
    rf"(?:{WHOSE}|{COUNT.replace('?P<count>', '?:')})\s+(?:whole\s+)?(?:week|fortnight|month|year)"
    r"(?:['’]?s['’]?)?\s+(?:supply|worth)"
)
PACK = r"(?:packets?|packs?|box(?:es)?|strips?|bottles?)"
FILLING = r"(?:of\s+)?(?:(?:her|his|my|their|the|those|these|extra|more|\w{1,20}['’]s?)\s+){0,3}"
NO_OTHER = "years?|months?|weeks?|days?|hours?|minutes?|people|times|and|or"
ANY = rf"(?:(?!(?:{NO_OTHER})\b)\w{{2,20}}[\s-]+)?"
AMOUNT = re.compile(
    rf"\b(?:{COUNT}\s*-?(?:"
    r"(?P<dose>mg|milligrams?|mcg|micrograms?)"
    r"|(?P<units>units?|vials?|ampoules?)"
    r"|(?P<mass>grams?|g|ml|millilit\w{1,8}|litres?|liters?)"
    r"|(?P<length>cm|centimet\w{1,8}|mm|millimet\w{1,8}|inch(?:es)?)"
    r"|(?P<height>metres?|meters?|feet|ft|storeys?|stories|floors?)"
    rf"|\s*{FILLING}{ANY}(?P<counted>{MEDICINE})"
    r"|\s*of (?P<them>them|those|these)"
    rf"|\s*{FILLING}(?:(?:whole|full|empty|blister|large)\s+){{0,2}}(?P<box>{PACK}))"
    r"|(?P<ordinal>(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,5}teenth"
    r"|\w{3,5}tieth|(?:twenty|thirty|forty)-\w{4,7}|\d{1,3}(?:th|st|nd|rd)|top)"
    r"[ -](?:floor|storey|story)\b)"
    rf"|(?P<whole>(?:all|every|each)(?:\s+(?:one|last|single))?\s+{FILLING}(?:\w{{2,20}}[\s-]+)?{MEDICINE}"
    rf"|{SUPPLY}"
    rf"|{WHOSE}\s+(?:whole|entire|full)\s+(?:{PACK}|jar)"
    rf"|{WHOSE}\s+{PACK}\s+of\s+{FILLING}{MEDICINE})"
    r")(?!\w)",
    re.IGNORECASE,
)
DAILY = re.compile(
    r"\b(?:a|per|each|every) (?:single )?(?:day|morning|night|evening|week|month|hour|\w+ hours)\b"
    r"|\b(?:daily|nightly|weekly|in \d+ hours|in a day|at a time)\b"
    r"|\bover (?:the|a|two|three) (?:day|week|weekend|days|weeks)\b"
    r"|\b(?:more than|no more|maximum|up to)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:prescri\w{1,8}|dose|doses|dosage|repeat|as (?:directed|told|needed)"
    r"|(?:with|before|after|at) (?:food|breakfast|lunch|supper|dinner|meals?|tea)"
    r"|(?:in|during) the (?:morning|evening)"
    r"|at (?:night|bedtime)|before bed|(?:twice|once|three times) (?:a|per)|dispens\w{1,6}|issued"
    r"|headache|migraine|period pains?|toothache|hangover|vitamins?|fever|a cold|flu|hay fever"
    r"|antibiotics?|antidepressants?|gave|given|gives|discharged"
    r"|sent (?:me|him|her|us|them)? ?home)\b",
    re.IGNORECASE,
)
SOLD = re.compile(
    r"\b(?:s[eo]ll|sold|sells|selling|sale|sales|limit\w{0,5}|pack sizes?|"
    r"petition\w{0,4}|campaign\w{0,5}|schools?|pupils|training|course|"
    r"wrapped|packs? (?:to|of|from)|law|legislation|rationed|"
    r"pharmac\w{1,6}|chemists?|supermarkets?|ipads?|laptops?|screens?|apps?)\b",
    re.IGNORECASE,
)
GIVEN_BACK = re.compile(
    r"\W*(?:\w+\W+){0,3}?"
    r"(?:back|to (?:the|a|my|her|his|our|their) (?:pharmac|chemist|shop|gp|surgery))",
    re.IGNORECASE,
)
END = re.compile(
    r"\bto (?:die|kill (?:my|her|him|them)sel|end (?:it|(?:my|her|his|their) (?:own )?li)"
    r"|never wake)|\bnever (?:to )?wake up\b",
    re.IGNORECASE,
)
TO_DIE = re.compile(
    r"\b(?:to|and|wanting|hoping to) (?:die|kill (?:my|her|him|them)sel|"
    r"end (?:it|my|her|his|their)|never (?:to )?wake)"
    r"|\bat once\b|\bnever wake up\b|\bin one go\b"
    r"|(?P<later>\b(?:after|since|following) (?:\w+ ){0,2})?overdos",
    re.IGNORECASE,
)
OFF = frozenset("from off out over down".split())
ONWARD = frozenset("to into until for before after".split())
Lists = Mapping[str, Collection[str]]


class Amount:
    """A number with its unit, and the words around it."""

    def __init__(self, found: re.Match[str], read: Read, lists: Lists, *, noted: bool) -> None:
        self.found, self.read, self.lists, self.noted = found, read, lists, noted
        text = read.sentence.text
        self.text = text
        self.rest = f"{text[: found.start()]} {text[found.end() :]}"
        self.wide = _words(text[max(0, found.start() - 90) : found.start()])[-WIDE:]
        self.before = self.wide[-NEAR:]
        self.after = _words(text[found.end() : found.end() + 60])[:NEAR]
        self.same = noted or SUBJECT in read.own or bool(END.search(text))
        self.around = self.same or SUBJECT in read.beside
        self.recent = self.around or SUBJECT in read.recent

    @property
    def tells(self) -> bool:
        kind = next(
            name for name, text in self.found.groupdict().items() if text and name != "count"
        )
        if kind in ("height", "ordinal"):
            return self._is_fall()
        if kind == "length":
            return self.around and self._has("cuts") and self._has("skin")
        if kind == "mass" and not self._is_of_medicine():
            return self._is_drunk()
        if DAILY.search(self.rest):
            return False
        if kind in ("dose", "units"):
            return self._is_dose(kind)
        return self._is_count(kind) and (self.recent or self._is_plain(kind))

    def _is_plain(self, kind: str) -> bool:
        """Whether many were swallowed, of what is medicine: that tells a method by itself."""
        harmless = not set(self.read.sentence.row).isdisjoint(self.lists["goods"])
        medicine = kind == "counted" or "whole" in kind or self._is_of_medicine()
        return medicine and not harmless and not TOLD.search(self.text)

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
        """Whether somebody falls from a height, by a way that leads off it and to nothing else."""
        row = set(self.read.sentence.row)
        kept = not row.isdisjoint([*self.lists["sport"], *self.lists["accident"]])
        if not self.around or kept:
            return False
        falls, selves = self.lists["falls"], self.lists["selves"]
        if not set(self.after[:5]).isdisjoint(falls) and not OFF.isdisjoint(self.wide[-3:]):
            return True
        for at in reversed(range(len(self.wide))):
            word, beyond = self.wide[at], self.wide[at + 1 :]
            if word in falls or word in self.lists["throws"] and beyond and beyond[0] in selves:
                return self._leads_off(beyond)
        return False

    def _leads_off(self, way: list[str]) -> bool:
        """Whether the words between a fall and a height, or those behind that, lead off it."""
        places = [at for at, word in enumerate(way) if word in OFF]
        if places:
            rest = way[places[-1] + 1 :]
            return len(rest) <= 4 and ONWARD.isdisjoint(rest)
        return len(way) <= 2 and not OFF.isdisjoint(self.after[:3])

    def _is_drunk(self) -> bool:
        goods = not set(self.after[:4]).isdisjoint(self.lists["provisions"])
        if goods or DAILY.search(self.rest):
            return False
        return self._acts("strong") and self.around or self._acts("weak") and self.same

    def _is_dose(self, kind: str) -> bool:
        """Doses are told in histories of treatment; only one that was taken to die is a detail."""
        kept = (
            self.before[-1:] == ["on"]
            and self.before[-2:-1] != []
            and (self.before[-2] not in self.lists["strong"])
        )
        strong = self._acts("strong") and not kept and not TOLD.search(self.text)
        if strong and (kind == "dose" and self.recent or self.around and self._count >= HUNDRED):
            return True
        return self._acts("weak") and self.same and self._is_to_die

    @property
    def _count(self) -> int:
        kind = next(n for n, text in self.found.groupdict().items() if text and n != "count")
        return MANY if kind in ("box", "whole", "mass") else _value(self.found["count"])

    def _is_count(self, kind: str) -> bool:
        strong, act = self._acts("strong"), self._acts("strong") or self._acts("weak")
        treated, count = bool(TOLD.search(self.text)), self._count
        if kind == "box" and not strong and not self._is_of_medicine():
            return False
        if GIVEN_BACK.match(self.text, self.found.end()):
            return False
        if kind == "them":
            return act and self.same and self._is_to_die
        if count <= FEW:
            return act and self.same and self._is_to_die
        if act and (count >= MANY and (strong or kind != "whole") or not treated):
            return strong or self.around or self.recent and self._acts("past") and not treated
        if treated or SOLD.search(self.text):
            return False
        if self.recent and len(self.read.sentence.row) <= SHORT and count >= MANY:
            return True
        return kind != "whole" and self.same and (self.noted or is_beside(self._place, self.read))

    def _is_of_medicine(self) -> bool:
        return bool(
            re.match(
                rf"\s+(?:of\s+)?{FILLING}(?:\w{{2,20}}[\s-]+)?{MEDICINE}\b",
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


def is_beside(place: int, read: Read) -> bool:
    near = range(place - BESIDE, place + BESIDE + 1)
    return not read.own.get(SUBJECT, frozenset()).isdisjoint(near)
