"""The words that the program itself says to readers, in the language of a text.

`words_for(language)` finds the folder of the language or of its main language; where there is none
the words are English and `Words.language` says so, so that they can be marked as English. Dates,
lists, amounts, and the names of countries and languages are those of Unicode's CLDR, by Babel.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from string import Formatter
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from zinewright.bidi import isolated
from zinewright.languages import files
from zinewright.languages.files import FOLDER, main_of
from zinewright.model import direction_of

FILE, FALLBACK = "words.toml", "en"
WORLD = "001"
USUAL = {"en": "GB"}
"""The country whose way of writing a language has that names none, where CLDR means another."""
MARKS, SIGNS = "quotes", "signs-"


@dataclass(frozen=True)
class Words:
    """The words of one language. `language` is the one that they are in, as BCP 47.

    `quotes` are its quotation marks: the outer and the inner ones, each opening and closing.
    """

    language: str
    texts: Mapping[str, str] = field(repr=False)
    quotes: tuple[str, ...] = field(default=(), repr=False)

    def say(self, key: str, **parts: object) -> str:
        """The text of `key` with its parts filled in, each apart from the sentence where it is
        written the other way. Raises `KeyError` for an unknown key."""
        apart = {name: self._apart(part) for name, part in parts.items()}
        return self.texts[key].format(**apart)

    def _apart(self, part: object) -> object:
        return isolated(part, direction_of(self.language)) if isinstance(part, str) else part

    @cached_property
    def _locale(self) -> Locale:
        return locale_of(self.language)

    def day(self, date: datetime.date) -> str:
        """A date as people write it."""
        return format_date(date, "long", self._locale)

    def region(self, code: str) -> str:
        """The name of a country or of a part of one (ISO 3166), the code where it has no name."""
        if code in ("INT", "ZZ"):
            code = WORLD
        ours = self.texts.get(f"region-{code}")
        return ours or self._locale.territories.get(code, code)

    def tongue(self, code: str) -> str:
        """The name of a language (BCP 47), the code where it has no name."""
        ours = self.texts.get(f"language-{code}")
        return ours or self._locale.languages.get(code.replace("-", "_"), code)

    def money(self, amount: float, currency: str) -> str:
        """An amount with the sign of a currency, where people of the language write it.

        What is less than ten hundredths shows its thousandths.
        """
        digits = "0.00" if amount >= 0.095 or not amount else "0.000"
        figure = format_decimal(amount, digits, self._locale, group_separator=False)
        if not currency:
            return figure
        before, sign, behind = self._locale.currency_formats["standard"].pattern.partition("¤")
        if sign and before.strip():
            return f"{figure}{_space(before[-1])}{currency}"
        return f"{currency}{_space(behind[:1])}{figure}"

    def number(self, value: float) -> str:
        """A number with at most two decimals, and none that say nothing."""
        return format_decimal(value, "0.##", self._locale)

    def listed(self, items: tuple[str, ...]) -> str:
        """Items as a sentence lists them: “a, b and c”."""
        if len(items) < 2:
            return "".join(items)
        return format_list([str(self._apart(item)) for item in items], "standard", self._locale)

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
    """Every language that has words."""
    return files.languages(FILE)


@cache
def words_for(language: str) -> Words:
    """The words for a language tag (BCP 47); English where there are none."""
    if not has_words(language):
        return words_for(FALLBACK)
    main = main_of(language)
    read = tomllib.loads((FOLDER / main / FILE).read_text("utf-8"))
    signs = str.maketrans(read.get(f"{SIGNS}{_country(language)}", {}))
    texts = {key: text.translate(signs) for key, text in read.items() if isinstance(text, str)}
    quotes = tuple(mark.translate(signs) for mark in read[MARKS])
    return Words(language, MappingProxyType(texts), quotes)


def has_words(language: str) -> bool:
    """Whether there are words in a language, and not only in another."""
    return main_of(language) in languages()


def quotes_of(language: str) -> tuple[str, ...]:
    """The quotation marks of a language; none where nobody has written its words."""
    return words_for(language).quotes if has_words(language) else ()


@cache
def saying_so(key: str, language: str) -> frozenset[str]:
    """The words that a text lists, such as those that say nothing, in a language and in English,
    folded."""
    said = {words_for(each).say(key) for each in (language or FALLBACK, FALLBACK)}
    return frozenset(each.strip().casefold() for every in said for each in every.split(","))


def unspoken(language: str, others: Iterable[str]) -> Iterator[str]:
    """What is to be said of a zine whose language has no folder here, and of texts in others."""
    names = words_for(FALLBACK)
    there = names.listed(tuple(f"{names.tongue(each)} ({each})" for each in languages()))
    if not has_words(language):
        lacks = f"There are no words in {_named(language)} here, only in {there}"
        yield f"{lacks}: what Zinewright says in this zine is in English, and marked as English."
    unread = tuple(dict.fromkeys(_named(each) for each in others if not has_words(each)))
    if unread:
        yield f"Texts in {names.listed(unread)} are not read for content notes or safe messaging."


def _named(language: str) -> str:
    """A language for those who edit: `Welsh (cy)`."""
    name = words_for(FALLBACK).tongue(main_of(language))
    return language if name == main_of(language) else f"{name} ({language})"


def _country(language: str) -> str:
    """The country that a tag names, "" for none: `CH` of `de-CH` (RFC 5646 §2.2.4)."""
    return next((part.upper() for part in language.split("-")[1:] if len(part) == 2), "")


@cache
def locale_of(language: str) -> Locale:
    """What CLDR knows of a language, as its country writes it where a tag names one."""
    main, country = main_of(language), _country(language)
    for territory in filter(None, (country, USUAL.get(main))):
        with suppress(UnknownLocaleError):
            return Locale(main, territory=territory)
    try:
        return Locale(main)
    except UnknownLocaleError:
        return locale_of(FALLBACK)


def _space(sign: str) -> str:
    """The space that a pattern has beside the sign of a currency."""
    return sign if sign.isspace() else ""


def parts_of(text: str) -> frozenset[str]:
    """The names of the parts that a text wants filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
