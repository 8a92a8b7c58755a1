"""The topics of content notes: complete in every language, and found by what people call them."""

import tomllib

import pytest

from zinewright.commands import decisions
from zinewright.languages.files import FOLDER
from zinewright.languages.vocabulary import LEVELS, Topic, folded, languages, vocabulary_for
from zinewright.prose import chapter
from zinewright.prose.stated_notes import head, reading

NAMED = {
    "self-harm": "self-harm",
    "Self harm": "self-harm",
    "suicidal feelings": "suicidal-thoughts",
    "Suicidal ideation": "suicidal-thoughts",
    "suicide attempt": "suicide-attempt",
    "systemic abuse": "service-harm",
    "being refused care": "denied-care",
    "being refused or turned away from care": "denied-care",
    "re-traumatisation": "retraumatisation",
    "police involvement": "police-justice",
    "court orders and prison": "police-justice",
    "grief": "death-grief",
    "anti-semitism": "racism",
    "spiders": None,
    "": None,
}


@pytest.mark.parametrize(("words", "slug"), NAMED.items())
def test_a_topic_is_known_by_what_people_call_it(words: str, slug: str | None) -> None:
    assert vocabulary_for("en-GB").named(words) == slug


@pytest.mark.parametrize(
    ("words", "slug"),
    {
        "Suizid": "suicide",
        "Selbstmordgedanken": "suicidal-thoughts",
        "SVV": "self-harm",
        "Essstörungen": "eating-disorders",
        "Essstoerung": "eating-disorders",
        "ESS-STÖRUNG": None,
        "die Trauer": None,
        "Mißbrauch": "abuse",
        "haeusliche Gewalt": "domestic-abuse",
        "suicidal-thoughts": "suicidal-thoughts",
    }.items(),
)
def test_a_topic_is_known_by_what_people_call_it_in_german(words: str, slug: str | None) -> None:
    """Umlauts and ß may be written as on a keyboard that lacks them."""
    assert vocabulary_for("de").named(words) == slug


def test_articles_are_those_of_the_language() -> None:
    assert vocabulary_for("de").bare[vocabulary_for("de").bared("die Trauer")] == "death-grief"
    assert vocabulary_for("en").bared("the grief") == "grief"
    assert vocabulary_for("en").bared("die Trauer") == "die trauer"


@pytest.mark.parametrize("language", languages())
def test_every_language_says_every_topic(language: str) -> None:
    """Each topic has words of its own, and no name leads to two topics."""
    known = vocabulary_for(language)
    assert (len(known.groups), len(known.topics)) == (8, 45)
    assert {topic.group for topic in known.topics.values()} == set(known.groups)
    assert len({folded(topic.label) for topic in known.topics.values()}) == 45
    assert all(topic.meaning.endswith(".") for topic in known.topics.values())
    assert all(known.named(topic.label) == slug for slug, topic in known.topics.items())


@pytest.mark.parametrize("language", languages())
def test_no_name_stands_for_two_topics(language: str) -> None:
    topics = tomllib.loads((FOLDER / language / "topics.toml").read_text("utf-8"))["topics"]
    said = [
        name
        for slug, words in topics.items()
        for name in {folded(name) for name in (*words["also"], words["label"], slug)}
    ]
    assert sorted({name for name in said if said.count(name) > 1}) == []


def test_a_zine_has_topics_of_its_own() -> None:
    """One is new, one has another label; the label and the slug both name it."""
    own = (
        Topic("benefits-assessments", "poverty-world", "benefits assessments", "Being assessed."),
        Topic("death-grief", "body-death", "death", "Someone dying."),
    )
    zine = vocabulary_for("en").extended(own)
    assert len(zine.topics) == 46
    assert zine.named("Benefits assessments") == "benefits-assessments"
    assert zine.label("death-grief") == "death"
    assert zine.label("spiders") == "spiders"


def test_a_language_without_words_speaks_english() -> None:
    known = vocabulary_for("cy")
    assert (known.language, known.label("abuse")) == ("en", "abuse")


def test_every_level_has_its_weight_and_can_be_typed():
    assert set(chapter.WEIGHTS) == {"", *LEVELS}
    assert set(chapter.RANKS) == set(LEVELS)
    assert [level for level in head.STEPS if level] == list(LEVELS)
    assert list(LEVELS) == decisions.LEVELS
    assert {*reading.LEVEL_STEMS, "detail"} == set(LEVELS)  # “in detail” stands beside another
