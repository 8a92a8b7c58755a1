"""Two people and one text: by words, with nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.studio.merging import merged, with_ends_of

BASE = "They came at night. We waited for help, and none came.\n"


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        pytest.param(BASE, "Mine.\n", "Mine.\n", id="one-changed"),
        pytest.param("Theirs.\n", BASE, "Theirs.\n", id="the-other-changed"),
        pytest.param("Same.\n", "Same.\n", "Same.\n", id="both-the-same"),
        pytest.param(
            BASE.replace("night", "dawn"),
            BASE.replace("none", "some"),
            "They came at dawn. We waited for help, and some came.\n",
            id="two-words-of-one-line",
        ),
        pytest.param(
            "First.\n" + BASE,
            BASE + "Last.\n",
            "First.\n" + BASE + "Last.\n",
            id="before-and-behind",
        ),
        pytest.param(
            BASE.replace("night", "dawn"), BASE.replace("night", "noon"), None, id="one-word-twice"
        ),
        pytest.param("", BASE.replace("night", "noon"), None, id="all-gone-and-a-word-changed"),
    ],
)
def test_what_two_people_changed_is_in_the_text_or_nothing_is_decided(theirs, mine, both):
    assert merged(BASE, theirs, mine) == both


WORD = st.sampled_from("a b c d".split())
TEXT = st.lists(WORD, max_size=12).map(" ".join)


@given(TEXT, st.data())
def test_every_word_that_somebody_put_in_is_in_what_is_merged(base, data):
    words = base.split()
    theirs, mine = list(words), list(words)
    theirs.insert(data.draw(st.integers(0, len(words))), "THEIRS")
    mine.insert(data.draw(st.integers(0, len(words))), "MINE")

    both = merged(base, " ".join(theirs), " ".join(mine))

    assert both is None or {"THEIRS", "MINE"} <= set(both.split())


def test_words_that_repeat_themselves_are_no_conflict_where_they_were_cut_off():
    base, theirs, mine = "The ward. A ward.", "The hall. A hall.", "The ward. A ward. A ward."

    assert merged(base, theirs, mine) == "The hall. A hall. A ward."


@given(TEXT, TEXT)
def test_one_who_is_alone_has_their_text(base, mine):
    assert merged(base, base, mine) == mine


@pytest.mark.parametrize(
    ("old", "new", "made"),
    [
        pytest.param("a\nb\n", "a\nc\n", "a\nc\n", id="unix"),
        pytest.param("a\r\nb\r\n", "a\nnew\nb\n", "a\r\nnew\r\nb\r\n", id="windows"),
        pytest.param("a\r\nb\nc\r\n", "a\nb\nc\n", "a\r\nb\nc\r\n", id="mixed-as-they-were"),
        pytest.param("a\rb\r", "a\nb\nc", "a\rb\rc", id="old-macs-without-a-last-end"),
        pytest.param("", "a\n", "a\n", id="new"),
    ],
)
def test_each_line_keeps_the_end_that_it_had(old, new, made):
    assert with_ends_of(old, new) == made
