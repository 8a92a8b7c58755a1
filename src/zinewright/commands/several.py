"""Several zines → what is said of each, in their order: one a processor, each as if alone."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zinewright.commands.common import RECIPE, press, say, show
from zinewright.problems import ZineError

if TYPE_CHECKING:
    from zinewright.press.jobs import Press

Printout = tuple[int, str, str]
"""An exit code, and what was printed to stdout and to stderr."""
Tell = Callable[["Press", str], int]
"""Builds the zine in a folder, prints how it went, and returns the exit code."""


def told_of_each(folders: Sequence[str], jobs: int | None, tell: Tell, layout: str = "") -> int:
    """Build every zine, and print what is said of each under its name; the highest exit code."""
    from zinewright.press.beside import done_in_turns

    groups, count = _apart(folders), jobs or os.cpu_count() or 1

    def worker(turns: Iterator[int]) -> Mapping[int, dict[str, Printout]]:
        share = max(1, count // len(groups))
        with press(share, layout=layout, lines=False) as ready:
            return {
                turn: {each: _told(ready, each, tell) for each in groups[turn]} for turn in turns
            }

    made = done_in_turns(worker, len(groups), count)
    told = {folder: said for group in made.values() for folder, said in group.items()}
    for folder in folders:
        if folder not in told:  # its process was ended
            told |= worker(iter([next(n for n, each in enumerate(groups) if folder in each)]))[0]
        _print(folder, told[folder])
    return max(code for code, _, _ in told.values())


def _apart(folders: Sequence[str]) -> list[list[str]]:
    """Folders in groups: zines that are called the same have files of one name, and wait for one
    another.
    """
    from zinewright.manuscript.recipe import read_recipe

    groups: dict[str, list[str]] = {}
    for folder in dict.fromkeys(folders):
        name = folder
        with contextlib.suppress(ZineError, OSError):  # said when it is built
            name = read_recipe(Path(folder) / RECIPE)[0].file_name
        groups.setdefault(name, []).append(folder)
    return list(groups.values())


def _told(ready: Press, folder: str, tell: Tell) -> Printout:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = tell(ready, folder)
        except ZineError as error:
            show(error.problems)
            code = error.exit_code
    return code, out.getvalue(), err.getvalue()


def _print(folder: str, told: Printout) -> None:
    _, out, err = told
    say(f"{folder}:")
    click.echo(err, nl=False, err=True)
    sys.stderr.flush()
    click.echo(out, nl=False)
