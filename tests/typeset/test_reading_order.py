"""Content is painted in the order in which it is read, and looks as before."""

from __future__ import annotations

import io
from operator import sub

import pytest
from bound import bound
from PIL import Image
from zines import section

from zinewright.pdf.hidden_words import unseen
from zinewright.pdf.render import opened
from zinewright.typeset import extract as seam
from zinewright.typeset.reading_order import in_order

SMOOTHING = 48  # of 255
TEXT = "BT, /F 8 Tf, 1 0 0 1 2 2 Tm, [<00410042>] TJ, ET"


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
        # into another system of coordinates nothing is moved, but before and behind it
        (
            "q; 2 0 0 2 0 0 cm; <1 b>; <2 c>; Q; <0 a>", [0, 1, 2],
            "q; <0 a>; Q; q; 2 0 0 2 0 0 cm; <1 b>; <2 c>; Q",
        ),
        (
            "<2 a>; q; 2 0 0 2 0 0 cm; <0 b>; <1 c>; Q; 3 w", [0, 1, 2],
            "q; 2 0 0 2 0 0 cm; <0 b>; <1 c>; Q; q; <2 a>; Q; 3 w",
        ),
        (
            "q; 2 0 0 2 0 0 cm; <1 b>; <3 c>; Q; <2 a>", [1, 2, 3],
            "q; 2 0 0 2 0 0 cm; <1 b>; Q; <2 a>; q; 2 0 0 2 0 0 cm; <3 c>; Q",
        ),
        # what has no number stays where it is
        ("<9 x>; <1 b>; <2 c>; <0 a>", [0, 1, 2], "<9 x>; q; <0 a>; Q; <1 b>; <2 c>"),
        # nothing is moved into a clip; what is in one takes it along
        (
            "q; 0 0 9 9 re; W; n; <1 aa>; Q; <3 cc>; <2 bb>", [1, 2, 3],
            "q; 0 0 9 9 re; W; n; <1 aa>; Q; <2 bb>; q; <3 cc>; Q",
        ),
        (
            "<0 aa>; q; 0 0 9 9 re; W; n; <3 dd>; Q; <2 cc>", [0, 2, 3],
            "<0 aa>; q; 0 0 9 9 re; W; n; Q; <2 cc>; q; 0 0 9 9 re; W; n; <3 dd>; Q",
        ),
        (
            "q; 0 0 9 9 re; W; n; <2 bb>; <4 dd>; Q; <1 aa>; <3 cc>", [1, 2, 3, 4],
            "q; 0 0 9 9 re; W; n; Q; <1 aa>; q; 0 0 9 9 re; W; n; <2 bb>; Q; <3 cc>; "
            "q; 0 0 9 9 re; W; n; <4 dd>; Q",
        ),
        (
            "<1 bb>; <2 cc>; q; 0 0 9 9 re; W; n; <0 aa>; Q", [0, 1, 2],
            "q; 0 0 9 9 re; W; n; <0 aa>; Q; <1 bb>; <2 cc>; q; 0 0 9 9 re; W; n; Q",
        ),
        # nothing is moved below the fill that it stands on, nor a fill over what is below it
        (
            f"<1 bb>; <2 cc>; 0 0 90 9 re; f; <0 {TEXT}>", [0, 1, 2],
            f"<1 bb>; <2 cc>; 0 0 90 9 re; f; <0 {TEXT}>",
        ),
        (
            f"<1 bb>; <2 {TEXT}>; <0 0 0 90 9 re, f>", [0, 1, 2],
            f"<1 bb>; <2 {TEXT}>; <0 0 0 90 9 re, f>",
        ),
        # a fill elsewhere, a rule, and one that its clip keeps away are no hindrance
        (
            f"<1 bb>; <2 cc>; 0 50 90 9 re; f; 0 4 90 1 re; f; <0 {TEXT}>", [0, 1, 2],
            f"q; <0 {TEXT}>; Q; <1 bb>; <2 cc>; 0 50 90 9 re; f; 0 4 90 1 re; f",
        ),
        (
            f"<1 bb>; <2 cc>; q; 0 50 9 9 re; W; n; /Im Do; Q; <0 {TEXT}>", [0, 1, 2],
            f"q; <0 {TEXT}>; Q; <1 bb>; <2 cc>; q; 0 50 9 9 re; W; n; /Im Do; Q",
        ),
        (f"<1 bb>; <2 cc>; /Im Do; <0 {TEXT}>", [0, 1, 2], f"<1 bb>; <2 cc>; /Im Do; <0 {TEXT}>"),
    ],
)  # fmt: skip
def test_the_order_of_painting(painted, order, found):
    assert drawn(in_order(stream(painted), order)) == found


def striped(width: int, height: int) -> bytes:
    picture = Image.new("RGB", (width, height), "red")
    for x in range(0, width, 7):
        picture.paste((0, 0, 0), (x, 0, x + 2, height))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


PICTURES = {"tall.png": striped(300, 400), "taller.png": striped(300, 500)}
FIGURE = '<figure><img src="{}.png" alt="A"/><figcaption>What {} shows.</figcaption></figure>'
TALL, TALLER = (FIGURE.format(name, name) for name in ("tall", "taller"))
LARGE = "@page{size:210mm 297mm} html{font-size:18pt;line-height:27pt} img{max-height:170mm}"
AT_FOOT = "position:absolute;left:5mm;bottom:5mm;width:60mm;background:white;padding:2mm"
PAGES = {
    "captions below tall pictures": (f"<p>Before.</p>{TALL}{TALLER}<p>After.</p>{TALL}", ""),
    "the same in large print": (f"<p>Before.</p>{TALL}{TALLER}<p>After.</p>", LARGE),
    "a caption box on a picture": (
        f"{TALL}<p>After.</p>", f"figure{{position:relative}} figcaption{{{AT_FOOT}}}",
    ),
    "a picture in the ground": (
        f"{TALL}<p>After.</p>",
        f"figure{{position:relative;height:99mm}} figcaption{{{AT_FOOT}}} "
        "img{position:absolute;top:0;left:0;z-index:-1}",
    ),
    "a heading on a strip": (
        "<h2>On a strip</h2><p>" + "A longer paragraph behind it. " * 20 + "</p>",
        "h2{transform:rotate(-3deg);background:#ff0;padding:2mm;margin-bottom:5mm}",
    ),
    "a box that cuts off": (
        "<p>Text.</p><blockquote><p>Inside.</p></blockquote><p>More.</p>",
        "blockquote{overflow:hidden;background:#eee;position:relative;z-index:1}",
    ),
    "a picture beside text": (
        f"{TALL}<p>{'Text beside it. ' * 60}</p>",
        "figure{float:left;width:40mm;margin-right:3mm;background:#dfd}",
    ),
    "lists in a tinted box": (
        "<blockquote><ol><li>One<ul><li>In</li></ul></li><li>Two</li></ol></blockquote>",
        "blockquote{background:#eee}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_what_is_seen_stays_as_layout_painted_it(page, monkeypatch):
    """Every word has ink, and every pixel is as before, but for the smoothing of edges."""
    inner, css = PAGES[page]
    moved = bound(section("one", inner), pictures=PICTURES, css=css).content
    monkeypatch.setattr(seam, "in_order", lambda ops, order, widths: ops)
    plain = bound(section("one", inner), pictures=PICTURES, css=css).content

    with opened(moved) as pages, opened(plain) as as_painted:
        for number in range(len(pages)):
            with pages.page(number) as one, as_painted.page(number) as other:
                assert unseen(one) == ()
                pixels = (each.pixels(100, grey=False).content for each in (one, other))
                assert max(map(abs, map(sub, *pixels))) <= SMOOTHING
