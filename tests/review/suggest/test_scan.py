"""What the scanner suggests, stretch by stretch, and what it lets pass."""

from __future__ import annotations

import random
import time

import pytest
from pace import pace

from zinewright.languages.phrases import languages, phrases_for, phrases_of, written
from zinewright.languages.vocabulary import FLAGS, vocabulary_for
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.suggest.scan import (
    Evidence,
    Suggestion,
    stretches,
    suggestions,
    unrecognised,
)


def topics(text: str, **facts) -> list[str]:
    return [each.topic for each in suggestions([Paragraph(text, **facts)], "en")]


UNNAMED = (
    "After what he did nobody in that house was allowed to speak of it. I lay awake and waited for "
    "his step on the stair."
)
SAYS = {
    "She self-harmed.": ["self-harm"],
    "The letter said: “He took his own life.”": ["suicide", "death-grief"],
    "She survived a suicide attempt.": ["suicide-attempt"],
    "I am no longer suicidal.": ["suicidal-thoughts"],
    "There is no violence in it, and no abuse.": [],
    "It is not about suicide.": [],
    "It was career suicide.": [],
    "The battery died.": [],
    "We watched the film Suicide Kings.": [],
    "Bleed the radiators, and wear a scarf against the scaring wind.": [],
    "Nobody would see my shoes under the gown.": [],
}


@pytest.mark.parametrize(("text", "found"), SAYS.items())
def test_a_sentence(text, found):
    assert topics(text) == found


def test_a_suggestion_with_its_evidence():
    paragraphs = [
        Paragraph("A quiet start.", ((0, 7),)),
        Paragraph("Nothing here. I was sectioned in May. It rained.", ((0, 9), (14, 10), (37, 12))),
    ]

    assert suggestions(paragraphs, "en-GB") == (
        Suggestion(
            "detention-sectioning",
            "",
            (),
            (Evidence(10, "I was sectioned in May.", "sectioned"),),
        ),
    )


def test_nothing_is_said_of_whose_experience_it_is():
    """An “I” beside a word is no confession: a person says so, or nobody does."""
    for text in ("I was raped.", "My ulcers bled. My uncle was a child of war, and abused."):
        assert all("personal" not in each.flags for each in suggestions([Paragraph(text)], "en"))


def test_what_stands_throughout_is_the_theme():
    filler = [Paragraph("The hall was full of chairs. " * 8)] * 12
    often = [Paragraph("He was racist to us, and racism was all we met there. " * 4)] * 7

    assert [s.flags for s in suggestions([*often, *filler], "en")] == [("theme",)]
    assert [s.flags for s in suggestions([often[0], *filler], "en")] == [()]


def test_a_text_is_read_in_stretches():
    """Short paragraphs stay together, a long one is cut between sentences."""
    short, long = Paragraph("One two three four five."), Paragraph("One two three four. " * 60)

    def lengths(paragraphs):
        return [sum(len(s.row) for s in each.sentences) for each in paragraphs]

    assert lengths(stretches((short,) * 13, "en", "")) == [30, 30, 5]
    assert lengths(stretches((long,), "en", "")) == [92, 92, 56]


def test_the_stretches_beside_one_speak_for_it():
    heavy = Paragraph("She took an overdose that night, and they found her unconscious. " * 3)
    plain = Paragraph("We bought a kettle and six blue cups in the market on the green. " * 3)
    alone, beside = stretches((plain,), "en", "")[0], stretches((heavy, plain), "en", "")[1]

    assert beside.sums == alone.sums
    assert beside.bears > alone.bears


def test_what_bears_something_and_fits_no_topic_is_to_be_read():
    """It is listed with its line and named nothing."""
    text = UNNAMED
    (found,) = unrecognised([Paragraph(text, ((0, 4),))], "en")

    assert suggestions([Paragraph(text)], "en") == ()
    assert found.line == 4
    assert found.text in text
    assert found.term in found.text


def test_what_bears_nothing_is_not_listed():
    text = "We repainted the hut on Saturday. Thanks to all who brought ladders and flapjacks."

    assert unrecognised([Paragraph(text)], "en") == ()
    assert unrecognised([Paragraph(UNNAMED)], "cy") == ()


def test_titles_and_headings_count_and_code_does_not():
    assert [s.topic for s in suggestions([], "en", "On racism")] == ["racism"]
    assert topics("Racism", kind="heading") == ["racism"]
    assert topics("racism = 1", kind="code") == []


def test_an_author_s_own_line_of_notes_suggests_nothing():
    """It states its topics, which is more than a suggestion."""
    assert topics("Content warning: suicide, racism.") == []


def test_a_language_without_phrases_has_no_suggestions():
    assert suggestions([Paragraph("hunanladdiad")], "cy") == ()


# --- phrases


@pytest.mark.parametrize(
    ("text", "row", "places"),
    [
        ("took own life", "she took own life", (1, 2, 3)),
        ("took ~2 life", "took her own life", (0, 3)),
        ("took ~1 life", "took her own life", None),
        ("suicid*", "suicidal", (0,)),
        ("cut|hurt @self", "i hurt myself", (1, 2)),
        ("wanted ?not to", "wanted to", (0, 1)),
        ("wanted ?not to", "wanted not to", (0, 1, 2)),
        ("in a|the_long way", "in the long way", (0, 1, 2, 3)),
        ("in a|the_long way", "in a way", (0, 1, 2)),
        ("in a|the_long way", "in the way", None),
    ],
)
def test_how_phrases_are_written(text, row, places):
    phrases = phrases_of({"x": {"says": [text]}}, {"self": "myself himself"}, {})
    found = next(iter(phrases.find(row.split())), None)

    assert (found.places if found else None) == places


@pytest.mark.parametrize("language", languages())
def test_every_topic_has_phrases_and_every_phrase_a_topic(language):
    phrases = phrases_for(language)
    named = set(phrases.covers)

    assert named == set(vocabulary_for(language).topics)
    for others in (phrases.covers, phrases.yields, phrases.yields_single):
        assert set().union(*others.values()) <= named


def test_no_phrase_is_a_class_or_a_gap_alone():
    assert list(written("~3", {})) == []


# --- hostile texts


def hostile() -> list[str]:
    dice = random.Random(7)
    phrases = phrases_for("en")
    common = sorted(word for word in phrases.exact if word.isalpha())  # the same in each run
    return [
        "a" * 400_000,
        "suicide " * 40_000,
        "took her own " * 30_000,
        "no any the of " * 25_000,
        "“A " * 60_000,
        "“Aa Bb” " * 40_000,
        "»Aa Bb« " * 40_000,
        "„Aa " * 60_000,
        "'" * 300_000,
        ". " * 150_000,
        "the film " * 40_000,
        " ".join(dice.choice(common) for _ in range(40_000)),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("text", hostile(), ids=lambda text: text[:12])
def test_no_text_makes_it_slow(text):
    """Each has up to 400,000 characters, more than a whole zine; it takes a few seconds at most."""
    begun = time.process_time()
    found = suggestions([Paragraph(text)], "en")

    assert time.process_time() - begun < 12 * pace()
    assert all(each.level == "" and set(each.flags) <= set(FLAGS) for each in found)
