"""A number as people read it → what a phone dials. The only module that knows phonenumbers.

E.164 is for numbers that it can hold. Short codes (116 123, 111, 988, 85258) keep their digits:
with the code of a country before them, they make a number that rings nowhere.
"""

from __future__ import annotations

import re

RUN = re.compile(r"\+?[0-9][0-9 ().\-–/\u00a0]*")
FORM = re.compile(r"\+[1-9][0-9]{6,14}\Z")
LONGEST_CODE = 3  # digits of the code of a country
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


def _run(shown: str) -> str:
    """The first number in a text; "" for one that goes on in letters, as 1800 RESPECT does."""
    for run in RUN.finditer(shown):
        if len(digits(run[0])) > 1:
            in_letters = shown[run.end() : run.end() + 1].isalpha()
            return "" if in_letters and not run[0].endswith("(") else run[0]
    return ""
