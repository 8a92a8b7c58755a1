"""Safe messaging in German: each rule with texts that trip it, and close ones that do not."""

from __future__ import annotations

import time

import pytest
from pace import pace

from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.safe_messaging.advice import messaging, note_leaks, rules

TRIPS = {
    "SM01": ["Sie hat Suizid begangen.", "Er beging Selbstmord.", "Ihr Selbstmord ist lange her.",
             "Der Freitod des Dichters."],
    "SM02": ["Es war ein missglückter Suizidversuch.", "Der Suizidversuch ist gescheitert.",
             "Die Zahl erfolgreicher Suizide stieg."],
    "SM03": ["Die Zahl der vollendeten Suizide sank."],
    "SM04": ["Sie schluckte vierzig Tabletten.",
             "Nach dem Suizidversuch fand man 30 Tabletten, die sie genommen hatte.",
             "Sie wollte sterben und nahm 50 Tabletten auf einmal.",
             "Es war Suizid, sie sprang aus dem fünften Stock.",
             "Es war Suizid: Er ist vom Kölner Dom gesprungen."],
    "SM05": ["Der Suizid war ein schmerzloser Tod.", "Suizid ist ein schneller Weg, sagten sie."],
    "SM06": ["Eine Suizidwelle ging durchs Land.", "Der Suizidversuch war nur ein Hilfeschrei."],
    "SM07": ["Das Mobbing trieb sie in den Suizid.", "Er hat sich wegen der Schulden umgebracht.",
             "Durch den Suizid hat er endlich Frieden gefunden."],
    "SM08": ["In ihrem Abschiedsbrief stand: „Sucht mich nicht, ich kann nicht mehr.“",
             "Im Forum namens Nachtseite gibt man Tipps zum Suizid."],
    "SM10": ["Jedes Jahr sterben 9.000 Menschen durch Suizid.",
             "Suizide sind um 12 Prozent häufiger als im Vorjahr."],
    "SM11": ["Auf der Station waren nur Ritzer.", "Sie will nur Aufmerksamkeit."],
    "SM12": ["Mit der Essstörung wog ich nur noch 42 Kilo.",
             "In der Magersucht aß sie 500 Kalorien am Tag."],
    "PF01": ["Zwei farbige Frauen sprachen."],
    "PF02": ["Er leidet an einer Depression."],
    "PF03": ["Die Geisteskranken sind nicht gefährlich."],
    "PF04": ["Sie ist an den Rollstuhl gefesselt."],
}  # fmt: skip
PASSES = {
    "SM01": ["Er ist durch Suizid gestorben.", "„Sie hat Suizid begangen“, schrieb die Zeitung.",
             "Ich dachte oft an Selbstmord.", "Das Wort Selbstmord sagen wir nicht mehr."],
    "SM02": ["Sie überlebte einen Suizidversuch.", "Erfolgreiche Suizidprävention braucht Geld.",
             "Der Versuch mit dem Sauerteig ist gescheitert."],
    "SM03": ["Sie hat das Buch über Suizid vollendet."],
    "SM04": ["Sie nahm eine Überdosis.", "Zwei Tabletten zum Essen, so stand es auf dem Rezept.",
             "Im dritten Stock wohnt meine Oma, die oft vom Suizid ihres Bruders sprach.",
             "Nach dem Suizidversuch saß ich im Zug und aß mit Messer und Gabel."],
    "SM05": ["Suizid ist nie ein einfacher Ausweg.",
             "Ein leichter Weg, bei Suizidgedanken Hilfe zu finden, ist reden."],
    "SM06": ["Die Zahl der Suizide ist gestiegen.", "Die Grippewelle in jenem Winter."],
    "SM07": ["Ein Suizid hat nie einen einzigen Grund.",
             "Wir haben hier endlich Frieden gefunden, im Garten."],
    "SM08": ["Sie hinterließ einen Abschiedsbrief.",
             "Im Lieferschein stand: „Bitte beim Nachbarn abgeben, vielen Dank.“"],
    "SM10": ["Laut Destatis sterben jedes Jahr 9.000 Menschen durch Suizid.",
             "Die Preise stiegen um 12 Prozent."],
    "SM11": ["Sie nannten mich Ritzerin.", "Unsere Katze will nur Aufmerksamkeit."],
    "SM12": ["Mit der Essstörung verlor ich meine Freunde.", "Das Paket wog 40 Kilo."],
    "PF01": ["Zwei farbige Tücher hingen da."],
    "PF02": ["Ich leide an Depressionen."],
    "PF03": ["Menschen mit Psychosen sind nicht gefährlich."],
    "PF04": ["Sie nutzt einen Rollstuhl."],
}  # fmt: skip


def tripped(text: str) -> set[str]:
    return {problem.rule for problem in messaging([Paragraph(text, ((0, 1),))], "a.md", "de")}


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r, texts in TRIPS.items() for t in texts])
def test_what_trips_a_rule(rule: str, text: str) -> None:
    assert rule in tripped(text)


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r, texts in PASSES.items() for t in texts])
def test_what_does_not(rule: str, text: str) -> None:
    assert rule not in tripped(text)


def test_every_rule_of_a_text_is_tried() -> None:
    of_notes_and_lists = {"SM09", "SM13"}
    assert set(TRIPS) == set(PASSES) == set(rules("de")) - of_notes_and_lists


def test_a_means_is_told_by_its_place_alone() -> None:
    """The list beside the phrases holds digests; this one is of a word that anybody may read."""
    (found,) = (
        problem
        for problem in messaging(
            [Paragraph("Sie wollte sich umbringen, mit einer Klinge.", ((0, 1),))], "a.md", "de"
        )
        if problem.rule == "SM04"
    )
    assert str(found) == (
        "a.md:1: a detail of method stands here: a means, in the only sentence of the paragraph. "
        "Say what happened without it; it is not shown again. [SM04]"
    )


def test_a_note_gives_nothing_away() -> None:
    said = [*note_leaks("Sie nimmt 40 Tabletten und wacht auf.", "a.md", 3, "de")]
    assert [problem.rule for problem in said] == ["SM13"]
    assert [*note_leaks("Eine Nacht im Krankenhaus.", "a.md", 3, "de")] == []


@pytest.mark.parametrize(
    "text",
    ["suizid 1 " * 30_000, "suizid nahm 40 von " * 7_000, "suizid 9 ihre ihre ihre x " * 6_000,
     "suizid sprang vom A A A A " * 6_000, "suizid vom A a a a a gesprungen " * 6_000,
     "magersucht sie wog 40 " * 6_000, "magersucht aß a b c am tag " * 6_000,
     "abschiedsbrief „" * 20_000, "abschiedsbrief stand a b c " * 6_000,
     "schluckte 1,1." * 30_000, "eine ganze eine ganze " * 10_000, "»" * 100_000, "„A“" * 40_000,
     "a" * 300_000, "zweiundzwanzig " * 20_000],
)  # fmt: skip
def test_no_text_makes_it_slow(text: str) -> None:
    """Each is longer than a zine; none takes more than three seconds."""
    begun = time.process_time()
    tripped(text)

    assert time.process_time() - begun < 3 * pace()
