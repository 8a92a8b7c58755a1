"""Numbers as people read them → what a phone dials."""

from __future__ import annotations

import time

import pytest
from pace import pace

from zinewright.manuscript.resources.phone_numbers import dialled, is_e164, is_possible, is_same

DIALLED = [
    # Short codes keep their digits: with a country before them they ring nowhere.
    ("116 123", "GB", "116123"),
    ("111", "GB", "111"),
    ("999", "GB", "999"),
    ("85258", "GB", "85258"),
    ("988", "US", "988"),
    ("988", "CA", "988"),
    ("741741", "US", "741741"),
    ("1737", "NZ", "1737"),
    ("50808", "IE", "50808"),
    ("17", "FR", "17"),
    # Whole numbers are dialled from anywhere.
    ("13 11 14", "AU", "+61131114"),
    ("0477 13 11 14", "AU", "+61477131114"),
    ("0808 80 10 800", "GB", "+448088010800"),
    ("0800 1111", "GB", "+448001111"),
    ("1800 341 900", "IE", "+3531800341900"),
    ("1-866-488-7386", "US", "+18664887386"),
    ("+44 (0)20 7946 0018", "", "+442079460018"),
    ("0808 808 8000 (press 2)", "GB", "+448088088000"),
    # Neither a number nor a country that would tell.
    ("0808 808 8000", "", ""),
    ("1800 RESPECT", "AU", ""),
    ("ask at the desk", "GB", ""),
    ("1", "GB", ""),
    ("", "GB", ""),
]


@pytest.mark.parametrize(("shown", "country", "number"), DIALLED)
def test_what_a_phone_dials(shown, country, number):
    assert dialled(shown, country) == number


@pytest.mark.parametrize(("shown", "country", "number"), DIALLED)
def test_what_is_dialled_is_what_is_read(shown, country, number):
    assert not number or is_same(shown, number)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("+448088088000", True),
        ("+61131114", True),
        ("+44116123", False),
        ("+1988", False),
        ("+641737", False),
        ("+441632960001", False),
        ("448088088000", False),
        ("+44 808 808 8000", False),
        ("+4480880880001234", False),
        ("", False),
    ],
)
def test_a_number_in_e164(number, valid):
    assert is_e164(number) is valid


@pytest.mark.parametrize(
    ("number", "possible"),
    [("+441632960001", True), ("+44116123", False), ("+1988", False), ("+", False)],
)
def test_as_long_as_numbers_are(number, possible):
    assert is_possible(number) is possible


@pytest.mark.parametrize(
    ("shown", "number", "same"),
    [
        ("0800 068 4141", "+448000684141", True),
        ("0808 068 4141", "+448000684141", False),  # one digit
        ("+44 20 7946 0018", "02079460018", True),
        ("7946 0018", "+442079460018", False),
        ("text HELLO to 50808", "50808", True),
        ("text HELLO to 50808", "50809", False),
        ("the number on the page", "116123", True),
        ("1800 RESPECT", "+611800737732", True),
    ],
)
def test_what_is_read_is_what_is_dialled(shown, number, same):
    assert is_same(shown, number) is same


@pytest.mark.parametrize("hostile", ["0 " * 50_000, "(" * 100_000, "1a" * 50_000, "+" * 100_000])
def test_no_text_takes_long(hostile):
    began = time.process_time()
    dialled(hostile, "GB")
    is_same(hostile, "+448088088000")

    assert time.process_time() - began < 0.5 * pace()
