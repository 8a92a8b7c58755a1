"""A function in a PDF and numbers → its values (ISO 32000-1, 7.10): what tints are made of.

All four types are reckoned, each within limits of size; what goes beyond is a `ValueError`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Object, Stream

Values = tuple[float, ...]
MOST_INPUTS, MOST_SAMPLES, MOST_PROGRAM, DEEPEST, MOST_STACK = 6, 4_000_000, 50_000, 20, 200
TOKEN = re.compile(rb"[{}]|[^\s{}]+")
Program: TypeAlias = "list[float | str | Program]"
Stack = list[float]


def values_of(function: Object, numbers: Sequence[float]) -> Values:
    """The values of a function, or of an array of functions. Raises `ValueError`."""
    try:
        return _values(function, tuple(map(float, numbers)), 0)
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(f"a function that cannot be reckoned ({error})") from None


def _values(function: Object, numbers: Values, depth: int) -> Values:
    if depth > DEEPEST:
        raise ValueError("functions within functions without end")
    if isinstance(function, Array):
        return tuple(value for each in function for value in _values(each, numbers, depth + 1))
    if not isinstance(function, Dictionary | Stream):
        raise ValueError("a function that is none")
    inside = _clamped(numbers, function.Domain)
    kind = int(function.FunctionType)
    if kind == 0:
        made = _sampled(function, inside)
    elif kind == 2:
        made = _exponential(function, inside[0])
    elif kind == 3:
        made = _stitched(function, inside[0], depth)
    elif kind == 4:
        made = _calculated(function, inside)
    else:
        raise ValueError(f"a function of type {kind}")
    return _clamped(made, function.Range) if "/Range" in function else made


def _clamped(numbers: Values, limits: Object) -> Values:
    ends = [float(end) for end in limits]
    pairs = zip(numbers, ends[::2], ends[1::2], strict=False)
    return tuple(min(max(number, low), high) for number, low, high in pairs)


def _exponential(function: Object, x: float) -> Values:
    begin, end = ([float(n) for n in function.get(key, [other])]
                  for key, other in (("/C0", 0), ("/C1", 1)))  # fmt: skip
    power = x ** float(function.N)
    return tuple(c0 + power * (c1 - c0) for c0, c1 in zip(begin, end, strict=True))


def _stitched(function: Object, x: float, depth: int) -> Values:
    low, high = (float(end) for end in function.Domain)
    bounds = [float(bound) for bound in function.Bounds]
    number = sum(x >= bound for bound in bounds)
    edges = [low, *bounds, high]
    encode = [float(end) for end in function.Encode]
    inner = _between(x, *edges[number : number + 2], *encode[2 * number : 2 * number + 2])
    return _values(function.Functions[number], (inner,), depth + 1)


def _between(x: float, low: float, high: float, begin: float, end: float) -> float:
    return begin if high == low else begin + (x - low) * (end - begin) / (high - low)


# --- samples


def _sampled(function: Object, inside: Values) -> Values:
    """The samples around a place, each as much as it is near (multilinear)."""
    size = [int(n) for n in function.Size]
    bits, count = int(function.BitsPerSample), len(function.Range) // 2
    if len(size) > MOST_INPUTS or math.prod(size) * count > MOST_SAMPLES or min(size) < 1:
        raise ValueError("a function with too many samples")
    held = function.read_bytes()
    domain = [float(end) for end in function.Domain]
    encode = [float(end) for end in function.get("/Encode", _whole(size))]
    decode = [float(end) for end in function.get("/Decode", function.Range)]
    places = []
    for n, x in enumerate(inside):
        at = _between(x, *domain[2 * n : 2 * n + 2], *encode[2 * n : 2 * n + 2])
        places.append(min(max(at, 0.0), size[n] - 1.0))
    sums = [0.0] * count
    for index, weight in _corners(places, size):
        for n in range(count):
            sums[n] += weight * _sample(held, index * count + n, bits)
    most = 2**bits - 1
    return tuple(_between(each, 0, most, *decode[2 * n : 2 * n + 2]) for n, each in enumerate(sums))


def _whole(size: Sequence[int]) -> list[int]:
    return [end for count in size for end in (0, count - 1)]


def _corners(places: Sequence[float], size: Sequence[int]) -> Iterator[tuple[int, float]]:
    """The numbers of the samples around a place, and the weight of each."""
    for corner in range(2 ** len(places)):
        index, weight, step = 0, 1.0, 1
        for n, place in enumerate(places):
            low = min(int(place), max(size[n] - 2, 0))
            part, upper = place - low, corner >> n & 1
            weight *= part if upper else 1 - part
            index += step * min(low + upper, size[n] - 1)
            step *= size[n]
        if weight:
            yield index, weight


def _sample(held: bytes, number: int, bits: int) -> int:
    first = number * bits
    last = first + bits
    word = int.from_bytes(held[first // 8 : -(-last // 8)], "big")
    if -(-last // 8) > len(held):
        raise ValueError("a function whose samples end early")
    return int(word >> (-last % 8) & (2**bits - 1))


# --- programs


def _calculated(function: Object, inside: Values) -> Values:
    stack: Stack = list(inside)
    _run(_program(function.read_bytes()), stack)
    count = len(function.Range) // 2
    return tuple(float(number) for number in stack[len(stack) - count :])


@lru_cache(maxsize=64)
def _program(said: bytes) -> Program:
    if len(said) > MOST_PROGRAM:
        raise ValueError("a function with too long a program")
    made: Program = []
    open_ones = [made]
    for token in TOKEN.findall(re.sub(rb"%[^\r\n]*", b"", said)):
        if token == b"{":
            inner: Program = []
            open_ones[-1].append(inner)
            open_ones.append(inner)
            if len(open_ones) > DEEPEST:
                raise ValueError("a function with brackets without end")
        elif token == b"}":
            open_ones.pop()
        else:
            open_ones[-1].append(_word(token))
    return made[0] if len(made) == 1 and isinstance(made[0], list) else made


def _word(token: bytes) -> float | str:
    try:
        return int(token) if token.lstrip(b"+-").isdigit() else float(token)
    except ValueError:
        return token.decode("latin-1")


def _run(program: Program, stack: Stack) -> None:
    """A program of the calculator; it has no loops, so that it ends."""
    for number, word in enumerate(program):
        if isinstance(word, list):
            continue
        if word in ("if", "ifelse"):
            branches = program[number - (2 if word == "ifelse" else 1) : number]
            is_true = stack.pop()
            if is_true:
                _run(_branch(branches[0]), stack)
            elif word == "ifelse":
                _run(_branch(branches[1]), stack)
        elif isinstance(word, str):
            _operate(word, stack)
        else:
            stack.append(word)
        if len(stack) > MOST_STACK:
            raise ValueError("a function that needs too much room")


def _branch(word: float | str | Program) -> Program:
    if not isinstance(word, list):
        raise TypeError("a branch that is no program")
    return word


def _operate(word: str, stack: Stack) -> None:
    if word in MOVES:
        MOVES[word](stack)
    elif word in ONE:
        stack.append(ONE[word](stack.pop()))
    elif word in TWO:
        second, first = stack.pop(), stack.pop()
        stack.append(TWO[word](first, second))
    elif word in ("true", "false"):
        stack.append(word == "true")
    else:
        raise ValueError(f"a function with the operator {word[:20]}")


def _copy(stack: Stack) -> None:
    count = int(stack.pop())
    if not 0 <= count <= len(stack):
        raise ValueError("a function that copies what is not there")
    stack += stack[len(stack) - count :]


def _roll(stack: Stack) -> None:
    steps, count = int(stack.pop()), int(stack.pop())
    if not 0 < count <= len(stack):
        return
    top = stack[-count:]
    steps %= count
    stack[-count:] = top[count - steps :] + top[: count - steps]


def _exchange(stack: Stack) -> None:
    stack[-2:] = stack[-1], stack[-2]


def _shifted(number: int, by: int) -> int:
    return int(number) << min(int(by), 31) if by >= 0 else int(number) >> min(-int(by), 31)


MOVES: dict[str, Callable[[Stack], object]] = {
    "pop": lambda stack: stack.pop(), "dup": lambda stack: stack.append(stack[-1]),
    "exch": _exchange, "copy": _copy, "roll": _roll,
    "index": lambda stack: stack.append(stack[-1 - int(stack.pop())]),
}  # fmt: skip
ONE: dict[str, Callable[[Any], float]] = {  # the wrong kind of number is a TypeError, and told of
    "abs": abs, "neg": lambda x: -x, "ceiling": math.ceil, "floor": math.floor,
    "round": lambda x: math.floor(x + 0.5), "truncate": math.trunc, "sqrt": math.sqrt,
    "sin": lambda x: math.sin(math.radians(x)), "cos": lambda x: math.cos(math.radians(x)),
    "ln": math.log, "log": math.log10, "cvi": int, "cvr": float,
    "not": lambda x: not x if isinstance(x, bool) else ~int(x),
}  # fmt: skip
TWO: dict[str, Callable[[Any, Any], float]] = {  # here as well
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b, "idiv": lambda a, b: int(a / b), "mod": math.fmod,
    "exp": lambda a, b: float(a) ** float(b),
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b, "lt": lambda a, b: a < b, "le": lambda a, b: a <= b,
    "and": lambda a, b: a & b, "or": lambda a, b: a | b, "xor": lambda a, b: a ^ b,
    "bitshift": _shifted,
}  # fmt: skip
