"""Safe messaging: each rule with a text that trips it and one that does not."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from manuscripts import press
from pace import pace
from zines import png

from zinewright.assemble.selection import chapters_of
from zinewright.digests import digest_of
from zinewright.languages.files import FOLDER
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.manuscript.posts import read_post
from zinewright.manuscript.resources.directory.places import directory
from zinewright.manuscript.resources.resource import TOLD
from zinewright.press.build import prepare
from zinewright.prose.chapter import chapter_of
from zinewright.review.overruling import place_of
from zinewright.review.read_closely import remarks, remarks_around
from zinewright.review.safe_messaging import advice
from zinewright.review.safe_messaging.advice import (
    Lonely,
    messaging,
    note_leaks,
    rules,
    without_support,
)
from zinewright.review.safe_messaging.forms import digest

PAIRS = tomllib.loads((Path(__file__).parent / "safe_messaging.toml").read_text("utf-8"))
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


ALSO_PEOPLE = ("PF01", "PF02", "PF03", "PF04")


def tripped(text: str, **facts: object) -> list[str]:
    found = messaging([Paragraph(text, **facts)], "one.md", "en-GB")  # type: ignore[arg-type]
    return [problem.rule for problem in found]


def said_of(rule: str, text: str) -> list[str]:
    """The rules that a text trips; a text for SM13 is the sentence of a note."""
    if rule == "SM13":
        return [problem.rule for problem in note_leaks(text, "one.md", 3, "en")]
    return tripped(text)


MADE_UP = f"{digest('madeup')}\n! {digest('madeup hall')}\n+ {digest('went madethere')}\n"


@pytest.fixture(autouse=True, scope="module")
def _a_made_up_method() -> Iterator[None]:
    """The list holds one word that means nothing, so that no test shows a real one."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(advice, "_listed", lambda path: MADE_UP)
        advice._wording.cache_clear()
        advice._read.cache_clear()
        yield
    advice._wording.cache_clear()
    advice._read.cache_clear()


@pytest.mark.parametrize(
    ("rule", "trips", "passes"),
    [(rule, trips, passes) for rule, pairs in PAIRS.items() for trips, passes in pairs],
)
def test_a_text_that_trips_a_rule_and_a_close_one_that_does_not(rule, trips, passes):
    assert rule in said_of(rule, trips)
    assert rule not in said_of(rule, passes)


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


@pytest.mark.parametrize(
    ("rule", "paragraphs", "found"),
    [
        ("SM04", ["I tried to kill myself.", "I swallowed 60 tablets of paracetamol."], [2]),
        ("SM04", ["- I tried to end my life", "- tea", "- bread", "- milk", "- 50 pills"], [5]),
        ("SM04", ["I tried to kill myself.", "It rained.", "I took 60 of the tablets."], [3]),
        ("SM04", ["I was suicidal.", *["It rained."] * 4, "I took 60 of the tablets."], []),
        ("SM08", ["He killed himself in May.", "The note said: “feed the dog for me”."], [2]),
        ("SM12", ["My anorexia got worse.", "It rained.", "I was 36 kg by June."], [3]),
        ("SM12", ["My anorexia got worse.", *["It rained."] * 4, "I was 36 kg by June."], []),
    ],
)
def test_what_is_spoken_of_in_the_paragraphs_around(rule, paragraphs, found):
    """Items of one list stand together, however many they are."""
    said = [
        Paragraph(text.removeprefix("- "), ((0, n),), "item" if text[0] == "-" else "paragraph")
        for n, text in enumerate(paragraphs, 1)
    ]

    assert [p.line for p in messaging(said, "one.md", "en") if p.rule == rule] == found


def test_every_rule_has_both_and_names_its_source():
    """SM09 is of places of support, and has tests of its own below."""
    assert {*PAIRS, "SM09", *ALSO_PEOPLE} == set(rules("en"))
    assert {*TRIPS, "SM09", "SM13"} == {*PASSES, "SM09", "SM13"} == set(rules("en"))
    assert all(len(pairs) >= 10 for pairs in PAIRS.values())
    assert all(rule.source and rule.fix for rule in rules("en").values())
    assert rules("cy") == {}


def test_no_rule_stops_a_draft():
    assert {rule.level for rule in rules("en").values()} == {"warning", "info"}


def test_the_whole_message_with_its_line_and_the_digest_of_its_sentence():
    paragraph = Paragraph("It was May. He committed suicide.", ((0, 7), (12, 8)))
    (problem,) = messaging([paragraph], "posts/one.md", "en")

    assert str(problem) == (
        "posts/one.md:8: “commit suicide” speaks as of a crime. Write “died by suicide” or “took "
        "their own life”, unless the author wants it so. [SM01]"
    )
    assert (problem.level, problem.digest) == ("warning", digest_of("He committed suicide."))


def test_a_sentence_that_is_wrapped_anew_keeps_its_digest():
    one, other = (
        next(messaging([Paragraph(text, ((0, line),))], "one.md", "en"))
        for line, text in ((1, "So he committed  suicide."), (9, "So he committed suicide."))
    )

    assert one.digest == other.digest != ""


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("He was suicidal; madeup.", 7, "a means, in the only sentence of the paragraph"),
        ("May came. It rained. Suicidal, she took 40 tablets.", 9,
         "an amount, in the third sentence of the paragraph"),
        ("So. " * 11 + "He jumped from the top floor to end his life.", 9,
         "a height, in sentence 12 of the paragraph"),
    ],
)  # fmt: skip
def test_a_detail_of_method_is_told_of_by_its_place_alone(text, line, said):
    (problem,) = messaging([Paragraph(text, ((0, 7), (20, 9)))], "one.md", "en")

    assert str(problem) == (
        f"one.md:{line}: a detail of method stands here: {said}. Say what happened without it; it "
        "is not shown again. [SM04]"
    )
    assert (problem.level, bool(problem.digest)) == ("warning", True)


def test_what_is_harmless_in_its_row():
    assert tripped("He was suicidal in the madeup hall.") == []
    assert tripped("He was suicidal in the hall; madeup.") == ["SM04"]


def test_no_method_can_be_read_in_the_list():
    lines = (FOLDER / "en" / "methods.txt").read_text("utf-8").splitlines()
    digests = [
        line.removeprefix("! ").removeprefix("+ ") for line in lines if not line.startswith("#")
    ]

    assert len(digests) > 300
    assert all(len(digest) == 20 and int(digest, 16) for digest in digests)


def test_a_note_in_a_quotation_below_its_announcement():
    said = [
        Paragraph("In her suicide note she wrote:", ((0, 1),)),
        Paragraph("Do not look for me.", ((0, 3),), quoted=True),
        Paragraph("It rained.", ((0, 5),), quoted=True),
    ]

    assert [(p.line, p.rule) for p in messaging(said, "one.md", "en")] == [(3, "SM08")]


def test_what_is_quoted_is_free_of_rules_on_wording_and_of_no_other():
    assert tripped("He committed suicide.", quoted=True) == []
    assert tripped("It is a painless way of suicide.", quoted=True) == ["SM05"]


def test_a_figure_with_its_source():
    assert tripped("Suicide rose by 12% in that year.", sourced=True) == []


def test_an_author_may_speak_of_herself():
    assert tripped("I am suffering from depression.") == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("What the night was like, and who came.", []),
        ("How she took 40 tablets.",
         ["tells a detail of method: an amount. Say what is missed without it; it is not shown "
          "again"]),
        ("A painless way to die.",
         ["calls a way to die or to hurt oneself easy, quick or certain. Take that out"]),
        ("One word after another. " * 8, ["has 32 words. Say in 30 words or fewer what is missed"]),
        ("How he died by madeup, " + "and then " * 15,
         ["has 35 words. Say in 30 words or fewer what is missed",
          "tells a detail of method: a means. Say what is missed without it; it is not shown "
          "again"]),
    ],
)  # fmt: skip
def test_a_note_that_gives_away_what_it_spares(sentence, said):
    problems = list(note_leaks(sentence, "one.md", 3, "en"))

    assert [str(problem) for problem in problems] == [
        f"one.md:3: this note {words}. [SM13]" for words in said
    ]
    assert {problem.digest for problem in problems} <= {digest_of(sentence)}


def test_the_lines_of_notes(tmp_path):
    """A summary is told of by the line of its key, a passage by that of its opening."""
    words = "word " * 31
    (tmp_path / "one.md").write_text(
        f"---\ntitle: One\nsummary: {words}\n---\n\nText.\n\n    ::: note x | in code\n\n"
        f"::: note suicide | Short.\nIt was.\n:::\n\n::: note suicide | {words}\nIt was.\n:::\n",
        "utf-8",
    )
    chapter = chapter_of(read_post(tmp_path / "one.md", "one.md"), frozenset({"one"}), "en")

    assert [(p.line, p.rule) for p in remarks(chapter)] == [(3, "SM13"), (14, "SM13")]


ROUND = """---
title: A suicide bid
summary: After he committed suicide.
notes: [leapt from the ninth floor to end his life (own)]
---

Text.

::: note suicide | A suicide epidemic.
It was.
:::

![A suicide hotspot at dusk](a.png "The suicide bid")

Text.

![](b.png){decorative}
"""
RECIPE = """title = "The suicide bid"
subtitle = "Forty tablets"
date = 2026-01-31
description = \"\"\"
They committed suicide.\"\"\"
order = ["one"]

[[topic]]
slug = "bids"
label = "suicide bid"
"""
ENTRY = """[[resource]]
id = "a"
name = "A"
kind = "crisis"
regions = ["GB"]

[[resource]]
id = "b"
name = "B"
kind = "crisis"
regions = ["GB"]
notes = "It rings twice."
audience = "For self-harmers."
"""


def test_everything_that_readers_are_told_is_read(lay):
    """Each finding has its line, and a digest by which a person can let it stand."""
    lay({"zine.toml": RECIPE, "resources.toml": ENTRY, "posts/one.md": ROUND})
    manuscript = read_manuscript(Path("m"))
    (chapter,) = chapters_of(manuscript)
    found = [*remarks(chapter), *remarks_around(manuscript.told, "en")]

    assert {(place_of(p), p.line, p.rule) for p in found} == {
        ("one", 2, "SM06"), ("one", 3, "SM01"), ("one", 4, "SM13"), ("one", 9, "SM06"),
        ("one", 13, "SM06"), ("zine.toml", 1, "SM06"), ("zine.toml", 2, "SM04"),
        ("zine.toml", 4, "SM01"), ("zine.toml", 10, "SM06"), ("resources.toml", 13, "SM11"),
    }  # fmt: skip
    assert all(problem.digest for problem in found)


def test_a_note_speaks_of_what_the_text_speaks_of(lay):
    body = "---\ntitle: One\nsummary: How she came to weigh 35 kg.\n---\n\nHer anorexia began.\n"
    lay({"zine.toml": RECIPE, "posts/one.md": body})
    (chapter,) = chapters_of(read_manuscript(Path("m")))

    assert [(p.line, p.rule) for p in remarks(chapter)] == [(3, "SM12")]


@pytest.mark.parametrize(
    ("key", "changed"),
    [
        ("title: One", "title: A suicide bid"),
        ("summary: It went", "summary: A suicide bid"),
        ("notes: [night work (own)]", "notes: [a suicide bid (own)]"),
        ("![A boat]", "![A suicide bid]"),
        ("| It was.", "| A suicide bid."),
    ],
)
def test_what_is_kept_of_a_text_is_not_taken_for_another(key, changed, lay):
    text = (
        "---\ntitle: One\nsummary: It went\nnotes: [night work (own)]\n---\n\n![A boat](a.png)\n\n"
    )
    text += "::: note suicide | It was.\nIt was.\n:::\n"
    picture = png()
    with press(Path()) as ready:
        for body, rules_found in ((text, []), (text.replace(key, changed), ["SM06"])):
            lay({"posts/one.md": body, "a.png": picture})
            warnings = prepare(Path("m"), ready).warnings
            assert [p.rule for p in warnings if p.rule[:2] == "SM"] == rules_found


def test_the_starting_directory_keeps_to_the_rules():
    told = [getattr(each, key) for each in directory() for key in TOLD]

    assert [text for text in told if text and tripped(text)] == []


def test_topics_without_support():
    problems = list(
        without_support(
            [Lonely("suicide", ("a", "b", "c")), Lonely("racism", ("d",)), Lonely("slurs")],
            ["pages"], "one.md", "en",
        )
    )  # fmt: skip

    assert [str(problem) for problem in problems] == [
        "one.md: nobody is listed who helps with: suicide, racism. Choose who may be listed: zine "
        "resources add a d b. [SM09]",
        "one.md: nobody is listed who helps with: slurs, nor does the starting directory know "
        "anybody. List a directory of services (zine resources add pages), or write an entry with "
        "this topic into resources.toml. [SM09]",
    ]
    assert list(without_support([], [], "one.md", "en")) == []


def test_a_topic_for_which_nothing_can_be_added_is_no_dead_end():
    (problem,) = without_support([Lonely("slurs")], [], "one.md", "en")

    assert problem.fix == "Write an entry with this topic into resources.toml"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["a" * 300_000, "suicide 1 " * 30_000, "“" * 100_000, "'a" * 100_000, "www." * 50_000,
     "1,1." * 80_000, "suicide note “" * 20_000, "suicide took 40 of " * 7_000,
     "suicide 9 her her her x " * 6_000, "anorexia she weighed 40 " * 6_000,
     "suicide note said a b c " * 6_000, "suicide jumped off A A A A " * 6_000,
     "anorexia ate a b c a day " * 6_000, "a week's " * 30_000, "swallowed 1,1." * 30_000],
)  # fmt: skip
def test_no_text_makes_it_slow(text):
    begun = time.process_time()
    tripped(text)

    assert time.process_time() - begun < 3 * pace()
