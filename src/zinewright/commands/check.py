"""`zine check`: everything that is wrong with a manuscript or with finished files."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import click

from zinewright.commands.common import (
    BUILD,
    JOBS,
    JSON,
    LAYOUT,
    as_typed,
    here,
    line_of,
    press,
    put,
    row_of,
    say,
    show_json,
    today,
    unless_unchanged,
)
from zinewright.manuscript.file_kinds import not_there
from zinewright.problems import Problem, ZineError
from zinewright.rules import GROUPS

WIDEST = 96  # columns of a text that is still read at ease
WEIGHTS = (
    "An error stops what it is found in. A warning keeps a draft from being a release, which takes "
    "it for an error. A remark (info) stops nothing, and is shown with --info."
)


@click.command()
@click.argument("paths", metavar="[DIR|FILE...]", nargs=-1, type=click.Path())
@click.option("--release", is_flag=True, help="Say all that stands in the way of a release, too.")
@click.option("--quick", is_flag=True, help="Make no editions; what only pages show is not found.")
@click.option("--rules", is_flag=True, help="Show every rule: what it means, and what to do.")
@click.option("--info", is_flag=True, help="Show notes on style, too, which nobody has to follow.")
@LAYOUT
@JOBS
@JSON
def check(
    paths: tuple[str, ...],
    release: bool,
    quick: bool,
    rules: bool,
    info: bool,
    layout: str,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Say everything for which a build would be refused, or what is wrong with finished files."""
    if rules:
        return show_json(_rules_as_rows()) if as_json else click.echo(_rules_as_text())
    paths = paths or (here(),)
    words = ("check", *map(str, (release, quick, info, as_json)))

    def told() -> tuple[str, ...]:
        _tell(paths, jobs, layout, release=release, quick=quick, info=info, as_json=as_json)
        return ()

    if len(paths) == 1 and Path(paths[0]).is_dir():
        unless_unchanged(words, Path(paths[0]), [BUILD], told, layout)
    else:
        told()


def _tell(
    paths: tuple[str, ...], jobs: int | None, layout: str, *, release: bool, quick: bool,
    info: bool, as_json: bool,
) -> None:  # fmt: skip
    """Print what is wrong; ends with 1 where something stops what it is found in."""
    found = [
        problem
        for path in paths
        for problem in _checked(Path(path), jobs, layout, release=release, quick=quick)
    ]
    problems = [problem for problem in found if info or problem.level != "info"]
    if as_json:
        show_json({"problems": [row_of(problem) for problem in problems]})
    else:
        for problem in problems:
            put(line_of(problem))
        if not problems:
            say("Nothing is wrong.")
    if any(problem.level == "error" for problem in problems):
        sys.exit(1)


def _checked(
    path: Path, jobs: int | None, layout: str, *, release: bool, quick: bool
) -> Iterable[Problem]:
    if path.is_file() or path.suffix in (".pdf", ".epub", ".txt"):
        return _checked_file(path)
    from zinewright.assemble.zine import Choice
    from zinewright.press.build import examine

    choice = Choice(release=True, today=today()) if release else Choice()
    with press(jobs, layout=layout, lines=False) as ready:
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
        return [Problem(str(path), None, "cannot-read", what, "Change its permissions")]


def _rules_as_rows() -> dict[str, list[dict[str, object]]]:
    return {
        "rules": [
            {"rule": name, "group": group, "levels": rule.levels, "meaning": rule.meaning,
             "remedy": as_typed(rule.remedy)}
            for group, rules in GROUPS.items() for name, rule in rules.items()
        ]
    }  # fmt: skip


def _rules_as_text() -> str:
    """The table of rules, a paragraph each, no wider than the terminal."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    inside = textwrap.TextWrapper(
        width, initial_indent="    ", subsequent_indent="    ",
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
    told = [textwrap.fill(WEIGHTS, width)]
    for group, rules in GROUPS.items():
        told.append(f"{group}\n{'=' * len(group)}")
        for name, rule in rules.items():
            said = as_typed(f"{rule.meaning}. {rule.remedy}.")
            told.append(f"{name} ({', '.join(rule.levels)})\n{inside.fill(said)}")
    return "\n\n".join(told)
