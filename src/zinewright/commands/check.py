"""`zine check`: everything that is wrong with a manuscript or with finished files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from zinewright.commands.common import (
    JOBS,
    JSON,
    here,
    line_of,
    press,
    row_of,
    say,
    show_json,
    today,
)
from zinewright.manuscript.file_kinds import not_there
from zinewright.problems import Problem, ZineError


@click.command()
@click.argument("paths", metavar="[DIR|FILE...]", nargs=-1, type=click.Path())
@click.option("--release", is_flag=True, help="Say all that stands in the way of a release, too.")
@click.option("--quick", is_flag=True, help="Make no editions; what only pages show is not found.")
@click.option("--info", is_flag=True, help="Show notes on style, too, which nobody has to follow.")
@JOBS
@JSON
def check(
    paths: tuple[str, ...],
    release: bool,
    quick: bool,
    info: bool,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Say everything for which a build would be refused, or what is wrong with finished files."""
    found = [
        problem
        for path in paths or (here(),)
        for problem in _checked(Path(path), jobs, release=release, quick=quick)
    ]
    problems = [problem for problem in found if info or problem.level != "info"]
    if as_json:
        show_json({"problems": [row_of(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(line_of(problem))
        if not problems:
            say("Nothing is wrong.")
    if any(problem.level == "error" for problem in problems):
        sys.exit(1)


def _checked(path: Path, jobs: int | None, *, release: bool, quick: bool) -> Iterable[Problem]:
    if path.is_file() or path.suffix in (".pdf", ".epub", ".txt"):
        return _checked_file(path)
    from zinewright.assemble.zine import Choice
    from zinewright.press.build import examine

    choice = Choice(release=True, today=today()) if release else Choice()
    with press(jobs, lines=False) as ready:
        try:
            return examine(path, ready, choice, quick=quick)
        except ZineError as error:
            return error.problems
        finally:
            ready.progress.end()


def _checked_file(path: Path) -> Iterable[Problem]:
    from zinewright.checks import check_finished

    try:
        return check_finished(str(path), path.read_bytes())
    except FileNotFoundError:
        return [not_there(path)]
    except OSError as error:
        what = f"the file cannot be read ({(error.strerror or str(error)).lower()})"
        return [Problem(str(path), None, "read", what, "Change its permissions")]
