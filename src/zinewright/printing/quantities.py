"""How many copies of what → sheets, staples, reams, minutes and money: arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from zinewright.paper.folds.paper import Imposition

Printer = Literal["duplex", "hand", "single"]
REAM = 500
MOST_STAPLED = 16
"""Sheets of 80 g/m² that a long-arm stapler takes, folded in half."""
BY_HAND = 1.0
"""Minutes for laying a stack back into a printer, for each run of up to 100 sheets."""
TRAY = 100
A_MASTER = 1.0
"""Minutes until a riso has made a master and laid the stack in."""


@dataclass(frozen=True)
class Prices:
    """What one sheet of paper costs, one of cover stock, one printed side, and a riso's master."""

    sheet: float = 0.0
    cover: float = 0.0
    side: float = 0.0
    master: float = 0.0


@dataclass(frozen=True)
class Lot:
    """One thing to print so many times.

    A set of sheets is what the file holds, once; it makes `at_once` copies, and is printed `sets`
    times. `sheets` and `sides` are those of a set, `covers` those of its sheets that are of other
    stock; `staples` those of a copy, which go through `stapled` sheets. `inks` are those that a
    riso prints one by one, 0 where all colours come at once.
    """

    name: str
    copies: int
    sets: int
    sheets: int
    sides: int
    at_once: int = 1
    staples: int = 0
    stapled: int = 0
    covers: int = 0
    inks: int = 0
    is_by_hand: bool = False

    @property
    def spare(self) -> int:
        """Copies that are printed more, for what goes wrong."""
        return self.sets * self.at_once - self.copies

    @property
    def paper(self) -> int:
        return self.sets * (self.sheets - self.covers)

    @property
    def stock(self) -> int:
        return self.sets * self.covers

    @property
    def impressions(self) -> int:
        """How often a printer prints a side, in one ink or in all."""
        return self.sets * self.sides * max(self.inks, 1)

    @property
    def masters(self) -> int:
        return self.sides * self.inks

    @property
    def all_staples(self) -> int:
        return self.sets * self.at_once * self.staples

    def minutes(self, pages_a_minute: float) -> float:
        """How long a printer works, and whoever feeds it a second time."""
        fed = math.ceil(self.sets * self.sheets / TRAY) * BY_HAND if self.is_by_hand else 0.0
        return self.impressions / pages_a_minute + fed + self.masters * A_MASTER

    def cost(self, prices: Prices) -> float:
        printed = self.impressions * prices.side + self.masters * prices.master
        return self.paper * prices.sheet + self.stock * prices.cover + printed


def lot_of(
    name: str,
    made: Imposition,
    copies: int,
    waste: float,
    printer: Printer,
    *,
    has_cover: bool = False,
    inks: int = 0,
) -> Lot:
    """A lot of imposed copies; `waste` is the share of copies that are printed more.

    Where a sheet holds several copies, so many fewer sheets are printed, and the last one may hold
    some more than were asked for.
    """
    at_once = max(1, sum(1 for slot in made.sheets[0].front if slot.page == 1))
    return Lot(
        name,
        copies,
        math.ceil((copies + math.ceil(copies * waste)) / at_once),
        len(made.sheets),
        sum(1 for side in made.sides if any(slot.page for slot in side)),
        at_once,
        staples_of(made),
        stapled_in(made),
        covers=1 if has_cover else 0,
        inks=inks,
        is_by_hand=printer == "hand" and made.is_two_sided,
    )


def staples_of(made: Imposition) -> int:
    """How many staples a copy takes."""
    done = {step.do for step in made.steps}
    return 2 if "staple" in done else 1 if "corner" in done else 0


def stapled_in(made: Imposition) -> int:
    """Through how many sheets a staple goes: folded ones, or leaves; 0 where there is none.

    What is folded twice is as thick as two sheets that are folded once.
    """
    done = {step.do for step in made.steps}
    if "staple" in done:
        return made.places // 4
    return len(made.sheets) if "corner" in done else 0


@dataclass(frozen=True)
class PrintRun:
    """Everything that is printed for an occasion; `tried` are the sheets of the test."""

    lots: tuple[Lot, ...]
    prices: Prices = Prices()
    pages_a_minute: float = 20
    tried: int = 0

    @property
    def copies(self) -> int:
        return sum(lot.copies for lot in self.lots)

    @property
    def spare(self) -> int:
        return sum(lot.spare for lot in self.lots)

    @property
    def paper(self) -> int:
        return sum(lot.paper for lot in self.lots)

    @property
    def stock(self) -> int:
        return sum(lot.stock for lot in self.lots)

    @property
    def sides(self) -> int:
        return sum(lot.impressions for lot in self.lots)

    @property
    def masters(self) -> int:
        return sum(lot.masters for lot in self.lots)

    @property
    def staples(self) -> int:
        return sum(lot.all_staples for lot in self.lots)

    @property
    def reams(self) -> int:
        return math.ceil((self.paper + self.tried) / REAM)

    @property
    def minutes(self) -> int:
        return math.ceil(sum(lot.minutes(self.pages_a_minute) for lot in self.lots))

    @property
    def cost(self) -> float:
        return sum(lot.cost(self.prices) for lot in self.lots)
