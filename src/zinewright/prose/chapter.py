"""One post → a chapter: its text as XHTML, with all that its notes and passages say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from zinewright.languages.vocabulary import FALLBACK, LEVELS, Topic, Vocabulary, vocabulary_for
from zinewright.manuscript.content_notes import STATED, Note, Notes
from zinewright.manuscript.posts import Post
from zinewright.prose.convert import Prose, prose
from zinewright.prose.normalize import Passage
from zinewright.prose.quotes import curled
from zinewright.prose.stated_notes.head import Stated, said_in, stated_in
from zinewright.sealed import Keep, anew

WEIGHTS = {"": 2, "mention": 1, "discussion": 2, "description": 3, "detail": 3}
RANKS = {"mention": 2, "discussion": 4, "description": 6, "detail": 8}
UNSAID, THEME = 5, 2  # where an author says no level; what “throughout” adds
MOST_OF_GROUP = 2
MOST_NAMED = 5  # topics that a note names, or one more where that would be the only other
MANY = 5  # notes that make a chapter heavy, though none of them does alone
HEADS = "zinewright.prose.stated_notes.head"
Convert = Callable[[Post, frozenset[str], str], Prose]


@dataclass(frozen=True)
class Chapter:
    """A post on its way into the zine: its text as XHTML, and its words set for print.

    The topics of `notes` and of the passages are slugs, or words that a person vouches for;
    `stated` is what the author states at the head of the text. Where an edition leaves passages
    out, `left_out` holds their ids and what is said in their place, and `whole` is the chapter with
    them.
    """

    post: Post
    prose: Prose
    title: str
    summary: str
    language: str
    notes: Notes
    passages: tuple[Passage, ...]
    vocabulary: Vocabulary
    stated: Stated = Stated()
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
    keep: Keep = anew,
) -> Chapter:
    """The chapter of a post, which may link to the posts in `names`."""
    language = post.language or zine_language
    known = vocabulary or vocabulary_for(zine_language)
    text = convert(post, names, language)
    asked = (text.paragraphs, known.language, known.own)
    stated = keep(HEADS, asked, Stated, lambda: stated_in(text.paragraphs, known))
    return Chapter(
        post,
        text,
        curled(post.title, language),
        curled(post.summary, language),
        language,
        post.notes.named(known).with_stated(_written(stated), known),
        tuple(_noted(passage, known) for passage in text.passages),
        known,
        stated,
    )


def _written(stated: Stated) -> list[Note]:
    """What an author states as notes with their lines, words that name no topic among them."""
    known = [replace(note, line=paragraph.line) for note, _, paragraph in stated.notes]
    return [*known, *(Note(words, line=p.line) for words, p in stated.unmapped)]


def _noted(passage: Passage, vocabulary: Vocabulary) -> Passage:
    """A passage with its notes: topics, and words that a person vouches for; each once."""
    found: dict[str, Note] = {}
    for words in passage.topics:
        for item in said_in(words, vocabulary).items:
            found.setdefault(item.note.topic, item.note)
    return replace(passage, topics=tuple(found), notes=tuple(found.values()))


def weight_of(notes: Sequence[Note], passages: Sequence[Passage]) -> int:
    """How heavy a chapter is, from 0 (no notes) to 3 (experience is told, or much is discussed)."""
    weights = [WEIGHTS[note.level] for note in notes]
    weights += [max((WEIGHTS[n.level] for n in p.notes), default=WEIGHTS[""]) for p in passages]
    many = sum(weight >= 2 for weight in weights) >= MANY
    return min(3, max(weights, default=0) + many)


# --- which notes are told first


def ranked(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes by how much there is, then by how grave it is; of equals, the author's own first."""
    return tuple(sorted(notes, key=lambda note: (
        -_rank(note), -_topic(note).grave, note.state != STATED, -_step(note))))  # fmt: skip


def told_first(notes: Sequence[Note]) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """The few notes that are told by name, and the rest.

    The heaviest of each grave group is among them; then go grave topics that are told as
    experience, and then the author's own.
    """
    ordered = ranked(notes)
    if len(ordered) <= MOST_NAMED + 1:
        return ordered, ()
    grave = [note for note in ordered if _topic(note).grave]
    firsts = {
        _topic(note).group: note for note in reversed(grave) if _rank(note) > RANKS["mention"]
    }
    told = [note for note in grave if _rank(note) >= RANKS["description"]]
    own = [note for note in ordered if note.state == STATED]
    first = [note for note in ordered if note in firsts.values()]
    chosen = _spread([*dict.fromkeys([*first, *told, *own, *ordered])])
    named = tuple(note for note in ordered if note in chosen)
    return named, tuple(note for note in ordered if note not in chosen)


def _spread(notes: Sequence[Note]) -> list[Note]:
    """The first of some notes: no third of a grave group while another is without one."""
    waiting, chosen = list(notes), list[Note]()
    while waiting and len(chosen) < MOST_NAMED:
        groups = [_topic(note).group for note in chosen if _topic(note).grave]
        missing = {_topic(note).group for note in waiting if _topic(note).grave} - {*groups}
        fits = (n for n in waiting if not missing or groups.count(_topic(n).group) < MOST_OF_GROUP)
        note = next(fits, waiting[0])
        chosen.append(note)
        waiting.remove(note)
    return chosen


def _topic(note: Note) -> Topic:
    """The topic of a note, as every language has it."""
    return vocabulary_for(FALLBACK).topics.get(note.topic) or Topic(note.topic, "", "", "")


def groups_of(notes: Sequence[Note], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The labels of the groups that notes are of, each once; of own words, these."""
    known, groups = vocabulary.topics, vocabulary.groups
    found = {note.topic: groups.get(known[note.topic].group) if note.topic in known else None
             for note in notes}  # fmt: skip
    labels = [label for label in groups.values() if label in found.values()]
    own = [vocabulary.label(topic) for topic, label in found.items() if label is None]
    return tuple(dict.fromkeys([*(f"{label[:1].lower()}{label[1:]}" for label in labels), *own]))


def _rank(note: Note) -> int:
    """How much there is; what an author names without a level may be more than is discussed."""
    unsaid = UNSAID if note.state == STATED else RANKS["discussion"]
    return RANKS.get(note.level, unsaid) + (THEME if "theme" in note.flags else 0)


def _step(note: Note) -> int:
    return LEVELS.index(note.level) if note.level else 0
