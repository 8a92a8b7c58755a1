"""The operators of a page → the same, painted in the order in which they are read.

Layout paints the marks of lists after their text, and what floats before it. Programs that show
text without its structure, and some voices, go by that order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Ops = list[Any]
STATES = (b"rg", b"RG", b"g", b"G", b"k", b"K", b"gs")
"""Operators for colours and graphics states (ISO 32000-2, 8.4.4 and 8.6.8)."""


@dataclass(frozen=True)
class _Part:
    """A run of operators: a marked content with its number, or what stands between (-1).

    `state` are the colours and graphics states in force where it begins, `space` the transforms.
    """

    mcid: int
    ops: Ops
    state: tuple[Any, ...]
    space: tuple[Any, ...]


def in_order(ops: Ops, order: Sequence[int]) -> Ops:
    """The operators with marked contents painted in the given order of their numbers.

    As few as possible are moved, each before the one that is read next.
    """
    place = {mcid: number for number, mcid in enumerate(order)}
    parts = _parts(ops, place)
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


def _move(parts: list[_Part], mcid: int, before: Sequence[int], behind: Sequence[int]) -> bool:
    """Put a marked content before the one that is read next, or behind the one before it.

    Its transforms go with it. Where those there are others, it stays; whether it was moved.
    """
    there = {part.mcid: number for number, part in enumerate(parts)}
    here, beside = there[mcid], there[(*behind, *before)[0]]
    part, space = parts[here], parts[beside].space
    if part.space[: len(space)] != space:
        return False
    ops = [b"q", *part.state, *part.space[len(space) :], *part.ops, b"Q"]
    parts[here] = _Part(-1, [op for op in part.ops if _operator(op) in STATES], (), ())
    parts.insert(beside if behind else beside + 1, _Part(mcid, ops, (), space))
    return True


def _parts(ops: Ops, wanted: dict[int, int]) -> list[_Part]:
    parts: list[_Part] = []
    between: Ops = []
    state: dict[bytes, Any] = {}
    space: tuple[Any, ...] = ()
    stack: list[tuple[dict[bytes, Any], tuple[Any, ...]]] = []
    number = 0
    while number < len(ops):
        mcid = ops[number + 1].get("MCID", -1) if _begins(ops, number) else -1
        if mcid in wanted:
            end = next(n for n in range(number, len(ops)) if ops[n] == b"EMC") + 1
            parts += [_Part(-1, between, (), ()),
                      _Part(mcid, ops[number:end], tuple(state.values()), space)]  # fmt: skip
            state |= {_operator(op): op for op in ops[number:end] if _operator(op) in STATES}
            between, number = [], end
            continue
        op = ops[number]
        name = _operator(op)
        if name == b"q":
            stack.append((dict(state), space))
        elif name == b"Q" and stack:
            state, space = stack.pop()
        elif name == b"cm":
            space = (*space, op)
        elif name in STATES:
            state[name] = op
        between.append(op)
        number += 1
    return [*parts, _Part(-1, between, (), ())]


def _begins(ops: Ops, number: int) -> bool:
    """Whether a marked content with properties begins: its tag, its properties, and BDC."""
    return number + 1 < len(ops) and isinstance(ops[number + 1], dict)


def _operator(op: Any) -> bytes:
    """The name of an operator, which stands behind its operands."""
    text = op.encode() if isinstance(op, str) else op
    return text.rsplit(b" ", 1)[-1] if isinstance(text, bytes) else b""


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
