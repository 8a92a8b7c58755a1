"""A zine and what is to be printed of it → the files for the printer, and the plan to go by."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from zinewright import __version__
from zinewright.assemble.zine import Choice
from zinewright.bind.book import Leaf
from zinewright.bind.folios import numbered
from zinewright.bind.pdf import bind
from zinewright.checks import check_finished
from zinewright.checks.ink import Looking, ledger_of
from zinewright.editions import EDITIONS
from zinewright.editions.reading import said
from zinewright.languages.words import words_for
from zinewright.layout.layout import Layout
from zinewright.model import Zine
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.paper.folds.runs import Flip
from zinewright.paper.inks import INKS
from zinewright.paper.papers import MM, PAPERS, name_of, paper, written
from zinewright.pdf.source_pages import SourcePdf, read_source
from zinewright.press.build import prepare, unprintable_in
from zinewright.press.jobs import Press
from zinewright.press.make import make
from zinewright.printing.plan import Plan, PrintJob, ink_of, plan_section
from zinewright.printing.quantities import Prices, Printer, PrintRun, lot_of
from zinewright.problems import Problem, ZineError
from zinewright.publish.released import Release, home_of, release_of
from zinewright.publish.swap import publish
from zinewright.recolour.separations import inked
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printed, Printing, impose
from zinewright.sheets.marks import numerals
from zinewright.typeset.section import Job as Typesetting
from zinewright.typeset.section import typeset

MANIFEST = "manifest-print.json"
STYLE = "plan.css"
EDITION_OF = {"booklet": "reading", "large-print": "large-print"}
"""The edition whose pages each lot has."""


@dataclass(frozen=True)
class Order:
    """What is to be printed: how many copies of each, on which paper, with which printer.

    `size` is (short, long) in points, None for that of the zine; `waste` the share of copies that
    are printed more. `has_cover` prints covers on other stock. `flip` is the edge over which the
    printer turns sheets.
    """

    copies: int
    large_print: int = 0
    pocket: int = 0
    size: tuple[float, float] | None = None
    printer: Printer = "duplex"
    fold: str = "booklet"
    flip: Flip | None = None
    first_first: bool = False
    has_cover: bool = False
    waste: float = 0.05
    pages_a_minute: float = 20
    prices: Prices = Prices()
    currency: str = ""


@dataclass
class _OpenKit:
    """The files as they come to be, and what each lot needs."""

    zine: Zine
    layout: Layout
    stem: str
    order: Order
    tell: Callable[[str], object]
    files: dict[str, bytes] = field(default_factory=dict)
    jobs: list[PrintJob] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def setup(self) -> Setup:
        printed = self.zine.particulars.print
        return Setup(paper(printed.paper), printed.scaling, is_of_recipe=True)

    def wish(self) -> Wish:
        return Wish("right" if self.zine.direction == "rtl" else "left")


@dataclass(frozen=True)
class Kit:
    """The plan, the files that were written, and warnings."""

    plan: Plan
    zine: Zine
    paths: tuple[str, ...]
    warnings: tuple[Problem, ...]


def plan_printing(
    folder: Path,
    out: Path | None,
    press: Press,
    order: Order,
    tell: Callable[[str], object] = lambda said: None,
) -> Kit:
    """Write the files to print and the plan into `out`, beside what stands there.

    What is printed is the release that stands in `out`, or in the zine's own folder of releases,
    as it is; where there is none of the same content, it is drafts, and `tell` is told why first.
    Raises `ZineError` with everything that is wrong; nothing is then written.
    """
    press.will_typeset = True
    prepared = prepare(folder, press)
    manuscript = prepared.manuscript
    home = home_of(manuscript, release=True)
    places = (out, home) if out else (home,)
    release, why = release_of(manuscript, prepared.zine, prepared.layout, places)
    if press.layout:
        release, why = None, "they are in the layout that was asked for"
    if release:
        prepared = prepare(folder, press, Choice(release.notes, release=True, passed=True))
    else:
        tell(f"These are drafts: {why}.")
    if unprintable := unprintable_in(prepared):
        raise ZineError(unprintable)
    zine, stem = prepared.zine, manuscript.recipe.file_name
    if order.size:
        zine = _on_paper(zine, order.size)
    kit = _OpenKit(zine, prepared.layout, stem, order, tell)
    _lots(kit, _editions(kit, prepared.zine, press, release))
    plan = _plan(kit)
    kit.files[f"{stem}-plan.pdf"] = plan_pdf(plan, zine, kit.layout)
    if problems := _problems(kit, press):
        raise ZineError(problems)
    out = out or home_of(manuscript, release=bool(release))
    publish(kit.files | {MANIFEST: _manifest(manuscript.recipe.identity, zine, kit.files)}, out)
    paths = tuple(str(out / name) for name in kit.files)
    return Kit(plan, zine, paths, (*prepared.warnings, *kit.warnings))


def _paper_of(zine: Zine) -> tuple[float, float]:
    return paper(zine.particulars.print.paper)


def _on_paper(zine: Zine, size: tuple[float, float]) -> Zine:
    """The zine, printed on paper of another size."""
    printed = msgspec.structs.replace(zine.particulars.print, paper=written(*size))
    return replace(zine, particulars=msgspec.structs.replace(zine.particulars, print=printed))


def _problems(kit: _OpenKit, press: Press) -> list[Problem]:
    """What is wrong with the files; of several inks, the proof shows whether every word is seen."""
    inks = kit.zine.particulars.print.inks if kit.zine.particulars.print.ink == "riso" else ()
    plates = tuple(f"-{ink}.pdf" for ink in inks)
    with ledger_of(press.store, kit.zine) as ledger:
        return [
            problem
            for name, content in kit.files.items()
            for problem in check_finished(
                name, content, Looking((), ledger, is_plate=name.endswith(plates))
            )
        ]


def _editions(
    kit: _OpenKit, whole: Zine, press: Press, release: Release | None
) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """The editions that are printed, by name, and files for single inks, by how their names end.

    Those of a release are its own files; only a pocket zine on other paper has to be made anew.
    """
    order = kit.order
    asked = {"reading": 1, "large-print": order.large_print, "pocket": order.pocket}
    names = [name for name, copies in asked.items() if copies]
    if release is None:
        made = make(
            kit.zine, kit.zine, kit.layout, [EDITIONS[name] for name in names], press, kit.stem
        )
        if made.stopped:
            raise ZineError(made.stopping)
        return made.files, made.also
    files = {name: release.edition(name) for name in names}
    also = {name.removeprefix(kit.stem): content for name, content in release.files.items()}
    if order.pocket and _paper_of(kit.zine) != _paper_of(whole):
        made = make(kit.zine, kit.zine, kit.layout, [EDITIONS["pocket"]], press, kit.stem)
        return files | {"pocket": made.files["pocket"]}, made.also
    return files, also


def _lots(kit: _OpenKit, made: tuple[Mapping[str, bytes], Mapping[str, bytes]]) -> None:
    editions, also = made
    if kit.order.copies:
        _booklet(kit, editions["reading"])
    if kit.order.large_print:
        _large_print(kit, editions["large-print"])
    if kit.order.pocket:
        _pocket(kit, editions["pocket"], also)


def _plan(kit: _OpenKit) -> Plan:
    run = PrintRun(
        tuple(job.lot for job in kit.jobs), kit.order.prices, kit.order.pages_a_minute,
        sum(job.tried for job in kit.jobs),
    )  # fmt: skip
    return Plan(kit.zine.full_title, run, tuple(kit.jobs), kit.order.currency)


# --- what is printed


def _booklet(kit: _OpenKit, reading: bytes) -> None:
    """The booklet, or, where only fronts can be printed, two pages on a side, to be stapled."""
    order, fold = kit.order, kit.order.fold
    wish = kit.wish()
    if order.printer == "single" and FOLDS[fold].sides == "two":
        fold, wish = "several", replace(wish, grid=(2, 1), is_one_sided=True)
    source = read_source(reading, f"{kit.stem}-reading.pdf")
    printed = _imposed(kit, reading, fold, wish, "booklet", has_cover=order.has_cover)
    blank = numerals(len(source.pages), source.pages[0].size, kit.zine.full_title)
    test = read_source(blank, f"{kit.stem}-test-fold.pdf")
    trial = _on_sheets(kit, test, fold, wish, _printing(kit, check=True))
    names = {f"{kit.stem}-test-fold{f'-{name}' if name else ''}.pdf": name for name in trial.files}
    kit.files |= {file: trial.files[name] for file, name in names.items()}
    job = _job(kit, "booklet", printed, order.copies, order.has_cover)
    tried = len(trial.made.sheets) + 1  # the check sheet
    kit.jobs.append(replace(job, test=" + ".join(names), tried=tried))


def _large_print(kit: _OpenKit, content: bytes) -> None:
    wish = replace(kit.wish(), is_one_sided=kit.order.printer == "single")
    printed = _imposed(kit, content, "leaves", wish, "large-print")
    kit.jobs.append(_job(kit, "large-print", printed, kit.order.large_print))


def _pocket(kit: _OpenKit, content: bytes, inks: Mapping[str, bytes]) -> None:
    """The pocket zine is on its sheet already, for a riso in each of its `inks`."""
    sheet = read_source(content, f"{kit.stem}-pocket.pdf")
    made = FOLDS["mini"].impose(8, kit.wish())
    ground = impose(sheet, FOLDS["leaves"], Wish(is_one_sided=True), kit.setup, Printing()).ground
    files = {"proof" if inks else "": content}
    for ending, plate in inks.items():
        if ending.startswith("-pocket-"):
            files[ending.removeprefix("-pocket-").removesuffix(".pdf")] = plate
    for ending, plate in files.items():
        kit.files[_file_name(kit, "pocket", ending)] = plate
    printed = Printed(files, made, ground, "long", (1, 1))
    kit.jobs.append(_job(kit, "pocket", printed, kit.order.pocket))


def _printing(kit: _OpenKit, *, check: bool = False, has_cover: bool = False) -> Printing:
    return Printing(
        flip=kit.order.flip, by_hand=kit.order.printer == "hand",
        first_first=kit.order.first_first, notes=not check, check=check, cover=has_cover,
        title=kit.zine.full_title, accessible=f"{kit.stem}-reading.pdf",
        language=kit.zine.language,
    )  # fmt: skip


def _imposed(
    kit: _OpenKit, content: bytes, fold: str, wish: Wish, name: str, *, has_cover: bool = False
) -> Printed:
    """The sheets of an edition, in each ink; what is told of them holds for all."""
    on, where = kit.zine.particulars.print, f"{kit.stem}-{EDITION_OF[name]}.pdf"
    printing = replace(_printing(kit, has_cover=has_cover), register=on.ink == "riso")
    files: dict[str, bytes] = {}
    plates = inked(content, where, on.ink, on.inks)
    kit.warnings += plates.told
    for ink, inks_own in plates.files.items():
        source = read_source(inks_own, where)
        printed = _on_sheets(kit, source, fold, wish, printing)
        if printed.scales[0] < 1 and kit.order.size and ink == next(iter(plates.files)):
            kit.tell(_smaller(where, printed.scales[0], kit.order.size))
        files |= {"-".join(filter(None, (run, ink))): made for run, made in printed.files.items()}
    for ending, made in files.items():
        kit.files[_file_name(kit, name, ending)] = made
    kit.warnings += printed.warnings
    return replace(printed, files=files)


def _on_sheets(
    kit: _OpenKit, source: SourcePdf, fold: str, wish: Wish, printing: Printing
) -> Printed:
    """The sheets of some pages; on paper that was asked for they are smaller where they must be."""
    try:
        return impose(source, FOLDS[fold], wish, kit.setup, printing)
    except ZineError as error:
        if not kit.order.size or any(each.rule != "paper-too-small" for each in error.problems):
            raise
        return impose(source, FOLDS[fold], wish, replace(kit.setup, scale="fit"), printing)


def _smaller(where: str, scale: float, size: tuple[float, float]) -> str:
    named = name_of(*size)
    key = named if named in PAPERS else written(*size)
    percent = math.floor(100 * scale)
    return (
        f"{where}: its pages are printed at {percent} % of their size, to fit {named}. "
        f"For pages that fit it as they are, before the release: zine set print.paper {key}"
    )


def _file_name(kit: _OpenKit, name: str, ending: str) -> str:
    return f"{kit.stem}-print-{name}{f'-{ending}' if ending else ''}.pdf"


def _job(
    kit: _OpenKit, name: str, printed: Printed, copies: int, has_cover: bool = False
) -> PrintJob:
    files = tuple((ending, _file_name(kit, name, ending)) for ending in printed.files)
    inks = len(set(map(ink_of, printed.files)) & set(INKS))
    order = kit.order
    lot = lot_of(
        name, printed.made, copies, order.waste, order.printer, has_cover=has_cover, inks=inks
    )
    return PrintJob(
        lot, files, "", printed.made, printed.ground, printed.flip, first_first=order.first_first
    )


# --- the plan


def plan_pdf(plan: Plan, zine: Zine, layout: Layout) -> bytes:
    """The plan as a tagged PDF. Raises `ZineError`, too, where a font lacks a letter of it."""
    words = words_for(zine.language)
    section, pictures = plan_section(plan, words)
    titled = msgspec.structs.replace(zine.particulars, title=section.title)
    alone = replace(
        zine, particulars=titled, sections=(section,), pictures=pictures, pocket=(), edition=""
    )
    short, long = _paper_of(zine)
    told = {"page-size": f"{short / MM:.3f}mm {long / MM:.3f}mm"}
    style = layout.page_style(STYLE, told, layout.accent_of(zine.particulars))
    html = layout.page(section, alone)
    drawn: Mapping[str, bytes] = {picture.name: picture.content for picture in pictures}
    fonts = layout.fonts_for(html)
    made = typeset(Typesetting("plan", "", html, style, fonts, drawn))
    leaves = numbered((Leaf("plan", section.title, section.language, made),))
    return bind(leaves, fonts, replace(said(alone), title=section.title))


def _manifest(identity: str, zine: Zine, files: Mapping[str, bytes]) -> bytes:
    """What was made: so that the next plan takes the place of this one, and of nothing else."""
    made = {
        "title": zine.full_title,
        "zine": identity,
        "status": "draft" if zine.draft else "release",
        "made_by": f"Zinewright {__version__}",
        "editions": [],
        "also": [{"file": name, "bytes": len(content)} for name, content in files.items()],
    }
    return json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n"
