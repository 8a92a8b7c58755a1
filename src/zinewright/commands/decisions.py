"""`zine notes accept|dismiss|set|none|unsaid|summary|reviewed`: what a person decides on notes."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zinewright.commands.common import (
    FOLDER,
    YES,
    agreed,
    behind,
    day_of,
    folder_of,
    person_of,
    press,
    say,
    show,
)
from zinewright.problems import ZineError, visible

if TYPE_CHECKING:
    from zinewright.review.decide import Change
    from zinewright.review.matrix import PostNotes

Posts = Sequence["PostNotes"]
LEVELS = ["mention", "discussion", "description", "detail"]  # of the vocabulary, not read for help
WORDS = click.argument("words", metavar="POST... [TOPIC]... [DIR]", nargs=-1)
POSTS = click.argument("words", metavar="POST... [DIR]", nargs=-1)
EVERY = click.option("--all", "every", is_flag=True, help="In place of posts: all of them.")


def read_posts(folder: Path) -> tuple[PostNotes, ...]:
    from zinewright.press.build import notes_in

    with press(1) as ready:
        return notes_in(folder, ready)


@click.command()
@WORDS
@EVERY
@YES
def accept(words: tuple[str, ...], every: bool, yes: bool) -> None:
    """Let notes of each POST reach readers: all that are suggested, or those on TOPIC."""
    _decide(words, every, yes, "accepted")


@click.command()
@WORDS
@EVERY
@YES
def dismiss(words: tuple[str, ...], every: bool, yes: bool) -> None:
    """Turn notes of each POST down: all that are suggested, or those on TOPIC."""
    _decide(words, every, yes, "dismissed")


def _decide(words: tuple[str, ...], every: bool, yes: bool, state: str) -> None:
    from zinewright.review.decide import told_apart, turned

    said, folder = folder_of(words)
    posts = read_posts(folder)
    named, topics = told_apart(said, posts, str(folder))
    chosen = _chosen(posts, named, every)
    changes = turned(chosen, topics, state, behind(folder))
    written = _new(changes)
    if not changes:
        names = ", ".join(post.chapter.post.name for post in chosen)
        say(f"Nothing is suggested for {names}.")
    if every and written:
        for change in written:
            click.echo(visible(str(change)))
        if not agreed(f"Write these {len(written)} decisions into the posts?", yes):
            return
    _write(posts, written, folder, shown_before=every)


def _new(changes: Sequence[Change]) -> list[Change]:
    """The changes that change anything; of the others it is said that they do not."""
    for change in changes:
        if change.stands:
            say(visible(f"{change.post}: {change.old} stands already."))
    return [change for change in changes if not change.stands]


def _chosen(posts: Posts, named: Sequence[str], every: bool) -> Posts:
    """The posts that a command is about. Raises `click.UsageError` where none is named."""
    if every and named:
        raise click.UsageError(f"--all is every post; leave out {', '.join(named)}")
    if not every and not named:
        raise click.UsageError("name one post or more, or --all; zine order shows them")
    return [post for post in posts if every or post.chapter.post.name in named]


def _write(
    posts: Posts, changes: Sequence[Change], folder: Path, *, shown_before: bool = False
) -> None:
    from zinewright.manuscript.edit.notes import decide

    for post in posts:
        notes = [change.new for change in changes if change.post == post.chapter.post.name]
        vocabulary = post.chapter.vocabulary
        if notes:
            path = Path(post.chapter.post.where)
            decide(path, notes, lambda words, known=vocabulary: known.named(words) or words)  # type: ignore[misc]
            _tell_ended(post, folder)
    for change in changes:
        if not shown_before:
            click.echo(visible(str(change)))


def _tell_ended(post: PostNotes, folder: Path) -> None:
    """Say that a review has ended with what was written."""
    from zinewright.review.reviewed import is_reviewed

    notes, name = post.chapter.notes, post.chapter.post.name
    if is_reviewed(post.chapter):
        again = f"zine notes reviewed {shlex.quote(name)} --by NAME{behind(folder)}"
        said = f"the review of {notes.reviewed} by {notes.reviewed_by}"
        say(f"{name}: {said} ends with that; when you have looked again: {again}")


# --- one note


@click.command("set")
@click.argument("post")
@click.argument("topic")
@click.option("--level", type=click.Choice(LEVELS), help="How much of it there is.")
@click.option("--no-level", is_flag=True, help="Nobody says how much.")
@click.option("--personal/--not-personal", default=None, help="Told from experience, or not.")
@click.option("--theme/--not-theme", default=None, help="It runs through the whole, or not.")
@click.option("--implied/--not-implied", default=None, help="It is not named, or it is.")
@click.option("--flag", "flags", multiple=True,
              type=click.Choice(["personal", "theme", "implied"]))  # fmt: skip
@click.option("--own", is_flag=True, help="TOPIC is in words of one's own, and told in them.")
@FOLDER
def set_note(
    post: str, topic: str, level: str | None, no_level: bool, own: bool, flags: tuple[str, ...],
    folder: str, **said: bool | None,
) -> None:  # fmt: skip
    """Write a note on TOPIC for POST, or change the one that is there."""
    from zinewright.review.decide import changed_note

    if level and no_level:
        raise click.UsageError("--level and --no-level say two different things")
    posts = read_posts(Path(folder))
    (found,) = _posts(posts, [post], folder)
    flagged = {name: True if name in flags else value for name, value in said.items()}
    if wrong := [name for name in flags if said[name] is False]:
        raise click.UsageError(f"--flag {wrong[0]} and --not-{wrong[0]} say two different things")
    change = changed_note(found, topic, "" if no_level else level, flagged, own, behind(folder))
    _write(posts, _new([change]), Path(folder))


# --- a whole post


@click.command("none")
@POSTS
def no_notes(words: tuple[str, ...]) -> None:
    """Say that no notes apply to each POST."""
    _state(words, "none")


@click.command()
@POSTS
def unsaid(words: tuple[str, ...]) -> None:
    """Say that the author of each POST chooses not to say."""
    _state(words, "unsaid")


def _state(words: tuple[str, ...], status: str) -> None:
    from zinewright.manuscript.edit.notes import say_status
    from zinewright.review.decide import STATUSES, told_by_authors

    said, folder = folder_of(words)
    posts = read_posts(folder)
    chosen = _posts(posts, said, folder)
    if problems := list(told_by_authors(chosen, behind(folder))):
        raise ZineError(problems)
    for post in chosen:
        name, notes = post.chapter.post.name, post.chapter.notes
        say_status(Path(post.chapter.post.where), status)
        click.echo(visible(f"{name}: {STATUSES[status]}{_replaced(post, status)}"))
        if notes.status != status:
            _tell_ended(post, folder)
        if post.waiting:
            topics = ", ".join(note.topic for note in post.waiting)
            command = f"zine notes dismiss {shlex.quote(name)}{behind(folder)}"
            say(f"{name}: still suggested: {topics}. If that is wrong: {command}")


def _replaced(post: PostNotes, status: str) -> str:
    """What a status takes the place of."""
    from zinewright.review.decide import STATUSES

    notes = post.chapter.notes
    old = [str(note) for note in notes.told]
    old += [note.topic for note in notes.unknown]
    if notes.status in ("none", "unsaid") and notes.status != status:
        old.append(STATUSES[notes.status])
    return f", in place of: {', '.join(old)}" if old else ""


@click.command()
@click.argument("post")
@click.argument("text")
@FOLDER
def summary(post: str, text: str, folder: str) -> None:
    """Write what a reader misses by skipping POST: one sentence, TEXT."""
    from zinewright.manuscript.edit.notes import say_summary

    sentence = " ".join(text.split())
    if not sentence or visible(sentence) != sentence:
        raise click.BadParameter("write one sentence, in letters", param_hint="TEXT")
    (found,) = _posts(read_posts(Path(folder)), [post], folder)
    there = found.chapter.post
    if there.summary == sentence:
        say(f"{there.name}: that is its summary already.")
        return
    say_summary(Path(there.where), sentence)
    old = f", in place of: {there.summary}" if there.summary else ""
    click.echo(visible(f"{there.name}: {sentence}{old}"))
    _tell_ended(found, Path(folder))


@click.command()
@POSTS
@click.option("--by", required=True, metavar="NAME", help="Who looked at them.")
@click.option("--on", metavar="DATE", help="When; today, unless it is named.")
@EVERY
@YES
def reviewed(words: tuple[str, ...], by: str, on: str | None, every: bool, yes: bool) -> None:
    """Say that a person looked at the notes of each POST."""
    from zinewright.review.decide import not_ready

    day, name = day_of(on), person_of(by)
    said, folder = folder_of(words)
    posts = read_posts(folder)
    chosen = posts if every and not said else _posts(posts, said, folder, every)
    problems = list(not_ready(chosen, behind(folder)))
    if problems and not every:
        raise ZineError(problems)
    held = {problem.where for problem in problems}
    ready = [post for post in chosen if post.chapter.post.where not in held]
    show(problems)
    if every:
        _review_all(ready, day, name, yes)
    else:
        _review(ready, day, name)
    if problems:
        raise click.exceptions.Exit(1)


def _review_all(ready: Posts, day: datetime.date, name: str, yes: bool) -> None:
    """Show what a review of all posts covers, and ask."""
    from zinewright.review.decide import in_a_line
    from zinewright.review.reviewed import wanting

    new = [post for post in ready if wanting(post.chapter, day)]
    for post in new:
        click.echo(visible(in_a_line(post)))
    if not new:
        say("There is nothing else to review.")
    elif agreed(f"Did {name} look at the notes of {_counted(new)}?", yes):
        _review(new, day, name)


def _review(posts: Posts, day: datetime.date, name: str) -> None:
    from zinewright.manuscript.edit.notes import say_reviewed
    from zinewright.review.reviewed import record_of

    for post in posts:
        say_reviewed(Path(post.chapter.post.where), day, name, record_of(post.chapter))
        click.echo(f"{post.chapter.post.name}: reviewed {day} by {name}")


def _counted(posts: Posts) -> str:
    return "this post" if len(posts) == 1 else f"these {len(posts)} posts"


def _posts(posts: Posts, words: Iterable[str], folder: str | Path, every: bool = False) -> Posts:
    """The posts that words name, in the order of the words."""
    from zinewright.manuscript.post_names import posts_called

    there = {post.chapter.post.name: post for post in posts}
    names = posts_called(words, list(there), str(folder))
    return [there[post.chapter.post.name] for post in _chosen(posts, names, every)]
