"""`zine notes`: what every post holds, what is suggested, and decisions on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zinewright.commands import (
    FOLDER,
    JSON,
    WithDefault,
    day_of,
    folder_of,
    person_of,
    press,
    say,
    show_json,
)
from zinewright.problems import Problem, ZineError, nearest, visible

if TYPE_CHECKING:
    from zinewright.matrix import PostNotes, Row

WORDS = click.argument("words", metavar="[TOPIC]... [DIR]", nargs=-1)
STATUSES = {
    "noted": "has notes",
    "none": "no notes apply",
    "unsaid": "the author chooses not to say",
    "unreviewed": "nobody has looked yet",
}
SHOWN = 3  # sentences of evidence for a note


@click.group(cls=WithDefault)
def notes() -> None:
    """Show the content notes of every post, and decide on those that are suggested."""


@notes.command("list")
@FOLDER
@JSON
def list_notes(folder: str, as_json: bool) -> None:
    """Show every note and every suggestion (also: zine notes [DIR])."""
    posts = _read(Path(folder))
    if as_json:
        show_json({"posts": [_document(post) for post in posts]})
        return
    for post in posts:
        for line in _lines(post):
            click.echo(visible(line))
    waiting = [post for post in posts if post.waiting]
    if waiting:
        count = sum(len(post.waiting) for post in waiting)
        wait = "1 suggestion waits" if count == 1 else f"{count} suggestions wait"
        command = f"zine notes accept (or dismiss) {waiting[0].chapter.post.name}{_behind(folder)}"
        say(f"{wait} for a decision; decide with: {command}")


def _document(post: PostNotes) -> dict[str, Any]:
    notes = post.chapter.notes
    return {
        "post": post.chapter.post.name,
        "status": notes.status,
        "reviewed": notes.reviewed and notes.reviewed.isoformat(),
        "reviewed_by": notes.reviewed_by or None,
        "notes": [_note(row) for row in post.rows],
    }


def _note(row: Row) -> dict[str, Any]:
    note = {
        "topic": row.note.topic,
        "level": row.note.level or None,
        "flags": list(row.note.flags),
        "state": row.note.state,
        "evidence": [{"line": each.line, "text": visible(each.text)} for each in row.evidence],
    }
    return note | ({"passage": row.passage} if row.passage else {})


def _lines(post: PostNotes) -> Iterator[str]:
    chapter = post.chapter
    notes = chapter.notes
    day = f", reviewed {notes.reviewed}" if notes.reviewed else ", not reviewed"
    by = f" by {notes.reviewed_by}" if notes.reviewed_by else ""
    yield f"{chapter.post.name}: {STATUSES[notes.status]}{day}{by}"
    for row in post.rows:
        said = " ".join(filter(None, (*row.note.flags, row.note.level)))
        where = " (in a part with a note of its own)" if row.passage else ""
        yield f"  {row.note.state:<13}  {row.note.topic}{f': {said}' if said else ''}{where}"
        for each in row.evidence[:SHOWN] if row.note.state == "suggested" else ():
            yield f"{'':17}line {each.line}: {_around(each.text, each.term)}"


def _around(text: str, term: str, room: int = 90) -> str:
    """The part of a sentence that holds a term."""
    if len(text) <= room:
        return text
    start = max(0, min(text.find(term) - room // 3, len(text) - room))
    part = text[start : start + room].strip()
    return f"{'… ' if start else ''}{part}{' …' if start + room < len(text) else ''}"


def _behind(folder: str | Path) -> str:
    """A folder as it stands at the end of a command."""
    return "" if str(folder) == "manuscript" else f" {folder}"


# --- decisions


@notes.command()
@click.argument("post")
@WORDS
def accept(post: str, words: tuple[str, ...]) -> None:
    """Let suggested notes of POST reach readers: those on TOPIC, or all of them."""
    _decide(post, words, "accepted")


@notes.command()
@click.argument("post")
@WORDS
def dismiss(post: str, words: tuple[str, ...]) -> None:
    """Turn suggested notes of POST down: those on TOPIC, or all of them."""
    _decide(post, words, "dismissed")


@notes.command("set")
@click.argument("post")
@click.argument("topic")
@click.option("--level", type=click.Choice(["mention", "discussion", "description", "detail"]))
@click.option("--flag", "flags", multiple=True,
              type=click.Choice(["personal", "theme", "implied"]))  # fmt: skip
@FOLDER
def set_note(post: str, topic: str, level: str | None, flags: tuple[str, ...], folder: str) -> None:
    """Write a note on TOPIC for POST, or change the one that is there."""
    from zinewright.notes import Note

    found = _post(_read(Path(folder)), post, folder)
    vocabulary = found.chapter.vocabulary
    own = {row.note.topic for row in found.rows}
    slug = topic if topic in own else vocabulary.named(topic)
    if slug is None:
        what = f"there is no topic “{topic}”{nearest(topic, vocabulary.topics)}"
        fix = "Name one of the vocabulary, or add it to zine.toml under [[topic]]"
        raise ZineError([Problem("zine notes", None, "topic", what, fix)])
    old = next((row.note for row in found.rows if row.note.topic == slug and not row.passage), None)
    known = old or Note(slug)
    _write(found, [Note(slug, level or known.level, flags or known.flags, "edited")])


@notes.command("none")
@click.argument("post")
@FOLDER
def no_notes(post: str, folder: str) -> None:
    """Say that no notes apply to POST."""
    _state(post, folder, "none")


@notes.command()
@click.argument("post")
@FOLDER
def unsaid(post: str, folder: str) -> None:
    """Say that the author of POST chooses not to say."""
    _state(post, folder, "unsaid")


@notes.command()
@click.argument("post")
@click.option("--by", required=True, metavar="NAME", help="Who looked at them.")
@click.option("--on", metavar="DATE", help="When; today, unless it is named.")
@FOLDER
def reviewed(post: str, by: str, on: str | None, folder: str) -> None:
    """Say that a person looked at the notes of POST."""
    from zinewright.review import say_reviewed

    day, name = day_of(on), person_of(by)
    found = _post(_read(Path(folder)), post, folder)
    if found.waiting:
        topics = ", ".join(note.topic for note in found.waiting)
        what = f"suggested notes wait for a decision: {topics}"
        command = f"zine notes accept {found.chapter.post.name}{_behind(folder)}"
        fix = f"Decide on them first: {command} (or dismiss)"
        raise ZineError([Problem(found.chapter.post.where, None, "notes-waiting", what, fix)])
    say_reviewed(Path(found.chapter.post.where), day, name)
    click.echo(f"{found.chapter.post.name}: reviewed {day} by {name}")


def _decide(post: str, words: tuple[str, ...], state: str) -> None:
    from dataclasses import replace

    topics, folder = folder_of(words)
    found = _post(_read(folder), post, folder)
    vocabulary = found.chapter.vocabulary
    named = {vocabulary.named(topic) or topic for topic in topics}
    open_topics = {note.topic for note in found.waiting}
    problems = [
        Problem(
            found.chapter.post.where, None, "topic",
            f"no note on “{topic}” is suggested{nearest(topic, open_topics)}",
            f"zine notes{_behind(folder)} shows what is; zine notes set writes any other",
        )
        for topic in sorted(named - open_topics)
    ]  # fmt: skip
    if problems:
        raise ZineError(problems)
    chosen = [note for note in found.waiting if not named or note.topic in named]
    if not chosen:
        say(f"Nothing is suggested for {found.chapter.post.name}.")
        return
    if state == "dismissed":
        chosen = [replace(note, level="", flags=()) for note in chosen]
    _write(found, [replace(note, state=state) for note in chosen])


def _write(found: PostNotes, chosen: list[Any]) -> None:
    from zinewright.review import decide

    vocabulary = found.chapter.vocabulary
    path = Path(found.chapter.post.where)
    decide(path, chosen, lambda words: vocabulary.named(words) or words)
    for note in chosen:
        click.echo(f"{found.chapter.post.name}: {note}")


def _state(post: str, folder: str, status: str) -> None:
    from zinewright.review import say_status

    found = _post(_read(Path(folder)), post, folder)
    told = [row.note.topic for row in found.rows if row.note.is_told and not row.passage]
    if told:
        what = f"the post has notes: {', '.join(told)}"
        fix = "Take them out of its file first"
        raise ZineError([Problem(found.chapter.post.where, None, "notes", what, fix)])
    say_status(Path(found.chapter.post.where), status)
    click.echo(f"{found.chapter.post.name}: {STATUSES[status]}")


def _read(folder: Path) -> tuple[PostNotes, ...]:
    from zinewright.press import notes_in

    with press(1) as ready:
        return notes_in(folder, ready)


def _post(posts: tuple[PostNotes, ...], name: str, folder: str | Path) -> PostNotes:
    """The post that a command names, by its name or its file. Raises `ZineError`."""
    wanted = Path(name).name.removesuffix(".md")
    found = next((post for post in posts if post.chapter.post.name == wanted), None)
    if found is None:
        known = [post.chapter.post.name for post in posts]
        what = f"there is no post “{wanted}” in the order{nearest(wanted, known)}"
        fix = "Correct the name; zine order shows them all"
        raise ZineError([Problem(str(folder), None, "order", what, fix)])
    return found
