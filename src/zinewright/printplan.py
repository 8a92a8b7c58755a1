"""What is printed, on what and how → the plan: its numbers and its steps, as a section to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zinewright.body import Element
from zinewright.drawings import drawings
from zinewright.folds import Flip
from zinewright.folds.paper import Imposition, Step
from zinewright.ground import Ground
from zinewright.inks import INKS
from zinewright.markup import E, body, section_title
from zinewright.model import Picture, Section
from zinewright.papers import name_of
from zinewright.printrun import MOST_STAPLED, Lot, PrintRun
from zinewright.words import Words


@dataclass(frozen=True)
class Job:
    """A lot to print: its files by what their names end with, and how it is folded."""

    lot: Lot
    files: tuple[tuple[str, str], ...]
    test: str
    made: Imposition
    ground: Ground
    flip: Flip


@dataclass(frozen=True)
class Plan:
    """A run, its jobs, and whether money is known; `title` is that of the zine."""

    title: str
    run: PrintRun
    jobs: tuple[Job, ...]
    currency: str = ""

    @property
    def has_prices(self) -> bool:
        return self.run.cost > 0

    @property
    def size(self) -> str:
        return name_of(self.jobs[0].ground.width, self.jobs[0].ground.height)


def step_words(step: Step, words: Words) -> str:
    """What to do in one step, in words that need no picture."""
    if step.do == "pile":
        return words.say(f"step-pile-{step.lot}")
    if step.do == "fold":
        return words.say(f"step-fold-{step.half}")
    return words.say(f"step-{step.do}")


def needed(plan: Plan, words: Words) -> Iterator[str]:
    """What to buy and how long it takes, a sentence or two each."""
    run = plan.run
    yield words.say(
        "plan-buy", paper=run.paper, size=plan.size, reams=run.reams, sides=run.sides,
        staples=run.staples, spoilt=sum(lot.spoilt for lot in run.lots),
    )  # fmt: skip
    if run.stock:
        yield words.say("plan-stock", stock=run.stock, size=plan.size)
    yield words.say("plan-time", minutes=run.minutes, speed=f"{run.pages_a_minute:g}")
    if plan.has_prices:
        cost, each = money(run.cost, plan.currency), money(run.cost / run.copies, plan.currency)
        yield words.say("plan-cost", cost=cost, each=each)
    for job in plan.jobs:
        done = {step.do for step in job.made.steps}
        if "staple" in done and job.lot.sheets > MOST_STAPLED:
            yield words.say("plan-thick", sheets=job.lot.sheets)
        if "corner" in done and job.lot.sheets > MOST_STAPLED:
            yield words.say("plan-thick-corner", sheets=job.lot.sheets)


def money(amount: float, currency: str) -> str:
    return f"{currency}{amount:.2f}"


def to_print(job: Job, words: Words) -> Iterator[str]:
    """Which file goes into the printer, on which settings, and how the second side is fed."""
    copies = job.lot.printed
    for name, file in job.files:
        ink = _ink_of(name)
        if ink in INKS:
            yield words.say("plan-riso", file=file, ink=ink, copies=copies)
        elif ink == "proof":
            yield words.say("plan-proof", file=file)
        elif name == "fronts":
            yield words.say("plan-fronts", file=file, copies=copies)
        elif name == "backs" and job.flip == "short":
            yield words.say("plan-backs-short", file=file)
        elif name == "backs":
            yield words.say("plan-backs-long", file=file)
        elif name == "cover" and job.lot.is_by_hand:
            yield words.say("plan-cover-hand", file=file, copies=copies)
        elif name == "cover":
            yield words.say("plan-cover", file=file, copies=copies)
        elif not job.made.is_two_sided:
            yield words.say("plan-simplex", file=file, copies=copies)
        elif job.flip == "short":
            yield words.say("plan-duplex-short", file=file, copies=copies)
        else:
            yield words.say("plan-duplex-long", file=file, copies=copies)


def _ink_of(name: str) -> str:
    """The ink in what a file's name ends with, behind the run: “fronts-black”, “cover”."""
    for run in ("fronts", "backs", "cover"):
        if name == run or name.startswith(f"{run}-"):
            return name[len(run) + 1 :]
    return name


def tried(plan: Plan, words: Words) -> Iterator[str]:
    """How to find out with one copy what would go wrong with all."""
    for job in plan.jobs:
        if job.test:
            yield words.say("plan-test", file=job.test)
    yield words.say("plan-one")


# --- to read


def plan_section(plan: Plan, words: Words) -> tuple[Section, tuple[Picture, ...]]:
    """The plan as a section of one page, and the drawings in it."""
    title = words.say("plan-title", title=plan.title)
    parts = [section_title("plan", title), E.h2({"id": "plan--needed"}, words.say("plan-numbers"))]
    parts += [_table(plan, words), *(E.p(said) for said in needed(plan, words))]
    parts.append(E.h2({"id": "plan--try"}, words.say("plan-try")))
    parts += [E.p(said) for said in tried(plan, words)]
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
    keys = ("plan-what", "plan-copies", "plan-sheets", "plan-paper", "plan-stapled")
    head = E.tr(*(E.th({"scope": "col"}, words.say(key)) for key in keys))
    rows = [
        _row(words.say(f"plan-{lot.name}"), lot.copies, lot.sheets, lot.paper + lot.stock,
             lot.printed * lot.staples)
        for lot in plan.run.lots
    ]  # fmt: skip
    return E.table(E.thead(head), E.tbody(*rows))


def _row(name: str, *numbers: int) -> Element:
    cells = [E.td({"class": "numeric"}, str(number)) for number in numbers]
    return E.tr(E.th({"scope": "row"}, name), *cells)


def _steps(job: Job, words: Words) -> tuple[Element, list[Picture]]:
    """Each step in words, with its drawing, which says nothing that the words do not."""
    shape = job.ground.width / job.ground.height
    items, pictures = [], []
    for number, (step, svg) in enumerate(drawings(job.made, shape), 1):
        name = f"{job.lot.name}-{number}.svg"
        pictures.append(Picture(name, "image/svg+xml", 480, 300, svg.encode()))
        drawn = E.img({"src": name, "alt": "", "class": "decorative"})
        items.append(E.li(E.p({"class": "drawn"}, drawn), E.p(step_words(step, words))))
    return E.ol({"class": "steps"}, *items), pictures
