"""A configuration of fontconfig of our own: the fonts of the file, whatever the machine has."""

from __future__ import annotations

import os

import pytest
from bound import LAYOUT

from zinewright.layout.fonts import fontconfig_file
from zinewright.typeset.own_fonts import configuration
from zinewright.typeset.section import press_with


def test_pango_knows_the_fonts_of_the_layout_and_no_others(monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    before = dict(os.environ)
    press = press_with(LAYOUT.fonts)
    ffi, library = press.weasyprint.text.ffi.ffi, press.weasyprint.text.ffi.fontconfig
    every = library.FcConfigGetFonts(press.fonts._config, library.FcSetSystem)
    name = ffi.new("FcChar8 **")
    files = set()
    for number in range(every.nfont):
        library.FcPatternGetString(every.fonts[number], b"file", 0, name)
        files.add(ffi.string(name[0]).decode())

    assert files == {str(file.path) for file in LAYOUT.fonts}
    assert dict(os.environ) == before


def test_two_configurations_are_two():
    file = fontconfig_file(LAYOUT.fonts)

    assert configuration(file) != configuration(file)


def test_a_file_that_is_none_is_refused(tmp_path):
    (tmp_path / "fonts.conf").write_text("<fontconfig")
    with pytest.raises(OSError, match=r"^fontconfig cannot read .*fonts\.conf$"):
        configuration(tmp_path / "fonts.conf")
