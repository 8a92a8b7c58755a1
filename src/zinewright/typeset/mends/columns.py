"""WeasyPrint 70 with columns that have room for notes at the foot of their page, and an end.

WeasyPrint finds the height of columns by setting them again and again, a pixel higher each time;
with columns in columns, or notes below them, that may last minutes. So it is counted how often
columns are set, which is the same on every machine, and a section that needs too many has none.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from zinewright.typeset.mends.faster import Function, Theirs, looked_at

NOTES_KNOWN = {
    "layout.column.columns_layout": "7a05cce3272fc581",
    "layout.LayoutContext._update_footnote_area": "2e317e4b066fb80c",
}
TRIES = 6  # of a height for columns, each half as far from the best as the one before
CLOSE = 12  # pixels: a line
MOST_OF_PAGE = 0.8  # that notes may take
FEWEST, FOR_EACH_PAGE = 500, 60  # columns that may be set; a page of a piece needs about ten
ONE_COLUMN = "* { columns: auto !important }"
"""A style for what cannot be set in columns."""


class TooManyColumns(Exception):
    """Columns that were set more often than they may."""


def _counted(theirs: Function) -> Function:
    """The function that sets a block, which ends where it is a column too many."""

    def block_box_layout(context: Theirs, box: Theirs, *more: Theirs, **named: Theirs) -> Theirs:
        if box.is_column:
            count = context.__dict__.get("_columns_set", 0) + 1
            context._columns_set = count
            if count > FEWEST + FOR_EACH_PAGE * (context.current_page or 1):
                raise TooManyColumns
        return theirs(context, box, *more, **named)

    return block_box_layout


def rendered(render: Function, styles: list[object], one_column: object) -> Theirs:
    """A document on pages in `styles`; where its columns cannot be set, these take in the style for
    `one_column`.
    """
    try:
        return render(stylesheets=styles)
    except Exception as error:
        if not _is_of_columns(error):
            raise
        styles.append(one_column)
        return render(stylesheets=styles)


def _is_of_columns(error: BaseException) -> bool:
    """Whether what went wrong did so while columns were set."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_name == "columns_layout":
            return True
        trace = trace.tb_next
    return False


def column_mends(weasyprint: Theirs) -> dict[str, Function]:
    """What stands in for the functions that find room for notes, if they were looked at, and for
    the one that sets a column, so that columns have an end.

    WeasyPrint 70 may find no height for columns and their notes: pages then hold a line. And it
    compares lengths that are equal but for rounding: then each note has a page of its own.
    """
    made = {
        "layout.column.columns_layout": _columns_layout,
        "layout.LayoutContext._update_footnote_area": _update_notes,
    }
    theirs = weasyprint.layout.block.block_box_layout
    bounded = {"layout.block.block_box_layout": _counted(theirs)}
    return looked_at(weasyprint, made, NOTES_KNOWN) | bounded


def _update_notes(weasyprint: Theirs, theirs: Function) -> Function:
    def _update_footnote_area(context: Theirs) -> bool:
        overflows = bool(theirs(context))
        area = context.current_footnote_area
        if area.max_height != inf:  # which a style says
            return overflows
        left: float = context.page_bottom - area.page.content_box_y()
        return not context.in_column and left < area.page.height * (1 - MOST_OF_PAGE)

    return _update_footnote_area


def _columns_layout(weasyprint: Theirs, theirs: Function) -> Function:
    def columns_layout(
        context: Theirs, box: Theirs, bottom_space: float, *more: Theirs, **named: Theirs
    ) -> Theirs:
        if not context.footnotes and not context.current_page_footnotes:
            return theirs(context, box, bottom_space, *more, **named)
        columns = _Columns(context, box, [each for each in more if isinstance(each, list)])
        most = (context.page_bottom - box.position_y) * MOST_OF_PAGE

        def above(room: float) -> Theirs:
            return theirs(context, box, bottom_space + room, *more, **named)

        room, notes = 0.0, columns.tried(above, 0)
        if notes:
            room = _room_for_notes(columns, above, columns.needed(notes), most)
        made, notes = columns.without_notes(above, room)
        columns.add(notes, most)
        return made

    return columns_layout


def _room_for_notes(
    columns: _Columns, above: Callable[[float], Theirs], needed: float, most: float
) -> float:
    """The least room that is found to hold the notes of the columns above it, `most` if none is."""
    small, room, enough = 0.0, min(needed, most), most
    for _ in range(TRIES):
        needed = columns.needed(columns.tried(above, room))
        small, enough = (small, room) if needed <= room else (room, enough)
        if needed <= room < needed + CLOSE or enough - small < CLOSE:
            break
        room = (small + enough) / 2
    return enough


class _Columns:
    """A page on which columns are laid out, more than once; `lists` are what that adds to."""

    def __init__(self, context: Theirs, box: Theirs, lists: list[list[Theirs]]) -> None:
        self.context, self.waiting, self.style = context, list(context.footnotes), box.style
        self.lists = [(each, len(each)) for each in lists]
        self.broken = dict(context.broken_out_of_flow)
        self.shapes = list(context.excluded_shapes)

    def without_notes(
        self, above: Callable[[float], Theirs], room: float
    ) -> tuple[Theirs, list[Theirs]]:
        """The columns above so much room, and the notes that are called in them."""
        context = self.context
        for each, length in self.lists:
            del each[length:]
        context.broken_out_of_flow.clear()
        context.broken_out_of_flow.update(self.broken)
        context.excluded_shapes[:] = self.shapes
        context.footnotes, context.unlayout_footnote = [], lambda note: None
        try:
            made = above(room)
        finally:
            context.footnotes = list(self.waiting)
            del context.unlayout_footnote
        calls = made[0].descendants(placeholders=True) if made[0] is not None else ()
        called = {id(call.footnote) for call in calls if call.footnote is not None}
        return made, [note for note in self.waiting if id(note) in called]

    def tried(self, above: Callable[[float], Theirs], room: float) -> list[Theirs]:
        """The notes that are called in columns above so much room, before these are balanced."""
        fill, self.style["column_fill"] = self.style["column_fill"], "auto"
        try:
            return self.without_notes(above, room)[1]
        finally:
            self.style["column_fill"] = fill

    def needed(self, notes: list[Theirs]) -> float:
        """The height that notes add to the foot of the page."""
        before, held = self.context.page_bottom, self.context.current_page_footnotes
        self._have([*held, *notes])
        needed: float = before - self.context.page_bottom
        self._have(held)
        return needed

    def add(self, notes: list[Theirs], most: float) -> None:
        """Put notes at the foot of the page; those for which `most` is too little wait."""
        context, fit = self.context, len(notes)
        while fit > 1 and self.needed(notes[:fit]) > most:
            fit -= 1
        context.footnotes = [note for note in self.waiting if note not in notes]
        context.reported_footnotes += notes[fit:]
        if notes:
            self._have([*context.current_page_footnotes, *notes[:fit]])

    def _have(self, notes: list[Theirs]) -> None:
        self.context.current_page_footnotes = notes
        self.context._update_footnote_area()
