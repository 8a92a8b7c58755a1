"""Sentences → figures that stand without a source (SM10), and numbers of bodies and food (SM12)."""

from __future__ import annotations

import itertools
import re

from zinewright.review.safe_messaging.amounts import MOST
from zinewright.review.safe_messaging.forms import Forms
from zinewright.review.safe_messaging.reading import PlacedSentence
from zinewright.review.sentences import WORD, folded


def lacks_source(read: PlacedSentence, forms: Forms) -> bool:
    """Whether a sentence on suicide says how many, and nobody says who counted."""
    text, said = read.sentence.text, forms.patterns
    if "suicide" not in read.own or read.paragraph.sourced or said["source"].search(text):
        return False
    counted = bool(said["figure"].search(text)) and bool(said["counted"].search(text))
    return counted and not said["no_count"].search(text)


def measures_body(read: PlacedSentence, forms: Forms) -> bool:
    """Whether a sentence tells a weight or a measure of a body, or an amount of food."""
    text, row = read.sentence.text, set(read.sentence.row)
    lists, said = forms.lists, forms.patterns
    shared = not lists["shared"].isdisjoint(row) and lists["little"].isdisjoint(row)
    if not shared and (said["measure"].search(text) or said["less_food"].search(text)):
        return True
    if any(said[name].search(text) for name in ("sizes", "exercise", "exact")):
        return True
    weights = itertools.islice(said["weight"].finditer(text), MOST)
    return any(_is_of_body(found, read, forms) for found in weights)


def _is_of_body(found: re.Match[str], read: PlacedSentence, forms: Forms) -> bool:
    """Whether a weight is that of a person, who is named before or who gains or loses it."""
    text, row, lists = read.sentence.text, set(read.sentence.row), forms.lists
    if _is_of_a_thing(found, text, row, forms):
        return False
    said = forms.patterns
    before = [folded(word[0]) for word in WORD.finditer(text[: found.start()][-120:])]
    named = said["person_weighs"].search(text) and not said["thing_weighs"].match(text)
    if not named and row.isdisjoint(lists["people"]):
        return False
    weighed = not {*before[-8:], *_behind(text, found)}.isdisjoint(lists["weighs"])
    return weighed or bool(said["at_weight"].search(text[: found.start()]))


def _is_of_a_thing(found: re.Match[str], text: str, row: set[str], forms: Forms) -> bool:
    """Whether a weight is no person’s: of goods, of money, or no weight at all."""
    lists, said = forms.lists, forms.patterns
    behind = (said["goods_of"], said["stones"])
    if said["ordinal"].match(found[0]) or any(one.match(text, found.end()) for one in behind):
        return True
    one = (found["number"] or "").casefold() in lists["articles"]
    if one and not said["stone"].search(found[0]):
        return True
    money = said["money_like"].search(found[0]) and (
        "£" in text or not row.isdisjoint(lists["money"])
    )
    return bool(money) or not row.isdisjoint(lists["goods"])


def _behind(text: str, found: re.Match[str]) -> list[str]:
    return [folded(word[0]) for word in WORD.finditer(text[found.end() : found.end() + 40])][:4]
