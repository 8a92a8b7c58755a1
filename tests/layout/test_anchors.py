"""Links arrive whatever the names are made of: in every script, composed or not, with odd signs."""

from __future__ import annotations

import io
import posixpath
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pikepdf
import pytest
from bound import bound
from lxml import etree, html
from manuscripts import manuscript, press
from zines import png, section

from zinewright.checks import check_finished
from zinewright.layout.anchors import address_of, name_in, picture_address, read_back
from zinewright.press.build import build
from zinewright.prose.heading_names import name_of

SCRIPTS = {
    "Latin with accents": "naïve-café",
    "Latin, accents apart": unicodedata.normalize("NFD", "crème-brûlée"),
    "Greek": "αρχή",
    "Cyrillic": "ночь",
    "Arabic": "ليل",
    "Hebrew": "לילה",
    "Devanagari": "रात्रि",
    "Thai": "กลางคืน",
    "Chinese": "夜",
    "Georgian": "ღამე",
    "Korean": "밤",
}
ODD = {
    "emoji": "🌙",
    "a flag": "🏳️‍🌈",
    "a percent sign": "100%",
    "what looks encoded": "a%41",
    "a plus": "a+b",
    "a question": "a?b",
    "a slash": "a/b",
    "dots": "..",
    "a colon": "http:b",
    "an at sign": "@next-to",
    "brackets": "[a](b)",
    "a backslash": "a\\b",
    "a semicolon": "&amp;c;".replace("&", ""),
}
NAMES = SCRIPTS | ODD


@pytest.mark.parametrize("name", [*NAMES.values(), "a b", 'a"b', "a'b", "a<b", "a&b", "a#b"])
def test_an_address_is_ascii_and_gives_its_name_back(name):
    assert address_of(name).isascii()
    assert name_in(read_back(address_of(name))) == name
    assert set(picture_address(name)) & set(" \"'<>&#") == set()


def test_an_address_elsewhere_stays():
    assert read_back("https://example.org/%C3%BC#a%20b") == "https://example.org/%C3%BC#a%20b"


BODY = """<p class="skip"><a href="#{0}--1-end">round</a></p>
<p>Said.<a class="noteref" id="{0}--fnref-1" href="#{0}--fn-1">1</a> <a href="#{0}--part">to the
part</a>, <a href="#other">to the other</a>, <a href="#other--{0}">into it</a></p>
<h2 id="{0}--part">Part</h2>
<section class="passage" id="{0}--1"><p><img src="{0}.png" alt="A thing"/></p></section>
<p class="passage-end" id="{0}--1-end">End</p>
<ol><li class="footnote" id="{0}--fn-1"><p>Note. <a class="backlink" href="#{0}--fnref-1">back</a>
</p></li></ol>"""
CONTENTS = """<ol class="contents"><li class="entry"><p class="part"><a href="#{0}">first</a>
<span class="page" data-page-of="{0}"> </span></p></li></ol>"""
OTHER = '<p><a href="#{0}">to the first</a></p><h2 id="other--{0}">In</h2>'
LINKS = {
    "round": "{0}--1-end",
    "Note 1": "{0}--fn-1",
    "to the part": "{0}--part",
    "to the other": "other",
    "into it": "other--{0}",
    "back": "{0}--fnref-1",
    "first": "{0}",
    "to the first": "{0}",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_kind_of_link_arrives_in_a_pdf(name):
    sections = (
        section("contents", CONTENTS.format(name), "contents"),
        section(name, BODY.format(name), title="First"),
        section("other", OTHER.format(name)),
    )
    book = bound(*sections, pictures={f"{name}.png": png()})

    assert check_finished("zine.pdf", book.content) == ()
    assert dict(_led_to(book)) == {
        words: book.places[target.format(name)] for words, target in LINKS.items()
    }


def _led_to(book):
    """The words of every link, and the page that it leads to."""
    for page in book.pdf.pages:
        for link in page.obj.get("/Annots", []):
            yield str(link.Contents), book.numbers[link.A.D[0].objgen]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Übersicht über alles", "übersicht-über-alles"),
        (unicodedata.normalize("NFD", "Übersicht"), "übersicht"),
        ("रात्रि और दिन", "रात्रि-और-दिन"),
        ("กลางคืน", "กลางคืน"),
        ("What’s new – and old?", "whats-new-and-old"),
        ("A_b 1² ٣", "a_b-1²-٣"),
        ("🌙", ""),
    ],
)
def test_a_heading_keeps_its_letters_in_its_name(words, name):
    assert name_of(words) == name


# --- the whole way

POST = """---
title: Chapter {number}
notes: grief
summary: What number {number} tells.
---
See [chapter {following}](<{next}.md>), [its part](<{next}.md#part-{letters}>),
[here](#part-{letters}) and a note.[^{name}]

::: note debt | What the part of {number} tells.
The passage.
:::

## Part {letters}

![A thing](<{name}.png>)

[^{name}]: Of [chapter {following}](<{next}.md>).
"""
LETTERS = "çé"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The finished files of posts that are named in every script, by the endings of their names."""
    folder = tmp_path_factory.mktemp("names")
    names = list(SCRIPTS.values())
    posts = {
        name: POST.format(
            number=number, name=name, letters=LETTERS,
            following=number % len(names) + 1, next=names[number % len(names)],
        )
        for number, name in enumerate(names, 1)
    }  # fmt: skip
    manuscript(folder / "m", posts)
    for name in names:
        (folder / "m" / "posts" / f"{name}.png").write_bytes(png())
    with press() as ready:
        built = build(folder / "m", folder / "out", ready)
    return {path.rpartition("small-hours")[2]: Path(path).read_bytes() for path in built.files}


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["-reading.pdf", "-large-print.pdf"])
def test_links_of_the_pdfs_arrive_at_their_chapters(made, edition):
    with pikepdf.open(io.BytesIO(made[edition])) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            begins = {item.title: numbers[item.action.D[0].objgen] for item in outline.root}
        links = [
            (str(link.Contents), numbers[link.A.D[0].objgen])
            for page in pdf.pages
            for link in page.obj.get("/Annots", [])
            if pikepdf.Name.GoTo == link.A.S
        ]
    to_chapters = [(words, page) for words, page in links if words.startswith("chapter ")]

    assert len(to_chapters) == 2 * len(SCRIPTS)
    assert {(words.capitalize(), page) for words, page in to_chapters} <= set(begins.items())


@pytest.mark.slow
@pytest.mark.parametrize("edition", [".epub", ".html"])
def test_links_of_the_ebook_and_the_page_arrive_at_their_chapters(made, edition):
    if edition == ".epub":
        with zipfile.ZipFile(io.BytesIO(made[edition])) as packed:
            pages = {
                name: etree.fromstring(packed.read(name))
                for name in packed.namelist()
                if name.endswith(".xhtml")
            }
    else:
        pages = {"": html.document_fromstring(made[edition].decode())}
    found = list(_chapters_led_to(pages))

    assert len(found) == 2 * len(SCRIPTS)
    assert all(words.capitalize() == title for words, title in found), found


def _chapters_led_to(pages):
    """The words of links to chapters, and the headings that they lead to."""
    for file, root in pages.items():
        for link in root.iter("{*}a"):
            words = "".join(link.itertext())
            if not words.startswith("chapter "):
                continue
            path, part = urldefrag(unquote(link.get("href")))
            there = pages[posixpath.join(posixpath.dirname(file), path) if path else file]
            place = there
            if part:
                place = next(each for each in there.iter() if each.get("id") == part)
            heading = next(each for each in place.iter("{*}h1", "{*}h2"))
            yield " ".join(words.split()[:2]), "".join(heading.itertext()).strip()


@pytest.mark.slow
def test_the_text_names_the_pages_of_its_chapters(made):
    said = made[".txt"].decode()

    assert all(said.count(f"Chapter {number}") >= 2 for number in range(1, len(SCRIPTS) + 1))
