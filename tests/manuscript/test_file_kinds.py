"""What a file really is, by its bytes, and an address in place of a path."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest
from exports import ebook, picture, word, zipped
from running import Lay, zine

from zinewright.manuscript.file_kinds import address_in, kind_of, page_of

ODT = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (word("<w:p/>"), "a Word document (docx)"), (ebook(), "an EPUB"),
        (ODT, "an OpenDocument file (odt)"), (zipped({"a": b""}), "a zip archive"),
        (b"PK\x03\x04broken", "a zip archive"), (b"%PDF-1.7", "a PDF"),
        (rb"{\rtf1}", "a document in Rich Text Format (RTF)"), (picture(), "a picture"),
        (picture("JPEG"), "a picture"), (picture("GIF"), "a picture"),
        (picture("WEBP"), "a picture"), (picture("TIFF"), "a picture"),
        (b"\0\0\0\x18ftypheic", "a picture"), (b"\0\0\0\x18ftypisom", "a recording"),
        (b"ID3\3", "a recording"), ("# Öne".encode("utf-16"), "text in UTF-16"),
        ("# One more".encode("utf-16-le"), "text in UTF-16"),
        ("# One more".encode("utf-16-be"), "text in UTF-16"),
        ("# One".encode("utf-32"), "text in UTF-32"),
        (b"\x7fELF" + bytes(30) + b"x" * 9, "no text"),
    ],
)  # fmt: skip
def test_what_is_no_plain_text(content, says):
    kind = kind_of(content)

    assert kind is not None
    assert kind.says == says


@pytest.mark.parametrize(
    "content",
    [b"", b"# One", "# Zoë – “one”".encode(), "\ufeff# One".encode(), b"BM is a magazine", b"PK!",
     "Caf\xe9".encode("latin-1"), b"a\0b", b"<p>One</p>", b"GIF is said so or so"[:3]],
)  # fmt: skip
def test_what_is_plain_text(content):
    assert kind_of(content) is None


@pytest.mark.parametrize(
    ("content", "is_page"),
    [(b"<!DOCTYPE html>\n<p>", True), (b"\n<!-- x --><HTML lang=en>", True),
     (b"<p>One", False), (b"See <html>.", False), (b"<htmlish>", False)],
)  # fmt: skip
def test_a_web_page(content, is_page):
    assert (page_of(content) is not None) == is_page


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePath("https://night.example/a"), "https://night.example/a"),
        ("http:/night.example", "http://night.example"), ("HTTPS://n.example", "HTTPS://n.example"),
        ("www.night.example/a", "www.night.example/a"), ("feed://n.example/rss", "feed://n.example/rss"),
        ("night.xml", ""), ("https", ""), ("./https:", ""), ("www/index.html", ""),
        ("posts/http:/x", ""), ("C:/posts", ""), ("www.md", ""),
    ],
)  # fmt: skip
def test_an_address_in_place_of_a_path(path, address):
    assert address_in(path) == address


def test_a_word_document_among_the_posts(lay: Lay):
    folder = lay({"posts/one.md": word("<w:p><w:r><w:t>Words of mine.</w:t></w:r></w:p>")})

    assert zine("check", "m").output == (
        "m/posts/one.md:1: this is a Word document (docx), not plain text. "
        "Move it out of posts/, then: zine import one.md. [not-text]\n"
    )
    (folder / "posts/one.md").rename(Path("one.md"))
    assert zine("import", "one.md", "--into", "m", "--yes").exit_code == 0


def test_a_recipe_that_is_a_word_document(lay: Lay):
    lay({"zine.toml": word("<w:p/>")})

    assert zine("check", "m").output == (
        "m/zine.toml:1: this is a Word document (docx), not plain text. "
        "Save it as plain text in UTF-8. [not-text]\n"
    )
