"""Words in the place of notes that name no topic: what is asked, and what a draft then prints."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters import WORDS, chapter

from zinewright.assemble.told.notices import chapter_section
from zinewright.languages.vocabulary import Topic, vocabulary_for
from zinewright.manuscript.content_notes import notes_from
from zinewright.review.questions import asked_of, dismissed_in, nearest_topics

KNOWN = vocabulary_for("en").extended([Topic("night-shifts", "", "working at night", "")])


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("greif", ("grief",)),
        ("suicde", ("suicide",)),
        ("self harmm", ("self-harm",)),
        ("domestic abuze", ("domestic-abuse",)),
        ("recism", ("racism",)),
        ("severe greif", ("grief",)),
        ("wroking at night", ("working at night",)),
        ("rasicm", ("racism",)),
        ("sexual asault", ("sexual assault",)),
        ("domestic violance", ("domestic violence",)),
        ("Skip if you need to", ()),
        ("No warnings needed", ()),
        ("take care", ()),
        ("xyzzy", ()),
        ("", ()),
        ("?", ()),
    ],
)
def test_the_nearest_topics(words, nearest):
    assert nearest_topics(words, KNOWN)[: len(nearest) or 1] == nearest


def asked(text="Text.", **facts):
    return [f"{p.line}: {p.what}. {p.fix}" for p in asked_of(chapter(text, first_line=5, **facts))]


@pytest.mark.parametrize(
    ("notes", "what", "fix"),
    [
        ("greif", "“greif” among the notes is no topic (did you mean grief?)",
         "Correct it, or take it out: zine notes dismiss one greif m. If readers are to be told in "
         "these words: zine notes set one greif --own m, or add a [[topic]] to zine.toml"),
        ("skip it", "“skip it” among the notes is no topic",
         "Take it out: zine notes dismiss one 'skip it' m. If readers are to be told in these "
         "words: zine notes set one 'skip it' --own m, or add a [[topic]] to zine.toml"),
        ("Nothing", "“Nothing” among the notes can be read in two ways",
         "If nothing applies: zine notes none one m. If the author chooses not to say: zine notes "
         "unsaid one m"),
        ("N/A.", "“N/A.” among the notes can be read in two ways",
         "If nothing applies: zine notes none one m. If the author chooses not to say: zine notes "
         "unsaid one m"),
        ("tbc", "“tbc” among the notes can be read in two ways",
         "Leave it out until somebody has looked; then name topics, or: zine notes none one m (if "
         "nothing applies), zine notes unsaid one m (if the author chooses not to say)"),
        ("yes", "“yes” among the notes can be read in two ways",
         "Name the topics, or: zine notes none one m (if nothing applies)"),
        ("grief, unsaid",
         "“unsaid” among the notes stands beside others, so that it can be read in two ways",
         "Take it out, or the others; if the others hold: zine notes set one "
         "death-grief m"),
        ("none, unsaid",
         "“none” among the notes stands beside others, so that it can be read in two ways",
         "Take it out, or the others"),
    ],
)  # fmt: skip
def test_what_is_asked(notes, what, fix):
    problem = next(asked_of(chapter(notes=notes_from(notes))))

    assert (problem.what, problem.fix, problem.level) == (what, fix, "warning")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        *((words, "If nothing applies") for words in (
            "no", "None needed", "nothing to note", "n.a.", "NA", "n/a", "TW: none", "-", "nil",
            "No warnings needed", "no content notes", "none really", "not applicable", "safe",
        )),
        *((words, "Leave it out until") for words in (
            "TBC", "tbd later", "not yet", "unsure yet", "?", "???", "to be decided", "todo",
            "I don’t know", "xxx", "not sure",
        )),
        *((words, "If the author chooses") for words in (
            "prefer not to say", "author prefers not to say", "I'd rather not say", "withheld",
        )),
        *((words, "Name the topics") for words in ("yes", "Several", "true")),
        *((words, "Take it out") for words in (
            "no sugar", "not the best day", "nothing beside remains", "secret santa",
            "to be loved", "Skip if you need to", "later that year", "yes man",
        )),
    ],
)  # fmt: skip
def test_what_is_meant_by_words_that_say_little(words, says):
    (problem,) = asked_of(chapter(notes=notes_from(words)))

    assert problem.fix.startswith(says)


@pytest.mark.parametrize("notes", ["", "none", "grief", "unsaid", "greif (dismissed)", "x (own)"])
def test_nothing_is_asked_of_what_is_clear(notes):
    assert asked(notes=notes_from(notes)) == []


def test_the_lines_that_are_asked_about():
    text = "CW: greif, suicide\n\nText.\n\n::: note suicde, a court (own) | What it was.\nx\n:::"

    assert [line.partition(" ")[0] for line in asked(text)] == ["5:", "9:"]


def said_of(*args, **facts):
    body = chapter_section(chapter(*args, **facts), "two", WORDS).body
    return " ".join(" ".join(body.root.itertext()).split())


def test_what_a_draft_prints_of_words_that_are_asked():
    for notes in ("greif", "nothing", "tbc", "none, unsaid", "skip it"):
        said = said_of(notes=notes_from(notes))
        assert "Nobody has reviewed this piece for content notes yet." in said
        assert notes not in said
    assert "This piece mentions or describes: death or grief." in said_of(
        notes=notes_from("grief, greif, skip it")
    )
    assert "night work" in said_of(notes=notes_from("night work (own)"))


def test_what_a_draft_prints_of_a_passage_whose_topic_is_none():
    said = said_of("::: note greif | What I lost.\nIt went.\n:::", notes=notes_from("none"))

    assert said.startswith(
        "One Content note One part has a note of its own. Nothing else is noted. Note on the next "
        "part The next part, 2 words long, has a note of its own. If you skip it, you miss "
        "this: What I lost. Skip this part: go to “End of the part with a note of its own” , page "
    )


def test_a_topic_of_the_zine_is_a_topic():
    made = chapter(notes=notes_from("night shift"))
    known = replace(made, notes=notes_from("night shift").named(KNOWN), vocabulary=KNOWN)

    assert (known.notes.topics, list(asked_of(known))) == (("night-shifts",), [])
    assert len(list(asked_of(made))) == 1


def test_what_is_not_used_of_the_note_of_a_passage():
    made = chapter("::: note grief (mention), debt (from experience) | b\nx\n:::")

    assert [str(each).partition(" Say")[0] for each in asked_of(made)] == [
        "m/posts/one.md:1: of “debt (from experience)” in the note of a passage readers are told "
        "“poverty-homelessness”."
    ]


def test_an_authors_warning_that_the_file_dismisses_is_said():
    notes = notes_from("suicide (dismissed), grief")
    said = [str(each) for each in dismissed_in(chapter("CW: suicide, debt", notes=notes))]

    assert said == [
        "m/posts/one.md:1: the author warns of “suicide” here, and the notes dismiss it. The line "
        "stays as it is. If readers are to be told before the post as well: zine notes set one "
        "suicide m. [notes]"
    ]
    assert [*dismissed_in(chapter("CW: suicide", notes=notes_from("grief")))] == []
