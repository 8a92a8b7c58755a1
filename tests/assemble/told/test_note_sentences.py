"""What readers are told of a zine, as its text edition has it: each thing at most twice."""

from __future__ import annotations

import pytest
from chapters import WORDS, chapter
from zines import particulars, section, zine

from zinewright.assemble.front_matter import content_notes, contents, told_once
from zinewright.assemble.told.notices import chapter_section
from zinewright.editions.text import text
from zinewright.languages.vocabulary import vocabulary_for
from zinewright.manuscript.content_notes import Notes, notes_from
from zinewright.prose.chapter import told_first

TWENTY = (
    "suicide (accepted mention), self-harm (accepted description personal), abuse (accepted), "
    "rape (accepted discussion personal), violence (accepted mention), trauma (accepted), "
    "psychosis (accepted mention), depression (accepted discussion), overdose (accepted mention), "
    "medication (accepted mention), grief (accepted mention), illness (accepted mention), "
    "pain (accepted description), racism (accepted mention), ableism (accepted mention), "
    "misogyny (accepted mention), debt (accepted mention), war (accepted mention), "
    "stigma (discussion), night work (own)"
)


def told(*chapters, depth="standard", width=900):
    """The contents, the notes page and the boxes of a zine, as text."""
    boxes = depth in ("standard", "full")
    once = told_once(chapters)
    parts = [chapter_section(c, "end", WORDS, told=boxes, once=once) for c in chapters]
    end = section("end", title="The end")
    front = [contents(particulars(), chapters, (), WORDS, depth)]
    if boxes:
        front.insert(0, content_notes(chapters, False, WORDS, full=depth == "full"))
    return text(zine(*front, *parts, end), width)


def said(made: str) -> str:
    """A text without the lead of the notes page and the ways round."""
    lines = made.split("\n")
    left = (
        "Some of this zine",
        "The contents say",
        "Start with",
        "You can stop",
        "Skip this",
        "Nobody has written yet",
        "===",
        "---",
        "....",
    )
    return "\n".join(s for line in lines if (s := line.strip()) and not s.startswith(left))


def one(notes="", body="Text.", name="one", **facts):
    return chapter(body, name=name, title=name.title(), notes=notes_from(notes, None), **facts)


def test_a_post_with_twenty_topics():
    assert (
        said(told(one(TWENTY)))
        == """\
Content notes
Contents
One
Self-harm; pain, injury or medical detail; night work; sexual violence; stigma about mental \
health and more.
One
Content note
This piece describes: self-harm; pain, injury or medical detail; it mentions or describes: night \
work; it discusses: sexual violence, stigma about mental health.
Also mentioned or described: suicide and self-harm; abuse and violence; mental distress; alcohol, \
drugs and medication; physical health and death; discrimination and stigma; poverty, exploitation \
and the wider world.
Some of it is told from experience.
Text.
The end"""
    )


def test_forty_posts_that_nobody_has_reviewed():
    posts = [one(name=f"p{number}") for number in range(40)]
    made = said(told(*posts))

    assert (
        made.split("Contents\n")[0]
        == """\
Content notes
Nobody has reviewed the pieces of this zine for content notes yet.
"""
    )
    assert made.count("reviewed") == 1


MIXED = (
    one("grief (mention), self-harm (personal)"),
    one(name="two"),
    one("none", name="three"),
    one("unsaid", name="four"),
    one(name="five"),
    one("unsaid", name="six"),
    one(name="seven", body="::: note debt | b\nx\n:::"),
)


def test_pieces_of_which_different_things_are_known():
    assert (
        said(told(*MIXED))
        == """\
Content notes
Nobody has reviewed 3 of the 7 pieces for content notes yet.
Of 2 of the 7 pieces the authors choose not to say.
Contents
One
Self-harm, death or grief.
Two
Not reviewed yet.
Three
No content notes apply.
Four
The author chooses not to say.
Five
Not reviewed yet.
Six
The author chooses not to say.
Seven
One part has a note of its own: poverty or homelessness. Nobody has reviewed the rest for content \
notes yet.
One
Content note
This piece mentions or describes: self-harm; it mentions: death or grief.
Some of it is told from experience.
Text.
Two
Text.
Three
Text.
Four
Text.
Five
Text.
Six
Text.
Seven
Content note
One part has a note of its own. Nobody has reviewed the rest for content notes yet.
Note on the next part
The next part, one word long, mentions or describes: poverty or homelessness.
If you skip it, you miss this: b
x
[End of the part on poverty or homelessness]
The end"""
    )


@pytest.mark.parametrize(
    ("notes", "page"),
    [
        ("", "Nobody has reviewed this piece for content notes yet."),
        ("none", "No content notes apply."),
        ("unsaid", "The author chooses not to say."),
    ],
)
def test_one_post_of_which_no_note_is_known(notes, page):
    made = said(told(one(notes)))

    assert page in made
    assert made.count(page) == (2 if notes == "unsaid" else 1)


def test_in_short_two_sentences_say_it():
    lines = said(told(*MIXED, depth="short")).split("Seven\nOne\n")[0]

    assert (
        lines
        == """\
Contents
Content notes: this zine mentions or describes self-harm, poverty or homelessness, death or grief.
Nobody has reviewed 3 of the 7 pieces for content notes yet.
Of 2 of the 7 pieces the authors choose not to say.
One
Two
Three
Four
Five
Six
"""
    )
    assert "and also suicide and self-harm; abuse" in told(one(TWENTY), depth="short", width=900)
    assert "Nobody has reviewed the pieces" in told(one(), depth="short")


def test_with_none_nothing_is_said_and_the_authors_line_stays():
    made = said(told(one(body="TW: grief.\n\nText."), depth="none"))

    assert made == "Contents\nOne\nOne\nTW: grief.\nText.\nThe end"


def test_in_full_the_table_has_every_note_and_all_that_is_said_of_it():
    made = told(one(TWENTY), depth="full")

    assert "Topic by topic" in made
    assert "One (described, from experience)" in made
    for topic in one(TWENTY).labels(one(TWENTY).topics):
        assert topic in made.split("Topic by topic")[1].split("Contents")[0]


def test_no_topic_is_told_more_than_twice():
    body = "::: note racism, debt | What they said.\nx\n:::"
    made = said(told(one("suicide (mention), grief", body), one("war, rape (mention)", name="two")))

    for label in ("suicide", "death or grief", "war or political violence", "sexual violence"):
        assert made.lower().count(label) == 2, label
    for label in ("racism", "poverty or homelessness"):  # and where the part ends
        assert made.count(label) == 3, label


def test_what_all_of_a_piece_is_told_from():
    assert "\nIt is told from experience.\n" in said(told(one("grief (personal)")))
    assert "experience" not in said(told(one("grief")))


@pytest.mark.parametrize(
    ("notes", "first", "rest"),
    [
        ("", "", ""),
        # how much there is goes first, then how grave it is, then who says so
        ("racism (accepted description), grief (description), war (detail accepted)",
         "war grief racism", ""),
        ("war (accepted detail), grief", "war grief", ""),
        ("war (accepted detail), grief (mention)", "war grief", ""),
        ("grief, suicide, debt (theme)", "debt suicide grief", ""),
        # six at most, where the sixth would be alone in the rest
        ("war, debt, racism, grief, abuse, trauma", "abuse war debt racism grief trauma", ""),
        ("war, debt, racism, grief, abuse, trauma, violence",
         "abuse violence war debt racism", "grief trauma"),
        # the author's own go before others, but for grave ones
        ("war (accepted detail), debt (accepted detail), racism (accepted detail), "
         "abuse (accepted detail), trauma (accepted detail), violence (accepted detail), "
         "grief (mention)",
         "abuse violence war debt grief", "racism trauma"),
        ("debt, racism, panic, ableism, grief, suicide, rape (detail), csa (theme)",
         "rape csa suicide debt racism", "panic ableism grief"),
        ("debt, racism, panic, ableism, grief, csa (accepted detail), rape (accepted detail), "
         "suicide (accepted)",
         "csa rape debt racism suicide", "panic ableism grief"),
        # no third of a grave group while another is without one
        ("suicide, self-harm, attempted suicide, suicidal thoughts, grief, debt, overdose, "
         "violence (mention)",
         "suicide attempted overdose grief debt", "self-harm thoughts violence"),
    ],
)  # fmt: skip
def test_which_notes_are_told_by_name(notes, first, rest):
    slugs = {
        "csa": "child-sexual-abuse",
        "rape": "sexual-violence",
        "attempted": "suicide-attempt",
        "thoughts": "suicidal-thoughts",
        "panic": "anxiety-panic",
        "debt": "poverty-homelessness",
        "grief": "death-grief",
        "war": "war-political-violence",
    }
    named, others = told_first(notes_from(notes, None).named(vocabulary_for("en")).notes)

    assert [note.topic for note in named] == [slugs.get(word, word) for word in first.split()]
    assert [note.topic for note in others] == [slugs.get(word, word) for word in rest.split()]


def test_nothing_is_known_of_no_chapters():
    assert told_once(()) == {"unreviewed"}
    assert Notes().status in told_once((one(),))
