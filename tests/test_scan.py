"""What the scanner suggests, sentence by sentence, and what it lets pass."""

from __future__ import annotations

import random
import time

import pytest

from zinewright.paragraphs import Paragraph
from zinewright.phrases import languages, phrases_for, phrases_of, written
from zinewright.scan import Evidence, Suggestion, suggestions
from zinewright.vocabulary import FLAGS, LEVELS, vocabulary_for


def topics(text: str, **facts) -> list[str]:
    return [each.topic for each in suggestions([Paragraph(text, **facts)], "en")]


SAYS = {
    # word forms
    "She self-harmed.": ["self-harm"],
    "It was re-traumatising.": ["retraumatisation"],
    "He is racist, and so is the rule.": ["racism"],
    "They’d been evicted.": ["poverty-homelessness"],
    # what is quoted counts
    "The letter said: “He took his own life.”": ["suicide"],
    # the longer phrase says it
    "She survived a suicide attempt.": ["suicide-attempt"],
    "There was domestic abuse.": ["domestic-abuse"],
    # a negation that is part of what is told
    "I did not want to wake up.": ["suicidal-thoughts"],
    "I was not taken seriously by my GP.": ["medical-dismissal"],
    # negations: there is none of it
    "There is no violence in it, and no abuse.": [],
    "It does not mention suicide or self-harm.": [],
    "It is not about suicide.": [],
    "The book is free of racism.": [],
    "He had never been arrested.": [],
    "I am no longer suicidal.": ["suicidal-thoughts"],
    # idioms and false friends
    "It was career suicide.": [],
    "A heart attack of a price.": [],
    "The battery died.": [],
    "Oilseed rape in flower.": [],
    "They had a panic buying of flour.": [],
    "Political suicide, said the paper; a bath bomb, said I.": [],
    # titles of works
    "We watched the film Suicide Kings.": [],
    "I read “Abuse and Grief in Kent”.": [],
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
            "mention",
            ("personal",),
            (Evidence(10, "I was sectioned in May.", "sectioned"),),
        ),
    )


@pytest.mark.parametrize(
    ("sentences", "level", "flags"),
    [
        (["Racism came up."], "mention", ()),
        (["Racism came up.", "He spoke of racism.", "Racism, again."], "discussion", ()),
        (["I met racism.", "I wrote of my racism log."], "description", ("personal",)),
        (["Racism came up."] * 6, "discussion", ("theme",)),
    ],
)
def test_how_much_of_it_there_is(sentences, level, flags):
    filler = [Paragraph("The hall was full.")] * 12
    (found,) = suggestions([*map(Paragraph, sentences), *filler], "en")

    assert (found.topic, found.level, found.flags) == ("racism", level, flags)


def test_what_is_told_without_its_name_is_implied():
    (found,) = suggestions([Paragraph("If I disappeared, nobody would mind.")], "en")

    assert (found.topic, found.flags) == ("suicidal-thoughts", ("personal", "implied"))


def test_titles_and_headings_count_and_code_does_not():
    assert [s.topic for s in suggestions([], "en", "On racism")] == ["racism"]
    assert topics("Racism", kind="heading") == ["racism"]
    assert topics("racism = 1", kind="code") == []


def test_an_author_s_own_line_of_notes_suggests_nothing():
    """It states its topics, which is more than a suggestion."""
    assert topics("Content warning: suicide, racism.") == []


def test_a_weak_word_wants_company():
    assert topics("There was a depression.") == []
    assert topics("There was a depression, and self-harm.") == [
        "self-harm", "depression-hopelessness",
    ]  # fmt: skip


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
    common = [word for word in phrases.exact if word.isalpha()]
    return [
        "a" * 400_000,
        "suicide " * 40_000,
        "took her own " * 30_000,
        "no any the of " * 25_000,
        "“A " * 60_000,
        "'" * 300_000,
        ". " * 150_000,
        "the film " * 40_000,
        " ".join(dice.choice(common) for _ in range(40_000)),
    ]


@pytest.mark.parametrize("text", hostile(), ids=lambda text: text[:12])
def test_no_text_makes_it_slow(text):
    """Each has up to 400,000 characters, more than a whole zine; it takes a few seconds at most."""
    begun = time.process_time()
    found = suggestions([Paragraph(text)], "en")

    assert time.process_time() - begun < 12
    assert all(each.level in LEVELS and set(each.flags) <= set(FLAGS) for each in found)
