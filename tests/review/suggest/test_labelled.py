"""Passages with labels: how well the scanner does on those that nothing was learnt from.

`labelled.toml` is what it is measured on. The weights are learnt from the passages and clues of
`training/`; how well it does on those shows nothing.
"""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_of import digest, learning

from zinewright.languages.vocabulary import LEVELS, vocabulary_for
from zinewright.languages.weights import weights_for
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.suggest.scan import suggestions, unrecognised

HERE = Path(__file__).parent
TRAINING = HERE.parents[1] / "training"
TOPICS = vocabulary_for("en").topics
KINDS = ("direct", "indirect", "clean", "tricky")
GROUPS = frozenset({"suicide-self-harm", "abuse-violence"})
GRAVEST = {slug for slug, topic in TOPICS.items() if topic.group in GROUPS} | {
    "overdose", "restraint-forced-treatment", "service-harm",
}  # fmt: skip
PRECISION, RECALL, INDIRECT = 0.80, 0.50, 0.12  # at least: a little less than is reached
FALSE, SILENT = 1.0, 0.1  # at most: in 1,000 clean words; of the gravest passages
SPEED = 20_000  # words a second of the processor, at least


@dataclass(frozen=True)
class Passage:
    """A text with the topics that must be noted, and those that may be: they count neither way."""

    text: str
    topics: frozenset[str]
    maybe: frozenset[str]
    kind: str = ""
    voice: str = ""
    levels: tuple[tuple[str, str], ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, each on one line: blank lines stand between them."""
        return tuple(Paragraph(" ".join(each.split())) for each in self.text.split("\n\n"))

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class Answer:
    """What was suggested for a passage, and whether it is listed as one to be read."""

    passage: Passage
    suggested: frozenset[str]
    listed: bool = False

    @property
    def found(self) -> frozenset[str]:
        return self.passage.topics & self.suggested

    @property
    def missed(self) -> frozenset[str]:
        return self.passage.topics - self.suggested

    @property
    def wrong(self) -> frozenset[str]:
        return self.suggested - self.passage.topics - self.passage.maybe

    @property
    def silent(self) -> bool:
        return not self.suggested and not self.listed


@dataclass(frozen=True)
class Score:
    """Answers, and the measures that are made of them."""

    answers: tuple[Answer, ...]

    @property
    def precision(self) -> float:
        """The part of what is suggested that is right: 1 when nothing is."""
        return share(self._sum("found"), self._sum("found") + self._sum("wrong"))

    @property
    def recall(self) -> float:
        """The part of what is right that is suggested: 1 when nothing is right."""
        return share(self._sum("found"), self._sum("found") + self._sum("missed"))

    @property
    def false(self) -> float:
        """Wrong suggestions in 1,000 words of passages with nothing to note."""
        clean = self.where(lambda each: not each.topics)
        words = sum(each.passage.words for each in clean.answers)
        return 1000 * clean._sum("wrong") / words if words else 0.0

    @property
    def silence(self) -> float:
        """The part of passages of the gravest topics of which nothing at all is said."""
        grave = self.where(lambda each: bool(each.topics & GRAVEST)).answers
        return share(sum(each.silent for each in grave), len(grave)) if grave else 0.0

    def where(self, wanted) -> Score:
        return Score(tuple(each for each in self.answers if wanted(each.passage)))

    def kind(self, kind: str) -> Score:
        return self.where(lambda each: each.kind == kind)

    def said(self) -> str:
        """The measures, with the counts that they come from."""
        found, wrong, missed = (self._sum(what) for what in ("found", "wrong", "missed"))
        clean = self.where(lambda each: not each.topics).answers
        told = share(sum(not each.silent for each in clean), len(clean)) if clean else 0.0
        return (
            f"precision {self.precision:.2f} ({found} of {found + wrong}), "
            f"recall {self.recall:.2f} ({found} of {found + missed}), "
            f"indirect {self.kind('indirect').recall:.2f}, "
            f"direct {self.kind('direct').recall:.2f}, "
            f"false {self.false:.2f} in 1,000 clean words, "
            f"silent in {self.silence:.2f} of the gravest, {told:.2f} of clean passages told of"
        )

    def by_topic(self) -> str:
        """Each topic with how often it was found, missed and wrong, the most missed first."""
        found, missed, wrong = (
            Counter(topic for each in self.answers for topic in getattr(each, what))
            for what in ("found", "missed", "wrong")
        )
        ordered = sorted(TOPICS, key=lambda topic: (-missed[topic], -wrong[topic], topic))
        return "\n".join(
            f"  {topic}: found {found[topic]}, missed {missed[topic]}, wrong {wrong[topic]}"
            for topic in ordered if found[topic] + missed[topic] + wrong[topic]
        )  # fmt: skip

    def by_voice(self) -> str:
        voices = sorted({each.passage.voice for each in self.answers} - {""})
        parts = ((v, self.where(lambda each, v=v: each.voice == v)) for v in voices)
        return "\n".join(
            f"  {voice}: precision {part.precision:.2f}, recall {part.recall:.2f}, "
            f"false {part.false:.2f}" for voice, part in parts
        )  # fmt: skip

    def _sum(self, what: str) -> int:
        return sum(len(getattr(each, what)) for each in self.answers)


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def passages(path: Path) -> Iterator[Passage]:
    for each in tomllib.loads(path.read_text("utf-8"))["passage"]:
        yield Passage(
            each["text"].strip(),
            frozenset(each["topics"]),
            frozenset(each.get("maybe", ())) - set(each["topics"]),
            each.get("kind", ""),
            each.get("voice", ""),
            tuple(each.get("levels", {}).items()),
        )


def answer(passage: Passage) -> Answer:
    found = suggestions(passage.paragraphs, "en")
    listed = bool(unrecognised(passage.paragraphs, "en"))
    return Answer(passage, frozenset(each.topic for each in found), listed)


PASSAGES = tuple(passages(HERE / "labelled.toml"))
LEARNT = tuple(each for path in sorted(TRAINING.glob("passages-*.toml")) for each in passages(path))


# --- the labels


def test_a_third_of_the_passages_have_nothing_to_note():
    for some in (PASSAGES, LEARNT):
        assert len([each for each in some if not each.topics]) * 3 >= len(some)
    assert len(LEARNT) >= 1200


def test_every_topic_of_the_vocabulary_is_among_the_labels_and_no_other():
    for some in (PASSAGES, LEARNT):
        assert {topic for each in some for topic in each.topics | each.maybe} == set(TOPICS)


def test_kinds_and_levels_are_those_that_there_are():
    for each in LEARNT:
        assert each.kind in KINDS
        assert {topic for topic, _ in each.levels} == each.topics, each.text
        assert {level for _, level in each.levels} <= set(LEVELS)
        assert bool(each.topics) == (each.kind in ("direct", "indirect")), each.text


def test_no_passage_stands_there_twice_and_none_was_learnt_from():
    texts = [each.text for each in (*PASSAGES, *LEARNT)]

    assert [text for text, often in Counter(texts).items() if often > 1] == []


def test_a_paragraph_of_a_passage_is_one_line():
    passage = Passage("One line\nand another.\n\nThe last.", frozenset(), frozenset())

    assert passage.paragraphs == (Paragraph("One line and another."), Paragraph("The last."))


# --- how it is counted


def test_what_may_be_noted_counts_neither_way():
    bearing = Passage("", frozenset({"suicide", "abuse"}), frozenset({"trauma", "violence"}))
    clean = Passage("word " * 500, frozenset(), frozenset(), "tricky", "wry")
    score = Score((
        Answer(bearing, frozenset({"suicide", "trauma", "racism"})),
        Answer(bearing, frozenset(), listed=True),
        Answer(bearing, frozenset()),
        Answer(clean, frozenset({"suicide"})),
    ))  # fmt: skip

    assert (score.precision, score.recall) == (1 / 3, 1 / 6)
    assert (score.false, score.silence) == (2.0, 1 / 3)
    assert score.by_topic() == (
        "  abuse: found 0, missed 3, wrong 0\n"
        "  suicide: found 1, missed 2, wrong 1\n"
        "  racism: found 0, missed 0, wrong 1"
    )
    assert score.by_voice() == "  wry: precision 0.00, recall 1.00, false 2.00"


# --- how well it does


def measured() -> Score:
    return Score(tuple(answer(each) for each in PASSAGES))


def test_suggestions_reach_what_is_promised(capsys: pytest.CaptureFixture[str]):
    score = measured()
    with capsys.disabled():
        print(f"\n{score.said()}")  # noqa: T201 - its figures are what it is for
        print(f"{score.by_topic()}\n{score.by_voice()}")  # noqa: T201

    assert score.precision >= PRECISION
    assert score.recall >= RECALL
    assert score.kind("indirect").recall >= INDIRECT
    assert score.false <= FALSE
    assert score.silence <= SILENT


def long_posts() -> Iterator[tuple[Paragraph, ...]]:
    """Posts of about 1,000 words, each made of passages in which there is nothing to note."""
    post: list[Paragraph] = []
    for each in (each for each in PASSAGES if not each.topics):
        post += each.paragraphs
        if sum(len(paragraph.text.split()) for paragraph in post) >= 1000:
            yield tuple(post)
            post = []


def test_a_long_post_with_nothing_to_note_stays_nearly_silent():
    posts = list(long_posts())
    wrong = sum(len(suggestions(post, "en")) for post in posts)

    assert wrong / max(1, len(posts)) <= FALSE


@pytest.mark.bench
def test_how_fast_it_is():
    texts = [each.paragraphs for each in LEARNT[:600]]
    words = sum(each.words for each in LEARNT[:600])
    suggestions(texts[0], "en")
    begun = time.process_time()
    for number, each in enumerate(texts):
        suggestions(each, "en", f"{number}")

    assert words / (time.process_time() - begun) >= SPEED


def test_the_weights_are_made_of_the_passages_that_are_here():
    """Whoever changes one of these files runs training/train.py again."""
    files = [*sorted(TRAINING.glob("*.toml")), TRAINING / "train.py"]
    weights = weights_for("en")

    assert weights
    assert dict(weights.facts) == {path.name: digest(path) for path in files}


PROGRAM = '"""A program."""\nimport a\nHERE = 1\nA = 1\n\ndef f():\n    return A\n'


@pytest.mark.parametrize(
    ("program", "learns_the_same"),
    [
        ('"""Moved."""\nimport b\n\nHERE = 2\nA = 1\n\n\ndef f():\n    return A\n', True),
        (PROGRAM.replace("A = 1", "A = 2"), False),
        (PROGRAM.replace("return A", "return A + 1"), False),
        (PROGRAM.replace("def f", "@a.b\ndef f"), False),
    ],
    ids=["moved", "a constant", "a function", "a decorator"],
)
def test_what_a_program_learns_is_not_where_it_lies(program, learns_the_same):
    assert (learning(program) == learning(PROGRAM)) is learns_the_same
