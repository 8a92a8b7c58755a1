"""Sentences → words of notes that somebody left, and places that lead into harm (SM08)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Set

from zinewright.review.safe_messaging.reading import QUOTED, Read

NOTE = re.compile(
    r"\b(?:suicide|goodbye|farewell) (?:note|letter|message|text)s?\b"
    r"|\b(?:his|her|their) (?:last|final) (?:note|letter)\b",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"\b(?:left|leaving|leaves|wrote|writing)\s(?:\w+\s){0,3}(?:note|letter)s?\b"
    r"|\b(?:note|letter) (?:that )?(?:he|she|they) left\b"
    r"|\b(?:the|his|her|their) (?:last |final )?(?:note|letter)\b",
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
HARMFUL = r"(?:pro[- ]?(?:ana|mia|suicide)|thinspo\w{0,8}|suicide|self[- ]harm)"
ROOM = r"(?:forum|chat ?room|chat|board|site|website|blog|group|server|channel|subreddit)s?"
NAME = r"(?:called |named |known as )?[\"“‘]?[A-Z]\w+"
HARMFUL_ROOM = re.compile(rf"\b(?i:{HARMFUL} (?:\w{{2,12}} )?{ROOM})\b")
PRO = r"(?i:pro[- ]?(?:ana|mia|suicide)|thinspo\w{0,8})"
HARMFUL_NAMED = re.compile(
    rf"\b{PRO} {ROOM},? {NAME}|\b[A-Z]\w+,? (?:was |is )?(?:a|the|another|that|my) {PRO} {ROOM}\b"
)
HELPED_DIE = re.compile(
    r"\bhelp(?:s|ed|ing)? (?:\w+ ){0,2}?(?:do it|die|kill|end (?:it|h|m|t)|hurt|hide|starve|plan"
    r"|choose|purge|find (?:a|the) (?:way|method|means))",
    re.IGNORECASE,
)
WEAK = frozenset("help helps helped helping supportive peer loss".split())  # words of care, to some
MOST = 20  # notes and quotations of a sentence that are looked at
LONGEST = 3  # words of a note that may be quoted
CLOSED = frozenset("closed banned shut blocked fined prosecuted ofcom petition".split())
Lists = Mapping[str, Set[str]]


def quotes_note(read: Read) -> bool:
    """Whether the words of a note stand in a sentence, and not merely that there was one."""
    text = read.sentence.text
    left = LEFT.finditer(text) if "death" in read.recent else ()
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
        NOTE.search(text) or "death" in read.recent and LEFT.search(text)
    )


def leads_to_forum(read: Read, lists: Lists) -> bool:
    """Whether a place is named in which people talk of dying; those that support are none."""
    row, text = set(read.sentence.row), read.sentence.text
    if {"suicide", "eating"}.isdisjoint(read.recent):
        return False
    if HARMFUL_NAMED.search(text) and row.isdisjoint(CLOSED):
        return True
    if not (ADDRESS.search(text) or NAMED.search(text)):
        return False
    cared = row & lists["cared"] - WEAK if HARMFUL_ROOM.search(text) else row & lists["cared"]
    lured = not row.isdisjoint(lists["lure"]) or bool(HELPED_DIE.search(text))
    if not lured and cared:
        return False
    return (
        not row.isdisjoint(lists["forum"])
        or bool(re.search(r"\br/\w{3,}", text))
        or (lured and not row.isdisjoint(lists["room"]))
    )
