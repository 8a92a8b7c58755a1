"""`zine plan`: how many sheets, what to buy, and what to do at the printer, step by step."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from zinewright.commands.common import FOLDER, JOBS, JSON, LAYOUT, press, say, show, show_json
from zinewright.commands.impose import FOLD, Named, read_paper

if TYPE_CHECKING:
    from zinewright.languages.words import Words
    from zinewright.paper.folds.paper import Fold
    from zinewright.paper.folds.runs import Flip
    from zinewright.printing.plan import Plan, PrintJob
    from zinewright.printing.quantities import Prices, Printer


class _Within(click.FloatRange):
    """A number between two others; “nan”, which is none, lies nowhere."""

    def convert(
        self, value: float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number = float(super().convert(value, param, ctx))
        return self.fail(f"{value} is no number.", param, ctx) if math.isnan(number) else number


class _Asked(TypedDict):
    """The options of the command, without those of all commands."""

    copies: int
    large_print: int
    pocket: int
    size: tuple[float, float] | None
    printer: Printer
    fold: Fold
    flip: Flip | None
    first_first: bool
    cover: bool
    waste: float
    speed: float
    sheet_price: float
    side_price: float
    cover_price: float
    master_price: float
    currency: str


COPIES = click.IntRange(0, 1_000_000)
MONEY = _Within(0, 1_000_000)


@click.command()
@FOLDER
@click.option("--copies", type=COPIES, required=True, help="Booklets.")
@click.option("--large-print", type=COPIES, default=0, help="Copies in large print.")
@click.option("--pocket", type=COPIES, default=0, help="Pocket zines.")
@click.option("--paper", "size", type=Named("SIZE", read_paper), help="A4, letter …, or 210x297mm.")
@click.option(
    "--printer",
    type=click.Choice(["duplex", "hand", "single"]),
    default="duplex",
    help="Prints both sides, or is fed twice by hand, or prints one side.",
)
@click.option("--fold", type=FOLD, default="booklet", help="How the booklet is folded.")
@click.option("--flip", type=click.Choice(["long", "short"]), help="The edge sheets turn over.")
@click.option("--first-first", is_flag=True, help="By hand: backs begin with the first sheet.")
@click.option("--cover", is_flag=True, help="Covers on other stock.")
@click.option("--waste", type=_Within(0, 1), default=0.05, help="Copies more, as a share.")
@click.option("--speed", type=_Within(1, 1000), default=20, help="Sides a minute.")
@click.option("--sheet-price", type=MONEY, default=0.0)
@click.option("--side-price", type=MONEY, default=0.0)
@click.option("--cover-price", type=MONEY, default=0.0, help="Of a sheet of cover stock.")
@click.option("--master-price", type=MONEY, default=0.0, help="Of a riso: a side in an ink.")
@click.option("--currency", default="", help="What stands before an amount, like £.")
@click.option(
    "--out", type=click.Path(path_type=Path),
    help="Where the files go; without it, beside the release, or beside the drafts, in build/.",
)  # fmt: skip
@LAYOUT
@JSON
@JOBS
def plan(
    folder: str, out: Path | None, layout: str, as_json: bool, jobs: int | None,
    **asked: Unpack[_Asked],
) -> None:  # fmt: skip
    """Plan the printing of the zine in DIR: the files to print, and what to do with them."""
    from zinewright.press.print_kit import Order, plan_printing
    from zinewright.printing.quantities import Prices

    if not asked["copies"] + asked["large_print"] + asked["pocket"]:
        raise click.UsageError("say how many: --copies, --large-print or --pocket from 1")
    order = Order(
        asked["copies"], asked["large_print"], asked["pocket"], asked["size"], asked["printer"],
        flip=asked["flip"], first_first=asked["first_first"], waste=asked["waste"],
        currency=asked["currency"],
        fold=asked["fold"].name, has_cover=asked["cover"], pages_a_minute=asked["speed"],
        prices=Prices(
            asked["sheet_price"], asked["cover_price"], asked["side_price"], asked["master_price"]
        ),
    )  # fmt: skip
    with press(jobs, layout=layout) as ready:
        kit = plan_printing(Path(folder), out, ready, order, say)
        ready.progress.end()
    show(kit.warnings)
    words = _words(kit.zine.language)
    if as_json:
        show_json({"files": list(kit.paths)} | _rows(kit.plan, words))
        return
    for line in _lines(kit.plan, words):
        click.echo(line)
    for path in kit.paths:
        say(path)


def _words(language: str) -> Words:
    from zinewright.languages.words import words_for

    return words_for(language)


def _lines(made: Plan, words: Words) -> list[str]:
    from zinewright.printing.plan import (
        hand_said,
        lot_said,
        needed,
        remedies,
        steps_said,
        to_print,
        tried,
    )

    lines = [words.say("plan-title", title=made.title), ""]
    lines += [lot_said(lot, words) for lot in made.run.lots]
    lines += ["", *needed(made, words), "", words.say("plan-try")]
    lines += [f"  {said}" for said in tried(made, words)]
    if rows := remedies(made, words):
        lines += [f"  {hand_said(words)}", *(f"  - {seen} {do}" for seen, do in rows)]
    lines += ["", words.say("plan-print"), f"  {words.say('plan-settings', size=made.size)}"]
    lines += [f"  {said}" for job in made.jobs for said in to_print(job, words)]
    for job in made.jobs:
        lines += ["", f"{words.say('plan-fold')}: {words.say(f'plan-{job.lot.name}')}"]
        steps = enumerate(steps_said(job.made, words), 1)
        lines += [f"  {number}. {said}" for number, said in steps]
    return lines


def _rows(made: Plan, words: Words) -> dict[str, object]:
    from zinewright.printing.plan import needed, remedies, tried

    run = made.run
    return {
        "title": made.title, "paper": made.size, "copies": run.copies,
        "sheets": run.paper, "cover_sheets": run.stock, "sides": run.sides,
        "staples": run.staples, "masters": run.masters, "test_sheets": run.tried,
        "reams": run.reams, "minutes": run.minutes,
        "cost": round(run.cost, 2), "cost_per_copy": round(run.cost / run.copies, 4),
        "needed": list(needed(made, words)), "first": list(tried(made, words)),
        "remedies": [{"seen": seen, "do": do} for seen, do in remedies(made, words)],
        "lots": [_lot(job, run.prices, words) for job in made.jobs],
    }  # fmt: skip


def _lot(job: PrintJob, prices: Prices, words: Words) -> dict[str, object]:
    from zinewright.printing.plan import steps_said, to_print

    lot = job.lot
    cost = lot.cost(prices)
    return {
        "name": lot.name, "copies": lot.copies, "spare": lot.spare,
        "times_to_print": lot.sets, "copies_at_once": lot.at_once,
        "sheets_each_time": lot.sheets, "sides_each_time": lot.sides,
        "staples_per_copy": lot.staples, "cost": round(cost, 2),
        "cost_per_copy": round(cost / lot.copies, 4),
        "blank_pages": job.made.places - job.made.pages,
        "files": [file for _, file in job.files], "print": list(to_print(job, words)),
        "fold": list(steps_said(job.made, words)),
    }  # fmt: skip
