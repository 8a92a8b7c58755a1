"""The words that the program itself says to readers, one file a language.

`words_for(language)` finds the file of the language or of its main language; where there is none
the words are English and `Words.language` says so, so that they can be marked as English.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from types import MappingProxyType

from zinewright.bidi import isolated
from zinewright.languages import files
from zinewright.languages.files import FOLDER, main_of
from zinewright.model import direction_of

FILE, FALLBACK = "words.toml", "en"


@dataclass(frozen=True)
class Words:
    """The words of one language. `language` is the one that they are in, as BCP 47."""

    language: str
    texts: Mapping[str, str] = field(repr=False)
    months: tuple[str, ...] = field(repr=False)

    def say(self, key: str, **parts: object) -> str:
        """The text of `key` with its parts filled in, each apart from the sentence where it is
        written the other way. Raises `KeyError` for an unknown key."""
        apart = {name: self._apart(part) for name, part in parts.items()}
        return self.texts[key].format(**apart)

    def _apart(self, part: object) -> object:
        return isolated(part, direction_of(self.language)) if isinstance(part, str) else part

    def day(self, date: datetime.date) -> str:
        """A date as people write it."""
        return self.say("day", day=date.day, month=self.months[date.month - 1], year=date.year)

    def region(self, code: str) -> str:
        """The name of a country or of a part of one (ISO 3166), the code where it has no name."""
        return self.say(f"region-{code}") if f"region-{code}" in self.texts else code

    def tongue(self, code: str) -> str:
        """The name of a language (BCP 47), the code where it has no name."""
        return self.say(f"language-{code}") if f"language-{code}" in self.texts else code

    def listed(self, items: tuple[str, ...]) -> str:
        """Items as a sentence lists them: “a, b and c”."""
        if len(items) < 2:
            return "".join(items)
        apart = [str(self._apart(item)) for item in items]
        return self.say("list", most=", ".join(apart[:-1]), last=apart[-1])

    def several(self, items: tuple[str, ...]) -> str:
        """Items that may hold an “and” of their own, with nothing but commas between.

        Semicolons stand there where an item holds a comma.
        """
        if len(items) < 2:
            return "".join(items)
        return self.between(items).join(str(self._apart(item)) for item in items)

    def between(self, items: tuple[str, ...]) -> str:
        """What stands between items that may hold an “and” of their own."""
        comma = self.say("several")
        inside = len(items) > 1 and any(comma.strip() in item for item in items)
        return self.say("several-long") if inside else comma


def languages() -> tuple[str, ...]:
    """Every language that has a file of words."""
    return files.languages(FILE)


@cache
def words_for(language: str) -> Words:
    """The words for a language tag (BCP 47); English where there are none."""
    main = main_of(language)
    found = main if main in languages() else FALLBACK
    read = tomllib.loads((FOLDER / found / FILE).read_text("utf-8"))
    months = tuple(read.pop("months"))
    return Words(language if found == main else FALLBACK, MappingProxyType(read), months)


def parts_of(text: str) -> frozenset[str]:
    """The names of the parts that a text wants filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
