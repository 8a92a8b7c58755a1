"""Safe messaging: each rule with a text that trips it and one that does not."""

from __future__ import annotations

import time

import pytest

from zinewright import messaging as module
from zinewright.messaging import messaging, note_leaks, rules, without_support
from zinewright.paragraphs import Paragraph

TRIPS = {
    "SM01": ["He committed suicide in May.", "She thought of committing suicide."],
    "SM02": ["It was a failed suicide attempt.", "Her attempt at suicide was successful."],
    "SM03": ["The number of completed suicides fell."],
    "SM04": ["She took 40 tablets and wanted to die.",
             "After the overdose they counted twenty pills.",
             "He was suicidal and thought about the method of madeup."],
    "SM05": ["They said that suicide was a painless way out.",
             "It is the quickest method of suicide."],
    "SM06": ["A suicide epidemic, the papers wrote.", "Her self-harm was a cry for help."],
    "SM07": ["The bullying drove her to suicide.", "After his suicide he is finally at peace."],
    "SM08": ["His suicide note said “I cannot do this any longer”.",
             "I felt suicidal and found a forum at www.example.com at night."],
    "SM10": ["Suicide rose by 12% in that year."],
    "SM11": ["The ward was full of self-harmers.", "He is only attention seeking."],
    "SM12": ["With anorexia I weighed 40 kg.", "In her eating disorder she ate 500 calories."],
    "PF01": ["Services fail BAME patients."],
    "PF02": ["People suffering from depression wait longest."],
    "PF03": ["The mentally ill are not dangerous.", "It is a ward for schizophrenics."],
    "PF04": ["She is wheelchair-bound."],
}  # fmt: skip
PASSES = {
    "SM01": ["He died by suicide in May.", "“He committed suicide,” the paper wrote.",
             "The board committed itself to suicide prevention."],
    "SM02": ["She survived an attempt.", "I was failed by services after my suicide attempt.",
             "A failed attempt at sourdough."],
    "SM03": ["She completed the course on suicide prevention."],
    "SM04": ["She took an overdose.", "Take two tablets with food.", "The price rose by 40 pounds.",
             "The madeup of the hall."],
    "SM05": ["There is no easy way to talk about suicide.", "Suicide is never painless.",
             "A quick walk helps when I feel suicidal."],
    "SM06": ["Deaths by suicide rose.", "The epidemic of flu that winter."],
    "SM07": ["There is no one reason for a suicide.", "We are at peace now, here by the sea."],
    "SM08": ["She left a suicide note.", "If you feel suicidal, see samaritans.org.",
             "The delivery note said “leave it with the neighbour at six”."],
    "SM10": ["Sales rose by 12%.", "Suicide is talked about more."],
    "SM11": ["They called me a self-harmer.", "“Attention seeking”, it said in my notes.",
             "I was told that it was attention seeking.", "A pastry cutter."],
    "SM12": ["With anorexia I lost my friends.", "The parcel weighed 40 kg."],
    "PF01": ["Services fail people from ethnic minorities.", "“BAME” is a word of forms."],
    "PF02": ["I was suffering from depression.", "She lives with depression."],
    "PF03": ["People with a mental illness are not dangerous.", "I am a schizophrenic, and proud."],
    "PF04": ["She uses a wheelchair."],
}  # fmt: skip


def tripped(text: str, **facts: object) -> list[str]:
    found = messaging([Paragraph(text, **facts)], "one.md", "en-GB")  # type: ignore[arg-type]
    return [problem.rule for problem in found]


@pytest.fixture(autouse=True)
def _a_made_up_method(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list holds one word that means nothing, so that no test shows a real one."""
    digest = module._digest("madeup")
    monkeypatch.setattr(module, "_methods", lambda: frozenset({digest}))


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in TRIPS.items() for text in texts]
)
def test_a_text_that_trips_a_rule(rule, text):
    assert rule in tripped(text)


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in PASSES.items() for text in texts]
)
def test_a_text_that_does_not(rule, text):
    assert rule not in tripped(text)


def test_every_rule_has_both_and_names_its_source():
    """SM09 and SM13 are of notes and of support, and have tests of their own below."""
    assert {*TRIPS, "SM09", "SM13"} == {*PASSES, "SM09", "SM13"} == set(rules("en"))
    assert all(rule.source and rule.fix for rule in rules("en").values())
    assert rules("cy") == {}


def test_the_whole_message_with_its_line():
    paragraph = Paragraph("It was May. He committed suicide.", ((0, 7), (12, 8)))
    (problem,) = messaging([paragraph], "posts/one.md", "en")

    assert str(problem) == (
        "posts/one.md:8: “commit suicide” speaks as of a crime. Write “died by suicide” or “took "
        "their own life”, unless the author wants it so. [SM01]"
    )
    assert problem.level == "warning"


def test_a_detail_of_method_is_told_of_by_its_place_alone():
    (problem,) = messaging([Paragraph("He was suicidal; madeup.", ((0, 7),))], "one.md", "en")

    assert str(problem) == (
        "one.md:7: a detail of method stands here. Remove it; it is not shown again. [SM04]"
    )
    assert problem.level == "error"


def test_no_method_can_be_read_in_the_list():
    listed = (module.FOLDER / "methods.txt").read_text("utf-8").splitlines()
    digests = [line for line in listed if not line.startswith("#")]

    assert len(digests) > 40
    assert all(len(digest) == 20 and int(digest, 16) for digest in digests)


def test_what_is_quoted_is_free_of_rules_on_wording_and_of_no_other():
    assert tripped("He committed suicide.", quoted=True) == []
    assert tripped("It is a painless way of suicide.", quoted=True) == ["SM05"]


def test_a_figure_with_its_source():
    assert tripped("Suicide rose by 12% in that year.", sourced=True) == []


def test_an_author_may_speak_of_herself():
    assert tripped("I am suffering from depression.") == []


@pytest.mark.parametrize(
    ("sentence", "leaks"),
    [
        ("What the night was like, and who came.", False),
        ("How she took 40 tablets.", True),
        ("A painless way to die.", True),
        ("One word after another. " * 8, True),
    ],
)
def test_a_note_that_gives_away_what_it_spares(sentence, leaks):
    assert [problem.rule for problem in note_leaks(sentence, "one.md", 3, "en")] == (
        ["SM13"] if leaks else []
    )


def test_topics_without_support():
    (problem,) = without_support(("suicide", "racism"), "one.md", "en")

    assert str(problem) == (
        "one.md: nobody is listed who helps with: suicide, racism. Choose some with zine resources "
        "add. [SM09]"
    )
    assert list(without_support((), "one.md", "en")) == []


@pytest.mark.parametrize(
    "text",
    ["a" * 300_000, "suicide 1 " * 30_000, "“" * 100_000, "'a" * 100_000, "www." * 50_000,
     "1,1." * 80_000, "suicide note “" * 20_000],
)  # fmt: skip
def test_no_text_makes_it_slow(text):
    begun = time.process_time()
    tripped(text)

    assert time.process_time() - begun < 3
