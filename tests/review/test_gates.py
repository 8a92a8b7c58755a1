"""What is still to be decided: a note answers what it stands for, and nothing else."""

from __future__ import annotations

import pytest
from chapters import chapter

from zinewright.manuscript.content_notes import Note, Notes, notes_from
from zinewright.review.gates import undecided
from zinewright.review.read_closely import found_in
from zinewright.review.sentences import sentences
from zinewright.review.suggest.scan import Evidence, Suggestion

HARM = "::: note self-harm | How it was."
TEXTS = {
    # what the post says, and the lines (from 1) of those with the word “harm” that stay undecided
    "inside": (f"{HARM}\nharm in it\n:::", []),
    "behind the end mark": (f"{HARM}\nharm in it\n:::\nThen harm again.", [4]),
    "before it": (f"harm before\n{HARM}\nharm in it\n:::", [1]),
    "the same sentence inside and behind": (f"{HARM}\nSo harm.\n:::\n\nSo harm.", [5]),
    "no empty lines between": (f"Harm, harm.\n{HARM}\nharm\n:::\nharm", [1, 5]),
    "a passage of another topic": ("::: note grief | b\nharm in it\n:::", [2]),
    "a passage of two topics": ("::: note grief, self-harm | b\nharm in it\n:::", []),
    "a passage by another name": ("::: note Self harm | b\nharm in it\n:::", []),
    "a mistyped topic": ("::: note self-hrm | b\nharm in it\n:::", [2]),
    "two passages, one of the topic": (f"{HARM}\nharm\n:::\n\n::: note grief | b\nharm\n:::", [6]),
    "two passages of the topic": (f"{HARM}\nharm\n:::\nNo.\n{HARM}\nharm\n:::", []),
    "passages side by side": (f"{HARM}\nharm\n:::\n{HARM}\nharm\n:::\nharm", [7]),
    "several paragraphs": (f"{HARM}\nharm\n\nharm\n\n- harm\n:::\n\n- harm", [9]),
    "a heading inside": (f"Text.\n\n{HARM}\n## Harm\n\nText.\n:::", []),
    "a heading behind": (f"{HARM}\nText.\n:::\n\n## Harm\n\nText.", [5]),
    "a heading before": (f"## Harm\n\n{HARM}\nText.\n:::", [1]),
    "in a quotation": (f"> {HARM}\n> harm\n> :::\n>\n> harm", [5]),
    "a quotation inside": (f"{HARM}\n> harm\n:::\n\n> harm", [5]),
    "in a list": (f"- a\n\n    {HARM}\n    harm\n    :::\n\n- harm", [7]),
    "a table inside": (f"{HARM}\n\n| a | b |\n| - | - |\n| harm | c |\n\n:::", []),
    "a note at the foot": (f"{HARM}\nText.[^1]\n:::\n\n[^1]: harm", [5]),
    "wrapped lines": (f"{HARM}\nIt was\nharm\n:::\nIt was\nharm", [5]),
    "no passage": ("harm", [1]),
}  # fmt: skip


def found(made, word="harm", topic="self-harm"):
    """A suggestion with every sentence of a chapter that holds a word."""
    every = [s for p in made.prose.paragraphs for s in sentences(p, frozenset())]
    evidence = [Evidence(s.line, s.text, word) for s in every if word in s.text.casefold()]
    return Suggestion(topic, "description", ("personal", "theme"), tuple(evidence))


@pytest.mark.parametrize("name", TEXTS)
def test_a_passage_answers_what_stands_inside_it(name):
    text, lines = TEXTS[name]
    made = chapter(text)
    suggested = found(made)
    left = undecided(made, [suggested])

    assert suggested.evidence
    assert [e.line for each in left for e in each.evidence] == lines


def test_the_first_line_behind_an_end_mark_is_suggested():
    text = (
        "Skip this part if you like.\n\n"
        f"{HARM}\nI was self-harming for years.\n:::\n\n"
        "Then I was self-harming again, every night that winter."
    )
    made = chapter(text)
    (left,) = (s for s in undecided(made, found_in(made)) if s.topic == "self-harm")

    assert [(each.line, each.text) for each in left.evidence] == [
        (7, "Then I was self-harming again, every night that winter.")
    ]


def test_what_is_left_has_the_level_of_what_is_left():
    long = "I was self-harming, and it went on for all of that winter and the spring after it."
    made = chapter(f"{HARM}\n{long} {long}\n:::\n\nSelf-harm came up.")
    (whole,) = (s for s in found_in(made) if s.topic == "self-harm")
    (left,) = (s for s in undecided(made, [whole]) if s.topic == "self-harm")
    (alone,) = (s for s in found_in(chapter("Self-harm came up.")) if s.topic == "self-harm")

    assert (left.level, left.flags) == (alone.level, alone.flags)


def test_the_title_stands_in_no_passage():
    made = chapter(f"{HARM}\nHarm\n:::", title="Harm")
    title = Suggestion("self-harm", "", (), (Evidence(1, "Harm", "Harm"),))

    assert undecided(made, [title]) == (title,)


def test_a_note_of_the_post_answers_all_of_its_topic():
    made = chapter("harm\n\nharm", notes=notes_from("self-harm (dismissed)"))

    assert undecided(made, [found(made)]) == ()


def test_nothing_suggests_that_it_is_told_from_experience():
    made = chapter(
        "harm", notes=Notes(notes=(Note("debt", flags=("personal",), state="suggested"),))
    )

    assert [(each.topic, each.flags) for each in undecided(made, [found(made)])] == [
        ("self-harm", ("theme",)), ("poverty-homelessness", ()),
    ]  # fmt: skip
