"""A number as people read it → what a phone dials. The only module that knows phonenumbers.

E.164 is for numbers that it can hold. Short codes (116 123, 111, 988, 85258) keep their digits:
with the code of a country before them, they make a number that rings nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import NamedTuple

RUN = re.compile(r"\+?[0-9][0-9 ().\-–/\u00a0]*")
FORM = re.compile(r"\+[1-9][0-9]{6,14}\Z")
LONGEST_CODE = 3  # digits of the code of a country
SPOKEN = re.compile(
    r"(?<![\w,.:£$€#])\+?[0-9](?:[0-9 ().\-–/\u00a0]*[0-9])?\b(?![,.:][0-9]|\s?%)"
    r"(?:[ -][A-Z]{4,12}\b)?"
)
NO_NUMBER = re.compile(
    r"(?:1[89]|20)[0-9]{2}\Z|[0-9]{1,2}[./][0-9]{1,2}(?:[./][0-9]{2,4})?\Z|[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"
    r"|(?:1[89]|20)[0-9]{2}\s?[-–/]\s?(?:1[89]|20)?[0-9]{2}\Z"
)  # years, times and dates
FEWEST, NEAR = 5, 60  # digits of a number; letters before it in which a cue is looked for
THREE = frozenset("101 105 111 119 211 311 811 988".split())  # services that are no emergencies
AND = " or +44 (0)"  # as much as may stand between two numbers
SHORT = re.compile(r"[0-9]{2,8}\Z")


def digits(text: str) -> str:
    """The digits of a text; those of +44 (0)20… without the 0, which nobody dials there."""
    return re.sub("[^0-9]", "", text.replace("(0)", "") if text.lstrip().startswith("+") else text)


def is_e164(number: str) -> bool:
    """Whether a text is a number in E.164, of a kind that its country gives out."""
    import phonenumbers

    return bool(FORM.match(number)) and phonenumbers.is_valid_number(phonenumbers.parse(number))


def is_possible(number: str) -> bool:
    """Whether +… is as long as whole numbers of its country are; +44116123 is not."""
    import phonenumbers

    try:
        reason = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return reason == phonenumbers.ValidationResult.IS_POSSIBLE


def dialled(shown: str, country: str) -> str:
    """What a phone in a country (ISO 3166-1) dials: E.164 where that is a number, else digits.

    "" where no number is shown, or where it is not known in which country.
    """
    import phonenumbers

    run = _run(shown)
    if not run or not (country or run.startswith("+")):
        return ""
    try:
        number = phonenumbers.parse(run, country or None)
    except phonenumbers.NumberParseException:
        return digits(run)
    if phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return digits(run)


def is_same(shown: str, number: str) -> bool:
    """Whether the number that people read is the one that a phone dials.

    One may have the code of its country and the other not. A text without a number shows none
    that could differ.
    """
    read, called = digits(_run(shown)).lstrip("0"), digits(number).lstrip("0")
    if not read or abs(len(read) - len(called)) > LONGEST_CODE:
        return not read
    return called.endswith(read) or read.endswith(called)


class Number(NamedTuple):
    """A number in a text: where it stands, as it is read, and what phones might dial for it."""

    start: int
    shown: str
    dialled: frozenset[str]


def numbers_in(text: str, countries: Collection[str], cue: re.Pattern[str]) -> Iterator[Number]:
    """The telephone numbers in a text, in their order.

    Those that one of the countries (ISO 3166-1) gives out; and short ones, or others of five digits
    and more, so some with a slip, where what stands closely before them fits `cue`.
    """
    import phonenumbers

    text = _in_ascii(text)
    found: dict[int, str] = {}
    for country in countries if len(digits(text)) > FEWEST else ():
        for match in phonenumbers.PhoneNumberMatcher(text, country):
            found.setdefault(match.start, match.raw_string)
    cued = 0  # where the last number ends: a further one may follow it
    for run in SPOKEN.finditer(text):
        whole = next((n for at, n in found.items() if at <= run.start() < at + len(n)), "")
        before = text[max(0, run.start() - NEAR) : run.start()]
        is_cued = cue.search(before) or 0 < cued >= run.start() - len(AND)
        if not whole and is_cued and _may_be_dialled(run[0], countries):
            found[run.start()] = whole = run[0]
        cued = run.end() if whole else cued
    for start, shown in sorted(found.items()):
        yield Number(start, shown, forms_of(shown, countries))


def _in_ascii(text: str) -> str:
    """A text of the same length with the digits of all scripts as ASCII has them."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c, c)) if not c.isascii() else c for c in text)


def _may_be_dialled(shown: str, countries: Collection[str]) -> bool:
    """Whether a run of digits is long enough for a number, or a short number of some country."""
    import phonenumbers

    only = digits(_in_digits(shown))
    if NO_NUMBER.match(shown) or len(only) < len("999"):
        return False
    if len(only) == len("999"):
        return only in THREE or any(
            phonenumbers.is_emergency_number(only, country) for country in countries
        )
    return len(only) >= FEWEST or any(
        phonenumbers.is_valid_short_number_for_region(phonenumbers.parse(only, country), country)
        for country in countries
    )


def forms_of(shown: str, countries: Collection[str]) -> frozenset[str]:
    """All that phones in some countries might dial for a number, as digits and in E.164."""
    said = _in_digits(shown)
    return frozenset({digits(said), *(dialled(said, country) for country in countries)} - {""})


def _in_digits(shown: str) -> str:
    """A number whose end is spelled, as 1800 RESPECT is, in digits."""
    import phonenumbers

    if not re.search("[A-Za-z]{3}", shown):
        return shown
    return str(phonenumbers.convert_alpha_characters_in_number(shown))


def _run(shown: str) -> str:
    """The first number in a text; "" for one that goes on in letters, as 1800 RESPECT does."""
    for run in RUN.finditer(shown):
        if len(digits(run[0])) > 1:
            in_letters = shown[run.end() : run.end() + 1].isalpha()
            return "" if in_letters and not run[0].endswith("(") else run[0]
    return ""
