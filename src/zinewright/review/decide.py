"""What a person says of notes → what changes in the posts, and what is said of it.

A decision can be taken back, and each says what it takes the place of.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zinewright.languages.vocabulary import FLAGS
from zinewright.manuscript.content_notes import DISMISSED, STATED, SUGGESTED, Note, same_words
from zinewright.manuscript.post_names import beginning_with, called_exactly, not_a_post, post_called
from zinewright.problems import Problem, ZineError, nearest, shown
from zinewright.review.matrix import PostNotes
from zinewright.review.questions import asked_of, or_nearest

STATUSES = {
    "noted": "has notes",
    "none": "no notes apply",
    "unsaid": "the author chooses not to say",
    "unreviewed": "nobody has looked yet",
}
PERSONAL = "personal"


@dataclass(frozen=True)
class Change:
    """A note of a post that takes the place of another, of its status, or of neither.

    `status` is that of the post before; `stands` says that nothing changes.
    """

    post: str
    new: Note
    old: Note | None = None
    status: str = ""
    stands: bool = False

    def __str__(self) -> str:
        said = []
        if self.status in ("none", "unsaid") and self.new.is_told:
            said.append(STATUSES[self.status])
        if self.old is not None and self.old.state != SUGGESTED:
            said.append(said_of(self.old))
        return f"{self.post}: {self.new}{', in place of: ' if said else ''}{', '.join(said)}"


def said_of(note: Note) -> str:
    """A note as messages name it."""
    return f"{note}, which the author states" if note.state == STATED else str(note)


def told_apart(
    words: Sequence[str], posts: Sequence[PostNotes], where: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The posts and the topics that words name. Raises `ZineError` with every one that is neither.

    What names a post exactly is a post; else a topic goes before the beginning of a post's name.
    """
    order = [post.chapter.post.name for post in posts]
    names: dict[str, None] = {}
    topics: dict[str, None] = {}
    problems = []
    for word in words:
        if exact := called_exactly(word, order):
            names[exact] = None
        elif topic := _topic(word, posts):
            topics[topic] = None
        elif begun := post_called(word, order):
            names[begun] = None
        else:
            problems.append(_neither(word, order, posts, where))
    if problems:
        raise ZineError(problems)
    return tuple(names), tuple(topics)


def _topic(word: str, posts: Sequence[PostNotes]) -> str | None:
    """The topic that a word names: one of the vocabulary, or words that stand in a post."""
    slug = posts[0].chapter.vocabulary.named(word)
    if slug:
        return slug
    every = (note.topic for post in posts for note in _notes_of(post))
    return next((topic for topic in every if same_words(topic, word)), None)


def _neither(word: str, order: Sequence[str], posts: Sequence[PostNotes], where: str) -> Problem:
    if beginning_with(word, order) or word.isascii() and word.isdigit():
        return not_a_post(word, order, where)
    near = nearest(word, order) + or_nearest(word, posts[0].chapter.vocabulary)
    near = near.replace("?) (did you mean ", " or ")
    what = f"“{shown(word)}” is neither a post in the order nor a topic{near}"
    fix = "Correct it; zine notes shows all posts and topics"
    return Problem(where, None, "no-such-post", what, fix)


# --- one note


def turned(
    posts: Sequence[PostNotes], topics: Sequence[str], state: str, behind: str
) -> list[Change]:
    """The notes of posts in another state: those on topics, or all that are suggested.

    Raises `ZineError` with the topics that no post has a note on. `behind` ends commands.
    """
    missing = [topic for topic in topics if not any(_held(post, topic) for post in posts)]
    if missing:
        raise ZineError(_not_there(topic, posts, behind) for topic in missing)
    found = []
    for post in posts:
        old = [note for topic in topics if (note := _held(post, topic))] or (
            list(post.waiting) if not topics else []
        )
        found += [_turned(post, note, state) for note in old]
    return found


def _turned(post: PostNotes, old: Note, state: str) -> Change:
    """That something is told from experience is never taken over: only a person says so."""
    name, status = post.chapter.post.name, post.chapter.notes.status
    if old.state == state or (state != DISMISSED and old.is_told):
        return Change(name, old, post.chapter.notes.of(old.topic) or old, stands=True)
    new = Note(old.topic, state=state, own=old.own)
    if state != DISMISSED:
        flags = tuple(flag for flag in old.flags if flag != PERSONAL)
        new = replace(new, level=old.level, flags=flags)
    return Change(name, new, post.chapter.notes.of(old.topic) or old, status)


def _notes_of(post: PostNotes) -> tuple[Note, ...]:
    """The notes of a post, in the front matter or suggested, and the words that name no topic."""
    rows = (row.note for row in post.rows if not row.passage)
    return (*rows, *post.chapter.notes.unknown)


def _held(post: PostNotes, topic: str) -> Note | None:
    return next((note for note in _notes_of(post) if same_words(note.topic, topic)), None)


def _not_there(topic: str, posts: Sequence[PostNotes], behind: str) -> Problem:
    names = " ".join(shlex.quote(post.chapter.post.name) for post in posts)
    what = f"no note on “{shown(topic)}” is suggested"
    if close := nearest(topic, {note.topic for post in posts for note in _notes_of(post)}):
        what += close
    set_it = f"zine notes set {names.split(' ')[0]} {shlex.quote(topic)}{behind}"
    fix = f"zine notes{behind} shows what is; to write one all the same: {set_it}"
    return Problem(posts[0].chapter.post.where, None, "topic", what, fix)


def changed_note(
    post: PostNotes,
    topic: str,
    level: str | None,
    flags: Mapping[str, bool | None],
    own: bool,
    behind: str,
) -> Change:
    """A note as a person says it; what is None stays as it is. Raises `ZineError`."""
    vocabulary, name = post.chapter.vocabulary, post.chapter.post.name
    slug, there = vocabulary.named(topic), _held(post, topic)
    vouched = slug is None and (own or (there is not None and there.own))
    if slug is None and not vouched:
        raise ZineError([_no_topic(post, topic, behind)])
    old = _held(post, slug) if slug else there
    kept = (post.chapter.notes.of(old.topic) or old) if old else Note(slug or topic)
    raised = (
        flag for flag in FLAGS
        if (flags.get(flag) if flags.get(flag) is not None else flag in kept.flags)
    )  # fmt: skip
    new = Note(
        slug or topic, kept.level if level is None else level, tuple(raised), "edited", vouched
    )
    stands = old is not None and new == post.chapter.notes.of(old.topic)
    return Change(name, new, kept if old else None, post.chapter.notes.status, stands)


def _no_topic(post: PostNotes, topic: str, behind: str) -> Problem:
    vocabulary = post.chapter.vocabulary
    words = " ".join(shlex.quote(word) for word in (post.chapter.post.name, topic))
    what = f"there is no topic “{shown(topic)}”{or_nearest(topic, vocabulary)}"
    fix = (
        "Name one of the vocabulary; for words of one’s own: "
        f"zine notes set {words} --own{behind}, or [[topic]] in zine.toml"
    )
    return Problem(post.chapter.post.where, None, "topic", what, fix)


# --- a whole post


def told_by_authors(posts: Sequence[PostNotes], behind: str) -> Iterator[Problem]:
    """What authors state of posts of which somebody says that nothing applies."""
    for post in posts:
        notes = post.chapter.notes.told
        told = [note.topic for note in notes if note.state == STATED]
        if told:
            words = " ".join(shlex.quote(word) for word in (post.chapter.post.name, *told))
            what = f"the author states notes: {', '.join(told)}"
            fix = f"If they do not hold: zine notes dismiss {words}{behind}"
            yield Problem(post.chapter.post.where, None, "notes", what, fix)


def not_ready(posts: Sequence[PostNotes], behind: str) -> Iterator[Problem]:
    """What is to be decided before somebody can say that the notes of a post were reviewed."""
    for post in posts:
        chapter = post.chapter
        name, where = shlex.quote(chapter.post.name), chapter.post.where
        if post.waiting:
            topics = ", ".join(note.topic for note in post.waiting)
            what = f"suggested notes wait for a decision: {topics}"
            fix = f"Decide on them first: zine notes accept {name}{behind} (or dismiss)"
            yield Problem(where, None, "notes-waiting", what, fix)
        elif chapter.notes.status == "unreviewed" and not chapter.notes.unknown:
            rest = " to the rest of the post" if chapter.passages else ""
            what = f"nobody has said whether content notes apply{rest}"
            fix = (
                f"If none do: zine notes none {name}{behind}. If the author chooses not to say: "
                f"zine notes unsaid {name}{behind}"
            )
            yield Problem(where, None, "notes-review", what, fix)
        yield from (replace(problem, level="error") for problem in asked_of(chapter))


def in_a_line(post: PostNotes) -> str:
    """A post, its status and its notes."""
    chapter = post.chapter
    inside = dict.fromkeys(topic for passage in chapter.passages for topic in passage.topics)
    said = [STATUSES[chapter.notes.status], ", ".join(map(str, chapter.notes.told))]
    said.append(f"in parts of it: {', '.join(inside)}" if inside else "")
    return f"{chapter.post.name}: {'; '.join(filter(None, said))}"
