"""Content is painted in the order in which it is read, and looks as before."""

from __future__ import annotations

import pytest

from zinewright.painting import in_order


def stream(text: str):
    """Operators as WeasyPrint writes them; “<3 …>” is the marked content with that number."""
    ops: list = []
    for word in text.split("; "):
        if word[0] == "<":
            number, _, inner = word[1:-1].partition(" ")
            ops += ["/P", {"MCID": int(number)}, b"BDC", *inner.split(", "), b"EMC"]
        else:
            ops.append(word)
    return ops


def drawn(ops) -> str:
    """The same again, marked contents in one word."""
    words: list[str] = []
    for op in ops:
        if isinstance(op, dict):
            words[-1] = f"<{op['MCID']}"
        elif op == b"EMC":
            words[-1] += ">"
        elif op != b"BDC":
            text = op.decode() if isinstance(op, bytes) else op
            if words and words[-1][0] == "<" and words[-1][-1] != ">":
                words[-1] += f"{' ' if ' ' not in words[-1] else ', '}{text}"
            else:
                words.append(text)
    return "; ".join(words)


@pytest.mark.parametrize(
    ("painted", "order", "found"),
    [
        ("q; <0 a>; <1 b>; Q", [0, 1], "q; <0 a>; <1 b>; Q"),
        ("q; <1 b>; Q; <0 a>", [0, 1], "q; Q; <0 a>; q; <1 b>; Q"),
        (
            "<0 a>; <2 c>; <4 e>; <5 f>; <1 b>; <3 d>", [0, 1, 2, 3, 4, 5],
            "<0 a>; q; <1 b>; Q; <2 c>; q; <3 d>; Q; <4 e>; <5 f>",
        ),
        ("<1 b>; <2 c>; <0 a>", [2, 0, 1], "<2 c>; <0 a>; q; <1 b>; Q"),
        # its colour goes with it, and stays for what comes after
        (
            "<1 b>; <3 d>; <4 e>; 1 0 0 rg; <0 a>; <2 c>; <5 f>", [1, 2, 3, 4, 5, 0],
            "<1 b>; q; 1 0 0 rg; <2 c>; Q; <3 d>; <4 e>; 1 0 0 rg; <5 f>; q; 1 0 0 rg; <0 a>; Q",
        ),
        (
            "<0 a>; <2 c>; <3 d>; <1 1 0 0 rg, b>; <4 e>", [0, 1, 2, 3, 4],
            "<0 a>; q; <1 1 0 0 rg, b>; Q; <2 c>; <3 d>; 1 0 0 rg; <4 e>",
        ),
        # so does its transform
        (
            "<1 b>; <2 c>; q; 2 0 0 2 0 0 cm; <0 a>; Q", [0, 1, 2],
            "q; 2 0 0 2 0 0 cm; <0 a>; Q; <1 b>; <2 c>; q; 2 0 0 2 0 0 cm; Q",
        ),
        # into another system of coordinates nothing is moved
        (
            "q; 2 0 0 2 0 0 cm; <1 b>; <2 c>; Q; <0 a>", [0, 1, 2],
            "q; 2 0 0 2 0 0 cm; <1 b>; <2 c>; Q; <0 a>",
        ),
        # what has no number stays where it is
        ("<9 x>; <1 b>; <2 c>; <0 a>", [0, 1, 2], "<9 x>; q; <0 a>; Q; <1 b>; <2 c>"),
    ],
)  # fmt: skip
def test_the_order_of_painting(painted, order, found):
    assert drawn(in_order(stream(painted), order)) == found
