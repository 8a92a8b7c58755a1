"""The safe messaging of a language, as its file has it: words, numbers, patterns, and means.

Nothing of a language stands in the code that asks here. A language without a list of means has
none, and what only that list could tell stays unsaid.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SALT = "zinewright"
PIECE = re.compile(r"\{([a-z_]+)\}")
NUMBERS = ("small", "tens", "vague")
Table = Mapping[str, Any]  # TOML of ours: texts, lists and tables


@dataclass(frozen=True)
class Forms:
    """Lists of words and patterns by name, and the numbers that words say.

    `means` are digests of words and pairs that name a means, `harmless` of rows of words in which
    such a word means something else, `rows` of those that say what somebody did.
    """

    lists: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    values: Mapping[str, int]
    means: frozenset[str]
    harmless: frozenset[str]
    rows: frozenset[str]


def forms_of(read: Table, lists: Mapping[str, frozenset[str]], listed: str) -> Forms:
    """What a file has, besides its lists of words, and what is listed of means beside it."""
    small = read["numbers"]["small"].split()
    pieces = _pieces(read)
    patterns = {
        name: re.compile(_spelled(said, pieces), re.IGNORECASE)
        for name, said in read["patterns"].items()
    }
    patterns |= {name: re.compile(_spelled(said, pieces)) for name, said in read["cased"].items()}
    return Forms(
        lists,
        patterns,
        {word: number for number, words in enumerate(small) for word in words.split("/")},
        _digests(listed, ""),
        _digests(listed, "!"),
        _digests(listed, "+"),
    )


def _pieces(read: Table) -> dict[str, str]:
    """What stands in braces in the patterns, each with those before it filled in."""
    numbers = {name: read["numbers"][name].replace("/", " ").split() for name in NUMBERS}
    pieces = {name: "|".join(words) for name, words in numbers.items()}
    pieces |= {"values": pieces["small"], "small": "|".join(numbers["small"][1:])}
    for name, said in read["pieces"].items():
        pieces[name] = _spelled(said, pieces)
    return pieces


def _spelled(said: str | Sequence[str], pieces: Mapping[str, str]) -> str:
    """A pattern in one piece, whose lines follow each other, with each name in braces replaced."""
    return PIECE.sub(lambda found: pieces[found[1]], "".join(said))


def _digests(listed: str, sign: str) -> frozenset[str]:
    lines = (line for line in listed.splitlines() if line)
    return frozenset(_unsigned(lines, sign))


def _unsigned(lines: Iterable[str], sign: str) -> Iterable[str]:
    for line in lines:
        if sign and line[0] == sign:
            yield line[1:].strip()
        elif not sign and line[0] not in "#!+":
            yield line


def digest(term: str) -> str:
    """The digest under which a term stands in the list of means."""
    return hashlib.sha256(f"{SALT} {term}".encode()).hexdigest()[:20]
