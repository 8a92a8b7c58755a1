"""The operators of a page → the same, painted in the order in which they are read.

Layout paints the marks of lists after their text, and what floats before it. Programs that show
text without its structure, and some voices, go by that order. What is seen stays as it is: nothing
is moved into or out of a clip, nor across anything that would cover it or that it would cover.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zinewright.typeset.boxes import Operator, Operators

STATES = (b"rg", b"RG", b"g", b"G", b"k", b"K", b"gs")
"""Operators for colours and graphics states (ISO 32000-2, 8.4.4 and 8.6.8)."""
PATHS = {b"m", b"l", b"c", b"v", b"y", b"h", b"re"}
CLIPS = (b"W", b"W*")
FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
LINES = (b"S", b"s")
Area = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)
ALL: Area = (-1e9, -1e9, 1e9, 1e9)
THIN = 3.0  # units of the page: a rule as thin as this covers no word
WIDE, DEEP, HIGH = 1.3, 0.4, 1.1  # em: of a glyph of which nothing is known, and of all letters
NUMBER = 4.0  # em: the room for a page number
SHOWN = re.compile(rb"<([0-9a-fA-F]+)>|(-?[\d.]+)")
Where = tuple[tuple[Operator, ...], tuple[Operator, ...]]
"""The colours and graphics states in force, and the transforms and clips."""
Widths = Mapping[bytes, Mapping[int, float]]
"""The widths of the glyphs of each font, in 1/1000 em."""


@dataclass(frozen=True)
class _Part:
    """A run of operators: a marked content with its number, or what stands between (-1), up to
    where a state ends that was kept.

    `state` are the colours and graphics states in force where it begins, `space` the transforms
    and clips. `shapes` are the areas that it paints, `texts` those of its letters.
    """

    mcid: int
    ops: Operators
    state: tuple[Operator, ...]
    space: tuple[Operator, ...]
    shapes: tuple[Area, ...] = ()
    texts: tuple[Area, ...] = ()

    def commutes(self, other: _Part) -> bool:
        """Whether two parts look the same whichever is painted first."""
        return not (
            _overlap(self.shapes, (*other.shapes, *other.texts))
            or _overlap(other.shapes, self.texts)
        )


def in_order(ops: Operators, order: Sequence[int], widths: Widths | None = None) -> Operators:
    """The operators with marked contents painted in the given order of their numbers.

    As few as possible are moved, each before the one that is read next.
    """
    place = {mcid: number for number, mcid in enumerate(order)}
    painted = [place[mcid] for mcid in _numbers(ops) if mcid in place]
    if painted == sorted(painted):
        return ops
    parts = _Pen(place, widths or {}).parts(ops)
    known = [part.mcid for part in parts if part.mcid >= 0]
    kept = set(_longest_rise([place[mcid] for mcid in known]))
    late = sorted((mcid for mcid in known if place[mcid] not in kept), key=place.__getitem__)
    settled = {mcid for mcid in known if place[mcid] in kept}
    for mcid in reversed(late):
        before = [other for other in order[: place[mcid]] if other in settled]
        behind = [other for other in order[place[mcid] + 1 :] if other in settled]
        if _move(parts, mcid, before[-1:], behind[:1]):
            settled.add(mcid)
    return [op for part in parts for op in part.ops]


def _numbers(ops: Operators) -> Iterator[int]:
    """The numbers of marked contents as they are painted."""
    return (op["MCID"] for op in ops if isinstance(op, dict) and "MCID" in op)


def _move(parts: list[_Part], mcid: int, before: Sequence[int], behind: Sequence[int]) -> bool:
    """Put a marked content as near as can be to the one that is read next, and behind the one
    before it.

    Its transforms and clips go with it. It is not moved to where there are others, nor across what
    would cover it or be covered; whether it was moved.
    """
    there = {part.mcid: number for number, part in enumerate(parts)}
    here = there[mcid]
    part = parts[here]
    first = there[before[0]] + 1 if before else 0
    places = range(first, len(parts))
    if behind:
        places = range(there[behind[0]], first - 1, -1)
    for number in places:
        space = parts[number].space
        crossed = parts[number:here] if number <= here else parts[here + 1 : number]
        if part.space[: len(space)] == space and all(map(part.commutes, crossed)):
            ops = [b"q", *part.state, *part.space[len(space) :], *part.ops, b"Q"]
            state = [op for op in part.ops if _operator(op) in STATES]
            parts[here] = replace(part, mcid=-1, ops=state, shapes=(), texts=())
            parts.insert(number, replace(part, ops=ops, space=space))
            return True
    return False


# --- what a page paints, and where


@dataclass
class _Pen:
    """Goes through the operators of a page and keeps what is in force."""

    wanted: dict[int, int]
    widths: Widths
    state: dict[bytes, Operator] = field(default_factory=dict)
    space: tuple[Operator, ...] = ()
    matrix: Matrix = SAME
    clip: Area = ALL
    stack: list[tuple[dict[bytes, Operator], tuple[Operator, ...], Matrix, Area]] = field(
        default_factory=list
    )
    path: Operators = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    is_clip: bool = False
    font: bytes = b""
    size: float = 0.0
    line: Matrix = SAME
    shapes: list[Area] = field(default_factory=list)
    texts: list[Area] = field(default_factory=list)

    def parts(self, ops: Operators) -> list[_Part]:
        """The operators in parts: each marked content, and what stands between."""
        found: list[_Part] = []
        between: Operators = []
        number, where = 0, self._where
        while number < len(ops):
            mcid = self._begun(ops, number)
            if mcid is None:
                self._read(ops[number])
                between.append(ops[number])
                if _operator(ops[number]) == b"Q":
                    found.append(self._part(-1, between, where))
                    between, where = [], self._where
                number += 1
                continue
            end = next(n for n in range(number, len(ops)) if ops[n] == b"EMC") + 1
            found.append(self._part(-1, between, where))
            where = self._where
            for op in ops[number:end]:
                self._read(op)
            found.append(self._part(mcid, ops[number:end], where))
            between, number, where = [], end, self._where
        return [*found, self._part(-1, between, where)]

    @property
    def _where(self) -> Where:
        return tuple(self.state.values()), self.space

    def _begun(self, ops: Operators, number: int) -> int | None:
        """The number of the wanted content that begins: its tag, its properties, and BDC."""
        following = ops[number + 1] if number + 1 < len(ops) else None
        mcid = following.get("MCID", -1) if isinstance(following, dict) else -1
        return mcid if mcid in self.wanted else None

    def _part(self, mcid: int, ops: Operators, where: Where) -> _Part:
        made = _Part(mcid, ops, *where, tuple(self.shapes), tuple(self.texts))
        self.shapes, self.texts = [], []
        return made

    def _read(self, op: Operator) -> None:
        name = _operator(op)
        if name == b"q":
            self.stack.append((dict(self.state), self.space, self.matrix, self.clip))
        elif name == b"Q" and self.stack:
            self.state, self.space, self.matrix, self.clip = self.stack.pop()
        elif name == b"cm":
            self.space = (*self.space, op)
            self.matrix = _times(_matrix(op), self.matrix)
        elif name in STATES:
            self.state[name] = op
        elif name in PATHS or name in CLIPS:
            self._draw(op, name)
        elif name in FILLS or name in LINES or name == b"n":
            self._paint(op, name)
        elif name in (b"Do", b"sh", b"EI"):
            self._add(self.shapes, self.clip)
        else:
            self._write(op, name)

    def _draw(self, op: Operator, name: bytes) -> None:
        """Add to the path."""
        self.path.append(op)
        if name in CLIPS:
            self.is_clip = True
        numbers = _floats(op)
        if name == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            numbers = [x, y, x + width, y, x + width, y + height, x, y + height]
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        self.points += [_moved(x, y, self.matrix) for x, y in pairs]

    def _paint(self, op: Operator, name: bytes) -> None:
        """End the path: fill it, or let it bound what comes."""
        box = _around(self.points) if self.points else None
        if box and name in FILLS and min(box[2] - box[0], box[3] - box[1]) > THIN:
            self._add(self.shapes, box)
        if box and self.is_clip:
            self.space = (*self.space, *self.path, op)
            self.clip = _common(box, self.clip)
        self.path, self.points, self.is_clip = [], [], False

    def _write(self, op: Operator, name: bytes) -> None:
        """Note where letters are shown."""
        if name == b"BT":
            self.line = SAME
        elif name == b"Tf":
            self.font, self.size = _bytes(op).split()[0][1:], _floats(op)[-1]
        elif name == b"Tm":
            self.line = _matrix(op)
        elif name == b"Td":
            x, y = _floats(op)
            self.line = _times((1, 0, 0, 1, x, y), self.line)
        elif name in (b"TJ", b"Tj") or b"%slot" in _bytes(op):
            matrix = _times(self.line, self.matrix)
            width = self._width(_bytes(op)) * self.size
            low, high = -DEEP * self.size, HIGH * self.size
            corners = ((0, low), (width, low), (0, high), (width, high))
            self._add(self.texts, _around([_moved(x, y, matrix) for x, y in corners]))

    def _width(self, op: bytes) -> float:
        """How far letters reach, in em: the sum of their glyphs, and of what lies between."""
        widths, total = self.widths.get(self.font, {}), 0.0
        for digits, gap in SHOWN.findall(op):
            glyphs = (int(digits[at : at + 4], 16) for at in range(0, len(digits), 4))
            total += sum(widths.get(glyph, WIDE * 1000) for glyph in glyphs)
            total -= float(gap or 0)
        return total / 1000 + NUMBER * op.count(b"%slot")

    def _add(self, boxes: list[Area], box: Area) -> None:
        """Note what is painted, as far as it shows."""
        box = _common(box, self.clip)
        if box[0] < box[2] and box[1] < box[3]:
            boxes.append(box)


def _overlap(some: Iterable[Area], others: Sequence[Area]) -> bool:
    return any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one in some
        for other in others
    )


def _common(one: Area, other: Area) -> Area:
    return (
        max(one[0], other[0]), max(one[1], other[1]),
        min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


def _around(points: Sequence[tuple[float, float]]) -> Area:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _moved(x: float, y: float, by: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does the one and then the other (ISO 32000-2, 8.3.4)."""
    a, b, c, d, e, f = one
    left, top = _moved(e, f, other)
    other = (*other[:4], 0, 0)
    return (*_moved(a, b, other), *_moved(c, d, other), left, top)


def _matrix(op: Operator) -> Matrix:
    a, b, c, d, e, f = _floats(op)
    return a, b, c, d, e, f


def _floats(op: Operator) -> list[float]:
    """The operands of an operator that has numbers alone, or a name before them."""
    return [float(part) for part in _bytes(op).split()[:-1] if part[:1] != b"/"]


def _bytes(op: Operator) -> bytes:
    return op.encode() if isinstance(op, str) else op if isinstance(op, bytes) else b""


def _operator(op: Operator) -> bytes:
    """The name of an operator, which stands behind its operands."""
    return _bytes(op).rsplit(b" ", 1)[-1]


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The longest run of rising numbers that is left when others are taken out."""
    tails: list[int] = []
    before: dict[int, int] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        if place > 0:
            before[number] = tails[place - 1]
        tails[place : place + 1] = [number]
    rise = tails[-1:]
    while rise and rise[-1] in before:
        rise.append(before[rise[-1]])
    return rise
