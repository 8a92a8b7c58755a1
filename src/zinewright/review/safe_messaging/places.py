"""Sentences → words of notes that somebody left, and places that lead into harm (SM08)."""

from __future__ import annotations

import itertools
import re

from zinewright.review.safe_messaging.forms import Forms
from zinewright.review.safe_messaging.reading import QUOTED, PlacedSentence

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\br/\w{3,}|\b[\w-]+\.(?:com|org|net|io|chat|gg)\b")
MOST = 20  # notes and quotations of a sentence that are looked at
LONGEST = 3  # words of a note that may be quoted


def quotes_note(read: PlacedSentence, forms: Forms) -> bool:
    """Whether the words of a note stand in a sentence, and not merely that there was one."""
    text = read.sentence.text
    left = forms.patterns["left"].finditer(text) if "death" in read.recent else ()
    notes = list(
        itertools.islice(itertools.chain(forms.patterns["note"].finditer(text), left), MOST)
    )
    if not notes:
        return False
    quotes = [one for one in QUOTED.finditer(text) if len(one[0].split()) > LONGEST][:MOST]
    return any(_is_of(note, quote, text, forms) for note in notes for quote in quotes)


def _is_of(note: re.Match[str], quote: re.Match[str], text: str, forms: Forms) -> bool:
    said = forms.patterns
    if quote.start() <= note.start() < quote.end():
        return False
    if note.end() <= quote.start():
        between = text[note.end() : quote.start()]
        return len(between) < 80 and (
            bool(said["says"].match(between)) and not said["not_its"].match(between)
        )
    between = text[quote.end() : note.start()]
    return len(between) < 60 and bool(said["wrote"].match(between))


def leads_into_note(read: PlacedSentence, forms: Forms) -> bool:
    """Whether a sentence ends with a colon behind a note, whose words a quotation may hold."""
    text, said = read.sentence.text, forms.patterns
    return text.endswith(":") and bool(
        said["note"].search(text) or "death" in read.recent and said["left"].search(text)
    )


def leads_to_forum(read: PlacedSentence, forms: Forms) -> bool:
    """Whether a place is named in which people talk of dying; those that support are none."""
    row, text = set(read.sentence.row), read.sentence.text
    lists, said = forms.lists, forms.patterns
    if {"suicide", "eating"}.isdisjoint(read.recent):
        return False
    if said["harmful_named"].search(text) and row.isdisjoint(lists["closed"]):
        return True
    if not (ADDRESS.search(text) or said["named"].search(text)):
        return False
    cared = row & lists["cared"]
    if said["harmful_room"].search(text):
        cared -= lists["weak_care"]
    lured = not row.isdisjoint(lists["lure"]) or bool(said["helped_die"].search(text))
    if not lured and cared:
        return False
    return (
        not row.isdisjoint(lists["forum"])
        or bool(re.search(r"\br/\w{3,}", text))
        or (lured and not row.isdisjoint(lists["room"]))
    )
