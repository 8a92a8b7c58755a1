"""A line of text as filled shapes: in every script, and of its true width."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from zinewright.layout.fallback_fonts import has_cjk
from zinewright.problems import MachineLacks, Problem
from zinewright.typeset import set_line as lettering
from zinewright.typeset.outlines import lettered

CJK = pytest.mark.skipif(not has_cjk(), reason="the extra cjk is not installed")


def ink_of(text: str) -> tuple[float, float, float]:
    """Where the ink of a line begins and ends when it is drawn at 20 points, and its width."""
    drawn, width = lettered(text, 20)
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, 60)).obj
    page.Contents = pdf.make_stream(b"0 g q 1 0 0 1 20 20 cm\n%s\nQ\n" % drawn)
    out = io.BytesIO()
    pdf.save(out)
    seen = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=2).to_pil().convert("L")
    left, _, right, _ = ImageChops.invert(seen).getbbox()
    return left / 2 - 20, right / 2 - 20, width


@pytest.mark.parametrize(
    "text",
    [
        "Plain title", "שלום עולם", "مرحبا بالعالم", "हिन्दी क्षत्रिय", "สวัสดีชาวโลก", "გამარჯობა",
        "Κόσμε", "Привет", "Tiếng Việt", "Բարեւ",
        pytest.param("中文標題", marks=CJK), "👨\u200d👩\u200d👧 🇬🇧", "✓ ❤\ufe0f",
        "Sheet 1: שלום, front",
    ],
)  # fmt: skip
def test_a_line_has_ink_from_its_begin_to_its_width(text):
    left, right, width = ink_of(text)

    assert -2 < left < 5
    assert width - 6 < right < width + 3


def test_text_from_the_right_is_not_drawn_from_the_left():
    assert lettered("אב", 20) != lettered("בא", 20)
    first, second = (lettered(text, 20)[0].split(b" 0 cm\n") for text in ("אב", "בא"))

    assert len(first) == len(second)


def test_what_has_no_face_is_not_drawn_at_all():
    assert lettered("Signs བ", 20) is None


def test_plain_lines_need_no_pango(monkeypatch):
    lacking = MachineLacks([Problem("zine", None, "pango", "Pango is not here", "Install it")])

    def nothing(job):
        raise lacking

    monkeypatch.setattr(lettering, "typeset", nothing)
    lettering.set_line.cache_clear()

    assert lettered("Sheet 1 of 8, front", 20) is not None
    assert lettered("Sheet 1: שלום", 20) is None
    lettering.set_line.cache_clear()
