"""Words in the place of notes that name no topic → what is asked of the person who edits.

Law: no reader is told of words that nobody vouches for. A person corrects them, adds a topic to
`zine.toml`, or says that readers are to be told in these words: `night work (own)`.
"""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Iterator
from pathlib import Path

from zinewright.chapter import Chapter
from zinewright.notes import Note, note_from, status_said
from zinewright.problems import Problem, shown
from zinewright.vocabulary import WORD, Vocabulary, folded

CLOSE, CLOSE_WORD = 0.75, 0.8  # how alike words are that may be the same with a slip in them
LONG = 5  # letters of a word that says something on its own
MOST = 3
NOTHING = frozenset({
    "0", "all clear", "na", "n/a", "nil", "no", "no cw", "no note", "no notes", "no content notes",
    "no tw", "no warning", "no warnings", "none apply", "none applies", "none needed", "nope",
    "not applicable", "nothing", "nothing applies", "false", "-", "–", "—", "/",
})  # fmt: skip
LATER = frozenset({
    "?", "??", "???", "…", "...", "don't know", "don’t know", "later", "maybe", "not sure",
    "pending", "tba", "tbc", "tbd", "to be added", "to be confirmed", "to be decided", "to do",
    "to follow", "todo", "unknown", "unsure", "fixme", "xxx",
})  # fmt: skip
SOME = frozenset({"yes", "y", "true", "some", "several", "various", "many", "lots"})


def nearest_topics(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Names of the topics that words may be meant for, the most alike first; each topic once."""
    names, wanted = vocabulary.names, folded(words)
    close = difflib.get_close_matches(wanted, names, n=2 * MOST, cutoff=CLOSE)
    for word in WORD.findall(words.casefold()):
        if len(word) >= LONG:
            close += difflib.get_close_matches(folded(word), names, n=1, cutoff=CLOSE_WORD)
    found: dict[str, str] = {}
    for name in close:
        slug = names[name]
        found.setdefault(slug, slug if folded(slug) == name else name)
    return tuple(found.values())[:MOST]


def or_nearest(words: str, vocabulary: Vocabulary) -> str:
    """ " (did you mean …?)" with the names of the nearest topics, or nothing."""
    close = nearest_topics(words, vocabulary)
    return f" (did you mean {' or '.join(close)}?)" if close else ""


def asked_of(chapter: Chapter) -> Iterator[Problem]:
    """What is to be said of words of a chapter's notes and passages that name no topic."""
    post, vocabulary = chapter.post, chapter.vocabulary
    for note in chapter.notes.unknown:
        fix = _meant(note, chapter) or _mended(note, chapter)
        what = f"“{shown(note.topic)}” among the notes {_is_none(note.topic, vocabulary)}"
        yield Problem(post.where, note.line or None, "topic", what, fix, "warning")
    for passage in chapter.prose.passages:
        for words in unknown_in(passage.topics, vocabulary):
            what = f"“{shown(words)}” in the note of a passage {_is_none(words, vocabulary)}"
            fix = (
                f"Correct it, or take it out; write “{shown(words)} (own)” where readers are to be "
                "told in these words"
            )
            yield Problem(post.where, passage.line or None, "topic", what, fix, "warning")


def unknown_in(topics: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words among the topics of a passage that name no topic, and that nobody vouches for."""
    notes = map(note_from, topics)
    return tuple(n.topic for n in notes if not n.own and vocabulary.named(n.topic) is None)


def _is_none(words: str, vocabulary: Vocabulary) -> str:
    if status_said(words):
        return "stands beside others, so that it can be read in two ways"
    plain = _plain(words)
    if plain in NOTHING | LATER | SOME:
        return "can be read in two ways"
    return f"is no topic{or_nearest(words, vocabulary)}"


def _meant(note: Note, chapter: Chapter) -> str:
    """What to do about words that say something else than a topic; "" for all others."""
    plain, none, unsaid = (
        _plain(note.topic), command(chapter, "none"), command(chapter, "unsaid"),
    )  # fmt: skip
    if status_said(note.topic):
        held = [shlex.quote(told.topic) for told in chapter.notes.told[:1]]
        also = f"; if the others hold: {command(chapter, 'set', *held)}" if held else ""
        return f"Take it out, or the others{also}"
    if plain in NOTHING:
        return f"If nothing applies: {none}. If the author chooses not to say: {unsaid}"
    if plain in LATER:
        return (
            "Leave it out until somebody has looked; then name topics, or: "
            f"{none} (if nothing applies), {unsaid} (if the author chooses not to say)"
        )
    if plain in SOME:
        return f"Name the topics, or: {none} (if nothing applies)"
    return ""


def _mended(note: Note, chapter: Chapter) -> str:
    quoted = shlex.quote(note.topic)
    dismissed, own = command(chapter, "dismiss", quoted), command(chapter, "set", quoted, "--own")
    correct = "Correct it, or t" if nearest_topics(note.topic, chapter.vocabulary) else "T"
    return (
        f"{correct}ake it out: {dismissed}. If readers are to be told in these words: {own}, or "
        "add a [[topic]] to zine.toml"
    )


def command(chapter: Chapter, verb: str, *words: str) -> str:
    """A whole command on the notes of a chapter's post, as one can paste it."""
    post = chapter.post
    parts = [*words, shlex.quote(folder)] if (folder := folder_of(post.where)) else list(words)
    return " ".join(["zine notes", verb, shlex.quote(post.name), *parts])


def folder_of(where: str) -> str:
    """The folder of the zine that a post's file is in; "" for the one in which one stands."""
    folder = str(Path(where).parent.parent)
    return "" if folder == "." else folder


def _plain(words: str) -> str:
    plain = " ".join(words.casefold().split())
    return plain.rstrip(".!") or plain
