"""Words in the place of notes that name no topic → what is asked of the person who edits.

Law: no reader is told of words that nobody vouches for. A person corrects them, adds a topic to
`zine.toml`, or says that readers are to be told in these words: `night work (own)`.
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from zinewright.digests import digest_of
from zinewright.languages.vocabulary import FLAGS, LEVELS, WORD, Vocabulary, folded
from zinewright.manuscript.content_notes import DISMISSED, Note, note_from, status_said
from zinewright.problems import Problem, behind, shown
from zinewright.prose.chapter import Chapter
from zinewright.prose.stated_notes.head import said_in

SILENT = ("none", "unsaid")
CLOSE, CLOSE_WORD = 0.75, 0.85  # how alike words are that may be the same with a slip in them
LONG = 5  # letters of a word that says something on its own
MOST = 3
OF_WHAT = r"(?:(?:content|trigger) )?(?:notes?|warnings?|[ct]ws?)"
NOTHING = re.compile(
    r"(?:[ct]ws?\W+)?"
    r"(?:no|none|nothing|nil|nope|n\W?a|not applicable|false|0|[-–—/]+|all clear|safe)"
    rf"(?: (?:really|needed|required|appl(?:y|ies)|applicable|known|here|at all|to (?:note|declare|"
    rf"report|say|warn of)|of note|{OF_WHAT}))*"
)
LATER = re.compile(
    r"(?:tb[acd]|to be (?:added|announced|checked|confirmed|decided|done|written)|to ?do|to follow"
    r"|later|pending|not (?:yet|sure)|unsure|unknown|maybe|fixme|x+|\?+|…|\.\.\."
    r"|(?:i |we )?(?:don['’]?t|do not) know)(?: (?:yet|later|soon|please))*\??"
)
UNTOLD = re.compile(
    r"(?:(?:(?:the )?author|i|we|she|he|they)(?:['’]d| would)? )?"
    r"(?:prefers?|rather|chooses?|wants?) not(?: to)? (?:say|tell|disclose)"
    r"|withheld|undisclosed|private|secret"
)
SOME = re.compile(r"y|yes|true|some|several|various|many|lots|ok|okay")


def nearest_topics(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Names of the topics that words may be meant for, the most alike first; each topic once."""
    names = vocabulary.names
    close = _alike(folded(words), names, CLOSE, MOST)
    if not close:
        long = [folded(word) for word in WORD.findall(words.casefold()) if len(word) >= LONG]
        close = [name for word in long for name in _alike(word, names, CLOSE_WORD, 1)]
    found: dict[str, str] = {}
    for name in close:
        slug = names[name]
        found.setdefault(slug, slug if folded(slug) == name else name)
    return tuple(found.values())[:MOST]


def _alike(word: str, names: Iterable[str], cutoff: float, most: int) -> list[str]:
    """The names that have the letters of a word in another order, then those most alike."""
    known = tuple(names)
    turned = [name for name in known if len(word) >= LONG and sorted(name) == sorted(word)]
    return [*turned, *difflib.get_close_matches(word, known, n=most, cutoff=cutoff)]


def or_nearest(words: str, vocabulary: Vocabulary) -> str:
    """ " (did you mean …?)" with the names of the nearest topics, or nothing."""
    close = nearest_topics(words, vocabulary)
    return f" (did you mean {' or '.join(close)}?)" if close else ""


def asked_of(chapter: Chapter) -> Iterator[Problem]:
    """What is to be said of words of a chapter's notes and passages that name no topic."""
    post, vocabulary = chapter.post, chapter.vocabulary
    if chapter.notes.status in SILENT and chapter.stated.notes:
        yield _contradicted(chapter)
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
        for words in passage.topics:
            yield from _half_used(words, passage.line, chapter)


def _contradicted(chapter: Chapter) -> Problem:
    """That a post's notes say nothing, and its author's own warning says something."""
    note, words, paragraph = chapter.stated.notes[0]
    what = f"the text warns of “{shown(words)}”, and the notes say: {chapter.notes.status}"
    written = command(chapter, "set", shlex.quote(note.topic))
    fix = f"Write the notes: {written}; or take the warning out of the text"
    digest = digest_of(chapter.notes.status, paragraph.text)
    return Problem(chapter.post.where, paragraph.line, "notes", what, fix, "warning", digest)


def unknown_in(topics: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words among the topics of a passage that name no topic, and that nobody vouches for."""
    return tuple(note_from(words).topic for words in topics if said_in(words, vocabulary).unmapped)


def _half_used(words: str, line: int, chapter: Chapter) -> Iterator[Problem]:
    """That the note of a passage tells less than the words in it do."""
    reading = said_in(words, chapter.vocabulary)
    if reading.items and not reading.exact:
        used = ", ".join(str(item.note) for item in reading.items)
        what = f"of “{shown(words)}” in the note of a passage readers are told “{used}”"
        fix = f"Say it so: a topic, and in brackets some of {', '.join((*LEVELS, *FLAGS))}"
        yield Problem(chapter.post.where, line or None, "topic", what, fix, "warning")


def dismissed_in(chapter: Chapter) -> Iterator[Problem]:
    """That the author states in the text what the notes of the file dismiss."""
    for stated, words, paragraph in chapter.stated.notes:
        note = chapter.notes.of(stated.topic)
        if note is not None and note.state == DISMISSED:
            what = f"the author warns of “{shown(words)}” here, and the notes dismiss it"
            fix = (
                "The line stays as it is. If readers are to be told before the post as well: "
                f"{command(chapter, 'set', note.topic)}"
            )
            yield Problem(chapter.post.where, paragraph.line, "notes", what, fix, "info")


def _is_none(words: str, vocabulary: Vocabulary) -> str:
    if status_said(words):
        return "stands beside others, so that it can be read in two ways"
    if any(meant.fullmatch(_plain(words)) for meant in (NOTHING, LATER, UNTOLD, SOME)):
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
    if NOTHING.fullmatch(plain):
        return f"If nothing applies: {none}. If the author chooses not to say: {unsaid}"
    if UNTOLD.fullmatch(plain):
        return f"If the author chooses not to say: {unsaid}"
    if LATER.fullmatch(plain):
        return (
            "Leave it out until somebody has looked; then name topics, or: "
            f"{none} (if nothing applies), {unsaid} (if the author chooses not to say)"
        )
    if SOME.fullmatch(plain):
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
    said = " ".join(["zine notes", verb, shlex.quote(post.name), *words])
    return said + behind(Path(post.where).parent.parent)


def _plain(words: str) -> str:
    plain = " ".join(words.casefold().split())
    return plain.rstrip(".!") or plain
