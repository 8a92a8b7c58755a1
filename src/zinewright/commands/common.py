"""The commands, one file a family, and what they share: options, printing, exit codes.

0 done · 1 problems found · 2 wrong use · 3 something this machine lacks
"""

from __future__ import annotations

import datetime
import errno
import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zinewright.limits import own_process
from zinewright.problems import Problem, ZineError, behind, nearest, shown, visible

if TYPE_CHECKING:
    from zinewright.press.unchanged import Heard

__all__ = ["behind"]  # what commands say of a folder

RECIPE, MANUSCRIPT = "zine.toml", "manuscript"
BUILD = Path("build")  # nothing in it is anybody's manuscript
SUBCOMMANDS = (
    "new import order move drop set notes resources layouts build release check plan impose "
    "overrule cache studio"
)
COMMAND = re.compile(rf"(?<![\w/.-])zine (?=(?:{'|'.join(SUBCOMMANDS.split())})\b)")


OF_A_NAME = (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)


def here() -> str:
    """The zine in which one stands, or the folder called manuscript."""
    return "." if Path(RECIPE).is_file() else MANUSCRIPT


FOLDER = click.argument("folder", metavar="[DIR]", default=here, type=click.Path())
FOLDERS = click.argument("folders", metavar="[DIR]...", nargs=-1, type=click.Path())
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document, nothing else.")
YES = click.option("--yes", is_flag=True, help="Do it without asking, for scripts.")
LAYOUT = click.option(
    "--layout", default="", metavar="NAME|FOLDER", help="This layout, whatever zine.toml says."
)
JOBS = click.option("--jobs", type=click.IntRange(1, 64), help="Worker processes; one a processor.")


class Commands(click.Group):
    """A group that turns everything that goes wrong into messages and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # as click has it
        try:
            with own_process():
                return super().main(*args, **kwargs)
        except ZineError as error:
            show(error.problems)
            sys.exit(error.exit_code)
        except Exception as error:  # a message, whatever happens; a traceback helps nobody here
            if os.environ.get("ZINEWRIGHT_DEBUG"):  # save whoever mends it
                traceback.print_exception(error)
            if isinstance(error, OSError) and error.errno in OF_A_NAME and error.filename:
                show([_no_name(error)])
            else:
                show([_fault(error)])
            sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order of the work, not of the alphabet


class WithDefault(click.Group):
    """A group whose first command is meant where none is named: `zine notes DIR`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = next((arg for arg in args if not arg.startswith("-")), "")
        known = named in self.commands or "/" in named or Path(named).exists()
        if not known and (hint := nearest(named, self.commands)):
            raise click.UsageError(f"there is no command “{visible(named)}”{hint}", ctx)
        if named not in self.commands and not {"-h", "--help"} & set(args):
            args = [self.list_commands(ctx)[0], *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def press(
    jobs: int | None, *, layout: str = "", lines: bool = True
) -> Any:  # a Press whose progress can be ended
    """What a command builds with; use it in a `with` block.

    A `layout` stands in the place of what zines say. Its progress is a bar, and where there is no
    terminal `lines`, if they are wanted.
    """
    from zinewright.commands.progress import Bar
    from zinewright.press.jobs import Press

    progress = Bar(aside if lines else _unsaid)
    return Press(jobs=jobs or os.cpu_count() or 1, layout=layout, progress=progress)


def _unsaid(message: str) -> None:
    pass


_HEARD: ContextVar[Heard | None] = ContextVar("_HEARD", default=None)


def put(text: str, *, err: bool = False, again: str = "") -> None:
    """Print a text; where what is printed is kept, that or what is to be said another time."""
    heard = _HEARD.get()
    if heard is not None:
        heard.append((err, again or text))
    click.echo(text, err=err)


def unless_unchanged(
    words: Sequence[str], folder: Path, away: Sequence[Path], run: Callable[[], Iterable[str]],
    layout: str = "",
) -> None:  # fmt: skip
    """Run a command on a zine, or print what it printed when nothing was otherwise.

    `run` gives the paths of the files that it made; those in `away` are none of the manuscript's.
    A `layout` is what is meant in place of what the zine says: all it is made of is looked at, too.
    """
    from zinewright.press.unchanged import answer, layouts_at, question, remember

    key = question((*words, layout), folder, away, layouts_at(layout))
    if (printed := answer(key)) is not None:
        for err, text in printed:
            click.echo(text, err=err)
        return
    heard: Heard = []
    token = _HEARD.set(heard)
    try:
        files = list(run())
    finally:
        _HEARD.reset(token)
    remember(key, heard, files)


def say(message: str) -> None:
    put(as_typed(message), err=True)


def aside(message: str) -> None:
    """Say how far something has come, which is nothing to be said again."""
    click.echo(as_typed(message), err=True)


def as_typed(message: str) -> str:
    """A message whose commands stand as one has to type them here: ./zine where that was called."""
    return COMMAND.sub(f"{os.environ.get('ZINEWRIGHT_CALLED') or 'zine'} ", message)


def agreed(question: str, yes: bool) -> bool:
    """Whether a person says yes, now or with `--yes`. Where nobody can be asked: exit code 2."""
    if yes:
        return True
    if not sys.stdin.isatty():
        say("Nothing was written, for nobody could be asked. To write what is shown: --yes")
        sys.exit(2)
    return click.confirm(question, err=True)


def show(problems: Iterable[Problem]) -> None:
    """Problems on the standard error, without remarks on style."""
    for problem in problems:
        if problem.level != "info":
            put(line_of(problem), err=True)


def show_json(document: object) -> None:
    put(json.dumps(document, ensure_ascii=False, indent=2))


def line_of(problem: Problem) -> str:
    said = str(problem) if problem.level == "error" else f"{problem.level}: {problem}"
    return as_typed(said)


def row_of(problem: Problem) -> dict[str, object]:
    """A problem as `--json` shows it."""
    return {
        "where": visible(problem.where), "line": problem.line, "rule": problem.rule,
        "what": visible(problem.what), "fix": as_typed(visible(problem.fix)),
        "level": problem.level,
    }  # fmt: skip


def counted(problems: Iterable[Problem]) -> str:
    levels = [problem.level for problem in problems]
    counts = ((levels.count("error"), "error"), (levels.count("warning"), "warning"))
    return " and ".join(f"{n} {what}{'s' * (n > 1)}" for n, what in counts if n)


def folder_of(words: tuple[str, ...]) -> tuple[tuple[str, ...], Path]:
    """Words of a command, and the folder of the zine where the last of them names one.

    Where there is no zine here, the last of several can only be meant as one.
    """
    is_nothing_here = not (Path(here()) / RECIPE).exists()
    if words and ((Path(words[-1]) / RECIPE).exists() or (is_nothing_here and len(words) > 1)):
        return words[:-1], Path(words[-1])
    return words, Path(here())


def today() -> datetime.date:
    """The real day. Only what people record, and a release, ask the clock, and no file has a date
    of it: a release is the same on every day on which it passes.
    """
    return datetime.date.today()


def day_of(on: str | None) -> datetime.date:
    """The day that an option names, or today; never one that is still to come."""
    try:
        day = datetime.date.fromisoformat(on) if on else today()
    except ValueError:
        what = f"“{visible(str(on))}” is no date; write 2026-01-31"
        raise click.BadParameter(what, param_hint="--on") from None
    if day > today():
        raise click.BadParameter(f"{day} is still to come", param_hint="--on")
    return day


def person_of(by: str) -> str:
    """The name of somebody who looked; what stands for a name in a remedy is none."""
    person = words_of(by, "say who looked, in letters", "--by")
    if person in ("NAME", "Your name"):
        raise click.BadParameter(f"“{person}” is nobody; say who looked", param_hint="--by")
    return person


def words_of(said: str, wanted: str, hint: str) -> str:
    """What a person says in words, on one line; signs alone say nothing."""
    words = " ".join(visible(said).split())
    if not any(map(str.isalpha, words)) or words != " ".join(said.split()):
        raise click.BadParameter(wanted, param_hint=hint)
    return words


def _no_name(error: OSError) -> Problem:
    """That a path cannot be one, by its beginning: it is too long, or leads in a circle."""
    name, why = os.fsdecode(error.filename), (error.strerror or "it cannot be used").lower()
    return Problem(shown(name), None, "cannot-read", f"this is no path ({why})", "Correct it")


def _fault(error: Exception) -> Problem:
    """What is said where Zinewright itself is wrong: enough to report it by."""
    *_, last = traceback.extract_tb(error.__traceback__)
    place = f"{type(error).__name__}: {error}, at {Path(last.filename).name}:{last.lineno}"
    what = f"this is a fault of Zinewright, not of yours ({place})"
    fix = "Please report it with these words and with what you did"
    return Problem("zine", None, "fault", what, fix)
