"""Passages with labels: how well the scanner does on those that no phrase was tuned with.

`labelled.toml` is what it is measured on. `tuned.toml` holds passages that many phrases were
written after; it shows that they still work, and nothing else.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from zinewright.paragraphs import Paragraph
from zinewright.scan import suggestions
from zinewright.vocabulary import vocabulary_for

HERE = Path(__file__).parent
KNOWN = frozenset(vocabulary_for("en").topics)
ENOUGH = 0.8  # of what is suggested is right, and of what is right is suggested


@dataclass(frozen=True)
class Passage:
    """A text with the topics that must be noted, and those that may be: they count neither way."""

    text: str
    topics: tuple[str, ...]
    maybe: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, each on one line: blank lines stand between them."""
        return tuple(Paragraph(" ".join(each.split())) for each in self.text.split("\n\n"))


@dataclass(frozen=True)
class Score:
    """The topics of all passages that were found, missed and wrongly suggested, one by one."""

    found: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The part of what is suggested that is right: 1 when nothing is."""
        return share(len(self.found), len(self.found) + len(self.wrong))

    @property
    def recall(self) -> float:
        """The part of what is right that is suggested: 1 when nothing is right."""
        return share(len(self.found), len(self.found) + len(self.missed))

    def said(self) -> str:
        """Both, with the counts that they come from."""
        found = len(self.found)
        return (
            f"precision {self.precision:.2f} ({found} of {found + len(self.wrong)}), "
            f"recall {self.recall:.2f} ({found} of {found + len(self.missed)})"
        )

    def by_topic(self) -> str:
        """The misses and the false alarms, most of them first."""
        return f"missed: {tally(self.missed)}\nfalse alarms: {tally(self.wrong)}"


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def tally(topics: Iterable[str]) -> str:
    """Topics with how often each stands there, most often first."""
    counted = sorted(Counter(topics).items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{topic} {times}" for topic, times in counted) or "none"


def passages(name: str) -> Iterator[Passage]:
    for each in tomllib.loads((HERE / name).read_text("utf-8"))["passage"]:
        yield Passage(each["text"].strip(), tuple(each["topics"]), tuple(each.get("maybe", ())))


def score(answers: Iterable[tuple[Passage, frozenset[str]]]) -> Score:
    """How the topics that were suggested for each passage compare with its labels."""
    found: list[str] = []
    missed: list[str] = []
    wrong: list[str] = []
    for passage, suggested in answers:
        right = set(passage.topics)
        found += right & suggested
        missed += right - suggested
        wrong += suggested - right - set(passage.maybe)
    return Score(tuple(sorted(found)), tuple(sorted(missed)), tuple(sorted(wrong)))


def suggested_for(passage: Passage) -> frozenset[str]:
    return frozenset(each.topic for each in suggestions(passage.paragraphs, "en"))


PASSAGES = tuple(passages("labelled.toml"))
TUNED = tuple(passages("tuned.toml"))
QUIET = tuple(passage for passage in PASSAGES if not passage.topics)


def test_a_third_of_the_passages_have_nothing_to_note():
    assert len(PASSAGES) >= 60
    assert len(QUIET) * 3 >= len(PASSAGES)


def test_every_topic_of_the_vocabulary_is_among_the_labels_and_no_other():
    labels = {topic for each in PASSAGES for topic in each.topics + each.maybe}

    assert labels == KNOWN
    assert {topic for each in TUNED for topic in each.topics + each.maybe} == KNOWN


def test_no_passage_has_a_label_twice():
    for passage in (*PASSAGES, *TUNED):
        labels = passage.topics + passage.maybe
        assert len(labels) == len(set(labels)), passage.text


def test_no_passage_stands_there_twice():
    texts = [passage.text for passage in (*PASSAGES, *TUNED)]

    assert len(set(texts)) == len(texts)


def test_a_paragraph_of_a_passage_is_one_line():
    passage = Passage("One line\nand another.\n\nThe last.", (), ())

    assert passage.paragraphs == (Paragraph("One line and another."), Paragraph("The last."))


def test_what_may_be_noted_counts_neither_way():
    passage = Passage("", ("suicide", "abuse"), ("trauma", "violence"))
    result = score([(passage, frozenset({"suicide", "trauma", "racism"}))])

    assert result == Score(found=("suicide",), missed=("abuse",), wrong=("racism",))
    assert result.said() == "precision 0.50 (1 of 2), recall 0.50 (1 of 2)"
    assert result.by_topic() == "missed: abuse 1\nfalse alarms: racism 1"


def test_four_in_five_suggestions_are_right_and_four_in_five_topics_are_suggested(
    capsys: pytest.CaptureFixture[str],
):
    result = score((passage, suggested_for(passage)) for passage in PASSAGES)
    over = f"over {len(PASSAGES)} passages, {len(QUIET)} with nothing"
    with capsys.disabled():
        print(f"\n{result.said()}, {over}")  # noqa: T201 - its figures are what it is for

    assert min(result.precision, result.recall) >= ENOUGH, f"{result.said()}\n{result.by_topic()}"


def test_phrases_find_what_they_were_written_for():
    result = score((passage, suggested_for(passage)) for passage in TUNED)

    assert min(result.precision, result.recall) >= 0.85, f"{result.said()}\n{result.by_topic()}"
