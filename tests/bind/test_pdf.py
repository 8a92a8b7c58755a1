"""Typeset sections → a PDF that people find their way in."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from bound import LAYOUT, SAYS, bound, places_of, set_in_type
from finished import Finished, blocks, is_for_eyes
from fontTools.ttLib import TTFont
from manuscripts import manuscript, press
from zines import section

from zinewright.bind.book import Leaf
from zinewright.bind.pdf import bind
from zinewright.body import text_of
from zinewright.model import FIRST
from zinewright.press.build import build, order_of
from zinewright.typeset.stack import RUNNING_ON

BELOW = 48  # points from the top of a destination within which its words begin


class Book:
    """A built zine, its sections and its pages as they are seen."""

    def __init__(self, folder) -> None:
        manuscript(folder / "manuscript")
        with press() as ready:
            built = build(folder / "manuscript", folder / "out", ready, ("reading",))
            _, leaves = order_of(folder / "manuscript", ready)
        self.sections = built.zine.sections
        self.content = (folder / "out" / "small-hours-reading.pdf").read_bytes()
        self.read = Finished(self.content, places_of(leaves))
        self.seen = pypdfium2.PdfDocument(self.content)

    def text(self, page: int) -> str:
        """The words that a page shows."""
        return " ".join(self.seen[page - 1].get_textpage().get_text_range().split())

    def text_at(self, page: int, y: float) -> str:
        """The words of a page from a height on, over the width of the page."""
        area = self.seen[page - 1].get_textpage()
        return " ".join(area.get_text_bounded(bottom=y - BELOW, top=y).split())

    def left_of(self, page: int, words: str) -> float:
        """How far from the left the last place of these words on a page is, in points."""
        area = self.seen[page - 1].get_textpage()
        found, last = area.search(words, match_whole_word=True), None
        while place := found.get_next():
            last = place
        return area.get_charbox(last[0])[0]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return Book(tmp_path_factory.mktemp("book"))


def test_the_outline_holds_every_heading_and_its_page(book):
    assert (
        book.read.outline
        == """\
Small hours → 1
Content notes → 2
Contents → 2
Money at night → 3
  Content note → 3
  In figures → 3
    Note on the next part → 3
The long wait → 5
  The morning → 5
Afterwards → 6
Links and notes → 7
  Money at night → 7
    Notes → 7
    Links → 7
  The long wait → 7
    Notes → 7
Other formats → 7
About this zine → 7
  Where the pieces first appeared → 7
  This is a draft → 7
In short → 9"""
    )


def test_every_bookmark_arrives_where_its_words_stand(book):
    def walk(items):
        for item in items:
            yield item
            yield from walk(item.children)

    with book.read.pdf.open_outline() as outline:
        for item in walk(outline.root):
            page = book.read.numbers[item.action.D[0].objgen]
            top = float(item.action.D[3])
            assert book.text_at(page, top).startswith(item.title)


def test_every_link_arrives_where_the_words_of_its_target_stand(book):
    targets = [
        link.get("href")[1:]
        for each in book.sections
        for link in each.body.root.iter("a")
        if link.get("href").startswith("#") and not is_for_eyes(link)
    ]
    arrived = [
        (book.read.numbers[annotation.A.D[0].objgen], float(annotation.A.D[3]))
        for annotation in book.read.annotations
        if annotation.A.S == "/GoTo"
    ]

    assert len(targets) == len(arrived)
    for target, (page, top) in zip(targets, arrived, strict=True):
        assert _first_words(book.sections, target) in book.text_at(page, top)


def _first_words(sections, target: str) -> str:
    if target == FIRST:
        return next(each.title for each in sections if each.matter == "body")
    for each in sections:
        if each.name == target:
            return each.title
        for element in each.body.root.iter():
            if element.get("id") == target:
                return text_of(element).split(" ")[0]
    raise LookupError(target)


def test_every_page_number_in_the_text_is_that_of_its_target(book):
    runs = [each.title for each in book.sections if each.kind in RUNNING_ON]
    begins = {
        each.title: _page_that_begins_with(book, each.title)
        for each in book.sections
        if each.title not in runs
    }
    money, waiting = begins["Money at night"], begins["The long wait"]

    assert runs == [
        "Content notes",
        "Contents",
        "Links and notes",
        "Other formats",
        "About this zine",
    ]
    assert begins == {"Small hours": 1, "Money at night": 3, "The long wait": 5, "Afterwards": 6,
                      "In short": 9}  # fmt: skip
    assert book.text(2).startswith(f"Content notes Start with the first piece, page {money} Some")
    assert book.text(2).endswith(
        f" Contents Money at night {money} Ada Poverty or homelessness, work at night. "
        f"One part has a note of its own: a court. The long wait {waiting} Bo No content notes "
        "apply. Afterwards 6 Nobody has reviewed this piece for content notes yet. "
        "Links and notes 7 Other formats 7 About this zine 7 2 Small hours"
    )
    assert f"go on to what follows it, page {waiting}" in book.text(money)
    assert "End of the part on a court" in book.text(money + 1)
    assert f"“End of the part on a court”, page {money + 1}" in book.text(money)
    assert f"The budget of that year. Back, page {money}" in book.text(7)
    assert f"The person at the desk. Back, page {waiting}" in book.text(7)


def _page_that_begins_with(book, title: str) -> int:
    if title == "Small hours":
        return 1
    pages = range(2, len(book.seen) + 1)
    return next(page for page in pages if book.text(page).startswith(title))


def test_no_element_of_the_text_is_lost_or_moved(book):
    assert book.read.elements == blocks(book.sections, book.read)


def test_labels_and_folios_say_the_same_on_the_outer_side(book):
    width = book.seen[0].get_width()
    assert book.read.artifacts_said[len(book.seen)] == []  # the back cover
    for page in range(2, len(book.seen)):
        assert book.seen.get_page_label(page - 1) == str(page)
        assert book.read.artifacts_said[page][-1] == str(page)
        outer = book.left_of(page, str(page)) > width / 2
        assert outer == (page % 2 == 1)


def test_left_pages_name_the_zine_and_right_ones_the_piece(book):
    said = {page: [word for word in all_ if word != "▣" and word[:1] not in "[("][0]
            for page, all_ in book.read.artifacts_said.items() if all_}  # fmt: skip

    assert said == {
        2: "Small hours", 3: "Money at night",
        4: "Small hours", 5: "The long wait",
        6: "Small hours", 7: "Links and notes",
        8: "Small hours",
    }  # fmt: skip
    assert book.read.artifacts_said[1] == []


def test_a_zine_read_from_the_right_has_its_folios_the_other_way():
    two = (section("a", "<p>One.</p>"), section("b", "<p>Two.</p>"))
    read = bound(*two, says=replace(SAYS, direction="rtl", language="ar"))

    assert read.artifacts_said == {1: ["Small hours", "1"], 2: ["B", "2"]}
    assert read.pdf.Root.ViewerPreferences.Direction == pikepdf.Name.R2L


def test_a_part_holds_its_pieces_in_the_outline_and_in_the_structure():
    """Its own heading stands a level above theirs."""
    said = (("before", ""), ("part--p", ""), ("one", "part--p"), ("two", "part--p"))
    leaves = tuple(
        Leaf(
            name, name, "en", set_in_type(section(name, "<h2>Inside</h2>")), within=within,
            opens=name == "part--p",
        )
        for name, within in said
    )  # fmt: skip
    pdf = pikepdf.open(io.BytesIO(bind(leaves, LAYOUT.fonts, SAYS)))

    def shown(items) -> list[object]:
        return [[item.title, *shown(item.children)] for item in items]

    def roles(element) -> list[object]:
        kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]
        return [str(element.S)[1:], *(roles(kid) for kid in kids if "/S" in kid)]

    with pdf.open_outline() as outline:
        assert shown(outline.root) == [
            ["Before", ["Inside"]],
            ["Part--p", ["Inside"], ["One", ["Inside"]], ["Two", ["Inside"]]],
        ]
    assert roles(pdf.Root.StructTreeRoot.K[0])[1:] == [
        ["Part", ["Sect", ["H1"], ["H2"]],
         ["Part", ["Sect", ["H1"], ["H2"]], ["Sect", ["H2"], ["H3"]], ["Sect", ["H2"], ["H3"]]]],
    ]  # fmt: skip


def test_each_font_file_is_embedded_once_with_the_letters_of_all_sections():
    said = {
        "one": "<p>zebra <strong>bold</strong></p>",
        "two": "<p>QUARTZ <strong>BOLD</strong> <em>lean</em></p>",
        "three": "<p>naïve <code>x = 1</code></p>",
    }
    leaves = [
        Leaf(name, name, "en", set_in_type(section(name, text))) for name, text in said.items()
    ]
    pdf = pikepdf.open(io.BytesIO(bind(tuple(leaves), LAYOUT.fonts, SAYS)))
    files = [
        thing for thing in pdf.objects
        if isinstance(thing, pikepdf.Stream) and "/Length1" in thing.stream_dict
    ]  # fmt: skip
    names = sorted(
        str(thing.BaseFont).partition("+")[2] for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"
    )  # fmt: skip

    assert len(files) == 4
    assert len({file.read_bytes() for file in files}) == 4
    assert sorted(set(names)) == [
        "Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold", "Atkinson-Hyperlegible-Italic",
        "DM-Mono",
    ]  # fmt: skip
    assert max(len(_drawn(file)) for file in files) < 45  # those of page numbers among them
    assert all(_used(leaves, digest) <= _drawn(file) for digest, file in _by_digest(pdf, leaves))


def test_the_file_says_what_it_is_and_no_date_but_the_one_given(book):
    document = book.read.pdf
    dates = re.findall(rb"D:\d{14}Z?|\d{4}-\d\d-\d\dT[\d:]+Z", _unpacked(document))

    assert {str(key): str(value) for key, value in document.docinfo.items()} == {
        "/Author": "Ada, Bo",
        "/CreationDate": "D:20260102000000Z",
        "/ModDate": "D:20260102000000Z",
        "/Producer": "Zinewright 0.1.0",
        "/Subject": "Content notes: this zine mentions or describes poverty or homelessness, a "
        "court, work at night.",
        "/Title": "Small hours",
    }
    assert set(dates) == {b"D:20260102000000Z", b"2026-01-02T00:00:00Z"}
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Small hours"
        assert metadata["dc:creator"] == ["Ada", "Bo"]
        assert metadata["dc:subject"] == {"poverty or homelessness", "a court", "work at night"}
        assert metadata["dc:language"] == {"en-GB"}
        assert metadata["xmp:ModifyDate"] == "2026-01-02T00:00:00Z"
        assert metadata["pdfuaid:part"] == "1"
    assert str(document.Root.Lang) == "en-GB"
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_signs_of_xml_and_of_pdf_can_stand_in_what_the_file_says_of_itself():
    says = replace(SAYS, title='A <b> & (c) \\ "d" ليل', authors=("<&>",), description="]]> (x")
    read = bound(section("a"), says=says)
    document = read.pdf

    assert str(document.docinfo["/Title"]) == 'A <b> & (c) \\ "d" ليل'
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == 'A <b> & (c) \\ "d" ليل'
        assert metadata["dc:creator"] == ["<&>"]
        assert metadata["dc:description"] == "]]> (x"


def test_a_date_is_that_of_the_binding_to_the_second():
    says = replace(SAYS, modified=datetime.datetime(2031, 12, 31, 23, 59, 58))

    read = bound(section("a"), says=says)

    assert str(read.pdf.docinfo["/ModDate"]) == "D:20311231235958Z"


def test_numbers_of_many_digits_find_room():
    sections = [section(f"s{n}", "<p>x</p>") for n in range(1, 13)]
    target = '<p>See<span data-page-of="s12">, page </span></p>'
    read = bound(section("first", target), *sections)

    assert read.elements[1] == ("P", "See, page 13")
    assert [said[-1] for said in read.artifacts_said.values()] == [str(n) for n in range(1, 14)]


# --- reading fonts back


def _drawn(file: pikepdf.Stream) -> set[int]:
    """The glyphs of a font file that have an outline."""
    with TTFont(io.BytesIO(file.read_bytes())) as font:
        order = font.getGlyphOrder()
        return {
            number for number, name in enumerate(order)
            if number and font["glyf"][name].numberOfContours
        }  # fmt: skip


def _used(leaves, digest: str) -> set[int]:
    return {
        glyph
        for leaf in leaves
        for use in leaf.typeset.fonts.values()
        if use.digest == digest
        for glyph, text in use.texts.items()
        if text.strip()
    }


def _by_digest(pdf, leaves):
    """Each digest of a font that the sections use, with the file that the PDF holds for it."""
    digests = {name: use.digest for leaf in leaves for name, use in leaf.typeset.fonts.items()}
    fonts = pdf.pages[0].obj.Resources.Font
    for name, digest in digests.items():
        yield digest, fonts[f"/{name}"].DescendantFonts[0].FontDescriptor.FontFile2


def _unpacked(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
        static_id=True,
    )
    return out.getvalue()
