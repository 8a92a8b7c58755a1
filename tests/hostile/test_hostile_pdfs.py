"""PDFs of strangers, laid out for paper: each ends soon, in little, with sheets or one message."""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections.abc import Callable, Iterable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from apart import SECONDS
from broken_pdfs import REFUSED, SHOWN
from pace import pace
from pikepdf import Array, Dictionary, Name

MOST_MB = 500
Made = Callable[[], bytes]


@pytest.mark.parametrize("name", SHOWN)
def test_what_viewers_show_is_printed(name, apart, tmp_path):
    (tmp_path / "in.pdf").write_bytes(SHOWN[name]())
    ended = apart.run(tmp_path, ["impose", "in.pdf", "-o", "out.pdf", "--scale", "fit"])

    assert ended.code == 0, ended.output
    assert "Traceback" not in ended.output
    assert all("warning: in.pdf: " in line for line in ended.output.splitlines()[:-2])
    printed = words_in(tmp_path / "out.pdf")
    assert "page" in printed
    assert printed == (words_in(tmp_path / "in.pdf") or printed)


BLACK_REFUSES = re.compile(r"in\.pdf: .+ \[[a-z-]+\]")


@pytest.mark.parametrize("name", SHOWN)
def test_in_black_it_is_printed_or_refused_by_name(name, apart, tmp_path):
    (tmp_path / "in.pdf").write_bytes(SHOWN[name]())
    asked = ["impose", "in.pdf", "-o", "out.pdf", "--scale", "fit", "--ink", "black"]
    ended = apart.run(tmp_path, asked)

    assert ended.code in (0, 1)
    assert "Traceback" not in ended.output
    assert "[fault]" not in ended.output
    if ended.code:
        assert all(map(BLACK_REFUSES.fullmatch, ended.output.splitlines()))
    else:
        assert "page" in words_in(tmp_path / "out.pdf")


SLOW = ("objects that are a bomb", "a bomb in a bomb", "states 100,000 deep", "3,000 veils",
        "a million letters without colours", "a picture of 90 million pixels",
        "a bomb of operators")  # fmt: skip


def marked(names: Iterable[str]) -> list[Any]:
    return [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in names]


@pytest.mark.parametrize("name", marked(REFUSED))
def test_what_nobody_can_read_is_refused_by_name(name, apart, tmp_path):
    (tmp_path / "in.pdf").write_bytes(REFUSED[name]())
    ended = apart.run(tmp_path, ["impose", "in.pdf", "-o", "out.pdf", "--scale", "fit"])

    assert ended.code == 1
    (line,) = ended.output.splitlines()
    assert line.startswith("in.pdf: ")
    assert line.endswith(". [broken-pdf]")
    assert "0x" not in line
    assert ended.busy < SECONDS * pace()
    assert ended.seconds < 8 * SECONDS * pace()  # the machine may have other things to do
    assert ended.memory < MOST_MB
    assert not (tmp_path / "out.pdf").exists()


def words_in(file) -> list[str]:
    """The words of all pages, as another reader finds them; none where it cannot open the file."""
    words: list[str] = []
    with contextlib.suppress(pypdfium2.PdfiumError), pypdfium2.PdfDocument(file) as pdf:
        for page in pdf:
            words += page.get_textpage().get_text_range().split()
    return sorted(words)


def saved(pdf: pikepdf.Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def blank(pages: int = 4) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(420, 595))
    return pdf


def with_content(content: bytes, packed: bool = False) -> bytes:
    pdf = blank()
    stream = pdf.make_stream(b"" if packed else content)
    if packed:
        stream.write(content, filter=Name.FlateDecode)
    pdf.pages[0].Contents = stream
    return saved(pdf)


def with_object(kind: Name, content: bytes, **keys: object) -> bytes:
    """A page that draws something; a drawing that is named in its own resources draws itself."""
    pdf = blank()
    drawn = pdf.make_stream(content)
    drawn.Type, drawn.Subtype = Name.XObject, kind
    for key, value in keys.items():
        drawn[f"/{key}"] = value
    drawn.Resources = Dictionary(XObject=Dictionary(X=drawn))
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=drawn))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
    return saved(pdf)


def with_tint(program: bytes) -> bytes:
    pdf = blank(1)
    tint = pdf.make_stream(
        program, FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1, 0, 1, 0, 1])
    )
    space = Array([Name.Separation, Name.Red, Name.DeviceRGB, tint])
    pdf.pages[0].Resources = Dictionary(ColorSpace=Dictionary(S=space))
    pdf.pages[0].Contents = pdf.make_stream(b"/S cs 1 scn 0 0 50 50 re f")
    return saved(pdf)


def with_actions() -> bytes:
    pdf = blank()
    launch = Dictionary(S=Name.Launch, F="evil.exe")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])
    return saved(pdf)


def nested(deep: int) -> bytes:
    """Drawings in drawings, the innermost of which paints something."""
    pdf = blank(1)
    drawn = pdf.make_stream(b"0 0 50 50 re f", Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
    for _ in range(deep):
        held = Dictionary(XObject=Dictionary(X=drawn))
        drawn = pdf.make_stream(
            b"/X Do", Subtype=Name.Form, BBox=Array([0, 0, 99, 99]), Resources=held
        )
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=drawn))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
    return saved(pdf)


def many_times(content: bytes, states: int = 0) -> bytes:
    """A page that shines through itself very often."""
    pdf = blank(1)
    held = {f"/G{number}": Dictionary(ca=0.5) for number in range(states or 1)}
    pdf.pages[0].Resources = Dictionary(ExtGState=Dictionary(held))
    pdf.pages[0].Contents = pdf.make_stream(content)
    return saved(pdf)


def masked() -> bytes:
    """A soft mask that is masked by itself."""
    pdf = blank(1)
    group = Dictionary(S=Name.Transparency)
    mask = pdf.make_stream(
        b"/M gs 0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 99, 99]), Group=group
    )
    state = pdf.make_indirect(Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    mask.Resources = Dictionary(ExtGState=Dictionary(M=state))
    pdf.pages[0].Resources = Dictionary(ExtGState=Dictionary(M=state))
    pdf.pages[0].Contents = pdf.make_stream(b"/M gs 0 0 50 50 re f")
    return saved(pdf)


def large_picture(side: int) -> bytes:
    packer = zlib.compressobj(1)
    row = bytes(3 * side)
    packed = b"".join([*(packer.compress(row) for _ in range(side)), packer.flush()])
    return with_object(
        Name.Image, packed, Width=side, Height=side, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB, Filter=Name.FlateDecode,
    )  # fmt: skip


PDFS: dict[str, Made] = {
    "a bomb of operators": lambda: with_content(zlib.compress(b"0 0 m " * 30_000_000, 9), True),
    "a bomb in a bomb": lambda: with_content(
        zlib.compress(zlib.compress(b"0" * 300_000_000, 9), 9), True
    ),
    "states 100,000 deep": lambda: with_content(b"q " * 50_000),
    "brackets 300,000 deep": lambda: with_content(b"[" * 300_000 + b"] TJ"),
    "no operators at all": lambda: with_content(b"\xff\0(((((<<<<[[[[" * 20_000),
    "a drawing in itself": lambda: with_object(Name.Form, b"/X Do", BBox=Array([0, 0, 9, 9])),
    "a picture of 60,000 × 60,000": lambda: with_object(
        Name.Image, b"\0" * 100, Width=60_000, Height=60_000, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    ),
    "a picture of 90 million pixels": lambda: large_picture(9500),
    "drawings 5,000 deep": lambda: nested(5000),
    "a mask of itself": masked,
    "3,000 veils": lambda: many_times(b"/G0 gs 0 0 400 500 re f\n" * 3_000),
    "a tint that is reckoned without end": lambda: with_tint(b"{ " + b"dup " * 9000 + b"}"),
    "a million letters without colours": lambda: with_content(
        b"BT " + b"1 0 0 rg (a) Tj " * 100_000 + b"ET"
    ),
    "a tree of pages in itself": lambda: saved(blank()).replace(b"/Kids [ 3 0 R", b"/Kids [ 2 0 R"),
    "a page as large as a country": lambda: saved(blank()).replace(b"420 595", b"9e9 9e9"),
    "actions": with_actions,
    "half of it": lambda: saved(blank(40))[:900],
    "its first line": lambda: b"%PDF-1.7\n",
    "a billion pages": lambda: (
        b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[2 0 R]"
        b"/Count 999999999>> endobj trailer <</Root 1 0 R>>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("ink", ["colour", "black"])
@pytest.mark.parametrize("name", marked(PDFS))
def test_a_hostile_pdf(name, ink, apart, tmp_path):
    (tmp_path / "in.pdf").write_bytes(PDFS[name]())
    ended = apart.run(
        tmp_path, ["impose", "in.pdf", "-o", "out.pdf", "--scale", "fit", "--ink", ink]
    )

    assert ended.wrong == ()
    assert ended.code in (0, 1), ended.output
    assert "fault of Zinewright" not in ended.output
    assert "object at 0x" not in ended.output
    assert ended.busy < SECONDS * pace()
    assert ended.seconds < 8 * SECONDS * pace()  # the machine may have other things to do
    assert ended.memory < MOST_MB
    assert (tmp_path / "out.pdf").exists() == (ended.code == 0)
    if ended.code == 0:
        made = (tmp_path / "out.pdf").read_bytes()
        assert b"/JavaScript" not in made
        assert b"/Launch" not in made
