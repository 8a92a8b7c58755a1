"""One post → a chapter: its text as XHTML, with all that its notes and passages say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from zinewright.mending import Passage
from zinewright.notes import Note, Notes, note_from, stated_in
from zinewright.posts import Post
from zinewright.prose import Prose, curled, prose
from zinewright.vocabulary import Vocabulary, vocabulary_for

WEIGHTS = {"": 2, "mention": 1, "discussion": 2, "description": 3, "detail": 3}
MANY = 5  # notes that make a chapter heavy, though none of them does alone
Convert = Callable[[Post, frozenset[str], str], Prose]


@dataclass(frozen=True)
class Chapter:
    """A post on its way into the zine: its text as XHTML, and its words set for print.

    The topics of `notes` and of the passages are slugs, or words that a person vouches for. Where
    an edition leaves passages out, `left_out` holds their ids and what is said in their place, and
    `whole` is the chapter with them.
    """

    post: Post
    prose: Prose
    title: str
    summary: str
    language: str
    notes: Notes
    passages: tuple[Passage, ...]
    vocabulary: Vocabulary
    left_out: tuple[tuple[str, str], ...] = ()
    whole: Chapter | None = None

    @property
    def link_numbers(self) -> dict[str, int]:
        """The number of every address that the text leads to, from 1, in the order of the text.

        An edition that leaves passages out keeps the numbers of the full one.
        """
        links = (self.whole or self).prose.links
        return {address: n for n, address in enumerate(dict.fromkeys(a for _, a in links), 1)}

    def labels(self, topics: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.vocabulary.label(topic) for topic in topics)

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic that readers are told of, before the chapter or before a passage."""
        inside = (topic for passage in self.passages for topic in passage.topics)
        return tuple(dict.fromkeys([*self.notes.topics, *inside]))


def chapter_of(
    post: Post,
    names: frozenset[str],
    zine_language: str,
    convert: Convert = prose,
    vocabulary: Vocabulary | None = None,
) -> Chapter:
    """The chapter of a post, which may link to the posts in `names`."""
    language = post.language or zine_language
    known = vocabulary or vocabulary_for(zine_language)
    text = convert(post, names, language)
    stated = [replace(note, line=p.line) for note, p in stated_in(text.paragraphs)]
    return Chapter(
        post,
        text,
        curled(post.title, language),
        curled(post.summary, language),
        language,
        post.notes.named(known).with_stated(stated, known),
        tuple(replace(p, topics=_slugs(p.topics, known)) for p in text.passages),
        known,
    )


def _slugs(topics: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The topics of a passage: slugs, and words that a person vouches for."""
    notes = map(note_from, topics)
    found = ((vocabulary.named(note.topic), note) for note in notes)
    return tuple(dict.fromkeys(slug or note.topic for slug, note in found if slug or note.own))


def weight_of(notes: Sequence[Note], passages: Sequence[Passage]) -> int:
    """How heavy a chapter is, from 0 (no notes) to 3 (experience is told, or much is discussed)."""
    weights = [WEIGHTS[note.level] for note in notes] + [WEIGHTS[""] for _ in passages]
    many = sum(weight >= 2 for weight in weights) >= MANY
    return min(3, max(weights, default=0) + many)
