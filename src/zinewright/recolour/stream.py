"""The content of a page → the same, painted in other colours.

Colour operators are taken out and said anew before whatever is painted with them, since what a
colour becomes depends on whether letters, areas or lines are painted (ISO 32000-1, 8.6 and 8.5.3).
What cannot be said anew is `Unkept`, and the page becomes a picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, cast

import pikepdf
from pikepdf import Dictionary, Name, Object, PdfInlineImage, parse_content_stream

from zinewright.paper.inks import RGB, lightness
from zinewright.pdf.open import unpacks_to_more
from zinewright.pdf.operators import (
    UPRIGHT,
    Area,
    Held,
    Instruction,
    Operands,
    TextPlace,
    area_of,
    clipped,
    six,
    written,
)
from zinewright.pdf.source_pages import Box, Matrix, times
from zinewright.problems import Problem, ZineError
from zinewright.recolour.colours import COLOURS, Space, first_in, has_colours, rgb_in, space_of
from zinewright.recolour.left_out import EDGED, FILLS, STROKES, mode_with, operator_with
from zinewright.recolour.pixels import Bitmap, Raster

PATHS = frozenset("m l c v y h re W W*".split())
SHOWS = frozenset(("Tj", "TJ", "'", '"'))
NORMAL = frozenset(("/Normal", "/Compatible"))
BLACK: RGB = (0.0, 0.0, 0.0)
MOST_BYTES = 50_000_000  # of operators; a map of a city has a tenth
MOST_READ, MOST_OPERATORS = 5_000_000, 40_000  # that are painted anew, of one content
LARGE, PALE = 40, 0.6
"""Letters of so many points that are so light are areas: solid, they would hide what is there."""
NOTHING: Instruction = ([Name.LeftOut], "MP")
"""A point that is marked: an operator that paints nothing (ISO 32000-1, 14.6)."""
FIX = "Make that page without it, or print in colour"

Drawing = Object | PdfInlineImage | None
"""What is drawn by a name: a picture, a drawing, or nothing where a file has none of that name."""
Redrawn = Generator[bytes, None, Instruction]
"""What is said before something is drawn, and the operator that then draws it."""


class Unkept(Exception):
    """What a page has that cannot be painted anew, as a reader is told of it."""


class Paints(Protocol):
    """How colours are said; see `separations.Painter`. Of what says None, nothing is painted, and
    what lies below is seen.
    """

    @property
    def text(self) -> Callable[[RGB, float | None], bytes | None]: ...
    @property
    def fill(self) -> Callable[[RGB, bool], bytes | None]: ...
    @property
    def line(self) -> Callable[[RGB], bytes | None]: ...
    @property
    def picture(self) -> Callable[[Bitmap, tuple[int, int]], Raster]: ...


@dataclass(frozen=True)
class Paint:
    """What is painted with: colours or tilings, opacity, and where (ISO 32000-1, 8.4.1)."""

    fill: RGB = BLACK
    line: RGB = BLACK
    fill_space: Space = None
    line_space: Space = None
    fill_tiling: str = ""
    line_tiling: str = ""
    opacity: float = 1.0
    line_opacity: float = 1.0
    ctm: Matrix = UPRIGHT
    mode: int = 0
    size: float = 0.0
    clip: Box | None = None

    def inside(self, *, is_group: bool) -> Start:
        """What a drawing begins with that is drawn now."""
        around = self.opacity if is_group else 1.0
        own = (1.0, 1.0) if is_group else (self.opacity, self.line_opacity)
        return Start(self.fill, self.line, *own, around)


@dataclass(frozen=True)
class Start:
    """What a content begins with; all of it shines through as much as `around` says.

    A picture is as large on the page as `size` says, in points, at least.
    """

    fill: RGB = BLACK
    line: RGB = BLACK
    opacity: float = 1.0
    line_opacity: float = 1.0
    around: float = 1.0
    size: tuple[int, int] = (0, 0)


@dataclass
class _Laid:
    """Areas that were painted in a content, in order, and which of them text stands on."""

    areas: list[tuple[Area, float]] = field(default_factory=list)
    with_text: set[int] = field(default_factory=set)

    def below(self, x: float, y: float) -> int | None:
        for number in range(len(self.areas) - 1, -1, -1):
            if self.areas[number][0].holds(x, y):
                return number
        return None


class Walk:
    """One content on its way to other colours.

    `drawn` and `tilings` tell by new names what was drawn and painted with, and from what start;
    `states` which graphics states were set. It `is_doubtful` where something shines through, so
    that the colours may not be what they look like.
    """

    def __init__(
        self,
        painter: Paints,
        resources: Object,
        where: tuple[str, int],
        press: bytes = b"",
        start: Start = Start(),
    ) -> None:
        self.painter, self.resources, self.press, self.start = painter, resources, press, start
        self.where, self.number = where
        self.drawn: dict[str, tuple[Drawing, Start]] = {}
        self.tilings: dict[str, tuple[Object, Start]] = {}
        self.states: set[str] = set()
        self.is_doubtful = False
        self._names: dict[tuple[str, Start], str] = {}
        self._amids: dict[int, str] = {}

    def painted(self, held: Held) -> bytes:
        """The content of a page or of a drawing in other colours.

        Raises `Unkept`, and `ZineError` for one without end.
        """
        read = list(_parsed(held, self.where, self.number))
        seen = _Laid()
        try:
            for _ in self._walk(read, seen, None):
                pass
            return b"\n".join(self._walk(read, _Laid(), seen)) + b"\n"
        except (ValueError, TypeError, IndexError, KeyError, AttributeError) as error:
            raise Unkept(f"something that cannot be read ({error})") from None

    def _walk(self, read: list[Instruction], here: _Laid, known: _Laid | None) -> Iterator[bytes]:
        """The operators anew. Without `known`, areas and the text on them are only noted."""
        start = self.start
        first = Paint(
            start.fill, start.line, opacity=start.around * start.opacity,
            line_opacity=start.around * start.line_opacity,
        )  # fmt: skip
        states, path, text = [first], [], TextPlace()
        for operands, operator in read:
            state = states[-1]
            if operator in COLOURS:
                states[-1] = self._coloured(state, operands, operator)
                continue
            if operator in PATHS:
                path.append((operands, operator))
                continue
            if operator == "q":
                states.append(state)
            elif operator == "Q" and len(states) > 1:
                states.pop()
            elif operator in SETS:
                states[-1] = SETS[operator](self, state, operands)
            text.follow(operands, operator)
            after = b""
            if operator in SHOWS:
                after = yield from self._shown(state, text, here, known)
            elif operator in FILLS | STROKES:
                operator = yield from self._painted(state, operator, path, here, known)
            elif operator in DRAWS:
                operands, operator = yield from DRAWS[operator](self, state, operands)
            if any(each[1] in ("W", "W*") for each in path):
                states[-1] = replace(state, clip=clipped(path, state.ctm, state.clip))
            yield from (written(*each) for each in path)
            path = []
            yield written(operands, operator)
            if after:
                yield after

    def _shown(
        self, state: Paint, text: TextPlace, here: _Laid, known: _Laid | None
    ) -> Generator[bytes, None, bytes]:
        """What stands before letters, and returned, what stands behind them."""
        place = times(text.matrix, state.ctm)
        number = here.below(place[4], place[5] + 0.1)
        if known is None and number is not None:
            here.with_text.add(number)
        tone = None if number is None else here.areas[number][1]
        colour = _through(state.fill, state.opacity)
        if known is None or state.mode in (3, 7):
            return b""
        size = state.size * max(abs(place[1]), abs(place[3]))
        if state.fill_tiling:
            said: bytes | None = _tiled(state.fill_tiling, "cs")
        elif number is None and size > LARGE and lightness(colour) > PALE:
            said = self.painter.fill(colour, False)
        else:
            said = self.painter.text(colour, tone)
        edge = self._stroke(state) if state.mode in EDGED else None
        yield from (each for each in (said, edge) if each is not None)
        mode = mode_with(state.mode, fills=said is not None, edges=edge is not None)
        if mode == state.mode:
            return b""
        yield b"%d Tr" % mode
        return b"%d Tr" % state.mode

    def _painted(
        self, state: Paint, operator: str, path: list[Instruction], here: _Laid, known: _Laid | None
    ) -> Generator[bytes, None, str]:
        """What stands before an area or a line, and returned, the operator that paints it."""
        said: bytes | None = None
        edge = self._stroke(state) if operator in STROKES else None
        if operator in FILLS:
            colour = _through(state.fill, state.opacity)
            area = area_of(path, state.ctm, state.clip, is_odd=operator.endswith("*"))
            here.areas.append((area, lightness(colour)))
            has_text = known is not None and len(here.areas) - 1 in known.with_text
            said = (
                _tiled(state.fill_tiling, "cs")
                if state.fill_tiling
                else self.painter.fill(colour, has_text)
            )
        yield from (each for each in (said, edge) if each is not None)
        return operator_with(operator, fills=said is not None, edges=edge is not None)

    def _stroke(self, state: Paint) -> bytes | None:
        if state.line_tiling:
            return _tiled(state.line_tiling, "CS")
        return self.painter.line(_through(state.line, state.line_opacity))

    def _drawn(self, state: Paint, operands: Operands) -> Redrawn:
        name = str(operands[0])
        held = self.resources.get("/XObject", Dictionary()).get(name)
        form = held if held is not None and held.get("/Subtype") == Name.Form else None
        start = _placed(state) if form is None else state.inside(is_group="/Group" in form)
        said = self.painter.fill(_through(state.fill, state.opacity), False)
        if said is None and held is not None and held.get("/ImageMask"):  # a stencil for the ink
            return NOTHING
        named = self._names.setdefault((name, start), _next(name, self.drawn))
        self.drawn[named] = held, start
        yield said or b""
        return [Name(named)], "Do"

    def _amid(self, state: Paint, operands: Operands) -> Redrawn:
        """A picture amid the operators: a stencil takes a colour, others are drawings like all."""
        if operands[0].image_mask:
            said = self.painter.fill(_through(state.fill, state.opacity), False)
            if said is None:
                return NOTHING
            yield said
            return operands, "INLINE IMAGE"
        named = self._amids.setdefault(id(operands[0]), f"/ZineAmid{len(self._amids)}")
        self.drawn[named] = operands[0], _placed(state)
        return [Name(named)], "Do"

    def _shaded(self, state: Paint, operands: Operands) -> Redrawn:
        raise Unkept("a gradient")

    def _coloured(self, state: Paint, operands: Operands, operator: str) -> Paint:
        is_fill = operator.islower()
        if operator in ("cs", "CS"):
            named_space = space_of(operands[0], self.resources)
            return _with(state, is_fill, first_in(named_space, self.press), space=named_space)
        named = operator.lower() in ("sc", "scn")
        space = (state.fill_space if is_fill else state.line_space) if named else None
        if named and operands and isinstance(operands[-1], Name):
            return self._patterned(state, operands, space, is_fill)
        colour = rgb_in([float(number) for number in operands], space, self.press)
        return _with(state, is_fill, colour, space=space)

    def _patterned(self, state: Paint, operands: Operands, space: Space, is_fill: bool) -> Paint:
        """A tiling keeps its drawing, in its own colours or in the one that it is given."""
        name = str(operands[-1])
        pattern = self.resources.get("/Pattern", Dictionary()).get(name)
        if not isinstance(pattern, pikepdf.Stream):
            raise Unkept("a gradient")
        start = Start(around=state.opacity)
        if pattern.get("/PaintType") == 2:
            colour = rgb_in([float(number) for number in operands[:-1]], space, self.press)
            start = replace(start, fill=colour, line=colour)
        named = self._names.setdefault((name, start), _next(name, self.tilings))
        self.tilings[named] = pattern, start
        return _with(state, is_fill, start.fill, space=space, tiling=named)

    def _state_set(self, state: Paint, operands: Operands) -> Paint:
        """What a graphics state sets; nothing that the new colours could not have."""
        name = str(operands[0])
        held = self.resources.get("/ExtGState", Dictionary()).get(name)
        if held is None:
            return state
        self.states.add(name)
        if isinstance(held.get("/SMask"), Dictionary):
            raise Unkept("a soft mask")
        blend = held.get("/BM", Name.Normal)
        blends = list(blend) if isinstance(blend, pikepdf.Array) else [blend]
        if blends and str(blends[0]) not in NORMAL:
            raise Unkept("a blend mode")
        around = self.start.around
        fill, line = (held.get(key) for key in ("/ca", "/CA"))
        self.is_doubtful |= any(n is not None and float(n) < 1 for n in (fill, line))
        if fill is not None:
            state = replace(state, opacity=around * float(fill))
        return state if line is None else replace(state, line_opacity=around * float(line))

    def _moved(self, state: Paint, operands: Operands) -> Paint:
        return replace(state, ctm=times(six(operands), state.ctm))

    def _moded(self, state: Paint, operands: Operands) -> Paint:
        return replace(state, mode=int(operands[0]))

    def _set_in(self, state: Paint, operands: Operands) -> Paint:
        font = self.resources.get("/Font", Dictionary()).get(str(operands[0]))
        if font is not None and font.get("/Subtype") == Name.Type3 and has_colours(font):
            raise Unkept("letters with colours of their own")
        return replace(state, size=abs(float(operands[1])))


SETS: dict[str, Callable[[Walk, Paint, Operands], Paint]] = {
    "cm": Walk._moved, "gs": Walk._state_set, "Tr": Walk._moded, "Tf": Walk._set_in,
}  # fmt: skip
DRAWS: dict[str, Callable[[Walk, Paint, Operands], Redrawn]] = {
    "Do": Walk._drawn, "sh": Walk._shaded, "INLINE IMAGE": Walk._amid,
}  # fmt: skip


# --- operators


def _parsed(held: Held, where: str, page: int) -> Iterator[Instruction]:
    """The operators of a content, with what stands before each."""
    content = held.get("/Contents") if isinstance(held, pikepdf.Page | Dictionary) else held
    if unpacks_to_more(content, MOST_BYTES):
        what = f"the content of page {page} has more than {MOST_BYTES // 10**6} MB"
        raise ZineError([Problem(where, None, "recolouring", what, FIX)])
    if unpacks_to_more(content, MOST_READ):
        raise Unkept("a drawing of very many parts")
    try:
        for number, instruction in enumerate(parse_content_stream(held)):
            if number > MOST_OPERATORS:
                raise Unkept("a drawing of very many parts")
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                picture = cast(Object, instruction.iimage)  # it stands where others have operands
                yield [picture], "INLINE IMAGE"
            else:
                yield list(instruction.operands), str(instruction.operator)
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise Unkept(f"content that cannot be read ({error})") from None


def _with(state: Paint, is_fill: bool, colour: RGB, *, space: Space, tiling: str = "") -> Paint:
    if is_fill:
        return replace(state, fill=colour, fill_space=space, fill_tiling=tiling)
    return replace(state, line=colour, line_space=space, line_tiling=tiling)


def _placed(state: Paint) -> Start:
    """How large a picture is drawn: a square of one unit (8.9.5)."""
    a, b, c, d, *_ = state.ctm
    wide, high = (min(5000, math.ceil(math.hypot(*side))) for side in ((a, b), (c, d)))
    return Start(size=(wide, high))


def _tiled(name: str, operator: str) -> bytes:
    return f"/Pattern {operator} {name} {'scn' if operator == 'cs' else 'SCN'}".encode()


def _next(name: str, taken: Mapping[str, object]) -> str:
    """A name for what is drawn once more, from another start."""
    return name if name not in taken else f"{name}.{len(taken)}"


def _through(colour: RGB, opacity: float) -> RGB:
    """A colour as it looks on white with the opacity that it is painted with."""
    red, green, blue = (1 - opacity * (1 - channel) for channel in colour)
    return red, green, blue
