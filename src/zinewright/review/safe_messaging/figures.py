"""Sentences → figures that stand without a source (SM10), and numbers of bodies and food (SM12)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping

from zinewright.review.safe_messaging.amounts import MOST, TENS, VALUES
from zinewright.review.safe_messaging.reading import Read
from zinewright.review.sentences import WORD

SMALL = "|".join(word for word in VALUES if word != "zero")
LARGE = "|".join(TENS)
NUMBER = rf"(?:\d[\d,.]{{0,12}}|(?:{SMALL}|{LARGE})(?:[ -](?:{SMALL}|hundred))?)"
PERSONS = r"(?:people|men|women|children|students|girls|boys)"
FIGURE = re.compile(
    r"\d[\d,.]*\s?(?:%|per ?cent\b)"
    rf"|\b\d[\d,.]*\s(?:(?:young|older|more|fewer)\s)?(?:{PERSONS}|deaths|suicides|lives)\b"
    rf"|\b(?:{SMALL}|\d+) (?:in|out of)(?: every)? "
    rf"(?:a hundred|a thousand|(?:{SMALL}|{LARGE}|\d{{1,3}}|\d+,\d{{3}}|[1-9]0{{3,}})\b)"
    r"|\b\d[\d,.]*\s?(?:times|fold)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"%|per ?cent|\bin \d|\bout of\b|\bin (?:every|a|{SMALL}|{LARGE})\b"
    r"|\b(?:die|died|dies|deaths|suicides|lives|kills|killed|took|take|taken|ended|lost)\b"
    r"|\b(?:a|every|each|per) (?:year|month|week|day)\b"
    r"|annually|more likely|as likely|higher|greater|the rate",
    re.IGNORECASE,
)
NO_COUNT = re.compile(
    r"100 ?(?:%|per ?cent)(?! of)"
    r"|\d ?(?:%|per ?cent) (?:sure|certain|off|of me|of my|honest|charged?|battery|cotton|alcohol"
    r"|proof|deposit|discount|vol)"
    r"|(?:one|two|three|four|\d+) in (?:the )?(?:morning|afternoon|evening)"
    rf"|\d {PERSONS} (?:came|walked|attended|turned|joined|signed|met|sat|ran|marched|gathered"
    r"|trained|stood|read|spoke|in the room|at the|on the|from our|from the|work|worked|volunteer)",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"(?i:\baccording to\b)|\b(?:ONS|NISRA|NRS|CDC|WHO|statistics|census|counted by|et al)\b"
    r"|\b(?:published|reported|recorded|measured|found) by\b|\bsource:"
    r"|\(\w[^()]{0,60}\b(?:19|20)\d\d\)"
    r"|\b(?:study|survey|report|inquiry|review|paper) (?:by|from|in)\b",
)
WEIGHT = re.compile(
    rf"\b(?:(?P<number>{NUMBER}|half a|a)(?:[ -]and a half)?(?:\s|-)?"
    r"(?:kg|kgs|kilos?|kilograms?|lbs?|pounds|stones?)\b"
    r"|(?P<short>\d{1,2})\s?st\b(?!\.?\s[A-Z]))",
    re.IGNORECASE,
)
CLOTHES = r"(?:dress|jeans|trousers?|clothes|clothing|skirt)"
DAYS = r"(?:a|per|each|every)\s(?:whole\s)?(?:day|night|week|morning)"
SELF = r"(?:my|her|him|them)sel(?:f|ves)"
TIMES = rf"(?:twice|{NUMBER}\stimes|once\s(?:a|every)\s(?:day|hour|meal))"
FASTED = r"(?:fasted|fasting|starv\w{1,3}|(?:not|n['’]t|never)\s(?:eat|eaten)|ate\snothing)"
FOOD = r"(?:food|eating|a\smeal|anything\sto\seat)"
LESS_FOOD = re.compile(
    rf"\b{NUMBER}\s(?:\w+\s)?(?:laxatives?|diet\spills?|diuretics?|enemas?)\b"
    rf"|\b(?:purg\w{{1,3}}|vomit\w{{0,3}}|bing\w{{1,3}}|throw\w{{0,3}}\sup|threw\sup|made\s{SELF}\ssick"
    rf"|being\ssick|weigh\w{{0,3}}\s{SELF})\s(?:\w+\s){{0,4}}?{TIMES}"
    rf"|\b{NUMBER}\s(?:whole\s)?(?:hours|days|weeks)\swithout\s{FOOD}\b(?!\sstops?)"
    rf"|\b(?:without\s{FOOD}|{FASTED})(?:\s\w+){{0,3}}?\sfor\s(?:\w+\s)?{NUMBER}\s(?:hours|days|weeks)\b"
    rf"|\b(?:ate|eat|eats|eating|lived\son|living\son|survived\son|existed\son)\s(?:\w+\s){{0,2}}?"
    rf"(?:{NUMBER}|a|an|half)\s(?:\w+\s){{0,7}}?{DAYS}\b",
    re.IGNORECASE,
)
SIZES = re.compile(
    rf"\bsize\s(?:zero|{NUMBER}|xxs|xs)\b(?!\s(?:shoes?|boots?|feet|needles?|font|paper|batter|hook))",
    re.IGNORECASE,
)
EXERCISE = re.compile(
    rf"\b(?:\d{{1,3}},?\d{{3}}|{NUMBER}\sthousand)\ssteps\b|\b{NUMBER}\ssteps\s{DAYS}"
    rf"|\b{NUMBER}\s(?:sit|press|push|pull)[\s-]?ups\b"
    rf"|\b{NUMBER}\s(?:crunches|burpees|squats|lunges|star\sjumps|lengths|laps)\b"
    rf"|\b{NUMBER}\s(?:hours?|minutes|miles|km|kilometres|k)\s(?:\w+\s){{0,5}}?"
    rf"(?:treadmill|cross[\s-]?trainer|exercise\sbike|twice\sa\sday|before\sbreakfast)\b",
    re.IGNORECASE,
)
EXACT = re.compile(rf"\b{NUMBER}\s(?:stones?|st)\s(?:and\s)?\d{{1,2}}\b", re.IGNORECASE)
SHARED = frozenset(
    "party parties guests choir group buffet picnic wedding everyone everybody recipe baked".split()
)
LITTLE = frozenset("only just under allowed limit myself herself himself themselves".split())
MEASURE = re.compile(
    rf"\b{NUMBER}[ -]?(?:kilo)?(?:calories|calorie|kcals?|cals?)\b|\bbmi\b\D{{0,14}}\d"
    rf"|\b(?:waist|hips?|thighs?|bust|chest)\b\D{{0,16}}\b{NUMBER}[ -]?"
    r"(?:inch(?:es)?|cm|centimetres)\b"
    rf"|\b{NUMBER}[ -]?(?:inch|cm|centimetre)(?:es|s)? (?:waist|hips?|thighs?)\b"
    rf"|\b{CLOTHES} size (?:\d+|zero)\b|\bsize (?:zero|\d+) {CLOTHES}\b"
    r"|\b(?:ate|eat|eats|eaten|eating|lived on|living on|survived on|allowed (?:my|her|him|them)"
    rf"sel(?:f|ves))\s(?:\w+\s){{0,3}}{NUMBER}\s?(?:g|grams?|ml)\b",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"\d*1st\b")
GOODS_OF = re.compile(
    r"\s+of\s+(?!(?:weight|fat|muscle|me|her|him|body|myself|pure)\b)\w", re.IGNORECASE
)
STONES = re.compile(
    r"\s+(?:walls?|circles?|steps?|floors?|cottages?|houses?|lighter than|in the)\b", re.IGNORECASE
)
Lists = Mapping[str, Collection[str]]


def lacks_source(read: Read) -> bool:
    """Whether a sentence on suicide says how many, and nobody says who counted."""
    text = read.sentence.text
    if "suicide" not in read.own or read.paragraph.sourced or SOURCE.search(text):
        return False
    return bool(FIGURE.search(text)) and bool(COUNTED.search(text)) and not NO_COUNT.search(text)


def measures_body(read: Read, lists: Lists) -> bool:
    """Whether a sentence tells a weight or a measure of a body, or an amount of food."""
    text, row = read.sentence.text, set(read.sentence.row)
    shared = not SHARED.isdisjoint(row) and LITTLE.isdisjoint(row)
    if not shared and (MEASURE.search(text) or LESS_FOOD.search(text)):
        return True
    if any(pattern.search(text) for pattern in (SIZES, EXERCISE, EXACT)):
        return True
    weights = itertools.islice(WEIGHT.finditer(text), MOST)
    return any(_is_of_body(found, read, lists) for found in weights)


def _is_of_body(found: re.Match[str], read: Read, lists: Lists) -> bool:
    """Whether a weight is that of a person, who is named before or who gains or loses it."""
    text, row = read.sentence.text, set(read.sentence.row)
    if (
        ORDINAL.match(found[0])
        or GOODS_OF.match(text, found.end())
        or STONES.match(text, found.end())
    ):
        return False
    if (found["number"] or "").casefold() == "a" and "stone" not in found[0].casefold():
        return False
    if not row.isdisjoint(lists["goods"]) or _is_money(found, text, row, lists):
        return False
    before = [word[0].casefold() for word in WORD.finditer(text[: found.start()][-120:])]
    named = re.search(r"\b[A-Z][a-z]+(?: had)? weigh", text) and not re.match(
        r"(?:The|It|This|That|Each|Which)\b", text
    )
    person = bool(named) or not row.isdisjoint(lists["people"])
    return (
        person
        and not {*before[-8:], *_behind(text, found)}.isdisjoint(lists["weighs"])
        or (
            person
            and bool(
                re.search(
                    r"\b(?:was|at|under|below|to|reached|hit|put on)\s(?:\w+\s){0,2}\Z",
                    text[: found.start()],
                )
            )
        )
    )


def _behind(text: str, found: re.Match[str]) -> list[str]:
    return [word[0].casefold() for word in WORD.finditer(text[found.end() : found.end() + 40])][:4]


def _is_money(found: re.Match[str], text: str, row: set[str], lists: Lists) -> bool:
    return "pounds" in found[0].casefold() and ("£" in text or not row.isdisjoint(lists["money"]))
