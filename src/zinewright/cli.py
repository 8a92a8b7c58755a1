"""The commands: the only place that prints and that decides exit codes.

0 done · 1 problems found · 2 wrong use · 3 something this machine lacks
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from zinewright import __version__
from zinewright.problems import Problem, ZineError, visible

FOLDER = click.argument("folder", metavar="[DIR]", default="manuscript", type=click.Path())
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document, nothing else.")
JOBS = click.option("--jobs", type=click.IntRange(1, 64), help="Worker processes; one a processor.")


class Commands(click.Group):
    """A group that turns everything that goes wrong into messages and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except ZineError as error:
            _print(error.problems)
            sys.exit(error.exit_code)
        except Exception as error:  # a message, whatever happens; a traceback helps nobody here
            _say(_fault(error))
            sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order of the work, not of the alphabet


@click.group("zine", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zine")
def main() -> None:
    """Posts in, zines out: PDF and EPUB that everyone can read.

    DIR is the folder of the manuscript; without it, "manuscript".
    """


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("--language", default="en-GB", help="The zine's language, as a tag.")
def new(folder: str, language: str) -> None:
    """Start a small zine in DIR."""
    from zinewright.starter import write_starter

    for path in write_starter(Path(folder), language):
        click.echo(path)
    _say(f"Now write in {folder}/posts, and build with: zine build {folder}")


@main.command()
@FOLDER
@JSON
@JOBS
def order(folder: str, as_json: bool, jobs: int | None) -> None:
    """Show the running order, with pages and notes."""
    from zinewright.press import order_of

    with _press(jobs) as press:
        prepared, leaves = order_of(Path(folder), press)
    first = {leaf.name: (leaf.first + 1, leaf.typeset.pages) for leaf in leaves}
    rows: list[dict[str, Any]] = [
        {
            "post": section.name, "title": section.title, "words": section.words,
            "pages": first[section.name][1], "first_page": first[section.name][0],
            "notes": list(section.notes),
        }
        for section in prepared.zine.sections if section.matter == "body"
    ]  # fmt: skip
    if as_json:
        click.echo(json.dumps({"posts": rows}, ensure_ascii=False, indent=2))
        return
    for number, row in enumerate(rows, 1):
        notes = ", ".join(row["notes"]) or "–"
        click.echo(
            f"{number:>3}  page {row['first_page']:>3}  {row['words']:>5} words  {row['post']}\n"
            f"     {row['title']}\n     notes: {notes}"
        )


@main.command()
@click.argument("post")
@click.option("--first", is_flag=True, help="To the beginning.")
@click.option("--last", is_flag=True, help="To the end.")
@click.option("--before", metavar="POST", help="Before another post.")
@click.option("--after", metavar="POST", help="After another post.")
@click.option("--to", type=int, metavar="N", help="To place N, from 1.")
@FOLDER
def move(
    post: str, first: bool, last: bool, before: str | None, after: str | None, to: int | None,
    folder: str,
) -> None:  # fmt: skip
    """Move POST to another place in the order."""
    from zinewright.order import Place, move_post

    chosen = [first, last, before is not None, after is not None, to is not None]
    if sum(chosen) != 1:
        raise click.UsageError(
            "say where to: --first, --last, --before POST, --after POST or --to N"
        )
    moved = move_post(Path(folder), post, Place(first, before, after, to))
    for number, name in enumerate(moved, 1):
        click.echo(f"{number:>3}  {name}")


@main.command()
@FOLDER
@click.option("--edition", "editions", multiple=True, metavar="NAME", help="Only this edition.")
@click.option("--out", default="build", type=click.Path(), help="The folder for finished files.")
@JOBS
@click.option("--watch", is_flag=True, help="Build again whenever a file changes.")
def build(folder: str, editions: tuple[str, ...], out: str, jobs: int | None, watch: bool) -> None:
    """Make the editions of the zine in DIR."""
    from zinewright.editions import EDITIONS
    from zinewright.problems import nearest

    for name in editions:
        if name not in EDITIONS:
            known = f"{nearest(name, EDITIONS)}; there are: {', '.join(EDITIONS)}"
            raise click.BadParameter(f"there is no edition “{name}”{known}", param_hint="--edition")
    with _press(jobs) as press:
        if watch:
            _watch(Path(folder), lambda: _build_once(folder, out, press, editions))
        elif code := _build_once(folder, out, press, editions):
            sys.exit(code)


@main.command()
@click.argument("paths", metavar="[DIR|FILE...]", nargs=-1, type=click.Path())
@JSON
def check(paths: tuple[str, ...], as_json: bool) -> None:
    """Say everything that is wrong with a manuscript or with finished files."""
    problems = [problem for path in paths or ("manuscript",) for problem in _checked(Path(path))]
    if as_json:
        click.echo(
            json.dumps({"problems": [_row(p) for p in problems]}, ensure_ascii=False, indent=2)
        )
    else:
        for problem in problems:
            click.echo(_line(problem))
        if not problems:
            _say("Nothing is wrong.")
    if any(problem.level == "error" for problem in problems):
        sys.exit(1)


def _build_once(folder: str, out: str, press: Any, editions: tuple[str, ...]) -> int:
    """Build, say how it went, and return the exit code."""
    from zinewright.press import build as press_build

    begun = time.monotonic()
    try:
        built = press_build(Path(folder), Path(out), press, editions)
    except ZineError as error:
        press.progress.end()
        _print(error.problems)
        _say(f"{_counted(error.problems)}: nothing was built.")
        return error.exit_code
    press.progress.end()
    _print(built.warnings)
    for name in built.files:
        click.echo(name)
    pages = f", {built.pages['reading']} pages" if "reading" in built.pages else ""
    work = f"typeset {built.typeset} of {built.sections} sections" if built.sections else "no pages"
    _say(f"{built.zine.title}: {work}{pages}, {time.monotonic() - begun:.1f} s.")
    if built.zine.draft:
        reasons = "".join(f"\n  - {reason}" for reason in built.zine.draft)
        _say(f"This is a draft:{reasons}")
    return 0


def _checked(path: Path) -> Iterable[Problem]:
    if path.is_file() or path.suffix in (".pdf", ".epub", ".txt"):
        return _checked_file(path)
    from zinewright.press import prepare

    try:
        with _press(1) as press:
            return prepare(path, press).warnings
    except ZineError as error:
        return error.problems


def _checked_file(path: Path) -> Iterable[Problem]:
    from zinewright.checks import check_finished

    try:
        return check_finished(str(path), path.read_bytes())
    except FileNotFoundError:
        return [Problem(str(path), None, "read", "there is no such file", "Correct its name")]
    except OSError as error:
        what = f"the file cannot be read ({(error.strerror or str(error)).lower()})"
        return [Problem(str(path), None, "read", what, "Change its permissions")]


def _watch(folder: Path, again: Callable[[], object]) -> None:
    """Build now and on every change, until somebody interrupts."""
    from watchfiles import watch

    def once() -> None:
        again()
        _say(f"Watching {folder}. Stop with Ctrl-C.")

    once()
    for _ in watch(folder, raise_interrupt=False):
        once()


def _press(jobs: int | None) -> Any:
    import os

    from zinewright.plan import Press
    from zinewright.progress import Bar

    return Press(jobs=jobs or os.cpu_count() or 1, progress=Bar(_say))


def _line(problem: Problem) -> str:
    return f"warning: {problem}" if problem.level == "warning" else str(problem)


def _row(problem: Problem) -> dict[str, Any]:
    return {
        "where": visible(problem.where), "line": problem.line, "rule": problem.rule,
        "what": visible(problem.what), "fix": visible(problem.fix), "level": problem.level,
    }  # fmt: skip


def _print(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(_line(problem), err=True)


def _say(message: str) -> None:
    click.echo(message, err=True)


def _counted(problems: Iterable[Problem]) -> str:
    levels = [problem.level for problem in problems]
    counts = ((levels.count("error"), "error"), (levels.count("warning"), "warning"))
    return " and ".join(f"{n} {what}{'s' * (n > 1)}" for n, what in counts if n)


def _fault(error: Exception) -> str:
    """What is said where Zinewright itself is wrong: enough to report it by."""
    *_, last = traceback.extract_tb(error.__traceback__)
    place = f"{Path(last.filename).name}:{last.lineno}"
    return visible(
        f"zine: this is a fault of Zinewright, not of yours ({type(error).__name__}: {error}, at "
        f"{place}). Please report it with these words and with what you did. [fault]"
    )


if __name__ == "__main__":
    main()
