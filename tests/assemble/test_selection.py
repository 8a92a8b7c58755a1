"""What a zine holds: its chapters in order, and the places of support that are chosen for them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from running import Lay

from zinewright.assemble import selection as selecting
from zinewright.assemble.omit import NOTHING
from zinewright.assemble.selection import selection_of, without
from zinewright.assemble.zine import Choice, assemble
from zinewright.languages.words import words_for
from zinewright.manuscript.folder import read_manuscript
from zinewright.problems import ZineError

RECIPE = """\
title = "Small hours"
date = 2026-01-31
regions = ["GB"]
order = ["two", "one"]
"""
POST = "---\ntitle: {0}\nnotes: [{1}]\n---\n\nText.\n"
PLACE = """
[[resource]]
id = "{0}"
name = "{0}"
kind = "topic"
regions = ["GB"]
topics = ["{1}"]
"""


@pytest.fixture
def manuscript(lay: Lay):
    lay({
        "zine.toml": RECIPE,
        "posts/one.md": POST.format("One", "grief"),
        "posts/two.md": POST.format("Two", "debt"),
        "resources.toml": PLACE.format("mourning", "bereavement") + PLACE.format("money", "debt"),
    })  # fmt: skip
    return read_manuscript(Path("m"))


def shown(held):
    listed = [each.id for each in held.served.resources]
    return [chapter.title for chapter in held.chapters], listed, held.left_out.topics


def test_all_that_a_manuscript_holds(manuscript):
    assert shown(selection_of(manuscript)) == (["Two", "One"], ["mourning", "money"], ())


def test_what_stays_without_a_topic_has_support_of_its_own(manuscript):
    whole = selection_of(manuscript)
    left = without(whole, ("grief",), manuscript)

    assert shown(left) == (["Two"], ["money"], ("death-grief",))
    assert left.left_out.edition(words_for("en")) == "without death or grief"
    assert without(whole, (), manuscript) is whole
    assert NOTHING.edition(words_for("en")) == ""


@pytest.mark.parametrize(
    ("choice", "times"),
    [
        (Choice(), 1),
        (Choice(notes="full"), 1),
        (Choice(release=True, today=datetime.date(2026, 1, 31)), 1),
        (Choice(without=("grief",)), 2),  # for the manuscript, and for what stays of it
    ],
)
def test_support_is_chosen_once(choice, times, manuscript, monkeypatch):
    calls = []
    monkeypatch.setattr(selecting, "chosen", lambda *asked: calls.append(asked) or CHOSEN(*asked))
    try:
        assemble(manuscript, manuscript.picture, choice=choice)
    except ZineError:
        assert choice.release  # which nobody has reviewed

    assert len(calls) == times


CHOSEN = selecting.chosen
