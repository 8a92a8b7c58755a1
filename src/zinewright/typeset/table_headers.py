"""The cells of a table → the header cells of each (HTML, 4.9.12.2, for ISO 32000-2, 14.8.5.7)."""

from __future__ import annotations

from collections.abc import Iterator

from zinewright.typeset.structure_tree import Tag

MOST_COLUMNS = 100


def name_headers(root: Tag) -> None:
    """Give every header cell an id, and every cell of a table the ids of its header cells."""
    tables = [tag for tag in root.walk() if tag.role == "Table"]
    for number, table in enumerate(tables, 1):
        places = list(_places(table))
        headers = [place for place in places if place[2].role == "TH"]
        for count, (_, _, cell) in enumerate(headers, 1):
            cell.id = f"table-{number}-{count}"
        for place in places:
            place[2].headers = [head[2].id for head in headers if _is_over(head, place)]


Place = tuple[range, range, Tag]


def _places(table: Tag) -> Iterator[Place]:
    """Every cell with the rows and the columns that it stands in."""
    taken: set[tuple[int, int]] = set()
    rows = [tag for tag in table.walk() if tag.role == "TR"]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.kids:
            if not isinstance(cell, Tag) or cell.role not in ("TH", "TD"):
                continue
            while (number, column) in taken:
                column += 1
            wide, high = min(cell.spans[0], MOST_COLUMNS), min(cell.spans[1], len(rows) - number)
            across, down = range(column, column + wide), range(number, number + high)
            taken |= {(y, x) for y in down for x in across}
            yield down, across, cell


def _is_over(head: Place, cell: Place) -> bool:
    """Whether a header cell stands over a cell, or before it in its row, as its scope says."""
    if head[2] is cell[2]:
        return False
    same_row = _overlap(head[0], cell[0]) and head[1].start < cell[1].start
    same_column = _overlap(head[1], cell[1]) and head[0].start < cell[0].start
    return same_row if head[2].scope == "Row" else same_column


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop
