"""Which phrases of a sentence count."""

from __future__ import annotations

import pytest

from zinewright.languages.phrases import phrases_for
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.suggest.features import read

SURE = ("names", "says", "implied")


def told(text: str) -> list[str]:
    """The topics of phrases that need no other beside them."""
    phrases = phrases_for("en")
    assert phrases
    signs = (sign.name for each in read(0, Paragraph(text), phrases) for sign in each.signs)
    found = {name[1:].split(":")[0] for name in signs if name[0] == "=" and name.endswith(SURE)}
    return sorted(found)


SAYS = {
    # word forms
    "She self-harmed.": ["self-harm"],
    "It was re-traumatising.": ["retraumatisation"],
    "They’d been evicted.": ["poverty-homelessness"],
    # what is quoted counts
    "The letter said: “He took his own life.”": ["suicide"],
    # the longer phrase says it
    "She survived a suicide attempt.": ["suicide-attempt"],
    # a negation that is part of what is told
    "I did not want to wake up.": ["suicidal-thoughts"],
    "I was not taken seriously by my GP.": ["medical-dismissal"],
    "I am no longer suicidal.": ["suicidal-thoughts"],
    # negations: there is none of it
    "There is no violence in it, and no abuse.": [],
    "It does not mention suicide or self-harm.": [],
    "It is not about suicide.": [],
    "The book is free of racism.": [],
    "He had never been arrested.": [],
    # idioms
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
def test_a_sentence(text: str, found: list[str]):
    assert told(text) == found


FALSE_FRIENDS = """
    Something is scaring the hens.
    A scarf, a scarecrow and a scarce orchid stood in Scarborough.
    Bleed the radiators before the frost.
    The paint bled a little.
    Nobody would see my shoes under the gown.
    The sofa wants recovering.
    Dad is recovering from his cold.
    The passcode for the gate is on the rota.
    Today we practise pronouns and verbs.
    We are gambling on dry weather.
    The battery has discharged.
    Gravel on the path, and a grievance about it.
    He slumped in the deckchair.
    A pawn takes the bishop.
    They showed us great hospitality.
    A roe deer on the verge.
    Patriarch of the allotments, he grows leeks.
    The dog snorted.
    The blacksmith tapered the rod.
    A portion of chips.
""".strip().splitlines()


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_words_that_only_look_like_others(text: str):
    assert told(text.strip()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My arms were scarred for life.", ["pain-medical-detail"]),
        ("They laughed at her pronouns.", ["lgbtq-hate"]),
        ("He demanded my passcode.", ["domestic-abuse"]),
        ("She was discharged early, without a plan.", ["denied-care"]),
        ("A recovering alcoholic.", ["alcohol-drugs"]),
        ("She wept at his grave.", ["death-grief"]),
        ("He was deported in May.", ["immigration-detention"]),
    ],
)
def test_the_forms_that_are_meant(text: str, found: list[str]):
    assert told(text) == found
