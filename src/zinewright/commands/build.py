"""`zine build` and `zine release`: manuscript → finished files."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zinewright.commands.common import (
    BUILD,
    FOLDER,
    FOLDERS,
    JOBS,
    LAYOUT,
    counted,
    here,
    press,
    put,
    say,
    show,
    today,
    unless_unchanged,
)
from zinewright.commands.several import told_of_each
from zinewright.problems import Problem, ZineError

if TYPE_CHECKING:
    from zinewright.model import Zine
    from zinewright.press.build import Built
    from zinewright.press.flow import Depth
    from zinewright.press.jobs import Press

OUT = click.option(
    "--out", type=click.Path(path_type=Path),
    help="The folder for the files; without it, the zine's own in build/.",
)  # fmt: skip
DEPTH = click.option(
    "--notes", type=click.Choice(["none", "short", "standard", "full"]),
    help="How much readers are told of content notes.",
)  # fmt: skip
WITHOUT = click.option(
    "--without", "topics", multiple=True, metavar="TOPICS",
    help="Leave out what has notes on these topics; commas between.",
)  # fmt: skip


@click.command()
@FOLDERS
@click.option("--edition", "editions", multiple=True, metavar="NAME", help="Only this edition.")
@OUT
@DEPTH
@WITHOUT
@LAYOUT
@JOBS
@click.option("--watch", is_flag=True, help="Build again whenever a file changes.")
def build(
    folders: tuple[str, ...], editions: tuple[str, ...], out: Path | None, notes: Depth | None,
    topics: tuple[str, ...], layout: str, jobs: int | None, watch: bool,
) -> None:  # fmt: skip
    """Make the editions of the zine in DIR, or of several zines at once."""
    folders = tuple(dict.fromkeys(folders)) or (here(),)
    if len(folders) > 1 and (out or watch):
        named = "--out" if out else "--watch"
        raise click.UsageError(f"{named} is for one zine, and here are {len(folders)}")

    def once(ready: Press, folder: str) -> tuple[int, Sequence[str]]:
        from zinewright.press import flow

        return _told(
            ready, "built",
            lambda: flow.build(
                folder, out, press=ready, editions=editions, notes=notes or "",
                without=_listed(topics),
            ),
        )  # fmt: skip

    if len(folders) > 1:
        _known(editions)
        sys.exit(told_of_each(folders, jobs, lambda ready, folder: once(ready, folder)[0], layout))
    if watch:
        _known(editions)
        with press(jobs, layout=layout) as ready:
            places = [Path(place) for place in (folders[0], layout) if os.path.isdir(place)]
            _watch(places, (out or BUILD).resolve(), lambda: once(ready, folders[0]))
        return
    words = ("build", str(out), notes or "", *editions, "/", *_listed(topics))

    def make() -> Sequence[str]:
        _known(editions)  # which loads all that makes them
        return _at_once(jobs, folders[0], once, layout)

    unless_unchanged(words, Path(folders[0]), [out or BUILD], make, layout)


def _at_once(
    jobs: int | None, folder: str, once: Callable[[Press, str], tuple[int, Sequence[str]]],
    layout: str = "",
) -> Sequence[str]:  # fmt: skip
    """Build one zine: its files. Ends with the exit code of one that could not be built whole."""
    with press(jobs, layout=layout) as ready:
        code, files = once(ready, folder)
        if code:
            sys.exit(code)
        return files


@click.command()
@FOLDER
@OUT
@DEPTH
@WITHOUT
@JOBS
def release(
    folder: str, out: Path | None, notes: Depth | None, topics: tuple[str, ...], jobs: int | None
) -> None:
    """Make the whole kit of the zine in DIR, once nothing stands in the way."""
    from zinewright.press import flow

    def make(ready: Press) -> Built:
        return flow.release(
            folder, out, press=ready, notes=notes or "", without=_listed(topics), today=today()
        )

    def once(ready: Press, folder: str) -> tuple[int, Sequence[str]]:
        return _told(ready, "released", lambda: make(ready))

    words = ("release", str(out), notes or "", "/", *_listed(topics))
    unless_unchanged(words, Path(folder), [out or BUILD], lambda: _at_once(jobs, folder, once))


def _known(editions: tuple[str, ...]) -> None:
    if not editions:
        return
    from zinewright.editions import EDITIONS
    from zinewright.press.flow import known

    try:
        known("edition", editions, EDITIONS)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--edition") from None


def _listed(topics: tuple[str, ...]) -> tuple[str, ...]:
    """Topics from options with commas, each once."""
    named = (topic.strip() for option in topics for topic in option.split(","))
    return tuple(dict.fromkeys(filter(None, named)))


def _told(
    ready: Any,  # a Press whose progress can be ended
    done: str,
    make: Callable[[], Built],
) -> tuple[int, Sequence[str]]:
    """Make a zine and say how it went: the exit code, and the files that were made."""
    begun = time.monotonic()
    try:
        built = make()
    except ZineError as error:
        ready.progress.end()
        show(error.problems)
        say(f"{counted(error.problems)}: nothing was {done}.")
        return error.exit_code, ()
    ready.progress.end()
    show(built.warnings)
    show(built.unprintable if built.stopped else map(_as_warning, built.unprintable))
    for name in built.files:
        put(name)
    pages = f", {built.pages['reading']} pages" if "reading" in built.pages else ""
    work = f"typeset {built.typeset} of {built.sections} sections" if built.sections else "no pages"
    title = built.zine.full_title
    again = f"{title}: nothing has changed since it was {done}{pages}."
    put(f"{title}: {work}{pages}, {time.monotonic() - begun:.1f} s.", err=True, again=again)
    for line in _unspoken(built.zine):
        say(line)
    if built.zine.draft:
        reasons = "".join(f"\n  - {reason}" for reason in built.zine.draft)
        say(f"This is a draft:{reasons}")
    else:
        say(f"Released “{built.zine.full_title}”: {len(built.files)} files in {built.out}.")
    if built.stopped:
        left = f"{counted(built.unprintable)}: without {_and(built.stopped)}"
        say(f"{left}, which cannot be printed as the text stands; all others were built.")
    return 1 if built.stopped else 0, built.files


def _unspoken(zine: Zine) -> Iterator[str]:
    """What there is to say of the languages of a zine and of its pieces."""
    from zinewright.languages.words import unspoken

    pieces = [section.language for section in zine.sections if section.matter == "body"]
    return unspoken(zine.language, pieces)


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _as_warning(problem: Problem) -> Problem:
    """What stands in the way of editions that nobody asked for."""
    return replace(problem, level="warning")


def _watch(places: Sequence[Path], away: Path, again: Callable[[], object]) -> None:
    """Build now and on every change in the folder of a zine and in that of a layout that was named,
    but not on those in `away`, until somebody interrupts.
    """
    from watchfiles import watch

    def counts(_: object, path: str) -> bool:
        return all(is_of_zine(Path(path), place, away) for place in places)

    def once() -> None:
        again()
        say(f"Watching {' and '.join(map(str, places))}. Stop with Ctrl-C.")

    once()
    for _ in watch(*places, watch_filter=counts, raise_interrupt=False):
        once()


def is_of_zine(path: Path, folder: Path, away: Path) -> bool:
    """Whether a file that changed is one that people edit: nothing finished, and nothing hidden."""
    path, folder = path.resolve(), folder.resolve()
    inside = path.relative_to(folder).parts if path.is_relative_to(folder) else ()
    is_hidden = any(part.startswith(".") or part.endswith("~") for part in inside)
    return not is_hidden and not path.is_relative_to(away)
