"""What stands behind the head of a warning → what it lists, up to where other text begins."""

from __future__ import annotations

import re
from dataclasses import replace

from zinewright.paragraphs import Paragraph
from zinewright.stated.grammar import grammar
from zinewright.stated.naming import PERSON, TOKEN, lowered
from zinewright.stated.reading import Reading, is_advice, read_list
from zinewright.vocabulary import Vocabulary

SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+")
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
    said: str, vocabulary: Vocabulary, paragraph: Paragraph, asks: bool, offset: int = 0
) -> tuple[Reading, bool]:
    """What a list says up to where other text begins; whether it is all that there is."""
    if NOTHING.fullmatch(said):
        return Reading(), False
    said, more = _cut_at_line(said, vocabulary, paragraph)
    parts = SENTENCE.split(said)
    reading, alone = listed_in(parts[0], vocabulary), not more
    for sentence in parts[1:]:
        behind = _behind(sentence, vocabulary, asks and not more)
        if behind is None:
            alone = False
            break
        reading += behind
    return reading, alone


def _behind(sentence: str, vocabulary: Vocabulary, asks: bool) -> Reading | None:
    """What a sentence behind a list adds to it; None where it is other text."""
    if not TOKEN.search(sentence) or is_advice(sentence):
        return Reading()
    reading = listed_in(sentence, vocabulary)
    if reading.is_clean:
        return reading if _goes_on(sentence) else None
    return reading if asks and reading.unmapped and len(sentence.split()) <= FEW else None


def _goes_on(sentence: str) -> bool:
    """Whether a sentence goes on with a list, and tells nothing that happened."""
    tokens = lowered(TOKEN.findall(sentence))
    tells = tokens[0] in grammar().whom or any(
        word.endswith("ed") or word in PERSON for word in tokens
    )
    return bool(ALSO.match(sentence)) or (len(tokens) <= MOST_LISTED and not tells)


def _cut_at_line(said: str, vocabulary: Vocabulary, paragraph: Paragraph) -> tuple[str, bool]:
    """A list without the text that follows on the next line of the file."""
    begins = len(paragraph.text[:LONGEST].rstrip(")]}* ")) - len(said.rstrip(")]}* "))
    for offset, _ in paragraph.starts[1:]:
        first = said[: max(offset - begins, 0)].rstrip()
        if not first or re.search(r"(?:[,;:/&+–—-]|\b(?:and|or|of|to|with|about))\Z", first):
            continue
        if (
            listed_in(SENTENCE.split(first)[0], vocabulary).is_clean
            and not listed_in(said, vocabulary).is_clean
        ):
            behind = said[len(first) :]
            return first, _behind(SENTENCE.split(behind.strip())[0], vocabulary, False) is None
    return said, False


def listed_in(said: str, vocabulary: Vocabulary, level: str = "") -> Reading:
    """What a sentence lists, without “so skip it if …” at its end."""
    cut = BUT.search(said)
    if not cut or not TOKEN.search(said[: cut.start()]):
        return read_list(said, vocabulary, level)
    reading = read_list(said[: cut.start()], vocabulary, level)
    tail = re.sub(r"\A[\W]*(?:so|but|and|which|that|because)\b", "", cut[0], flags=re.IGNORECASE)
    if is_advice(tail) or not TOKEN.search(tail):
        return reading
    behind = read_list(cut[0], vocabulary, level)
    return reading + behind if behind.is_clean else replace(reading, whole=False)
