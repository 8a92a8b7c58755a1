"""Sentences → whether they tell a detail of method (SM04): an amount, a height, or a means.

No list of means can be read here: `methods.txt` holds digests, those behind “!” of harmless rows of
words, those behind “+” of rows that say what somebody did.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from zinewright.languages.files import FOLDER
from zinewright.review.safe_messaging.amounts import (
    AMOUNT,
    MOST,
    SOLD,
    SUBJECT,
    Amount,
    Lists,
    is_beside,
)
from zinewright.review.safe_messaging.reading import Read

LISTED = FOLDER / "en" / "methods.txt"
SALT = "zinewright"
NEAR = 6  # words between an act and a means
LONGEST = 4  # words of a row that says what somebody did
SMALL = frozenset(
    "an the my his her their your our its this that of on in into to from off with at by onto "
    "over up out down and or he she they we it him them himself herself themselves myself yourself "
    "who had was were been be some one a i".split()
)
JUMPED = re.compile(
    r"\b(?:jump(?:s|ed|ing)?|leap(?:s|t|ed|ing)?|(?:threw|throw(?:ing)?|hurled) \w{2,4}sel\w{1,3})"
    r"\s"
    r"(?P<off>off|from)\s(?:the\s)?(?P<name>[A-Z]\w+(?:['’]s)?(?:\s[A-Z]\w+){0,3})(?!\w|\sto\b)"
)


def told(read: Read, lists: Lists, *, noted: bool = False) -> tuple[int, str] | None:
    """Where in a sentence a detail of method stands, and of what kind it is; None where none does.

    What is `noted` (the sentence of a note) has the subject, whether it names it or not.
    """
    subject = noted or SUBJECT in read.recent
    if not (subject or set(read.sentence.row) & {*lists["strong"], "die", "wake", "end"}):
        return None
    amounts = list(itertools.islice(AMOUNT.finditer(read.sentence.text), MOST))
    for found in amounts:
        if Amount(found, read, lists, noted=noted).tells:
            return found.start(), "a height" if found["height"] or found["ordinal"] else "an amount"
    if noted or SUBJECT in read.beside:
        if place := _place_jumped_from(read, lists):
            return place, "a place"
        for word in _means(read, [found.span() for found in amounts]):
            if noted or _is_meant(word, read, lists):
                return read.sentence.spans[word][0], "a means"
    return _row_told(read, lists) if subject else None


def _place_jumped_from(read: Read, lists: Lists) -> int | None:
    """Where a place is named from which somebody jumped; None where none is."""
    found = JUMPED.search(read.sentence.text)
    if not found or not set(read.sentence.row).isdisjoint(lists["sport"]):
        return None
    whole = " " in found["name"] or found["off"] == "off" and SUBJECT in read.own
    return found.start() if whole else None


def _row_told(read: Read, lists: Lists) -> tuple[int, str] | None:
    """Where a row of words says what somebody did; small words in it do not count."""
    row, listed = read.sentence.row, rows()
    if not set(row).isdisjoint([*lists["sport"], *lists["accident"]]):
        return None
    large = [place for place, word in enumerate(row) if word not in SMALL]
    for at, length in itertools.product(range(len(large)), range(2, LONGEST + 1)):
        places = large[at : at + length]
        if digest(" ".join(row[place] for place in places)) in listed:
            return read.sentence.spans[places[0]][0], "a means"
    return None


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
    if SOLD.search(read.sentence.text) and set(row).isdisjoint(lists["strong"]):
        return False
    before = row[max(0, place - NEAR) : place]
    near = {*before}
    reflexive = not near.isdisjoint(lists["selves"])
    if not reflexive and not near.isdisjoint([*lists["violence"], *lists["safety"]]):
        return False
    if not near.isdisjoint(lists["keepers"]) and not near.isdisjoint(lists["keeps"]):
        return False
    around, cut = {*row[max(0, place - NEAR) : place + NEAR]}, not near.isdisjoint(lists["cuts"])
    hurt = cut and not around.isdisjoint([*lists["selves"], *lists["skin"]])
    if cut and not hurt and not around.isdisjoint([*lists["accident"], *lists["slight"]]):
        return False
    if SUBJECT in read.own:
        return is_beside(place, read)
    return (hurt or not near.isdisjoint(lists["ends"])) and set(row).isdisjoint(lists["sport"])


@cache
def digest(term: str) -> str:
    """The digest under which a term stands in the list."""
    return hashlib.sha256(f"{SALT} {term}".encode()).hexdigest()[:20]


@cache
def methods() -> frozenset[str]:
    """The digests of words and pairs that name a means."""
    return frozenset(line for line in _lines() if line[0] not in "#!+")


@cache
def harmless() -> frozenset[str]:
    """The digests of rows of words in which such a word means something else."""
    return frozenset(line[1:].strip() for line in _lines() if line[0] == "!")


@cache
def rows() -> frozenset[str]:
    """The digests of rows of words that say what somebody did."""
    return frozenset(line[1:].strip() for line in _lines() if line[0] == "+")


def _lines() -> list[str]:
    return [line for line in LISTED.read_text("utf-8").splitlines() if line]
