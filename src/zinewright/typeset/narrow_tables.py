"""A laid-out table that is wider than its room → the same in a narrower form, until it fits.

No word and no number in a table is broken but at a hyphen. So a column is as wide as its longest
word, and a table may ask for more than the page has. Then it is set smaller, then with hyphens
where the language has them, and at last with its cells below one another, each after the words of
its column. What these forms look like is in the style: classes `wide`, `tight` and `stacked`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from zinewright.typeset.boxes import Box, LaidOutPage, is_a, laid_out

FORMS = ((), ("wide",), ("wide", "tight"), ("stacked",))
NARROWEST = len(FORMS) - 1
NOTHING_MORE = 0.5  # pixels by which a table may be wider than its room
MARKS = ("noteref", "linkref", "slot", "locator")


def narrowed(pages: Iterable[LaidOutPage]) -> bool:
    """Whether a table on these laid-out pages was too wide; each such one has its next form now,
    for which the pages have to be laid out anew."""
    found = {id(table): table for page in pages for table in _too_wide(page._page_box, 0.0)}
    changed = [_next_form(table) for table in found.values()]
    return any(changed)


def _too_wide(box: Box, room: float) -> Iterator[Element]:
    """The elements of tables that are wider than what they stand in."""
    box = laid_out(box)
    is_wide = is_a(box, "TableBox") and box.border_width() > room + NOTHING_MORE
    if is_wide and box.element is not None:
        yield box.element
    if not box.is_table_wrapper:
        room = box.width
    for child in box.children:
        yield from _too_wide(child, room)


def _next_form(table: Element) -> bool:
    classes = (table.get("class") or "").split()
    form = max(n for n, names in enumerate(FORMS) if set(names) <= set(classes))
    if form == NARROWEST:
        return False
    kept = [name for name in classes if not any(name in names for names in FORMS)]
    table.set("class", " ".join([*kept, *FORMS[form + 1]]))
    if form + 1 == NARROWEST:
        _name_columns(table)
    return True


def _name_columns(table: Element) -> None:
    """Give every cell below the head the words of its column, which then stand before it."""
    heads: dict[int, str] = {}
    for row in table.iter("tr"):
        column, is_head = 0, any(row in part for part in table.iter("thead"))
        for cell in row:
            if is_head:
                heads[column] = f"{heads.get(column, '')} {_words(cell)}".strip()
            elif cell.tag == "td" and heads.get(column):
                cell.set("data-column", heads[column])
            column += int(cell.get("colspan") or 1)


def _words(element: Element) -> str:
    """The words of a cell, without marks of notes and room for numbers."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.get("class") not in MARKS:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
