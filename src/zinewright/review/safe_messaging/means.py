"""Sentences → whether they tell a detail of method (SM04): an amount, a height, or a means.

No list of means can be read here: `methods.txt` holds digests, those behind “!” of harmless rows of
words, those behind “+” of rows that say what somebody did.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from zinewright.review.safe_messaging.amounts import MOST, SUBJECT, Amount, is_beside
from zinewright.review.safe_messaging.forms import Forms, digest
from zinewright.review.safe_messaging.reading import PlacedSentence

NEAR = 6  # words between an act and a means
LONGEST = 4  # words of a row that says what somebody did


def told(read: PlacedSentence, forms: Forms, *, noted: bool = False) -> tuple[int, str] | None:
    """Where in a sentence a detail of method stands, and of what kind it is; None where none does.

    What is `noted` (the sentence of a note) has the subject, whether it names it or not.
    """
    subject = noted or SUBJECT in read.recent
    if not (subject or set(read.sentence.row) & {*forms.lists["strong"], *forms.lists["dying"]}):
        return None
    amounts = list(itertools.islice(forms.patterns["amount"].finditer(read.sentence.text), MOST))
    for found in amounts:
        if Amount(found, read, forms, noted=noted).tells:
            return found.start(), "a height" if found["height"] or found["ordinal"] else "an amount"
    if noted or SUBJECT in read.beside:
        if place := _place_jumped_from(read, forms):
            return place, "a place"
        for word in _means(read, [found.span() for found in amounts], forms):
            if noted or _is_meant(word, read, forms):
                return read.sentence.spans[word][0], "a means"
    return _row_told(read, forms) if subject else None


def _place_jumped_from(read: PlacedSentence, forms: Forms) -> int | None:
    """Where a place is named from which somebody jumped; None where none is."""
    found = forms.patterns["jumped"].search(read.sentence.text)
    if not found or not set(read.sentence.row).isdisjoint(forms.lists["sport"]):
        return None
    whole = " " in found["name"] or found["sure"] is not None and SUBJECT in read.own
    return found.start() if whole else None


def _row_told(read: PlacedSentence, forms: Forms) -> tuple[int, str] | None:
    """Where a row of words says what somebody did; small words in it do not count."""
    row, lists = read.sentence.row, forms.lists
    if not set(row).isdisjoint([*lists["sport"], *lists["accident"]]):
        return None
    large = [place for place, word in enumerate(row) if word not in lists["small"]]
    for at, length in itertools.product(range(len(large)), range(2, LONGEST + 1)):
        places = large[at : at + length]
        if digest(" ".join(row[place] for place in places)) in forms.rows:
            return read.sentence.spans[places[0]][0], "a means"
    return None


# --- means, whose words cannot be read here


def _means(read: PlacedSentence, amounts: Sequence[tuple[int, int]], forms: Forms) -> Iterator[int]:
    """The places of words that name a means, without amounts and what is harmless in its row."""
    row, listed, spans = read.sentence.row, forms.means, read.sentence.spans
    for place, length in itertools.product(range(len(row)), (1, 2)):
        is_term = digest(" ".join(row[place : place + length])) in listed
        in_amount = any(start <= spans[place][0] < end for start, end in amounts)
        if is_term and not in_amount and not _is_harmless(place, length, read, forms):
            yield place


def _is_harmless(place: int, length: int, read: PlacedSentence, forms: Forms) -> bool:
    row, known = read.sentence.row, forms.harmless
    for start in range(max(0, place - 2), place + 1):
        for end in range(place + length, min(len(row), place + length + 2) + 1):
            if end - start <= 4 and digest(" ".join(row[start:end])) in known:
                return True
    return False


def _is_meant(place: int, read: PlacedSentence, forms: Forms) -> bool:
    """Whether a means stands beside the subject, or is used in an act of the sentence beside it.

    What others took away, and what others hurt somebody with, tells no method.
    """
    row, lists = read.sentence.row, forms.lists
    if forms.patterns["sold"].search(read.sentence.text) and set(row).isdisjoint(lists["strong"]):
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
