"""What stands behind the head of a warning → what it lists, up to where other text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zinewright.languages.vocabulary import Vocabulary
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.prose.stated_notes.grammar import grammar
from zinewright.prose.stated_notes.naming import PERSON, TOKEN, is_plain, lowered, names_any
from zinewright.prose.stated_notes.reading import (
    Reading,
    is_advice,
    is_pure,
    leveled,
    leveled_by,
    read_list,
)

SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bincl\.)(?<!\binc\.)(?<!\besp\.)(?<!e\.g\.)(?<!i\.e\.)[\"”’)\]]*\s+"
)
GOES_ON = re.compile(r"(?:[,;:/&+–—-]|\b(?:and|or|of|to|with|about|incl\.?|including))\W*\Z", re.I)
BOUND = re.compile(r"\W*(?:and|or|of|to|with|by|from|in)\b|[&+,/]", re.IGNORECASE)
FRAGMENT = re.compile(
    r"\W*(?:of|in|to|by|from|with|and|or|incl\b|including|plus|also|mentions?|contains?|discussions?"
    r"|descriptions?|references?)\b",
    re.IGNORECASE,
)
HAPPENS = frozenset("was were is are had has did went came said took got made began".split())
MOST_JOINED = 3  # pieces that may be one list
SHORT = 8  # words of a line that may be one more item of a list
FEWEST = 3  # words of a sentence of the text
LONGEST = 1500  # letters of a paragraph that are read
FEW = 3  # words of a sentence that are asked about
MOST_LISTED = 6  # words of a sentence that goes on with a list
NOTHING = re.compile(r"\W*(?:n/?a|none|nothing|nil)\W*", re.IGNORECASE)
BUT = re.compile(
    r"(?:[,;]?\s+(?:so|but|if|please|because|which|that(?= (?:some|any|may|might|could|you)))"
    r"|\s+[–—]\s+(?:so|but|if|please))\b.*",
    re.IGNORECASE | re.DOTALL,
)
ALSO = re.compile(
    r"\W*(?:(?:it )?also|plus|includ\w+|contain\w*|mention\w*|discussi\w*|discusses|references?)\b",
    re.IGNORECASE,
)


def marked(
    said: str, vocabulary: Vocabulary, paragraph: Paragraph, asks: bool
) -> tuple[Reading, bool]:
    """What a list says up to where other text begins; whether it is all that there is."""
    if NOTHING.fullmatch(said):
        return Reading(), False
    pieces = _pieces(said, paragraph)
    text, place = _longest(pieces, 0, vocabulary)
    reading = listed_in(text, vocabulary)
    behind, whole = _followed(pieces[place:], vocabulary, asks)
    return reading + behind, whole


def behind(said: str, vocabulary: Vocabulary, paragraph: Paragraph) -> tuple[Reading, bool]:
    """What stands behind a whole warning and goes on with it; whether that is all."""
    return _followed(_pieces(said, paragraph), vocabulary, True)


@dataclass(frozen=True)
class _Piece:
    """A sentence, or a line of one. `fresh` says that it begins a line."""

    text: str
    fresh: bool


def _pieces(said: str, paragraph: Paragraph) -> list[_Piece]:
    begins = paragraph.text.find(said)
    ends = {end.end(): False for end in SENTENCE.finditer(said)}
    for offset, _ in paragraph.starts[1:] if begins >= 0 else ():
        place = offset - begins
        broken = GOES_ON.search(said[:place].rstrip()) or BOUND.match(said[max(place, 0) :])
        if 0 < place < len(said) and not broken:
            ends[place] = True
    starts = [(0, False), *sorted(ends.items())]
    stops = [*sorted(ends), len(said)]
    found = (_Piece(said[a:b], fresh) for (a, fresh), b in zip(starts, stops, strict=True))
    return [piece for piece in found if TOKEN.search(piece.text)] or [_Piece(said, False)]


def _longest(pieces: list[_Piece], place: int, vocabulary: Vocabulary) -> tuple[str, int]:
    """The pieces from a place on that are one list only where they stand together."""
    for end in range(min(place + MOST_JOINED, len(pieces)), place + 1, -1):
        some = pieces[place:end]
        if not all(each.fresh or FRAGMENT.match(each.text) for each in some[1:]):
            continue
        text = re.sub(r"\.(?=\s)", " ", "".join(each.text for each in some))
        alone = [listed_in(each.text, vocabulary) for each in some]
        if not all(each.is_clean for each in alone) and listed_in(text, vocabulary).is_clean:
            return text, end
    return pieces[place].text, place + 1


def _followed(pieces: list[_Piece], vocabulary: Vocabulary, asks: bool) -> tuple[Reading, bool]:
    """What pieces behind a list add to it, up to where other text begins; whether it is all."""
    reading, place = Reading(), 0
    while place < len(pieces):
        text, end = _longest(pieces, place, vocabulary)
        more = _added(replace(pieces[place], text=text), vocabulary, asks)
        if more is None:
            return reading, False
        reading, place = reading + more, end
    return reading, True


def _added(piece: _Piece, vocabulary: Vocabulary, asks: bool) -> Reading | None:
    """What a piece behind a list adds to it; None where it is other text."""
    text, forms = piece.text, grammar()
    if not TOKEN.search(text) or is_advice(text, vocabulary):
        return Reading(exact=is_pure(text))
    if (head := forms.head.match(text)) and TOKEN.search(head["said"]):
        return listed_in(head["said"], vocabulary)
    if told := spared(text, vocabulary) or _telling(text, vocabulary):
        return told
    reading = listed_in(text, vocabulary)
    if reading.is_clean and (goes_on(text) or piece.fresh and not is_prose(text, vocabulary)):
        return reading if goes_on(text) else replace(reading, exact=False)
    few = len(text.split()) <= (SHORT if piece.fresh else FEW)
    asked = reading.unmapped and few and not is_prose(text, vocabulary)
    return reading if asked and (asks or piece.fresh) else None


def spared(said: str, vocabulary: Vocabulary) -> Reading | None:
    """What “if you are struggling with …, please skip this” warns of."""
    found = grammar().spared.match(said)
    if not found:
        return None
    reading = replace(listed_in(found["said"], vocabulary), exact=False)
    if reading.is_clean:
        return reading
    return reading if found["sure"] and reading.unmapped else None


def _telling(said: str, vocabulary: Vocabulary) -> Reading | None:
    """What a sentence of the author's tells of the text: “I also talk about …”."""
    found = grammar().telling.match(said.strip())
    reading = listed_in(found["said"], vocabulary) if found else Reading()
    if not found or not reading.is_clean:
        return None
    exact = reading.exact and _is_bare(said, found["said"])
    return replace(leveled(reading, found["verb"]), exact=exact)


def _is_bare(said: str, told: str) -> bool:
    """Whether what stands before the topics of a sentence says nothing of them."""
    before = TOKEN.findall(said[: len(said.rstrip()) - len(told.rstrip())])
    return all(is_plain([word]) or leveled_by(word) for word in before)


def is_prose(said: str, vocabulary: Vocabulary) -> bool:
    """Whether words begin as a sentence of the text does, and go on with no warning."""
    first = SENTENCE.split(said.strip())[0]
    tokens = lowered(TOKEN.findall(first))
    if len(tokens) < FEWEST or FRAGMENT.match(first) or not re.match(r"\W*(?:[A-Z]|i\b)", first):
        return False
    forms = grammar()
    if (
        forms.advice.match(first)
        or forms.head.match(first)
        or forms.telling.match(first)
        or spared(first, vocabulary)
    ):
        return False
    if PERSON & {*tokens}:
        return True
    return bool(HAPPENS & {*tokens}) and not names_any(first, vocabulary)


def goes_on(sentence: str) -> bool:
    """Whether a sentence goes on with a list, and tells nothing that happened."""
    tokens = lowered(TOKEN.findall(sentence))
    tells = tokens[0] in grammar().whom or any(
        word.endswith("ed") or word in PERSON for word in tokens
    )
    return bool(ALSO.match(sentence)) or (len(tokens) <= MOST_LISTED and not tells)


def listed_in(said: str, vocabulary: Vocabulary, level: str = "") -> Reading:
    """What a sentence lists, without “so skip it if …” at its end."""
    cut = BUT.search(said)
    if not cut or not TOKEN.search(said[: cut.start()]):
        return read_list(said, vocabulary, level)
    reading = read_list(said[: cut.start()], vocabulary, level)
    tail = re.sub(r"\A[\W]*(?:so|but|and|which|that|because)\b", "", cut[0], flags=re.IGNORECASE)
    if is_advice(tail, vocabulary) or not TOKEN.search(tail):
        return replace(reading, exact=reading.exact and is_pure(tail))
    more = read_list(cut[0], vocabulary, level)
    return reading + more if more.is_clean else replace(reading, whole=False)
