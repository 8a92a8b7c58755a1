"""The content of a page → the same, painted in other colours.

Colour operators are taken out and said anew before whatever is painted with them, since what a
colour becomes depends on whether letters, areas or lines are painted (ISO 32000-1, 8.6 and 8.5.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import pikepdf
from pikepdf import Name, Operator, parse_content_stream, unparse_content_stream

from zinewright.colours import ends_of, rgb_in, space_of
from zinewright.inks import RGB, lightness
from zinewright.opening import unpacks_to_more
from zinewright.originals import Box, Matrix, times
from zinewright.problems import Problem, ZineError

PATHS = frozenset("m l c v y h re W W*".split())
FILLS, STROKES = frozenset("f F f* B B* b b*".split()), frozenset("S s B B* b b*".split())
SHOWS = frozenset(("Tj", "TJ", "'", '"'))
COLOURS = frozenset("g G rg RG k K cs CS sc SC scn SCN".split())
BLACK: RGB = (0.0, 0.0, 0.0)
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOST_BYTES = 50_000_000  # of operators; a map of a city has a tenth
FIX = "Make that page without it, or print in colour"


class Paints(Protocol):
    """How colours are said; see `plates.Painter`."""

    @property
    def text(self) -> Any: ...
    @property
    def fill(self) -> Any: ...
    @property
    def line(self) -> Any: ...
    @property
    def picture(self) -> Any: ...


@dataclass(frozen=True)
class _State:
    """What is painted with: colours, opacity, and where (ISO 32000-1, 8.4.1)."""

    fill: RGB = BLACK
    line: RGB = BLACK
    fill_space: Any = None
    line_space: Any = None
    fill_pattern: bytes = b""
    opacity: float = 1.0
    ctm: Matrix = (1, 0, 0, 1, 0, 0)
    mode: int = 0


@dataclass
class _Seen:
    """Areas that were painted in a content, in order, and which of them text stands on."""

    areas: list[tuple[Box, float]] = field(default_factory=list)
    with_text: set[int] = field(default_factory=set)

    def below(self, x: float, y: float) -> int | None:
        for number in range(len(self.areas) - 1, -1, -1):
            left, bottom, right, top = self.areas[number][0]
            if left <= x <= right and bottom <= y <= top:
                return number
        return None


class Walk:
    """One content on its way to other colours."""

    def __init__(
        self, painter: Paints, resources: Any, where: str, number: int, opacity: float = 1.0
    ) -> None:
        self.painter, self.resources = painter, resources
        self.where, self.number = where, number
        self.keeps = painter.picture is None
        self.first = _State(opacity=opacity)
        self.opacities: dict[str, float] = {}
        """How opaque each drawing is put on the page, by its name there."""

    def painted(self, held: Any) -> bytes:
        """The content of a page or of a drawing in other colours. Raises `ZineError`."""
        read = list(_parsed(held, self.where, self.number))
        seen = _Seen()
        for _ in self._walk(read, seen, None):
            pass
        return b"\n".join(self._walk(read, _Seen(), seen)) + b"\n"

    def _walk(
        self, read: list[tuple[list[Any], str]], here: _Seen, known: _Seen | None
    ) -> Iterator[bytes]:
        """The operators anew. Without `known`, areas and the text on them are only noted."""
        states, path, text = [self.first], [], _Text()
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
            elif operator == "cm":
                states[-1] = replace(state, ctm=times(_six(operands), state.ctm))
            elif operator == "gs" and not self.keeps:
                states[-1] = _opaque(state, operands, self.resources, self.first.opacity)
            elif operator == "Tr":
                states[-1] = replace(state, mode=int(operands[0]))
            text.follow(operands, operator)
            if operator in SHOWS:
                yield from self._shown(state, text, here, known)
            elif operator in FILLS | STROKES:
                yield from self._painted(state, operator, path, here, known)
            elif operator == "sh" and not self.keeps:
                yield from self._shaded(operands)
                continue
            elif operator == "Do":
                self.opacities[str(operands[0])] = state.opacity
                yield self.painter.fill(_through(state, state.fill), False)
            yield from (_written(*each) for each in path)
            path = []
            yield _written(operands, operator)

    def _shown(
        self, state: _State, text: _Text, here: _Seen, known: _Seen | None
    ) -> Iterator[bytes]:
        place = times(text.matrix, state.ctm)
        number = here.below(place[4], place[5] + 0.1)
        if known is None and number is not None:
            here.with_text.add(number)
        tone = None if number is None else here.areas[number][1]
        colour = _through(state, state.fill)
        if known is None:
            return
        yield self.painter.text(colour, tone)
        if state.mode in (1, 2, 5, 6):
            yield self.painter.line(_through(state, state.line))

    def _painted(
        self, state: _State, operator: str, path: list[Any], here: _Seen, known: _Seen | None
    ) -> Iterator[bytes]:
        if operator in FILLS:
            colour = _through(state, state.fill)
            here.areas.append((_bounds(path, state.ctm), lightness(colour)))
            has_text = known is not None and len(here.areas) - 1 in known.with_text
            if state.fill_pattern:
                yield state.fill_pattern
            else:
                yield self.painter.fill(colour, has_text)
        if operator in STROKES:
            yield self.painter.line(_through(state, state.line))

    def _coloured(self, state: _State, operands: list[Any], operator: str) -> _State:
        is_fill = operator.islower()
        if operator in ("cs", "CS"):
            space = space_of(operands[0], self.resources)
            key = "fill_space" if is_fill else "line_space"
            return replace(state, **{key: space, "fill" if is_fill else "line": BLACK})
        space = state.fill_space if is_fill else state.line_space
        if operands and isinstance(operands[-1], Name):
            return self._patterned(state, operands, is_fill)
        numbers = [float(number) for number in operands]
        colour = rgb_in(numbers, space if operator.lower() in ("sc", "scn") else None)
        if is_fill:
            return replace(state, fill=colour, fill_pattern=b"")
        return replace(state, line=colour)

    def _patterned(self, state: _State, operands: list[Any], is_fill: bool) -> _State:
        """A tiling keeps its own drawing; a gradient becomes its middle colour.

        Where pictures stay as they are, so do gradients.
        """
        pattern = self.resources.get("/Pattern", pikepdf.Dictionary()).get(str(operands[-1]))
        if isinstance(pattern, pikepdf.Stream) or self.keeps:
            said = ([Name.Pattern], "cs"), (operands, "scn")
            inside = b" ".join(_written(*each) for each in said)
            return replace(state, fill_pattern=inside) if is_fill else state
        shading = pattern.get("/Shading") if pattern is not None else None
        colour = self._middle(shading)
        return replace(state, fill=colour, fill_pattern=b"") if is_fill else state

    def _shaded(self, operands: list[Any]) -> Iterator[bytes]:
        shading = self.resources.get("/Shading", pikepdf.Dictionary()).get(str(operands[0]))
        yield self.painter.fill(self._middle(shading), False)
        yield b"-20000 -20000 40000 40000 re f"

    def _middle(self, shading: Any) -> RGB:
        """The mean of the colours that a gradient begins and ends with."""
        ends = list(ends_of(shading.get("/Function"))) if shading is not None else []
        if not ends:
            what = f"page {self.number} has a gradient that cannot be read"
            raise ZineError([Problem(self.where, None, "ink", what, FIX)])
        mean = [sum(channel) / len(ends) for channel in zip(*ends, strict=True)]
        return rgb_in(mean, shading.get("/ColorSpace"))


class _Text:
    """Where text is shown: the text matrix (ISO 32000-1, 9.4.2)."""

    def __init__(self) -> None:
        self.matrix, self.begun = UPRIGHT, UPRIGHT
        self.leading = 0.0

    def follow(self, operands: list[Any], operator: str) -> None:
        if operator == "BT":
            self.matrix = self.begun = UPRIGHT
        elif operator == "Tm":
            self.matrix = self.begun = _six(operands)
        elif operator in ("Td", "TD"):
            x, y = map(float, operands)
            self.leading = -y if operator == "TD" else self.leading
            self._move(x, y)
        elif operator == "TL":
            self.leading = float(operands[0])
        elif operator in ("T*", "'", '"'):
            self._move(0, -self.leading)

    def _move(self, x: float, y: float) -> None:
        self.begun = self.matrix = times((1, 0, 0, 1, x, y), self.begun)


# --- operators


def _parsed(held: Any, where: str, page: int) -> Iterator[tuple[list[Any], str]]:
    """The operators of a content, with what stands before each."""
    content = (
        held.get("/Contents") if isinstance(held, (pikepdf.Page, pikepdf.Dictionary)) else held
    )
    if unpacks_to_more(content, MOST_BYTES):
        what = f"the content of page {page} has more than {MOST_BYTES // 10**6} MB"
        raise ZineError([Problem(where, None, "ink", what, FIX)])
    try:
        for instruction in parse_content_stream(held):
            operator = str(instruction.operator)
            if operator == "INLINE IMAGE":
                what = f"a picture on page {page} stands amid the text"
                raise ZineError([Problem(where, None, "ink", what, FIX)])
            yield list(instruction.operands), operator
    except (pikepdf.PdfError, ValueError) as error:
        what = f"the content of page {page} cannot be read ({error})"
        raise ZineError([Problem(where, None, "ink", what, FIX)]) from None


def _written(operands: list[Any], operator: str) -> bytes:
    return unparse_content_stream([(operands, Operator(operator))])


def _six(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return a, b, c, d, e, f


def _bounds(path: list[tuple[list[Any], str]], ctm: Matrix) -> Box:
    """The smallest upright box around the points of a path."""
    points: list[tuple[float, float]] = []
    for operands, operator in path:
        numbers = [float(number) for number in operands]
        if operator == "re":
            x, y, wide, high = numbers
            points += [(x, y), (x + wide, y), (x, y + high), (x + wide, y + high)]
        else:
            points += zip(numbers[::2], numbers[1::2], strict=True)
    moved = [times((1, 0, 0, 1, x, y), ctm)[4:] for x, y in points] or [(0.0, 0.0)]
    across, down = [x for x, _ in moved], [y for _, y in moved]
    return min(across), min(down), max(across), max(down)


def _through(state: _State, colour: RGB) -> RGB:
    """A colour as it looks on white with the opacity that it is painted with."""
    red, green, blue = (1 - state.opacity * (1 - channel) for channel in colour)
    return red, green, blue


def _opaque(state: _State, operands: list[Any], resources: Any, around: float) -> _State:
    """The state with the opacity that is set here, in a drawing that has one of its own."""
    held = resources.get("/ExtGState", pikepdf.Dictionary()).get(str(operands[0]))
    opacity = held.get("/ca") if held is not None else None
    return state if opacity is None else replace(state, opacity=around * float(opacity))
