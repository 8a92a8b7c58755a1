"""A structure tree (ISO 32000-2, 14.7 and 14.8): elements, their content, their links.

Roles are those of PDF 2.0; `structure` writes them as PDF 1.7 has them where a file is of that.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

PAGE = "\0"
MAY_BE_EMPTY = ("TD", "TH", "LBody")
HOLD_NOTES = frozenset(("Document", "Sect", "Aside", "BlockQuote", "LBody", "TD", "TH"))
IN_LINES = frozenset(("Reference", "Link", "Span", "Em", "Strong", "Code", "Quote", "Sub", "Lbl"))
MOST_COLUMNS = 100  # that a cell counts as, however many it says


class Content(msgspec.Struct, array_like=True, tag="c"):
    """A run of marked content: its page in the section, from 0, and its number there."""

    page: int
    mcid: int


class Annotation(msgspec.Struct, array_like=True, tag="a"):
    """One rectangle of a link, in points from the page's lower left corner.

    `words` hold PAGE where the number of the page is said to which the link leads.
    """

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    words: str


class Tag(msgspec.Struct, array_like=True, tag="t"):
    """A structure element. `page` is the first page of its content, from 0, -1 without any.

    `names` are the ids that it was made from. A header cell has an `id` of its own in its section,
    and a cell names those of its `headers`. `actual` is the text of what its glyphs do not say.
    `at_foot` says of a note that it stands at the foot of a page.
    """

    role: str
    kids: list[Tag | Content | Annotation] = msgspec.field(default_factory=list)
    page: int = -1
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    scope: str = ""
    numbering: str = ""
    spans: tuple[int, int] = (1, 1)
    box: tuple[float, float, float, float] | None = None
    names: list[str] = msgspec.field(default_factory=list)
    id: str = ""
    actual: str = ""
    headers: list[str] = msgspec.field(default_factory=list)
    at_foot: bool = False

    def walk(self) -> Iterator[Tag]:
        """This tag and all inside it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def contents(self) -> Iterator[Content]:
        """All marked content inside this tag, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.contents()
            elif isinstance(kid, Content):
                yield kid

    def pruned(self) -> Tag:
        """The tag without parts that hold nothing; cells and list bodies may be empty."""
        kids = [kid.pruned() if isinstance(kid, Tag) else kid for kid in self.kids]
        self.kids = [
            kid for kid in kids
            if not isinstance(kid, Tag) or kid.kids or kid.role in MAY_BE_EMPTY
        ]  # fmt: skip
        return self


def settle_notes(tag: Tag) -> list[Tag]:
    """Let notes at the foot be read behind the block that calls them, and not amid a sentence, nor
    as words of a heading; those are left that nothing in this tag may hold."""
    kids, waiting = list[Tag | Content | Annotation](), list[Tag]()
    holds = tag.role in HOLD_NOTES
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.at_foot:
            waiting.append(kid)
            continue
        is_block = isinstance(kid, Tag) and kid.role not in IN_LINES
        if is_block and holds:
            kids += waiting
            waiting = []
        kids.append(kid)
        waiting += settle_notes(kid) if isinstance(kid, Tag) else []
        if is_block and holds:
            kids += waiting
            waiting = []
    tag.kids = [*kids, *waiting] if holds else kids
    return [] if holds else waiting


def name_headers(root: Tag) -> None:
    """Give every header cell an id, and every cell of a table the ids of its header cells.

    HTML, 4.9.12.2, for ISO 32000-2, 14.8.5.7.
    """
    tables = [tag for tag in root.walk() if tag.role == "Table"]
    for number, table in enumerate(tables, 1):
        places = list(_places(table))
        headers = [place for place in places if place[2].role == "TH"]
        for count, (_, _, cell) in enumerate(headers, 1):
            cell.id = f"table-{number}-{count}"
        for place in places:
            place[2].headers = [head[2].id for head in headers if _is_over(head, place)]


GridCell = tuple[range, range, Tag]


def _places(table: Tag) -> Iterator[GridCell]:
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


def _is_over(head: GridCell, cell: GridCell) -> bool:
    """Whether a header cell stands over a cell, or before it in its row, as its scope says."""
    if head[2] is cell[2]:
        return False
    same_row = _overlap(head[0], cell[0]) and head[1].start < cell[1].start
    same_column = _overlap(head[1], cell[1]) and head[0].start < cell[0].start
    return same_row if head[2].scope == "Row" else same_column


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop
