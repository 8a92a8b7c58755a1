"""Paper: what is done with it step by step, until somebody reads the zine that came out.

A simulation of its own, which knows nothing of how pages are laid out. A face is what is printed
on one side of one cell: (page, degrees by which it is turned as you look at it). A pile is a grid
of cells, each a list of layers from the top down, a layer being its upper and its lower face. The
lower face is written as it looks after turning the paper like the page of a book.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Face = tuple  # (page or None, turn)


@dataclass
class Pile:
    """Paper that lies on a table: layers of each cell, from the top."""

    cells: dict[tuple[int, int], list[tuple[Face, Face]]]
    columns: int
    rows: int
    edges: list[str] = field(default_factory=list)

    def turn(self) -> Pile:
        """Turned over like the page of a book."""
        cells = {
            (self.columns - 1 - column, row): [(lower, upper) for upper, lower in reversed(layers)]
            for (column, row), layers in self.cells.items()
        }
        return Pile(cells, self.columns, self.rows, self.edges)

    def tumble(self) -> Pile:
        """Turned over its upper edge: what was printed upright stands on its head."""

        def head(face):
            return face[0], (face[1] + 180) % 360

        cells = {
            (column, self.rows - 1 - row): [
                (head(lower), head(upper)) for upper, lower in reversed(layers)
            ]
            for (column, row), layers in self.cells.items()
        }
        return Pile(cells, self.columns, self.rows, self.edges)

    def part(self, columns: range, rows: range) -> Pile:
        cells = {
            (column - columns[0], row - rows[0]): self.cells[column, row]
            for column in columns
            for row in rows
        }
        return Pile(cells, len(columns), len(rows), list(self.edges))

    def fold(self, half: str) -> Pile:
        """That half, folded over the other."""
        if half in ("left", "right"):
            middle, odd = divmod(self.columns, 2)
            assert not odd
            parts = {
                "left": self.part(range(middle), range(self.rows)),
                "right": self.part(range(middle, self.columns), range(self.rows)),
            }
            moving, lying = parts[half], parts["right" if half == "left" else "left"]
            folded = on_one_another([moving.turn(), lying])
            # the leaves now hang together where the fold is: at the edge that half came over
            folded.edges = [*self.edges, half]
            return folded
        middle, odd = divmod(self.rows, 2)
        assert not odd
        parts = {
            "top": self.part(range(self.columns), range(middle)),
            "bottom": self.part(range(self.columns), range(middle, self.rows)),
        }
        moving, lying = parts[half], parts["bottom" if half == "top" else "top"]
        folded = on_one_another([moving.tumble(), lying])
        folded.edges = [*self.edges, half]
        return folded


def on_one_another(piles: list[Pile]) -> Pile:
    """Piles of the same size, the first on top."""
    (size,) = {(pile.columns, pile.rows) for pile in piles}
    cells = {
        place: [layer for pile in piles for layer in pile.cells[place]] for place in piles[0].cells
    }
    return Pile(cells, *size, list(piles[0].edges))


def sheet_of(sheet, columns, rows) -> Pile:
    """A printed sheet on the table, its front up."""
    upper, lower = cells_of(sheet.front), cells_of(sheet.back)
    cells = {}
    for row in range(rows):
        for column in range(columns):
            above = upper.get((column, row), (None, 0))
            below = lower.get((columns - 1 - column, row), (None, 0))
            cells[column, row] = [(above, below)]
    return Pile(cells, columns, rows)


def cells_of(side) -> dict[tuple[int, int], Face]:
    return {(slot.column, slot.row): (slot.page, slot.turn) for slot in side}


def read(made, binding: str = "left") -> list[list[Face]]:
    """Every copy that comes out, as the faces in the order in which somebody meets them."""
    if made.steps[-1].do == "push":
        return [around_the_slit(made, binding)]
    if made.steps[-1].do in ("zigzag", "corner"):
        return [in_the_order_of_sides(made, binding)]
    copies = zip(*(done(pile, made.steps) for pile in lots(made)), strict=True)
    return [joined(list(pieces), made.steps, binding) for pieces in copies]


def lots(made) -> list[Pile]:
    """What lies together at first."""
    lot = made.steps[0].lot
    keys = {
        "all": lambda number, sheet: 0,
        "signature": lambda number, sheet: sheet.signature,
        "sheet": lambda number, sheet: number,
    }[lot]
    piles: dict[int, list[Pile]] = {}
    for number, sheet in enumerate(made.sheets):
        pile = sheet_of(sheet, made.columns, made.rows)
        piles.setdefault(keys(number, sheet), []).append(pile)
    return [on_one_another(piles[key]) for key in sorted(piles)]


def done(pile: Pile, steps) -> list[Pile]:
    """What becomes of a pile: one for each copy."""
    piles = [pile]
    for step in steps:
        if step.do == "turn":
            piles = [pile.turn() for pile in piles]
        elif step.do == "fold":
            piles = [pile.fold(step.half) for pile in piles]
        elif step.do == "cut":
            piles, columns = [piece for pile in piles for piece in pieces(pile, step)], step.columns
        elif step.do == "gather" and len(piles) > 1:
            piles = [laid_on_one_another(piles, columns, from_right=step.half == "right")]
    return piles


def pieces(pile: Pile, step) -> list[Pile]:
    wide, tall = pile.columns // step.columns, pile.rows // step.rows
    return [
        pile.part(range(column * wide, (column + 1) * wide), range(row * tall, (row + 1) * tall))
        for row in range(step.rows)
        for column in range(step.columns)
    ]


def laid_on_one_another(piles: list[Pile], columns: int, from_right: bool) -> Pile:
    found = [piles[first::columns] for first in range(columns)]
    in_turn = reversed(found) if from_right else found
    return on_one_another([pile for column in in_turn for pile in column])


def joined(piles: list[Pile], steps, binding: str) -> list[Face]:
    """The pieces of one copy, one in another or one behind another, read from the top."""
    leaves = [pile.cells[0, 0] for pile in piles]
    assert all((pile.columns, pile.rows) == (1, 1) for pile in piles)
    if piles[0].edges:  # folded: it opens at the other edge, and heads are cut open
        assert [edge for edge in piles[0].edges if edge in ("left", "right")] == [binding]
        assert ("top" in piles[0].edges) == any(step.do == "trim" for step in steps)
    if any(step.do == "nest" for step in steps):
        whole: list = []
        for piece in leaves:
            middle = len(whole) // 2
            whole[middle:middle] = piece
    else:
        whole = [leaf for piece in leaves for leaf in piece]
    return [face for leaf in whole for face in leaf]


def in_the_order_of_sides(made, binding: str) -> list[Face]:
    """Sheets that nobody cuts: all of a side, then all of its back."""
    way = 1 if binding == "left" else -1
    return [
        (slot.page, slot.turn)
        for side in made.sides
        for slot in sorted(side, key=lambda slot: (slot.row, way * slot.column))
    ]


def around_the_slit(made, binding: str) -> list[Face]:
    """The pages of one sheet around a slit.

    The cells hang together in a ring where no cut parts them. Along it, two neighbours lie back to
    back or side by side in turn.
    """
    cells = cells_of(made.sheets[0].front)
    cuts = {
        frozenset(((column, line.at - 1), (column, line.at)))
        for line in made.lines
        if line.kind == "cut"
        for column in range(line.start, line.end)
    }
    last = made.columns - 1
    ring = [(last, 1), *((column, 0) for column in range(last, -1, -1))]
    ring += [(column, 1) for column in range(last)]
    if binding == "right":
        ring = [(last - column, row) for column, row in ring]
    for place, (here, there) in enumerate(zip(ring, [*ring[1:], ring[0]], strict=True), 1):
        (_, one), (_, other) = cells[here], cells[there]
        assert abs(here[0] - there[0]) + abs(here[1] - there[1]) == 1
        assert frozenset((here, there)) not in cuts
        is_leaf = place % 2 == 1
        if here[1] != there[1]:  # over the edge at the head or the foot
            assert is_leaf
            assert {one, other} == {0, 180}
        else:
            assert one == other
        if not is_leaf:  # the page with the even number lies where somebody reads first
            is_first = (here[0] < there[0]) == (one == 0)
            assert is_first == (binding == "left")
    return [(page, 0) for page, _ in (cells[place] for place in ring)]
