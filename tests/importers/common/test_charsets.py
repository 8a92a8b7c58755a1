"""The bytes of a text → UTF-8, whatever program wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import zine

from zinewright.importers.common.charsets import as_utf8, charset_of

TEXTS = {
    "cp1252": "Café “naïve” – it’s über Straße", "cp1250": "Żółć gęślą jaźń, příliš kůň",
    "cp1251": "Привет, мир! Это длинный текст о ночи.", "koi8-r": "Привет, мир! Это текст о ночи.",
    "cp1253": "Καλημέρα κόσμε, είναι νύχτα", "cp1255": "שלום עולם, זה לילה ארוך",
    "cp1256": "مرحبا بالعالم، هذه ليلة طويلة", "mac_roman": "Café “naïve” – it’s über Straße",
    "cp850": "Café über Straße naïve Ärger", "gb18030": "你好，世界。这是一个漫长的夜晚。",
    "shift_jis": "こんにちは世界。長い夜でした。", "euc_kr": "안녕하세요 세계. 긴 밤이었습니다.",
    "utf-16": "# Öne", "utf-16-le": "# One more", "utf-16-be": "# One more", "utf-32": "# One",
    "utf-8": "# Öne – “two”",
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_sets_of_letters(name, text):
    made, told = as_utf8(text.encode(name))

    assert made.decode() == text
    assert charset_of(text.encode(name)) == name
    assert bool(told) == (name != "utf-8")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"caf\xe9", "cp1252"), (b"It\x92s", "cp1252"), (b"ni\xf1o A\xf1o \xbfQu\xe9?", "cp1252"),
        (b"50 \x80", "cp1252"), (b"\xa9 2004", "cp1252"), (b"It\xd5s late", "mac_roman"),
        (b"\xa3\xf3d\x9f", "cp1250"), (b"plain", "utf-8"), (b"", "utf-8"), (b"a\0b", ""),
        (b"\x89PNG\r\n\x1a\n\0\0", ""), (b"\xff\xfe\x00", ""), (b"\xff\xfeA", ""),
    ],
)  # fmt: skip
def test_short_texts(content, name):
    assert charset_of(content) == name


def test_a_guess_shows_words():
    assert as_utf8("Das Café war zu – für immer.".encode("cp1252"))[1] == (
        "its letters were read as Windows-1252 (Western European), which is a guess: "
        "see whether “Café”, “–”, “für” is right"
    )


def test_the_declaration_of_an_xml_file_goes_with_its_letters():
    made, _ = as_utf8('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16"))

    assert made == '<?xml version="1.0"?><a>é</a>'.encode()


LONG = "Dieser Satz ist lang genug für einen Absatz, und kein Titel; ganz sicher."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"Eine Nacht im Mai\r\n\r\n{LONG}\r\n".encode("cp1252"),
         "Windows-1252 (Western European), which is a guess: see whether “für” is right"),
        (f"Eine Nacht im Mai\n\n{LONG}\n".encode("utf-16"), "UTF-16"),
        (f"---\ntitle: Eine Nacht im Mai\n---\n\n{LONG}\n".encode("utf-16"), "UTF-16"),
        (f"<html><h1>Eine Nacht im Mai</h1><p>{LONG}</p></html>".encode("utf-16"), "UTF-16"),
        (f"<html><h1>Eine Nacht im Mai</h1><p>{LONG}</p></html>".encode("cp1252"),
         "Windows-1252 (Western European), which is a guess: see whether “für” is right"),
    ],
)  # fmt: skip
def test_it_is_imported_and_told(tmp_path: Path, monkeypatch, content, told):
    monkeypatch.chdir(tmp_path)
    Path("night.txt").write_bytes(content)
    output = zine("import", "night.txt", "--into", "m", "--yes").output

    assert f"  look at this: its letters were read as {told}\n" in output
    assert LONG in Path("m/posts/eine-nacht-im-mai.md").read_text("utf-8")
    assert zine("check", "m").exit_code == 0


def test_a_page_that_says_its_letters_is_believed(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = f'<meta charset="iso-8859-1"><h1>Eine Nacht im Mai</h1><p>{LONG}</p>'
    Path("night.html").write_bytes(page.encode("latin-1"))

    assert "its letters" not in zine("import", "night.html", "--into", "m", "--yes").output
    assert LONG in Path("m/posts/eine-nacht-im-mai.md").read_text("utf-8")
