"""`zine notes`: what every post holds, what is suggested, and what is to be read again."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zinewright.commands.common import FOLDER, JSON, WithDefault, behind, say, show_json
from zinewright.commands.decisions import (
    accept,
    dismiss,
    no_notes,
    read_posts,
    reviewed,
    set_note,
    summary,
    unsaid,
)
from zinewright.problems import visible

if TYPE_CHECKING:
    from zinewright.review.matrix import PostNotes, Row

FLAGS = {"personal": "from experience", "theme": "throughout", "implied": "not by name"}
MOST_UNREAD = 5  # sentences to be read that are shown; of more, the lines
SHOWN = 3  # sentences of evidence for a note


@click.group(cls=WithDefault)
def notes() -> None:
    """Show the content notes of every post, and decide on those that are suggested."""


@notes.command("list")
@FOLDER
@JSON
def list_notes(folder: str, as_json: bool) -> None:
    """Show every note and every suggestion (also: zine notes [DIR])."""
    posts, today = read_posts(Path(folder)), datetime.date.today()
    if as_json:
        show_json({"posts": [_document(post, today) for post in posts]})
        return
    for post in posts:
        for line in _lines(post, today):
            click.echo(visible(line))
    for remark in _remarks(posts, folder):
        say(visible(remark))


for _command in (accept, dismiss, set_note, no_notes, unsaid, summary, reviewed):
    notes.add_command(_command)


def _remarks(posts: Sequence[PostNotes], folder: str) -> Iterator[str]:
    """What is to be decided next, with the command."""
    waiting = [post for post in posts if post.waiting]
    if waiting:
        count = sum(len(post.waiting) for post in waiting)
        wait = "1 suggestion waits" if count == 1 else f"{count} suggestions wait"
        name = shlex.quote(waiting[0].chapter.post.name)
        command = f"zine notes accept (or dismiss) {name}{behind(folder)}"
        yield f"{wait} for a decision; decide with: {command}"
    silent = [
        post for post in posts
        if post.chapter.notes.status == "unreviewed" and not post.waiting and not post.unknown
    ]  # fmt: skip
    if silent:
        names = " ".join(shlex.quote(post.chapter.post.name) for post in silent)
        yield (
            f"If no notes apply: zine notes none {names}{behind(folder)} (or unsaid, if the author "
            "chooses not to say)"
        )


def _document(post: PostNotes, today: datetime.date) -> dict[str, object]:
    from zinewright.review.questions import nearest_topics
    from zinewright.review.reviewed import wanting

    notes, vocabulary = post.chapter.notes, post.chapter.vocabulary
    lacks = wanting(post.chapter, today)
    return {
        "post": post.chapter.post.name,
        "status": notes.status,
        "reviewed": notes.reviewed and notes.reviewed.isoformat(),
        "reviewed_by": notes.reviewed_by or None,
        "review_counts": not lacks,
        "lacks": lacks or None,
        "notes": [_note(row) for row in post.rows],
        "no_topics": [
            {
                "words": visible(note.topic),
                "line": note.line or None,
                "nearest": list(nearest_topics(note.topic, vocabulary)),
            }
            for note in post.unknown
        ],
        "unread": [{"line": each.line, "text": visible(each.text)} for each in post.unread],
    }


def _note(row: Row) -> dict[str, object]:
    note: dict[str, object] = {
        "topic": row.note.topic,
        "level": row.note.level or None,
        "flags": list(row.note.flags),
        "from_experience": "personal" in row.note.flags,
        "state": row.note.state,
        "evidence": [{"line": each.line, "text": visible(each.text)} for each in row.evidence],
    }
    return note | ({"passage": row.passage} if row.passage else {})


def _lines(post: PostNotes, today: datetime.date) -> Iterator[str]:
    from zinewright.review.decide import STATUSES
    from zinewright.review.questions import or_nearest

    chapter = post.chapter
    yield f"{chapter.post.name}: {STATUSES[chapter.notes.status]}, {_reviewed(post, today)}"
    for row in post.rows:
        said = " ".join(filter(None, (*(FLAGS[flag] for flag in row.note.flags), row.note.level)))
        where = " (in a part with a note of its own)" if row.passage else ""
        yield f"  {row.note.state:<13}  {row.note.topic}{f': {said}' if said else ''}{where}"
        for each in row.evidence[:SHOWN] if row.note.state == "suggested" else ():
            yield f"{'':17}line {each.line}: {_around(each.text, each.term)}"
    for note in post.unknown:
        line = f" (line {note.line})" if note.line else ""
        yield f"  no topic       {note.topic}{or_nearest(note.topic, chapter.vocabulary)}{line}"
    if post.unread:
        yield "  nothing recognised here, but read it:"
    for each in post.unread[:MOST_UNREAD]:
        yield f"{'':17}line {each.line}: {_around(each.text, each.term)}"
    if len(post.unread) > MOST_UNREAD:
        lines = ", ".join(str(each.line) for each in post.unread[MOST_UNREAD:])
        yield f"{'':17}and in lines {lines}"


def _reviewed(post: PostNotes, today: datetime.date) -> str:
    from zinewright.review.reviewed import wanting

    notes, lacks = post.chapter.notes, wanting(post.chapter, today)
    if notes.reviewed is None:
        return "not reviewed"
    by = f" by {notes.reviewed_by}" if notes.reviewed_by else ""
    return f"reviewed {notes.reviewed}{by}{f', which does not count: {lacks}' if lacks else ''}"


def _around(text: str, term: str, room: int = 90) -> str:
    """The part of a sentence that holds a term."""
    if len(text) <= room:
        return text
    start = max(0, min(text.find(term) - room // 3, len(text) - room))
    part = text[start : start + room].strip()
    return f"{'… ' if start else ''}{part}{' …' if start + room < len(text) else ''}"
