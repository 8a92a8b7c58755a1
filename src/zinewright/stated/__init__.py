"""The head of a text → the notes that its author states in it, and what was not understood there.

A line like “TW: …”, a list below “Content warnings”, and sentences such as “This post talks about
…” are known, at most a few paragraphs down. What looks like a warning and names no topic is asked
of the editor, or left alone where it may be something else.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zinewright.notes import Note
from zinewright.paragraphs import Paragraph
from zinewright.problems import Problem, shown
from zinewright.stated.lines import statement
from zinewright.stated.naming import TOKEN
from zinewright.vocabulary import Vocabulary, folded

HEAD_AMONG = 6  # paragraphs in which a warning is looked for


@dataclass(frozen=True)
class Stated:
    """What an author states at the head of a text, with the paragraph of each.

    `alone` are the paragraphs that hold nothing but notes, all of them understood, and advice;
    of those of `begun`, so many letters do.
    """

    notes: tuple[tuple[Note, str, Paragraph], ...] = ()
    unmapped: tuple[tuple[str, Paragraph], ...] = ()
    alone: tuple[Paragraph, ...] = ()
    begun: tuple[tuple[Paragraph, int], ...] = ()

    def of(self, topic: str) -> Note | None:
        return next((note for note, _, _ in self.notes if note.topic == topic), None)


def stated_in(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Stated:
    """What the author states at the head of a text; of a topic that is told twice, the first."""
    notes: dict[str, tuple[Note, str, Paragraph]] = {}
    unmapped: dict[str, tuple[str, Paragraph]] = {}
    alone: list[Paragraph] = []
    begun: list[tuple[Paragraph, int]] = []
    place = 0
    while place < min(HEAD_AMONG, len(paragraphs)):
        found = statement(paragraphs, place, vocabulary)
        place += len(found.readings) if found else 1
        for reading, paragraph in found.readings if found else ():
            for item in reading.items:
                notes.setdefault(item.note.topic, (item.note, item.words, paragraph))
            for words in reading.unmapped:
                unmapped.setdefault(folded(words), (words, paragraph))
        if found and found.alone:
            alone += [paragraph for _, paragraph in found.readings]
        elif found and found.begins:
            begun.append((found.readings[0][1], found.begins))
    return Stated(tuple(notes.values()), tuple(unmapped.values()), tuple(alone), tuple(begun))


def questions(
    stated: Stated, answered: Sequence[Note], vocabulary: Vocabulary, where: str
) -> Iterator[Problem]:
    """What an editor is asked: words of the author's that name no topic, without an answer yet.

    A note with the same words, in any state, is an answer.
    """
    known = {folded(note.topic) for note in answered}
    for words, paragraph in stated.unmapped:
        if folded(words) in known:
            continue
        near = _near(words, vocabulary)
        what = f"the author's warning says “{shown(words)}”, which names no topic{near}"
        fix = (
            f"Write a topic in its place, or add “{shown(words)} (accepted)” to its notes to print "
            f"these words, or “{shown(words)} (dismissed)” if they are no note"
        )
        yield Problem(where, paragraph.line, "stated", what, fix, "warning")


def _near(words: str, vocabulary: Vocabulary) -> str:
    """The topics that words may mean: those whose names stand in them, then those spelt alike."""
    tokens = TOKEN.findall(words)
    ends = range(1, len(tokens) + 1)
    spans = (tokens[start:end] for end in ends for start in range(max(0, end - 4), end))
    slugs = [slug for span in spans if (slug := vocabulary.named(" ".join(span)))]
    if not slugs:
        alike = difflib.get_close_matches(folded(words), vocabulary.names, 3, 0.75)
        slugs = [vocabulary.names[name] for name in alike]
    return f" (is it {' or '.join(dict.fromkeys(slugs))}?)" if slugs else ""
