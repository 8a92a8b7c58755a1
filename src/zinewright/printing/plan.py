"""What is printed, on what and how → the plan: its numbers and its steps, as a section to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zinewright.assemble.markup import E, body, section_title
from zinewright.body import Element
from zinewright.languages.words import Words
from zinewright.model import Picture, Section
from zinewright.paper.folds.paper import Imposition, Step
from zinewright.paper.folds.runs import Flip
from zinewright.paper.inks import INKS
from zinewright.paper.papers import name_of
from zinewright.printing.drawings import drawings
from zinewright.printing.quantities import MOST_STAPLED, Lot, PrintRun, stapled_in
from zinewright.sheets.geometry import Ground

FIRST_FIRST = "--first-first"


@dataclass(frozen=True)
class PrintJob:
    """A lot to print: its files by what their names end with, and how it is folded.

    `test` names the files of the test fold, which take `tried` sheets; `first_first` says that
    backs begin with the first sheet where they are fed by hand.
    """

    lot: Lot
    files: tuple[tuple[str, str], ...]
    test: str
    made: Imposition
    ground: Ground
    flip: Flip
    tried: int = 0
    first_first: bool = False


@dataclass(frozen=True)
class Plan:
    """A run, its jobs, and whether money is known; `title` is that of the zine."""

    title: str
    run: PrintRun
    jobs: tuple[PrintJob, ...]
    currency: str = ""

    @property
    def has_prices(self) -> bool:
        return self.run.cost > 0

    @property
    def size(self) -> str:
        return name_of(self.jobs[0].ground.width, self.jobs[0].ground.height)


def steps_said(made: Imposition, words: Words) -> tuple[str, ...]:
    """What to do with the paper, step by step, in words that need no picture."""
    return tuple(_step_said(made, number, words) for number in range(len(made.steps)))


def _step_said(made: Imposition, number: int, words: Words) -> str:
    step = made.steps[number]
    if step.do == "pile":
        said = words.say(f"step-pile-{step.lot}")
        piles = _signatures(made)
        is_several = step.lot == "signature" and len(piles) > 1
        return (
            f"{said} {words.say('step-pile-which', piles=', '.join(piles))}" if is_several else said
        )
    if step.do == "turn" and _has_several(made.steps[:number]):
        return words.say("step-turn-each")
    if step.do == "fold":
        return words.say(f"step-fold-{step.half}")
    if step.do == "cut" and step.columns * step.rows > 2:
        return words.say("step-cut-lines")
    if step.do == "gather":
        return _gathered(made, words)
    return words.say(f"step-{step.do}")


def _has_several(steps: tuple[Step, ...]) -> bool:
    """Whether there are several piles after some steps, with each of which the same is done."""
    return steps[0].lot == "signature" or any(step.do == "apart" for step in steps)


def _signatures(made: Imposition) -> list[str]:
    """Which sheets of the file belong together: “1–4”, “5–8”."""
    found: dict[int, list[int]] = {}
    for number, sheet in enumerate(made.sheets, 1):
        found.setdefault(sheet.signature, []).append(number)
    return [f"{n[0]}–{n[-1]}" if len(n) > 1 else f"{n[0]}" for n in found.values()]


def _gathered(made: Imposition, words: Words) -> str:
    """How the pieces lie on one another, by a page that one sees on each."""
    if made.steps[0].lot == "signature":
        return words.say("step-gather-signatures")
    cut = next(step for step in made.steps if step.do == "cut")
    wide, tall = made.columns // cut.columns, made.rows // cut.rows
    pieces: dict[tuple[int, int], list[int]] = {}
    for slot in made.sheets[0].front:
        pieces.setdefault((slot.column // wide, slot.row // tall), []).append(slot.page or 0)
    tops = sorted(min(filter(None, pages), default=0) for pages in pieces.values())
    seen = [str(page) for page in tops if page]
    if len(seen) < 2:
        return words.say("step-gather")
    return words.say("step-gather-pages", first=seen[0], others=words.listed(tuple(seen[1:])))


def needed(plan: Plan, words: Words) -> Iterator[str]:
    """What to buy and how long it takes, a sentence or two each."""
    run = plan.run
    yield words.say("plan-buy", paper=run.paper, size=plan.size, sides=run.sides)
    if run.stock:
        yield words.say("plan-stock", stock=run.stock, size=plan.size)
    yield words.say(
        "plan-more", reams=run.reams, staples=run.staples, spare=run.spare, tried=run.tried
    )
    if run.masters:
        yield words.say("plan-masters", masters=run.masters)
    yield words.say("plan-time", minutes=run.minutes, speed=words.number(run.pages_a_minute))
    if plan.has_prices:
        yield _cost(plan, words)
    for job in plan.jobs:
        yield from too_thick(job.made, words)


def _cost(plan: Plan, words: Words) -> str:
    """What it costs in all, and a copy of each lot."""
    run, parts = plan.run, []
    for lot in run.lots:
        cost = lot.cost(run.prices)
        all_of_it, each = (
            words.money(cost, plan.currency),
            words.money(cost / lot.copies, plan.currency),
        )
        if len(run.lots) == 1:
            return words.say("plan-cost", cost=all_of_it, each=each)
        name = words.say(f"plan-{lot.name}")
        parts.append(words.say("plan-cost-lot", name=name, cost=all_of_it, each=each))
    return words.say(
        "plan-cost-lots", cost=words.money(run.cost, plan.currency), lots="; ".join(parts)
    )


def too_thick(made: Imposition, words: Words) -> Iterator[str]:
    """That a stapler does not go through a copy, and what to do."""
    sheets = stapled_in(made)
    if sheets > MOST_STAPLED:
        is_folded = any(step.do == "staple" for step in made.steps)
        key = "plan-thick" if is_folded else "plan-thick-corner"
        yield words.say(key, sheets=sheets, most=MOST_STAPLED)


def to_print(job: PrintJob, words: Words) -> Iterator[str]:
    """Which file goes into the printer, on which settings, and how the second side is fed."""
    copies = job.lot.sets
    for name, file in job.files:
        ink = ink_of(name)
        if ink in INKS:
            yield words.say("plan-riso", file=file, ink=ink, copies=copies)
        elif ink == "proof":
            yield words.say("plan-proof", file=file)
        else:
            said = words.say(_way_of(job, name), file=file, copies=copies)
            more = words.say("plan-at-once", copies=job.lot.at_once) if job.lot.at_once > 1 else ""
            yield f"{said} {more}".strip()


def _way_of(job: PrintJob, name: str) -> str:
    """The words for how a file goes through the printer."""
    if name == "fronts":
        return "plan-fronts"
    if name == "backs":
        return "plan-backs-first" if job.first_first else "plan-backs-last"
    if name == "cover":
        return "plan-cover-hand" if job.lot.is_by_hand else "plan-cover"
    if not job.made.is_two_sided:
        return "plan-simplex"
    return "plan-duplex-short" if job.flip == "short" else "plan-duplex-long"


def ink_of(name: str) -> str:
    """The ink in what a file's name ends with, behind the run: “fronts-black”, “cover”."""
    for run in ("fronts", "backs", "cover"):
        if name == run or name.startswith(f"{run}-"):
            return name[len(run) + 1 :]
    return name


def tried(plan: Plan, words: Words) -> Iterator[str]:
    """How to find out with one copy what would go wrong with all."""
    for job in plan.jobs:
        if job.test and job.made.is_two_sided:
            yield words.say("plan-test", file=job.test, sheets=job.tried)
            if not job.lot.is_by_hand:
                yield words.say(f"plan-test-{job.flip}")
        elif job.test:
            yield words.say("plan-test-one-sided", file=job.test, sheets=job.tried)
    yield words.say("plan-one")


def hand_said(words: Words) -> str:
    """Which printers want which order of a pile that is fed by hand."""
    return words.say("hand-why", switch=FIRST_FIRST)


def remedies(plan: Plan, words: Words) -> tuple[tuple[str, str], ...]:
    """What one may see of a pile that was fed by hand, and what mends it."""
    job = next((job for job in plan.jobs if job.lot.is_by_hand), None)
    if job is None:
        return ()
    order = "hand-order-first" if job.first_first else "hand-order-last"
    other = "long" if job.flip == "short" else "short"
    return (
        (words.say("hand-order"), words.say(order, switch=FIRST_FIRST)),
        (words.say("hand-head"), words.say("hand-head-do", switch=f"--flip {other}")),
        (words.say("hand-face"), words.say("hand-face-do")),
    )


# --- to read


def plan_section(plan: Plan, words: Words) -> tuple[Section, tuple[Picture, ...]]:
    """The plan as a section of one page, and the drawings in it."""
    title = words.say("plan-title", title=plan.title)
    parts = [section_title("plan", title), E.h2({"id": "plan--needed"}, words.say("plan-numbers"))]
    parts += [_table(plan, words), E.p(" ".join(needed(plan, words)))]
    parts.append(E.h2({"id": "plan--try"}, words.say("plan-try")))
    parts.append(E.p(" ".join(tried(plan, words))))
    parts += _hand(plan, words)
    parts.append(E.h2({"id": "plan--print"}, words.say("plan-print")))
    parts.append(E.p(words.say("plan-settings", size=plan.size)))
    printed = [E.li(said) for job in plan.jobs for said in to_print(job, words)]
    parts.append(E.ol(*printed))
    pictures: list[Picture] = []
    for job in plan.jobs:
        name = words.say(f"plan-{job.lot.name}")
        heading = f"{words.say('plan-fold')}: {name}"
        parts.append(E.h2({"id": f"plan--fold--{job.lot.name}"}, heading))
        steps, drawn = _steps(job, words)
        parts.append(steps)
        pictures += drawn
    return Section("plan", "plan", title, words.language, body(*parts)), tuple(pictures)


def _table(plan: Plan, words: Words) -> Element:
    keys = ("plan-what", "plan-copies", "plan-spare", "plan-sheets", "plan-paper", "plan-stapled")
    head = E.tr(*(E.th({"scope": "col"}, words.say(key)) for key in keys))
    rows = [
        _row(words.say(f"plan-{lot.name}"), lot.copies, lot.spare, _sheets_of(lot, words),
             lot.paper + lot.stock, lot.all_staples)
        for lot in plan.run.lots
    ]  # fmt: skip
    return E.table(E.thead(head), E.tbody(*rows))


def lot_said(lot: Lot, words: Words) -> str:
    """A lot on a line: copies, spare ones, sheets of each and in all."""
    each = "plan-each" if lot.at_once == 1 else "plan-several"
    return words.say(
        "plan-line", name=words.say(f"plan-{lot.name}"), copies=lot.copies, spare=lot.spare,
        each=words.say(each, sheets=lot.sheets, copies=lot.at_once), paper=lot.paper + lot.stock,
    )  # fmt: skip


def _sheets_of(lot: Lot, words: Words) -> str:
    """How many sheets a copy takes, or so many copies together."""
    if lot.at_once == 1:
        return str(lot.sheets)
    return words.say("plan-sheets-for", sheets=lot.sheets, copies=lot.at_once)


def _hand(plan: Plan, words: Words) -> list[Element]:
    """The remedies, as a table."""
    rows = remedies(plan, words)
    if not rows:
        return []
    head = E.tr(*(E.th({"scope": "col"}, words.say(key)) for key in ("hand-seen", "hand-do")))
    body = [E.tr(E.th({"scope": "row"}, seen), E.td(do)) for seen, do in rows]
    return [E.p(hand_said(words)), E.table(E.thead(head), E.tbody(*body))]


def _row(name: str, *numbers: int | str) -> Element:
    cells = [E.td({"class": "numeric"}, str(number)) for number in numbers]
    return E.tr(E.th({"scope": "row"}, name), *cells)


def _steps(job: PrintJob, words: Words) -> tuple[Element, list[Picture]]:
    """Each step in words, with its drawing, which says nothing that the words do not."""
    shape = job.ground.width / job.ground.height
    items, pictures = [], []
    drawn = zip(drawings(job.made, shape), steps_said(job.made, words), strict=True)
    for number, ((_, svg), said) in enumerate(drawn, 1):
        name = f"{job.lot.name}-{number}.svg"
        pictures.append(Picture(name, "image/svg+xml", 480, 300, svg.encode()))
        image = E.img({"src": name, "alt": "", "class": "decorative"})
        items.append(E.li(E.p({"class": "drawn"}, image), E.p(said)))
    return E.ol({"class": "steps"}, *items), pictures
