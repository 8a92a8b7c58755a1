"""Straight quotation marks become those of the language; what is no quotation is an apostrophe."""

from __future__ import annotations

import pytest

from zinewright.prose.dialect import converted
from zinewright.prose.quotes import CLOSES_INSIDE, OPENS, curled, quoted

GERMAN = {
    '"Ja", sagte er': "„Ja“, sagte er",
    "\"Er meinte 'später', nicht 'nie'.\"": "„Er meinte ‚später‘, nicht ‚nie‘.“",
    "Wie geht's? Ich hab' kein Geld.": "Wie geht’s? Ich hab’ kein Geld.",
    "Hans' Haus, Ines' Hund": "Hans’ Haus, Ines’ Hund",
    "'s ist gut": "‚s ist gut",  # nobody can tell this from a quotation
    "'Ich hab's', sagte sie": "‚Ich hab’s‘, sagte sie",
    'Der "Flieder" im Mai...': "Der „Flieder“ im Mai…",
    "„Schon richtig“, ‚so‘ und »so«": "„Schon richtig“, ‚so‘ und »so«",
}


@pytest.mark.parametrize(("plain", "printed"), GERMAN.items())
def test_a_line_of_german(plain: str, printed: str) -> None:
    assert curled(plain, "de") == printed


@pytest.mark.parametrize(
    ("plain", "printed"), [(p, q) for p, q in GERMAN.items() if not p.startswith("'s")]
)
def test_a_text_in_german(plain: str, printed: str) -> None:
    assert converted(plain, "de") == f'<p data-line="0">{printed}</p>'


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("de-AT", "„Er sagte ‚nie‘“ – geht’s?"),
        ("de-CH", "«Er sagte ‹nie›» – geht’s?"),
        ("en", "“Er sagte ‘nie’” – geht’s?"),
        ("fr", "\"Er sagte 'nie'\" -- geht's?"),  # nobody has written its words
    ],
)
def test_each_language_has_its_own(language: str, printed: str) -> None:
    plain = "\"Er sagte 'nie'\" -- geht's?"

    assert converted(plain, language) == f'<p data-line="0">{printed}</p>'.replace("–", "–")


def test_a_quotation_across_stress_and_paragraphs() -> None:
    """What one paragraph leaves open, the next does not close."""
    made = converted("Er sagte 'so *war* es' oft.\n\nEin 'offenes\n\nHans' Haus.", "de")

    assert made == (
        '<p data-line="0">Er sagte ‚so <em>war</em> es‘ oft.</p>\n'
        '<p data-line="2">Ein ‚offenes</p>\n'
        '<p data-line="4">Hans’ Haus.</p>'
    )


def test_code_keeps_its_marks() -> None:
    assert converted('Das `"Wort"`', "de") == '<p data-line="0">Das <code>"Wort"</code></p>'


def test_no_text_holds_the_signs_that_stand_for_marks() -> None:
    assert converted(f"a{OPENS}b{CLOSES_INSIDE}", "de") == '<p data-line="0">ab</p>'
    assert quoted("a", ("„", "“", "‚", "‘")) == "a"
