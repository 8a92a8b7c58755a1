"""The layout's fonts: which letters they show, and the part of them that a PDF holds."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from zinewright.layout.based_on import layouts_folder
from zinewright.layout.fonts import (
    COMMON,
    FontFile,
    font_file,
    fontconfig,
    fontconfig_file,
    letters,
    part_of,
    space_of,
    spelled,
)
from zinewright.layout.layout import Layout, plain
from zinewright.problems import ZineError

REGULAR = "fontpkg_atkinson_hyperlegible:files/AtkinsonHyperlegible-Regular.ttf"
LAYOUTS = [path for path in sorted(layouts_folder().iterdir()) if path.is_dir()]


def test_a_font_is_found_in_its_package_and_known_by_its_digest():
    found = font_file(REGULAR)

    assert found.path.name == "AtkinsonHyperlegible-Regular.ttf"
    assert found.digest == FontFile(found.path).digest
    assert len(found.digest) == 64


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (
            "fontpkg_nowhere:files/x.ttf",
            "layout.toml: the font fontpkg_nowhere:files/x.ttf is not installed. "
            "pip install fontpkg-nowhere. [font]",
        ),
        (
            "fontpkg_amiri:x.ttf",
            "layout.toml: the package fontpkg_amiri has no file “x.ttf”. Write one that it "
            "has, such as fontpkg_amiri:files/Amiri-Bold.ttf. [font]",
        ),
        (
            "fontpkg_amiry:files/x.ttf",
            "layout.toml: the font fontpkg_amiry:files/x.ttf is not installed (did you mean "
            "amiri?). pip install fontpkg-amiry. [font]",
        ),
        (
            "fontpkg_amiri:files/Amiri-Blod.ttf",
            "layout.toml: the package fontpkg_amiri has no file “files/Amiri-Blod.ttf” (did "
            "you mean files/Amiri-Bold.ttf or files/Amiri-BoldItalic.ttf or "
            "files/Amiri-Italic.ttf?). Write one that it has, such as "
            "fontpkg_amiri:files/Amiri-Bold.ttf. [font]",
        ),
    ],
    ids=["no package", "no file", "nearly a package", "nearly a file"],
)
def test_a_font_that_is_not_there_is_asked_for(spec, message):
    with pytest.raises(ZineError) as caught:
        font_file(spec)

    assert str(caught.value) == message


def test_fontconfig_is_told_of_these_fonts_and_no_others(tmp_path):
    files = [FontFile(Path(f"/fonts/{name}.ttf")) for name in ("b & c", "a")]

    assert fontconfig([*files, files[0]], tmp_path / "<caches>") == (
        f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>/fonts</dir>
<cachedir>{tmp_path}/&lt;caches&gt;</cachedir>
<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>
<glob>/fonts/a.ttf</glob>
<glob>/fonts/b &amp; c.ttf</glob>
</acceptfont></selectfont>
<alias binding="same"><family>emoji</family><prefer><family>Noto Emoji</family></prefer></alias>
</fontconfig>
"""
    )


def test_folders_stand_in_the_order_of_the_fonts(tmp_path):
    files = [FontFile(Path(path)) for path in ("/z/one.ttf", "/a/two.ttf", "/z/three.ttf")]

    said = fontconfig(files, tmp_path)

    assert said.index("<dir>/z</dir>") < said.index("<dir>/a</dir>")
    assert said.count("<dir>") == 2


def test_without_room_for_temporary_files_the_remedy_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file"))
    with pytest.raises(ZineError) as caught:
        fontconfig_file(plain().fonts)

    assert str(caught.value).partition(": ")[2] == (
        "the folder for temporary files cannot be written (not a directory). "
        "Make room there, or let TMPDIR name another folder. [temporary-folder]"
    )


def test_a_folder_for_temporary_files_that_belongs_to_another_is_not_trusted(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    (tmp_path / "zinewright-fonts-4242").mkdir()
    monkeypatch.setattr("os.getuid", lambda: 4242)
    with pytest.raises(ZineError) as caught:
        fontconfig_file(plain().fonts)

    assert "cannot be written (it belongs to somebody else)" in str(caught.value)


@pytest.mark.parametrize(("spoilt", "why"), [
    (lambda path: path.symlink_to(path.parent), "it is a link to elsewhere"),
    (lambda path: (path.mkdir(), path.chmod(0o777)), "others can write into it"),
])  # fmt: skip
def test_a_folder_for_temporary_files_that_others_could_fill(spoilt, why, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    spoilt(tmp_path / f"zinewright-fonts-{os.getuid()}")
    with pytest.raises(ZineError) as caught:
        fontconfig_file(plain().fonts)

    assert f"cannot be written ({why})" in str(caught.value)


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda path: path.name)
def test_every_layout_has_the_letters_that_nobody_looks_up(folder):
    shown = letters(Layout(folder).fonts)

    assert {letter for letter in COMMON if ord(letter) not in shown} <= set("\u00ad\t\n")


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("🎈", "balloon"),
        ("☕", "hot beverage"),
        ("→", "rightwards arrow"),
        ("漢", ""),
        ("\u0301", ""),
    ],
)
def test_a_sign_has_a_name_and_a_letter_has_none(letter, name):
    assert spelled(letter) == name


def test_a_part_holds_its_glyphs_under_their_numbers():
    file = font_file(REGULAR)
    with TTFont(file.path) as font:
        order, best = font.getGlyphOrder(), font.getBestCmap()
        wanted = {font.getGlyphID(best[ord(letter)]) for letter in "Zine"}
        total = len(order)
    content = part_of(file, wanted)
    with TTFont(io.BytesIO(content)) as font:
        kept = {
            number
            for number, name in enumerate(font.getGlyphOrder())
            if number and font["glyf"][name].numberOfContours
        }
        tables = set(font.keys())

    assert kept == wanted
    assert max(wanted) < total
    assert {"glyf", "loca", "hmtx", "head"} <= tables
    assert not {"name", "GSUB", "GPOS", "cmap"} & tables
    assert len(content) < 6_000
    assert content == part_of(file, sorted(wanted))


def test_the_space_of_a_font():
    content = font_file(REGULAR).path.read_bytes()
    number, width = space_of(content)
    with TTFont(io.BytesIO(content)) as font:
        name = font.getGlyphOrder()[number]

    assert name == font_space(content)
    assert 150 < width < 400


def font_space(content: bytes) -> str:
    with TTFont(io.BytesIO(content)) as font:
        return font.getBestCmap()[32]
