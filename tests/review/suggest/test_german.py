"""Phrases of German alone suggest topics: no weights were learnt, since no texts are labelled."""

from __future__ import annotations

import pytest

from zinewright.languages.weights import BEARS, ENOUGH, weights_for, weights_of_phrases
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.suggest.scan import suggestions, unrecognised

SUGGESTED = {
    "Sie hat sich umgebracht.": {"suicide": "sich umgebracht"},
    "Ich wollte nicht mehr leben.": {"suicidal-thoughts": "wollte nicht mehr leben"},
    "Ich habe versucht, mir das Leben zu nehmen.": {
        "suicide-attempt": "versucht, mir das Leben zu nehmen"
    },
    "Lange Ärmel im Sommer, damit niemand fragt.": {"self-harm": "Lange Ärmel im Sommer"},
    "Er schlug mich, und ich ging ins Frauenhaus.": {"domestic-abuse": "Frauenhaus"},
    "Nach der Essstoerung kam der Alltag.": {"eating-disorders": "Essstoerung"},
    "Zu fünft hielten sie mich fest, dann kam die Spritze; ich wurde fixiert.": {
        "restraint-forced-treatment": "wurde fixiert"
    },
    "Auf der geschlossenen Station war es laut.": {"detention-sectioning": "geschlossenen Station"},
    "Die Notaufnahme hat mich wieder nach Hause geschickt.": {
        "denied-care": "wieder nach Hause geschickt"
    },
    "Die Psychiaterin lachte über mich.": {"service-harm": "Psychiaterin lachte über"},
    "Meine Oma starb im Mai.": {"death-grief": "starb"},
    "Er trank jeden Abend eine Flasche Wein.": {"alcohol-drugs": "trank jeden"},
    "Ich hörte Stimmen im Kopf.": {"psychosis": "Stimmen im Kopf"},
    "Es war wegen ihrer Hautfarbe.": {"racism": "wegen ihrer Hautfarbe"},
    "Starke Kopfschmerzen, seit Tagen.": {"pain-medical-detail": "Kopfschmerzen"},
    "„Ich dachte an Suizid“, sagte sie.": {"suicidal-thoughts": "dachte an Suizid"},
    "„Es war Suizid“, sagte er.": {"suicide": "Suizid"},  # no title, though its noun is capital
    # nothing of it
    "Heute scheint die Sonne, und wir backen Kuchen.": {},
    "In diesem Text geht es nicht um Gewalt.": {},
    "Keine Gewalt und kein Missbrauch.": {},
    "Ich las das Buch „Der Tod in Venedig“.": {},
    "Den Film Krieg und Frieden mag sie sehr.": {},
    "Wir gewannen mit gewaltfreier Kommunikation.": {},
    "Der Akku ist tot.": {},
    "Ein freier Tag am See.": {},
}


@pytest.mark.parametrize(("text", "topics"), SUGGESTED.items())
def test_what_a_sentence_suggests(text: str, topics: dict[str, str]) -> None:
    """The topics of a sentence, each with the words in it that suggest it most."""
    found = suggestions([Paragraph(text, ((0, 1),))], "de")
    assert {each.topic: each.evidence[0].term for each in found} == topics


def test_a_sentence_does_not_end_at_a_number_or_an_abbreviation() -> None:
    text = "Am 3. November hat z. B. Dr. Weiß gesagt, sie habe Suizidgedanken. Danach war Ruhe."
    (found,) = suggestions([Paragraph(text, ((0, 1),))], "de")

    assert found.evidence[0].text == text.removesuffix(" Danach war Ruhe.")


def test_a_sentence_may_begin_with_an_umlaut_and_end_with_a_mark() -> None:
    text = "„Es war Suizid.“ Über den Rest schweigt sie."
    (found,) = suggestions([Paragraph(text, ((0, 1),))], "de")

    assert found.evidence[0].text == "„Es war Suizid.“"


@pytest.mark.parametrize(
    ("signs", "topics"),
    [
        (["=a:says"], ["a"]),
        (["=a:beside"], []),
        (["=a:beside", "=b:says"], ["a", "b"]),
        (["=a:hints"], []),
        (["=a:hints", "=b:says"], ["b"]),
        (["=a:hints", "=b:says", "=c:names"], ["a", "b", "c"]),
    ],
)
def test_what_a_kind_of_phrase_weighs(signs: list[str], topics: list[str]) -> None:
    from zinewright.review.suggest.scan import HELP, MOST

    weights = weights_of_phrases(("a", "b", "c"))
    *sums, bears = weights.sums(signs, 30)
    helped = HELP * min(bears, MOST)

    assert [t for t, s in zip("abc", sums, strict=True) if s + helped >= ENOUGH] == topics


def test_nothing_is_said_to_be_read_that_no_phrase_knows() -> None:
    """Which other words would bear something, nobody has learnt."""
    assert weights_for("de").columns[-1] == BEARS
    assert unrecognised([Paragraph("Es war Suizid. Dann kam der Mai.", ((0, 1),))], "de") == ()
    assert weights_for("cy") is None
