"""A day as people write it → the day that they mean, where that is sure."""

from __future__ import annotations

import datetime
import re

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
DASHES = re.compile(r"\s*[‐‑‒–—−]\s*")
YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})\Z")
YEAR_LAST = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4})\Z")
DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[. ]+(?:of )?([a-z]{3,9})\.?,? +(\d{4})\Z")
WORD_DAY = re.compile(r"([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\Z")


def day_meant(said: str) -> datetime.date | None:
    """The day in a text such as 31.01.2026 or 31 January 2026; none where it could be two."""
    text = DASHES.sub("-", said.strip().strip("\"'“”‘’„").strip()).lower()
    if found := YEAR_FIRST.match(text):
        return _day(*map(int, found.groups()))
    if found := YEAR_LAST.match(text):
        day, sign, month, year = int(found[1]), found[2], int(found[3]), int(found[4])
        if sign == "." or day > 12 or day == month:  # with points, the day comes first everywhere
            return _day(year, month, day)
        return _day(year, day, month) if month > 12 else None
    if found := DAY_WORD.match(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := WORD_DAY.match(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _month(word: str) -> int:
    """The number of a month by its name or its beginning, 0 for any other word."""
    return next((n for n, name in enumerate(MONTHS, 1) if name.startswith(word)), 0)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
