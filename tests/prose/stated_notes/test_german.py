"""What German authors state at the head of a text; what English ones write is known as well."""

from __future__ import annotations

import pytest

from zinewright.languages.vocabulary import vocabulary_for
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.prose.stated_notes.head import stated_in

HEADS = {
    "Triggerwarnung: Suizid, SVV": ("suicide, self-harm", ""),
    "Triggerwarnungen: Erwähnung von Suizid": ("suicide", ""),
    "Inhaltswarnung: häusliche Gewalt, Alkohol": ("domestic-abuse, alcohol-drugs", ""),
    "Inhaltshinweise: Psychiatrie, Fixierung und Polizei": (
        "detention-sectioning, restraint-forced-treatment, police-justice",
        "",
    ),
    "CN: Essstörung und Suizid": ("eating-disorders, suicide", ""),
    "TW: Essstoerung / Klinik / Mißbrauch": ("eating-disorders, detention-sectioning, abuse", ""),
    "Content Note: PTBS sowie sexualisierte Gewalt": ("trauma, sexual-violence", ""),
    "TW: suicidal-thoughts": ("suicidal-thoughts", ""),
    "TW: Suizid, Gartenzwerge": ("suicide", "Gartenzwerge"),
    "Triggerwarnung: SV": ("", "SV"),  # what it stands for, two people say in two ways
    "Trigger sind verschieden.": ("", ""),
    "Der Inhalt: ein Garten.": ("", ""),
}


@pytest.mark.parametrize(("text", "said"), HEADS.items())
def test_what_is_stated_at_the_head(text: str, said: tuple[str, str]) -> None:
    below = Paragraph("Es war ein Morgen im Mai, und die Sonne schien.", ((0, 3),))
    found = stated_in([Paragraph(text, ((0, 1),)), below], vocabulary_for("de"))

    notes = ", ".join(note.topic for note, _, _ in found.notes)
    assert (notes, ", ".join(words for words, _ in found.unmapped)) == said


def test_english_has_no_words_of_german_for_its_own() -> None:
    """“die” and “war” mean something there, so no list of plain words takes them along."""
    found = stated_in([Paragraph("TW: war, people who die", ((0, 1),))], vocabulary_for("en"))
    assert "war-political-violence" in [note.topic for note, _, _ in found.notes]
