"""The faces behind a layout's own fonts: which of them a text needs, and how they are cut."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from zinewright.layout import fallback_fonts as faces
from zinewright.layout.fallback_fonts import (
    _cut,
    faces_for,
    families,
    static,
    without_face,
    words_with_marks,
)
from zinewright.layout.fonts import font_file
from zinewright.layout.layout import plain

HAS_CJK = pytest.mark.skipif(not faces.has_cjk(), reason="the extra cjk is not installed")
OWN = plain().fonts
HEBREW = font_file("manimgx_fonts:NotoSansHebrew[wght].ttf")


@pytest.fixture
def without_cjk(monkeypatch):
    """A machine on which the extra is not installed."""
    monkeypatch.setattr(faces, "CJK", ("zinewright_nowhere:Regular.otf",))
    families.cache_clear()
    yield
    families.cache_clear()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Plain, “curled” – and “ÿ” for 5 €…", ()),
        ("عربي ١٢٣، Кириллица, Ελληνικά", ()),
        ("soft\u00adhyphen no\u00a0break zero\u200bwidth \u202aleft\u202c\t\n\u3000", ()),
        ("नमस्ते שלום สวัสดี გამარჯობა Բարեւ বাংলা ሰላም தமிழ் ਪੰਜਾਬੀ ગુજરાતી ಕನ್ನಡ ខ្មែរ", ()),
        pytest.param("漢字 かな 한국어 「」", (), marks=HAS_CJK),
        ("❤\ufe0f 👍🏽 1\ufe0f\u20e3 👨\u200d👩\u200d👧 🇬🇧", ()),
        ("𓂀 and བོད", ("ད", "བ", "ོ", "𓂀")),
        ("\ue000 and \u0378", ("\u0378", "\ue000")),
    ],
    ids=["common", "own", "controls", "noto", "cjk", "emoji", "none", "private, unassigned"],
)
def test_what_no_face_shows_is_found(text, unknown):
    assert without_face(text, OWN) == unknown


def test_without_the_extra_chinese_has_no_face(without_cjk):
    assert without_face("漢字 and かな and שלום", OWN) == ("か", "な", "字", "漢")
    assert faces_for("漢字", OWN) == ()


def test_a_text_in_the_letters_of_the_layout_asks_nothing(monkeypatch):
    monkeypatch.setattr(faces, "families", lambda: pytest.fail("no face is needed"))

    assert faces_for("Plain “text” – Ελληνικά, عربي →", OWN) == ()
    assert without_face("Plain “text” – Ελληνικά, عربي →", OWN) == ()


def test_each_weight_is_a_file_of_its_own_and_made_once(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path / "cache"))
    regular, bold = static(HEBREW, 400), static(HEBREW, 700)
    content = bold.path.read_bytes()
    bold.path.unlink()
    monkeypatch.setattr(faces, "_cut", lambda *_: pytest.fail("it is in the cache"))

    assert static(HEBREW, 700).path.read_bytes() == content
    assert regular.path.read_bytes() != content


@pytest.mark.parametrize("weight", [400, 700])
def test_a_static_face_has_the_widths_of_its_outlines(weight):
    content = _cut(HEBREW.path, weight)
    with TTFont(io.BytesIO(content)) as font, TTFont(HEBREW.path) as whole:
        glyphs = whole.getGlyphSet(location={"wght": weight})
        widths = {name: round(glyphs[name].width) for name in whole.getGlyphOrder()}

        assert {name: width for name, (width, _) in font["hmtx"].metrics.items()} == widths
        assert font["OS/2"].usWeightClass == weight
        assert {"GSUB", "GPOS", "cmap"} <= set(font.keys())
        assert not {"fvar", "gvar", "HVAR", "STAT"} & set(font.keys())
    assert content == _cut(HEBREW.path, weight)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain", [("plain", False)]),
        ("cafe\u0301 noir", [("caf\u00e9 noir", False)]),
        ("by Ade\u0301ba\u0301y\u1ecd\u0300.",
         [("by ", False), ("Ad\u00e9b\u00e1y\u1ecd\u0300", True), (".", False)]),
        ("\u1ecd\u0301", [("", False), ("\u1ecd\u0301", True), ("", False)]),
    ],
    ids=["no marks", "a letter with its mark", "a name", "a word alone"],
)  # fmt: skip
def test_words_whose_marks_stand_apart(text, parts):
    assert list(words_with_marks(text)) == parts
