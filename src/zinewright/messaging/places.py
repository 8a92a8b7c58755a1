"""Sentences → words of notes that somebody left, and places that lead into harm (SM08)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping

from zinewright.messaging.reading import QUOTED, Read

NOTE = re.compile(r"\b(?:suicide|goodbye|farewell) (?:note|letter|message|text)s?\b", re.IGNORECASE)
LEFT = re.compile(
    r"\b(?:left|leaving|leaves|wrote|writing)\s(?:\w+\s){0,3}(?:note|letter)s?\b"
    r"|\b(?:note|letter) (?:that )?(?:he|she|they) left\b"
    r"|\b(?:his|her|their) (?:last |final )?(?:note|letter)\b",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"\W+(?:\w+\W+){0,5}?(?:said|says|read|reads|wrote|began|begins|ended|ends|told|asked"
    r"|contained|with the words|which|saying|reading|that)\b\W+(?:\w+\W+){0,3}\Z"
    r"|\W*[:,]\s*(?:\w+ (?:wrote|said)\W*)?\Z",
    re.IGNORECASE,
)
NOT_ITS = re.compile(r",\s(?:said|says|told)\b", re.IGNORECASE)
WROTE = re.compile(
    r"\W*(?:\w+\W+){0,4}(?:wrote|written|said|read|in|from)\W(?:\w+\W+){0,4}\Z", re.IGNORECASE
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\br/\w{3,}|\b[\w-]+\.(?:com|org|net|io|chat|gg)\b")
NAMED = re.compile(
    r"\b(?:forum|chatroom|board|subreddit|server|site|website|group)s?,? "
    r"(?:called|named|known as)\s",
    re.IGNORECASE,
)
MOST = 20  # notes and quotations of a sentence that are looked at
LONGEST = 3  # words of a note that may be quoted
Lists = Mapping[str, Collection[str]]


def quotes_note(read: Read) -> bool:
    """Whether the words of a note stand in a sentence, and not merely that there was one."""
    text = read.sentence.text
    left = LEFT.finditer(text) if "death" in read.beside else ()
    notes = list(itertools.islice(itertools.chain(NOTE.finditer(text), left), MOST))
    if not notes:
        return False
    quotes = [one for one in QUOTED.finditer(text) if len(one[0].split()) > LONGEST][:MOST]
    return any(_is_of(note, quote, text) for note in notes for quote in quotes)


def _is_of(note: re.Match[str], quote: re.Match[str], text: str) -> bool:
    if quote.start() <= note.start() < quote.end():
        return False
    if note.end() <= quote.start():
        between = text[note.end() : quote.start()]
        return len(between) < 80 and bool(SAYS.match(between)) and not NOT_ITS.match(between)
    between = text[quote.end() : note.start()]
    return len(between) < 60 and bool(WROTE.match(between))


def leads_into_note(read: Read) -> bool:
    """Whether a sentence ends with a colon behind a note, whose words a quotation may hold."""
    text = read.sentence.text
    return text.endswith(":") and bool(
        NOTE.search(text) or "death" in read.beside and LEFT.search(text)
    )


def leads_to_forum(read: Read, lists: Lists) -> bool:
    """Whether a place is named in which people talk of dying; those that support are none."""
    row, text = set(read.sentence.row), read.sentence.text
    if "suicide" not in read.within or not (ADDRESS.search(text) or NAMED.search(text)):
        return False
    lured = not row.isdisjoint(lists["lure"])
    if not lured and not row.isdisjoint(lists["cared"]):
        return False
    return (
        not row.isdisjoint(lists["forum"])
        or bool(re.search(r"\br/\w{3,}", text))
        or (lured and not row.isdisjoint(lists["room"]))
    )
