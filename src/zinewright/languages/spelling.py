"""A word as one of several people spell it → the spelling under which all of them are found."""

from __future__ import annotations

LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def spelled(word: str) -> str:
    """A word in small letters; ä, ö, ü and ß as they are written where a keyboard lacks them."""
    word = word.casefold()
    return word if word.isascii() else word.translate(LETTERS)
