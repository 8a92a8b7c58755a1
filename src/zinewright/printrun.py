"""How many copies of what → sheets, staples, reams, minutes and money: arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from zinewright.folds.paper import Imposition

Printer = Literal["duplex", "hand", "single"]
REAM = 500
MOST_STAPLED = 20
"""Sheets of 80 g/m² that a long-arm stapler takes."""
BY_HAND = 1.0
"""Minutes for laying a stack back into a printer, for each run of up to 100 sheets."""
TRAY = 100


@dataclass(frozen=True)
class Prices:
    """What one sheet of paper costs, one of cover stock, and one printed side."""

    sheet: float = 0.0
    cover: float = 0.0
    side: float = 0.0


@dataclass(frozen=True)
class Lot:
    """One thing to print so many times: how many sheets, printed sides and staples a copy takes.

    `covers` are sheets of other stock. `spoilt` copies are printed more, for what goes wrong.
    """

    name: str
    copies: int
    sheets: int
    sides: int
    staples: int = 0
    covers: int = 0
    spoilt: int = 0
    is_by_hand: bool = False

    @property
    def printed(self) -> int:
        """Copies that are printed."""
        return self.copies + self.spoilt

    @property
    def paper(self) -> int:
        return self.printed * (self.sheets - self.covers)

    @property
    def stock(self) -> int:
        return self.printed * self.covers

    def minutes(self, pages_a_minute: float) -> float:
        """How long a printer works, and whoever feeds it a second time."""
        fed = math.ceil(self.printed * self.sheets / TRAY) * BY_HAND if self.is_by_hand else 0.0
        return self.printed * self.sides / pages_a_minute + fed

    def cost(self, prices: Prices) -> float:
        sides = self.printed * self.sides * prices.side
        return self.paper * prices.sheet + self.stock * prices.cover + sides


def lot_of(
    name: str, made: Imposition, copies: int, waste: float, printer: Printer, *, has_cover: bool
) -> Lot:
    """A lot of imposed copies; `waste` is the share of copies that are printed more.

    Where one sheet holds several copies, so many fewer sheets are printed.
    """
    last = made.steps[-1].do
    several = sum(1 for slot in made.sheets[0].front if slot.page == 1)
    sheetfuls = math.ceil(copies / several)
    return Lot(
        name,
        sheetfuls,
        len(made.sheets),
        sum(1 for side in made.sides if any(slot.page for slot in side)),
        staples=(2 if any(step.do == "staple" for step in made.steps) else last == "corner")
        * several,
        covers=1 if has_cover else 0,
        spoilt=math.ceil(sheetfuls * waste),
        is_by_hand=printer == "hand" and made.is_two_sided,
    )


@dataclass(frozen=True)
class PrintRun:
    """Everything that is printed for an occasion."""

    lots: tuple[Lot, ...]
    prices: Prices = Prices()
    pages_a_minute: float = 20

    @property
    def copies(self) -> int:
        return sum(lot.copies for lot in self.lots)

    @property
    def paper(self) -> int:
        return sum(lot.paper for lot in self.lots)

    @property
    def stock(self) -> int:
        return sum(lot.stock for lot in self.lots)

    @property
    def sides(self) -> int:
        return sum(lot.printed * lot.sides for lot in self.lots)

    @property
    def staples(self) -> int:
        return sum(lot.printed * lot.staples for lot in self.lots)

    @property
    def reams(self) -> int:
        return math.ceil(self.paper / REAM)

    @property
    def minutes(self) -> int:
        return math.ceil(sum(lot.minutes(self.pages_a_minute) for lot in self.lots))

    @property
    def cost(self) -> float:
        return sum(lot.cost(self.prices) for lot in self.lots)
