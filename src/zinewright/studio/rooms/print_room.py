"""Print: so many copies, on this paper, with this printer → the files, and the plan to go by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from zinewright.editions.shelf_picture import drawn_pages
from zinewright.paper.folds import FOLDS
from zinewright.paper.papers import PAPERS
from zinewright.pdf.render import opened
from zinewright.press.jobs import Press
from zinewright.press.print_kit import Order, plan_printing
from zinewright.printing.quantities import Printer
from zinewright.problems import Problem, ZineError
from zinewright.studio.visit import Answer, Door, Go, RoomPage, Sent, Visit

MOST_COPIES = 1_000_000
DPI = 90.0
PRINTERS = {
    "duplex": "prints both sides by itself", "hand": "is fed twice, by hand",
    "single": "prints one side",
}  # fmt: skip
SIZES = ("", "A4", "A3", "letter", "tabloid", "legal")
PDF = "application/pdf"


@dataclass(frozen=True)
class PlanShown:
    """A plan that was made: its files, the pages of the plan as pictures, and what was told."""

    files: tuple[str, ...]
    folder: str
    pictures: tuple[bytes, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class PlanHeld:
    """The same, with the addresses of its pictures, and what was asked for."""

    plan: PlanShown
    pictures: tuple[str, ...]
    asked: Order


def show(visit: Visit) -> Answer:
    """What can be asked for, and the last plan."""
    held = cast("PlanHeld | None", visit.zine.plan)
    return RoomPage(
        "print.html",
        {
            "zine": visit.zine.shown(), "printers": PRINTERS, "sizes": _sizes(), "held": held,
            "folds": tuple(FOLDS), "asked": held.asked if held else Order(30),
        },
    )  # fmt: skip


def plan(visit: Visit) -> Answer:
    """Make the files and the plan; it may take as long as a build."""
    form = visit.form
    order = Order(
        _copies(form["copies"]), _copies(form["large_print"]), _copies(form["pocket"]),
        PAPERS.get(form["paper"]), _printer(form["printer"]),
        fold=form["fold"] if form["fold"] in FOLDS else "booklet",
    )  # fmt: skip
    if not order.copies + order.large_print + order.pocket:
        what, fix = "no copies are asked for", "Write how many of one of them"
        raise ZineError([Problem("Print", None, "value", what, fix)])
    made = visit.zine.press.ask(_planned, visit.zine.folder, order)
    pictures = tuple(map(visit.zine.keep_picture, made.pictures))
    visit.zine.plan = PlanHeld(made, pictures, order)
    return Go("/print", "The plan is ready. Print one copy first, as it says.")


def download(visit: Visit) -> Answer:
    """A file of the last plan."""
    held, name = cast("PlanHeld | None", visit.zine.plan), visit.names["file"]
    if held is None or name not in held.plan.files:
        what, fix = "there is no such file", "Make the plan, and take one of those it lists"
        raise ZineError([Problem("Print", None, "cannot-read", what, fix)])
    return Sent((Path(held.plan.folder) / name).read_bytes(), PDF, name=name)


def _sizes() -> tuple[str, ...]:
    return tuple(name for name in SIZES if not name or name in PAPERS)


def _copies(said: str) -> int:
    """How many; nothing is none. Raises `ZineError` for what is no number."""
    words = said.strip() or "0"
    if not words.isdecimal() or int(words) > MOST_COPIES:
        what, fix = f"“{words[:20]}” is no number of copies", "Write it in digits"
        raise ZineError([Problem("Print", None, "value", what, fix)])
    return int(words)


def _printer(said: str) -> Printer:
    return cast(Printer, said) if said in get_args(Printer) else "duplex"


# --- on the desk


def _planned(press: Press, folder: Path, order: Order) -> PlanShown:
    told = list[str]()
    kit = plan_printing(folder, None, press, order, told.append)
    paths = [Path(path) for path in kit.paths]
    plans = [path for path in paths if path.name.endswith("-plan.pdf")]
    pictures: tuple[bytes, ...] = ()
    if plans:
        content = plans[0].read_bytes()
        with opened(content) as pages:
            count = len(pages)
        pictures = drawn_pages(content, range(count), DPI)
    told += [f"{each.what}. {each.fix}." for each in kit.warnings if each.level != "info"]
    names = tuple(path.name for path in paths if path.suffix == ".pdf")
    return PlanShown(names, str(paths[0].parent), pictures, tuple(told))


DOORS = (
    Door("GET", "/print", show),
    Door("POST", "/print", plan),
    Door("GET", "/print/{file}", download),
)
