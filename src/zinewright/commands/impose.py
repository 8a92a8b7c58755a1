"""`zine impose`: the pages of any PDF on sheets of paper."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, TypeVar, Unpack, cast

import click

from zinewright.commands.common import say, show
from zinewright.manuscript.file_kinds import not_there
from zinewright.problems import Problem, ZineError, nearest, shown

if TYPE_CHECKING:
    from zinewright.paper.folds.paper import Binding, Blanks, Fold
    from zinewright.paper.folds.runs import Flip
    from zinewright.sheets.impose import Printed
    from zinewright.sheets.pdf_x import Shop


T = TypeVar("T")


class Named(click.ParamType[T]):
    """An option whose text a function turns into a value, or says what is wrong with it."""

    def __init__(self, name: str, read: Callable[[str, str], T]) -> None:
        self.name, self.read = name, read

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> T:
        if not isinstance(value, str):
            return cast(T, value)  # it was read before
        try:
            return self.read(value, param.opts[0] if param else self.name)
        except ZineError as error:
            problem = error.problems[0]
            self.fail(f"{problem.what}. {problem.fix}.", param, ctx)


def read_paper(text: str, where: str) -> tuple[float, float]:
    from zinewright.paper.papers import paper

    return paper(text, where)


def _length(text: str, where: str) -> float:
    from zinewright.paper.papers import points

    return points(text, where)


def _fold(text: str, where: str) -> Fold:
    from zinewright.paper.folds import FOLDS

    if text not in FOLDS:
        what = f"there is no fold “{shown(text)}”{nearest(text, FOLDS)}"
        raise click.BadParameter(f"{what}. Use one of: {', '.join(FOLDS)}.", param_hint=where)
    return FOLDS[text]


def _scale(text: str, where: str) -> float | Literal["fit"]:
    if text in ("true", "fit"):
        return 1.0 if text == "true" else "fit"
    try:
        number = float(text.rstrip("% ")) / 100
    except ValueError:
        number = 0.0
    if not 0.05 <= number <= 20:
        what = f"“{shown(text)}” is no scale. Write true, fit, or a percentage like 94%."
        raise click.BadParameter(what, param_hint=where)
    return number


def _grid(text: str, where: str) -> tuple[int, int]:
    columns, _, rows = text.lower().replace("×", "x").partition("x")
    if not all(part.strip().isdecimal() and len(part) < 10 for part in (columns, rows)):
        what = f"“{shown(text)}” is no grid. Write columns and rows, like 2x4."
        raise click.BadParameter(what, param_hint=where)
    return int(columns), int(rows)


class _Asked(TypedDict):
    """The options of the command."""

    fold: Fold
    paper: tuple[float, float]
    binding: Binding | None
    scale: float | Literal["fit"]
    safe: float
    bleed: float | None
    thickness: float
    grid: tuple[int, int] | None
    signature: int
    blanks: Blanks
    notes: bool
    one_sided: bool
    flip: Flip | None
    by_hand: bool
    first_first: bool
    marks: Literal["auto", "all", "none"]
    check: bool
    ink: Literal["colour", "black", "riso"]
    inks: str
    profile: Path | None
    condition: str
    cover: bool


FOLD = Named("NAME", _fold)
PAPER = click.option(
    "--paper", type=Named("SIZE", read_paper), default="A4", help="A4, letter …, or 210x297mm."
)
LENGTH = Named("LENGTH", _length)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--fold", type=FOLD, default="booklet", help="How it is folded.")
@PAPER
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--binding", type=click.Choice(["left", "right"]), help="Where its spine is.")
@click.option(
    "--scale", type=Named("SCALE", _scale), default="true", help="true, fit, or a percentage."
)
@click.option("--safe", type=LENGTH, default="5mm", help="The edge that cannot be printed.")
@click.option("--bleed", type=LENGTH, help="Around the trim; else what the pages say.")
@click.option("--thickness", type=LENGTH, default="0", help="Of a leaf (0.1mm for 80 g): creep.")
@click.option("--grid", type=Named("CxR", _grid), help="Columns and rows of a side.")
@click.option("--signature", type=int, default=4, help="Sheets folded together, at most.")
@click.option(
    "--blanks",
    type=click.Choice(["end", "covers", "back"]),
    default="end",
    help="Where blank pages go.",
)
@click.option("--notes", is_flag=True, help="Rule the blank pages for notes.")
@click.option("--one-sided", is_flag=True, help="Print on fronts alone.")
@click.option("--flip", type=click.Choice(["long", "short"]), help="The edge sheets turn over.")
@click.option("--by-hand", is_flag=True, help="Fronts and backs as two files, to feed again.")
@click.option("--first-first", is_flag=True, help="By hand: backs begin with the first sheet.")
@click.option("--marks", type=click.Choice(["auto", "all", "none"]), default="auto")
@click.option("--check", is_flag=True, help="Begin with a sheet that shows whether sides meet.")
@click.option("--ink", type=click.Choice(["colour", "black", "riso"]), default="colour")
@click.option("--inks", default="", help="Of a riso, with commas: black,fluorescent-pink.")
@click.option(
    "--profile",
    type=click.Path(path_type=Path),
    help="Of a press: makes PDF/X-4; colours stay what they are.",
)
@click.option("--condition", default="Custom", help="What the shop calls that press and paper.")
@click.option("--cover", is_flag=True, help="The cover as a file of its own, for other paper.")
def impose(file: Path, out: Path | None, **asked: Unpack[_Asked]) -> None:
    """Lay the pages of FILE (any PDF) out on sheets of paper."""
    from zinewright.paper.folds.paper import Wish
    from zinewright.pdf.source_pages import read_source
    from zinewright.press.imposing import lay_out
    from zinewright.press.menders import mender
    from zinewright.sheets.geometry import Setup
    from zinewright.sheets.impose import Printing

    source = read_source(_read(file), str(file), asked["bleed"], mender())
    wish = Wish(
        asked["binding"] or source.binding, asked["blanks"], asked["grid"], asked["signature"],
        asked["one_sided"],
    )  # fmt: skip
    setup = Setup(
        asked["paper"], asked["scale"], asked["safe"], asked["thickness"], asked["bleed"] or 0.0
    )
    printing = Printing(
        asked["flip"], asked["by_hand"], asked["first_first"], asked["marks"],
        notes=asked["notes"], check=asked["check"], cover=asked["cover"],
        shop=_shop(asked["profile"], asked["condition"], file),
    )  # fmt: skip
    inks = tuple(filter(None, (name.strip() for name in asked["inks"].split(","))))
    printed = lay_out(
        source, asked["fold"], wish, setup, printing, asked["ink"], inks, bleed=asked["bleed"]
    )  # fmt: skip
    show(printed.warnings)
    target = out or Path(f"{file.stem}-{asked['fold'].name}.pdf")
    for path in _write(printed.files, target, file):
        click.echo(path)
    say(_summary(printed))


def _shop(profile: Path | None, condition: str, file: Path) -> Shop | None:
    """The shop of a profile; a file for it has the date of the file that it is made from."""
    if profile is None:
        return None
    from zinewright.sheets.pdf_x import shop_of

    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or file.stat().st_mtime)
    day = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return shop_of(_read(profile), str(profile), condition, day)


def _read(file: Path) -> bytes:
    """The bytes of a file. Raises `ZineError` where it cannot be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise ZineError([not_there(file)]) from None
    except OSError as error:
        what = f"the file cannot be read ({(error.strerror or str(error)).lower()})"
        fix = "Name a PDF file, and see that you may read it"
    raise ZineError([Problem(str(file), None, "cannot-read", what, fix)])


def _write(files: Mapping[str, bytes], target: Path, source: Path) -> list[Path]:
    """Write the files beside one another, each at once. Raises `ZineError`."""
    paths = []
    if not target.name:
        what, fix = "--out names no file", "Write --out zine.pdf"
        raise ZineError([Problem(str(target), None, "cannot-write", what, fix)])
    for name, content in files.items():
        path = target.with_name(f"{target.stem}-{name}{target.suffix}") if name else target
        try:
            if path.exists() and path.samefile(source):
                what, fix = "this is the file that is read", "Write to another one with --out"
                raise ZineError([Problem(str(path), None, "cannot-write", what, fix)])
            _put(content, path)
        except OSError as error:
            what = f"the file cannot be written ({(error.strerror or str(error)).lower()})"
            raise ZineError(
                [Problem(str(path), None, "cannot-write", what, "Choose another place with --out")]
            ) from None
        paths.append(path)
    return paths


def _put(content: bytes, path: Path) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _summary(printed: Printed) -> str:
    """What was made, and the setting that a printer needs."""
    from zinewright.paper.papers import name_of

    made, ground = printed.made, printed.ground
    count = len(made.sheets)
    blanks = made.places - made.pages
    said = [f"{count} sheet{'s' * (count != 1)} of {name_of(ground.width, ground.height)}"]
    if {"fronts", "backs"} & {*printed.files}:
        said.append("backs by hand")
    elif made.is_two_sided:
        said.append(f"both sides, turned over the {printed.flip} edge")
    if printed.scales != (1, 1):
        said.append("at " + " to ".join(f"{n:.0%}" for n in dict.fromkeys(printed.scales)))
    if blanks:
        said.append(f"{blanks} blank page{'s' * (blanks > 1)}")
    return ", ".join(said) + "."
