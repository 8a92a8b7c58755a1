"""Sections → what a screen reader meets: the whole tree, read back from the bound PDF."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
from bound import LAYOUT, SAYS, SMALL, bound
from finished import blocks
from zines import png, rich, section, with_feet, zine

from zinewright.layout.fonts import fontconfig
from zinewright.layout.layout import plain
from zinewright.problems import ZineError
from zinewright.typeset.section import Job, typeset
from zinewright.typeset.structure_tree import Tag
from zinewright.typeset.tags import NUMBERING, ROLES

PICTURES = {
    "chart.png": png(),
    "images/chart.png": png(),
    "sprig.png": png(),
    "cover.svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
}


def tree(xhtml, css="", **more):
    """The structure tree of a chapter called A, without its first lines."""
    read = bound(section("a", xhtml, **more), pictures=PICTURES, css=css)
    document, part, sect, title, *lines = read.tree.splitlines()
    assert (document, part, sect) == ("Document", "  Part", "    Sect [en-GB]")
    assert title == "      H1 “A”"
    return "\n".join(line.removeprefix("      ") for line in lines)


def test_a_document_holds_a_section_for_each_section_of_the_zine():
    read = bound(
        section("one", "<p>First.</p>", language="en-GB"),
        section("two", '<h2 id="h">Half</h2><p lang="fr">Deux.</p>', language="cy"),
    )

    assert (
        read.tree
        == """\
Document
  Part
    Sect [en-GB]
      H1 “One”
      P “First.”
    Sect [cy]
      H1 “Two”
      H2 “Half”
      P [fr] “Deux.”"""
    )


def test_each_emoji_is_said_whole_and_so_are_letters_that_join():
    family, thumb = "👨\u200d👩\u200d👧", "👍🏽"

    assert (
        tree(f"<p>A {thumb}, {family} and ✓ here.</p><p>हिन्दी क्षत्रिय, and more.</p>")
        == f"""\
P
  “A ”
  Span “{thumb}”
  “, ”
  Span “{family}”
  “ and ”
  Span “✓”
  “ here.”
P
  Span “हिन्दी क्षत्रिय, and more.”"""
    )


def test_a_poem_is_read_line_by_line():
    poem = (
        '<section class="poem"><p><span class="line">The kettle <em>sings</em> at four, and the '
        'whole street</span><br/><span class="line">\xa0\xa0hears it.</span></p>'
        '<p><span class="line">End</span></p></section>'
    )

    assert (
        tree(poem, SMALL)
        == """\
Sect
  P
    Sub
      “The kettle ”
      Em “sings”
      “ at four, and the whole street ”
    Sub “\xa0\xa0hears it. ”
  P
    Sub “End ”"""
    )


def test_a_link_with_a_sign_is_called_by_the_sign_and_not_by_its_drawing():
    assert (
        tree('<p><a href="https://example.org/">✓ done</a></p>')
        == """\
P
  Link → https://example.org/ (✓ done)
    Span “✓”
    “ done”"""
    )


def test_a_paragraph_over_two_pages_is_one():
    sentences = " ".join(f"Sentence {number} goes on and on." for number in range(1, 9))

    assert tree(f"<p>{sentences}</p>", SMALL) == (
        "P “Sentence 1 goes on and on. Sentence 2 goes on and on. Sentence 3 goes on and on. "
        "Sentence 4 goes on and on. |Sentence 5 goes on and on. Sentence 6 goes on and on. "
        "Sentence 7 goes on and on. Sentence 8 goes on and on.”"
    )


def test_a_list_over_three_pages_is_one():
    items = "".join(f"<li>Item {n}<ul><li>inside {n}</li></ul></li>" for n in range(1, 7))
    read = bound(section("a", f"<ol>{items}</ol>"), css=SMALL)

    assert len(read.pdf.pages) == 3
    assert (
        read.tree
        == """\
Document
  Part
    Sect [en-GB]
      H1 “A”
      L Decimal
        LI
          Lbl “1. ”
          LBody
            “Item 1”
            L Disc
              LI
                Lbl “• ”
                LBody “inside 1”
        LI
          Lbl “2. ”
          LBody
            “Item 2”
            L Disc
              LI
                Lbl “• ”
                LBody “inside 2”
        LI
          Lbl “3. ”
          LBody
            “Item 3”
            L Disc
              LI
                Lbl “• ”
                LBody “inside 3”
        LI
          Lbl “4. ”
          LBody
            “Item 4”
            L Disc
              LI
                Lbl “• ”
                LBody “inside 4”
        LI
          Lbl “5. ”
          LBody
            “Item 5”
            L Disc
              LI
                Lbl “• ”
                LBody “inside 5”
        LI
          Lbl “6. ”
          LBody
            “Item 6”
            L Disc
              LI
                Lbl “• ”
                LBody “inside 6”"""
    )


def test_an_item_over_two_pages_has_one_label_and_one_body():
    words = " ".join(["Words go on."] * 14)

    assert (
        tree(f"<ul><li><p>{words}</p><p>More</p></li><li>Two</li></ul>", SMALL)
        == """\
L Disc
  LI
    Lbl “• ”
    LBody
      P “Words go on. Words go on. Words go on. Words go on. Words go on. Words go on. Words go \
on. Words go on. Words go on. Words go on. |Words go on. Words go on. Words go on. Words go on.”
      P “More”
  LI
    Lbl “• ”
    LBody “Two”"""
    )


def test_lists_say_how_their_items_are_marked():
    bare = '<ul class="contents"><li class="entry"><p>One</p></li></ul>'
    begun = '<ol start="3"><li>three</li></ol>'
    terms = "<dl><dt>Word</dt><dd>Meaning</dd><dd>Another</dd><dt>Next</dt><dd>Third</dd></dl>"

    assert (
        tree(bare + begun + terms)
        == """\
L None
  LI
    LBody
      P “One”
L Decimal
  LI
    Lbl “3. ”
    LBody “three”
L None
  LI
    Lbl “Word”
    LBody “Meaning”
    LBody “Another”
  LI
    Lbl “Next”
    LBody “Third”"""
    )


def test_a_table_over_two_pages_is_one_with_one_head():
    rows = "".join(
        f'<tr><th scope="row">Row {number}</th><td>{number}0</td></tr>' for number in range(1, 6)
    )
    head = '<thead><tr><th scope="col">Who</th><th scope="col">Pounds</th></tr></thead>'
    table = f"<table><caption>Debt</caption>{head}<tbody>{rows}</tbody></table>"
    read = bound(section("a", table), css=SMALL)

    assert (
        read.tree
        == """\
Document
  Part
    Sect [en-GB]
      H1 “A”
      Table
        Caption “Debt”
        THead
          TR
            TH Column “Who”
            TH Column “Pounds”
        TBody
          TR
            TH Row “Row 1”
            TD “10”
          TR
            TH Row “Row 2”
            TD “20”
          TR
            TH Row “Row 3”
            TD “30”
          TR
            TH Row “Row 4”
            TD “40”
          TR
            TH Row “Row 5”
            TD “50”"""
    )
    assert read.artifacts_said == {
        1: ["A", "1"],
        2: ["Who", "Pounds", "Small hours", "2"],
    }


def test_cells_that_span_say_so():
    table = """
<table><thead><tr><td></td><th scope="col" colspan="2">Debt</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">Ada</th><td>1</td><td>2</td></tr>
<tr><td>3</td><td></td></tr></tbody></table>"""

    assert (
        tree(table)
        == """\
Table
  THead
    TR
      TD
      TH Column ColSpan=2 “Debt”
  TBody
    TR
      TH Row RowSpan=2 “Ada”
      TD “1”
      TD “2”
    TR
      TD “3”
      TD"""
    )


def test_folios_running_heads_rules_and_ornaments_are_no_text():
    ornament = '<p class="ornament"><img src="sprig.png" alt="" class="decorative"/></p>'
    filler = '<p>Over.</p><h2 id="h">Next</h2>' + "<p>On.</p>" * 6
    read = bound(section("a", f"<p>One.</p>{ornament}<hr/>{filler}"), pictures=PICTURES, css=SMALL)

    assert read.artifacts_said == {
        1: ["▣", "A", "1"],
        2: ["Small hours", "2"],
        3: ["A", "3"],
    }
    assert [words for _, words in read.elements] == ["A", "One.", "Over.", "Next", *["On."] * 6]
    assert read.unmarked == {}


def test_what_a_template_draws_in_a_section_is_no_text():
    """PDF/UA-2 lets a Sect hold elements alone (ISO 32005, table 5)."""
    drawn = '<svg class="hatched" aria-hidden="true" viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg>'
    here = section("a", "<p>One.</p>")
    html = LAYOUT.page(here, zine(here)).replace("<h1", f"{drawn}<h1", 1)
    assert drawn in html
    style = LAYOUT.page_style("print.css") + ".hatched { width: 20mm; height: 20mm }"
    job = Job("a", "", html, style, LAYOUT.fonts_for(html))
    (sect,) = typeset(job).tag.kids

    assert [kid.role for kid in sect.kids] == ["H1", "P"]


def test_a_picture_has_its_words_and_its_caption():
    figure = """
<figure><img src="chart.png" alt="A line that rises"/>
<figcaption>Debt over <em>time</em>.</figcaption></figure>
<p>See <img src="chart.png" alt="a dot"/> here.</p>"""

    assert (
        tree(figure)
        == """\
Figure [A line that rises]
  “▣”
  Caption
    “Debt over ”
    Em “time”
    “.”
P
  “See ”
  Figure [a dot] “▣”
  “ here.”"""
    )


def test_phrases_say_their_language_and_abbreviations_what_they_stand_for():
    said = """
<p>The <abbr title="National Health Service">NHS</abbr> says <span lang="fr">bonne nuit</span>,
<em lang="de">gute Nacht</em>, <em>plainly</em> and <code>x = 1</code>, <q>good night</q>.</p>"""

    assert (
        tree(said)
        == """\
P
  “The ”
  Span [National Health Service] “NHS”
  “ says ”
  Span [fr] “bonne nuit”
  “, ”
  Em [de] “gute Nacht”
  “, ”
  Em “plainly”
  “ and ”
  Code “x = 1”
  “, ”
  Quote ““good night””
  “.”"""
    )


def test_links_have_their_words_and_say_where_they_lead():
    linked = """
<p>Read <a href="https://example.org/a?b=1">the page of the service that has a name so long</a>,
or <a href="#a-title">go up</a>.<a class="noteref" id="r" href="#n">1</a></p>
<ol><li class="footnote" id="n"><p>Seen. <a class="backlink" href="#r">Back to the text<span
 data-page-of="r">, page </span></a></p></li></ol>"""
    words = "the page of the service that has a name so long"

    assert (
        tree(linked)
        == f"""\
P
  “Read ”
  Link → https://example.org/a?b=1 ({words}) “{words}”
  “, or ”
  Link → page 1 (go up) “go up”
  “.”
  Reference
    Link [Note 1] → page 1 (Note 1) “1”
L Decimal
  LI
    LBody
      Note
        Lbl “1. ”
        P
          “Seen. ”
          Link → page 1 (Back to the text, page 1) “Back to the text, page 1”"""
    )


def test_a_link_over_two_lines_is_one_with_two_places():
    words = "a service with a name that goes on to the next line"

    assert (
        tree(f'<p><a href="tel:116123">{words}</a></p>', SMALL)
        == f"""\
P
  Link → tel:116123 ({words}) → tel:116123 ({words}) “{words}”"""
    )


def test_quotations_verses_and_code_keep_their_parts():
    parts = """
<blockquote><p>Quoted.</p><p class="attribution">— Somebody</p></blockquote>
<p>a verse<br/>and one more</p><pre>a = 1
b = 2</pre><section class="notice"><h2 id="h">Note</h2><p>Debt.</p></section>"""

    assert (
        tree(parts)
        == """\
BlockQuote
  P “Quoted.”
  P “— Somebody”
P “a verse and one more”
P “a = 1 b = 2”
Sect
  H2 “Note”
  P “Debt.”"""
    )


@pytest.mark.parametrize(
    ("xhtml", "said"),
    [
        ("One two three four five six.", "One two three four five six."),
        ("A long-winded half-hearted word.", "A long-winded half-hearted word."),
        ("https://example.org/an-address", "https://example.org/an-address"),
        ("<small>All of it</small> <sub>in it, </sub>too", "All of it in it, too"),
        ("Good " * 9, "Good Good Good Good Good Good Good Good Good "),
    ],
    ids=["words", "hyphens", "no space", "inline", "space at the end"],
)
def test_a_line_ends_in_a_space_where_the_text_has_one(xhtml, said):
    narrow = "@page { size: 44mm 120mm; margin: 5mm 12mm 14mm }"

    assert tree(f"<p>{xhtml}</p>", narrow) == f"P “{said}”"


def test_a_note_at_the_foot_is_read_behind_the_paragraph_that_calls_it():
    call = '<a class="noteref" id="r" href="#n">1</a>'
    text = f"<p>One{call} and two.</p><p>Three.</p>"
    here, listed = with_feet(section("a", text), "<p>A note.</p><p>Of two.</p>")
    lines = bound(here, listed).tree.splitlines()[4:15]

    assert (
        "\n".join(line.removeprefix("      ") for line in lines)
        == """\
P
  “One”
  Reference
    Link [Note 1] → page 1 (Note 1) “1”
  “ and two.”
Note
  Lbl
    Link → page 1 (1) “1 ”
  P “A note.”
  P “Of two.”
P “Three.”"""
    )


def test_a_note_at_the_foot_is_a_footnote_and_names_what_calls_it():
    call = '<a class="noteref" id="r" href="#n">1</a>'
    here, listed = with_feet(section("a", f"<p>One{call} and two.</p>"), "<p>A note.</p>")
    read = bound(here, listed, says=replace(SAYS, standard="ua-2"))
    tags = (thing for thing in read.pdf.objects if isinstance(thing, pikepdf.Dictionary))
    note = next(tag for tag in tags if tag.get("/S") == "/FENote")

    assert str(note.A.NoteType) == "/Footnote"
    assert [str(link.S) for link in note.Ref] == ["/Link"]
    assert [other.objgen for other in note.Ref[0].Ref] == [note.objgen]


def test_a_note_that_no_page_shows_is_told_of():
    call = '<a class="noteref" id="r" href="#n">1</a>'
    here, listed = with_feet(section("a", f"<p>One{call}</p>"), "<p>A note.</p>")

    with pytest.raises(ZineError, match=r"a note at the foot is lost \(n\)"):
        bound(here, listed, css=".foot > * { display: none }")


def test_no_element_of_the_text_is_lost_or_moved():
    read = bound(*rich().sections, pictures=PICTURES)

    assert read.elements == blocks(rich().sections, read)


def test_every_role_of_a_list_is_known():
    assert set(NUMBERING) == {tag for tag, role in ROLES.items() if role == "L"}


def test_an_empty_part_is_left_out():
    empty = Tag("Sect", [Tag("P"), Tag("L", [Tag("LI", [Tag("LBody")])]), Tag("TR", [Tag("TD")])])

    assert empty.pruned() == Tag(
        "Sect", [Tag("L", [Tag("LI", [Tag("LBody")])]), Tag("TR", [Tag("TD")])]
    )


# --- what we use of WeasyPrint, beyond what it promises

PROBE = """
import inspect, re, weasyprint, weasyprint.pdf, weasyprint.text.fonts, weasyprint.urls
from weasyprint.formatting_structure import boxes

def say(name, thing):
    print(name + str(inspect.signature(thing)))

say("pdf.add_tags", weasyprint.pdf.add_tags)
say("Font.clean", weasyprint.pdf.fonts.Font.clean)
say("URLFetcher.fetch", weasyprint.urls.URLFetcher.fetch)
say("PageBox.descendants", boxes.PageBox.descendants)
say("Box.content_box_x", boxes.Box.content_box_x)

def add_tags(pdf, document, pdf_version, page_streams):
    page, stream = document.pages[0], page_streams[0]
    names = ("anchors", "bookmarks", "height", "links", "width", "_page_box")
    print("page", *(name for name in names if hasattr(page, name)))
    margins = [box.at_keyword for box in page._page_box.children if hasattr(box, "at_keyword")]
    print("margins", *margins)
    marked = stream._tags.items()
    print("marked", "; ".join(f"{type(box).__name__} {box.element_tag} {sorted(mark)[0]}"
                              for box, mark in marked))
    found = list(page._page_box.descendants())
    def first(test): return next(box for box in found if test(box))
    cell = first(lambda box: box.element_tag == "td")
    print("cell", cell.colspan, cell.rowspan)
    line = first(lambda box: type(box).__name__ == "LineBox")
    print("line", line.element_tag, line.style["direction"], line.style["text_align_all"])
    item = first(lambda box: box.element_tag == "li::marker")
    print("marker", item.style["list_style_type"], item.element.tag)
    print("slot", first(lambda box: type(box).__name__ == "InlineBlockBox").element.get("class"))
    link = first(lambda box: box.link_annotation is not None)
    _, target, _, box = page.links[0]
    print("link", link.element_tag, box is link, target, "Rect" in link.link_annotation)
    for font in {font.hash: font for font in document.fonts.values()}.values():
        print("font", type(font.file_content).__name__, type(font.widths).__name__,
              "".join(sorted(font.to_unicode.values())).strip())
    ops = stream.stream
    start = next(n for n, op in enumerate(ops) if isinstance(op, dict) and op.get("MCID") == 0)
    shown = "|".join(bytes(op).decode() for op in ops[start + 2 : start + 7])
    shown = re.sub("[-.0-9]+", "9", re.sub("/[A-Z]{6} ", "/F ", shown))
    print("operators", repr(ops[start - 1]), ops[start + 1].decode(), shown)
    length = any("Length1" in getattr(thing, "extra", {}) for thing in pdf.objects)
    print("catalog", *sorted(pdf.catalog), end=f", Length1 {length}\\n")

weasyprint.pdf.add_tags = add_tags
html = '''<html lang="en"><style>@page { @bottom-left { content: "9" } }
.slot { display: inline-block }</style><body><h1 id="a">A</h1><ul><li>i</li></ul>
<table><tr><td>1</td></tr></table><p><a href="zine:b">to</a> <span class="slot">9</span></p>'''
weasyprint.HTML(string=html, base_url="zine:").render().write_pdf(pdf_tags=True)
"""
USED = """\
pdf.add_tags(pdf, document, pdf_version, page_streams)
Font.clean(self, to_unicode, hinting)
URLFetcher.fetch(self, url, headers=None)
PageBox.descendants(self, placeholders=False)
Box.content_box_x(self)
page anchors bookmarks height links width _page_box
margins @bottom-left
marked TextBox h1 mcid; TextBox li mcid; TextBox td mcid; TextBox a mcid; TextBox p mcid; \
TextBox span mcid; TextBox li::marker mcid; TextBox None mcid
cell 1 1
line h1 ltr start
marker disc li
slot slot
link a True zine:b True
font bytes dict A
font bytes dict 19iot•
operators '/Span' BDC /a9 gs|9 9 9 rg|BT|9 9 9 9 9 9 Tm|/F 9 Tf
catalog Lang Names Outlines Pages Type, Length1 True
"""


def test_weasyprint_is_still_what_typesetting_is_made_for(tmp_path):
    known = tmp_path / "fonts.conf"
    known.write_text(fontconfig(plain().fonts, tmp_path))
    environment = os.environ | {"FONTCONFIG_FILE": str(known)}
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, encoding="utf-8", env=environment
    )

    assert done.stdout == USED, (
        "WeasyPrint has changed something that typeset.py, seam.py and tags.py rely on. "
        f"Read what they make of it before this list is changed.\n{done.stderr}"
    )
