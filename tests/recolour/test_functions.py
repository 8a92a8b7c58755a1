"""Functions of a PDF: their values, each type, and what is refused."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from zinewright.recolour.functions import values_of

PDF = pikepdf.new()
UNIT = [0, 1]


def program(said: str, inputs: int = 1, outputs: int = 1):
    return PDF.make_stream(
        said.encode(), FunctionType=4, Domain=Array(UNIT * inputs), Range=Array([-99, 99] * outputs)
    )


def samples(held: bytes, size: list[int], bits: int = 8, **keys):
    return PDF.make_stream(
        held, FunctionType=0, Domain=Array(UNIT * len(size)), Range=Array(UNIT),
        Size=Array(size), BitsPerSample=bits, **keys,
    )  # fmt: skip


def ramp(low: float, high: float, power: float = 1):
    return Dictionary(FunctionType=2, Domain=UNIT, C0=[low], C1=[high], N=power)


@pytest.mark.parametrize(
    ("function", "numbers", "expected"),
    [
        (ramp(0, 1, 2), [0.5], (0.25,)),
        (Dictionary(FunctionType=2, Domain=UNIT, N=1), [2], (1,)),
        (Array([ramp(0, 1), ramp(1, 0)]), [0.25], (0.25, 0.75)),
        (
            Dictionary(
                FunctionType=3, Domain=UNIT, Functions=[ramp(0, 0.4), ramp(1, 0)], Bounds=[0.5],
                Encode=[0, 1, 0, 1],
            ),
            [0.75],
            (0.5,),
        ),
        (samples(b"\x00\xff", [2]), [0.25], (0.25,)),
        (samples(b"\x0f\x00", [2], 4), [0.5], (0.5,)),
        (samples(b"\x00\xff", [2], Decode=Array([1, 0])), [0.25], (0.75,)),
        (samples(b"\x00\xff\x00\xff", [2, 2]), [0.5, 1], (0.5,)),
        (program("{ 1 exch sub }"), [0.25], (0.75,)),
        (program("{ dup 0.5 gt { pop 1 } { 2 mul } ifelse }"), [0.25], (0.5,)),
        (program("{ dup 0.5 gt { pop 7 } if }"), [0.75], (7,)),
        (program("{ 3 1 roll exch }", 3, 3), [0.1, 0.2, 0.3], (0.3, 0.2, 0.1)),
        (program("{ 90 sin exch pop 2 3 exp add }"), [0.5], (9,)),
        (program("{ 1 copy 1 index add add % and a remark\n }"), [0.25], (0.75,)),
    ],
)  # fmt: skip
def test_what_a_function_gives(function, numbers, expected):
    assert values_of(function, numbers) == pytest.approx(expected)


@pytest.mark.parametrize(
    "function",
    [
        program("{ pop pop pop }"),
        program("{ launch }"),
        program("{ " + "dup " * 300 + "}"),
        program("{" * 50),
        program("{ 0 div }"),
        program("{ 99999 copy }"),
        samples(b"", [2]),
        samples(b"\0", [100_000, 100_000]),
        Dictionary(FunctionType=9, Domain=UNIT),
        Dictionary(Domain=UNIT),
        pikepdf.Name("/Identity"),
    ],
)
def test_what_cannot_be_reckoned(function):
    with pytest.raises(ValueError, match="function"):
        values_of(function, [0.5])


def test_functions_within_functions_end():
    inner = PDF.make_indirect(Dictionary(FunctionType=3, Domain=UNIT, Bounds=[], Encode=UNIT))
    inner.Functions = Array([inner])

    with pytest.raises(ValueError, match="without end"):
        values_of(inner, [0.5])
