"""Section → pages: from nothing but what it is given, without a word from WeasyPrint."""

from __future__ import annotations

import builtins
import io
import logging
import sys
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from bound import LAYOUT, SAYS, SMALL, set_in_type
from PIL import Image
from zines import png, section, with_feet, zine

from zinewright.bind.book import Leaf
from zinewright.bind.pdf import bind
from zinewright.layout.fallback_fonts import has_cjk
from zinewright.problems import MachineLacks, ZineError
from zinewright.typeset import section as module
from zinewright.typeset.extract import _carry
from zinewright.typeset.sealing import drawn
from zinewright.typeset.section import Job, restored, stored, typeset

HAS_CJK = pytest.mark.skipif(not has_cjk(), reason="the extra cjk is not installed")
OWN = "only the zine's own pictures exist here"
PAGE = '<html lang="en"><head><title>T</title></head><body>{}</body></html>'


def job(body: str, css: str = "", **pictures: bytes) -> Job:
    return Job("a", "posts/a.md", PAGE.format(body), css, LAYOUT.fonts, pictures)


def refused(asked: Job) -> list[str]:
    with pytest.raises(ZineError) as caught:
        typeset(asked)
    return [problem.what for problem in caught.value.problems]


def test_a_section_knows_its_pages_places_headings_and_room():
    text = '<p>One.</p><h2 id="half">Half</h2>' + "<p>More.</p>" * 5
    text += '<p id="end">See<span data-page-of="half">, page </span></p>'
    made = set_in_type(section("a", text), css=SMALL)

    assert (made.pages, made.size) == (3, (226.772, 170.079))
    assert {name: page for name, (page, _, _) in made.places.items()} == {
        "a": 0, "a-title": 0, "half": 1, "end": 2,
    }  # fmt: skip
    assert [(level, words, page) for level, words, page, _ in made.headings] == [
        (1, "A", 0),
        (2, "Half", 1),
    ]
    assert [(slot.page, slot.target, slot.side) for slot in made.slots if not slot.side] == [
        (2, "half", "")
    ]
    assert {slot.side for slot in made.slots} == {"", "left", "right"}


@pytest.mark.parametrize("css", ["", "section { columns: 2 }"], ids=["one column", "two columns"])
def test_pages_begin_with_words_of_the_text_and_never_with_a_note(css):
    """Each note stands on the page that calls it; one that does not fit there, on the next."""
    call = '<a class="noteref" id="r{0}" href="#{1}">{0}</a>'
    names = ["n", *(f"n{number}" for number in range(2, 13))]
    text = " ".join(f"Words{call.format(k, name)} and more." for k, name in enumerate(names, 1))
    notes = [f"<p>The note {number} that <em>says</em> a little.</p>" for number in range(1, 13)]
    here, listed = with_feet(section("a", f"<p>{text}</p>"), *notes)
    made = set_in_type(here, css=SMALL + css, around=zine(here, listed))
    calls = [made.places[f"r{number}"][0] for number in range(1, 13)]
    feet = [made.places[name][0] for name in names]

    assert made.letters == len(f"A{text}".replace(" ", "")) - sum(
        len(call.format(k, name).replace(" ", "")) - len(str(k)) for k, name in enumerate(names, 1)
    )
    assert all(foot - page in (0, 1) for page, foot in zip(calls, feet, strict=True))
    assert feet == sorted(feet)
    assert sum(map(int.__eq__, calls, feet)) >= 8
    assert made.starts == sorted(made.starts)
    assert made.starts[-1] < made.letters


def test_many_notes_of_one_line_flow_on_and_none_runs_off_the_paper():
    call = '<a class="noteref" id="r{0}" href="#{1}">{0}</a>'
    names = ["n", *(f"n{number}" for number in range(2, 31))]
    text = "".join(call.format(k, name) for k, name in enumerate(names, 1))
    notes = [f"<p>{'A note of some words. ' * 6}</p>" for _ in names]
    here, listed = with_feet(section("a", f"<p>{text}</p>"), *notes)
    made = set_in_type(here, css=SMALL, around=zine(here, listed))
    feet = [made.places[name] for name in names]

    assert [page for page, _, _ in feet] == sorted(page for page, _, _ in feet)
    assert all(0 < y < made.size[1] for _, _, y in feet)


def test_what_is_stored_is_what_comes_back():
    made = set_in_type(section("a", '<p>One <a href="https://example.org/">link</a>.</p>'))

    assert restored(stored(made)) == made


def test_the_same_section_gives_the_same_bytes():
    one = section("a", "<p>One.</p>")

    assert stored(set_in_type(one)) == stored(set_in_type(one))


@pytest.mark.parametrize(
    "changed",
    [
        {"html": "other"},
        {"css": "p { color: red }"},
        {"fonts": LAYOUT.fonts[1:]},
        {"pictures": {"x": b"2"}},
        {"pictures": {"y": b"1"}},
        {"pictures": {}},
    ],
)
def test_the_key_depends_on_all_that_the_result_depends_on(changed):
    asked = Job("a", "posts/a.md", "html", "css", LAYOUT.fonts, {"x": b"1"})

    assert replace(asked, **changed).key != asked.key
    assert replace(asked, section="b", where="elsewhere").key == asked.key


@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://example.org/x.png",
                                     "http://127.0.0.1:9/x", "x.png", "zine:picture/other.png",
                                     "ftp://example.org/x.png", "//example.org/x.png"])  # fmt: skip
@pytest.mark.parametrize(
    "body",
    [
        '<img src="{}" alt="x">',
        '<p style="background: url({})">x</p>',
        '<link rel="stylesheet" href="{}">',
        '<style>@import "{}";</style>',
        "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style><p>x",
        '<object data="{}"></object>',
        '<embed src="{}">',
    ],
    ids=["img", "background", "link", "import", "font", "object", "embed"],
)
def test_there_is_no_disk_and_no_network(body, address):
    said = refused(job(body.format(address)))

    assert said
    assert all(OWN in line or "Font-face 'x' cannot be loaded" in line for line in said), said


def test_its_own_pictures_are_there():
    made = typeset(job('<p><img src="zine:picture/x%20y.png" alt="A"></p>', **{"x y.png": png()}))

    assert made.pages == 1
    assert drawn(made.pdf).things


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("p { colour: red }", "typesetting says: Ignored `colour: red ` at 1:5, unknown property"),
        ("p { color: }", "typesetting says: Ignored `color: ` at 1:5, no value"),
    ],
)
def test_what_weasyprint_says_is_an_error(css, said):
    assert refused(job("<p>One</p>", css)) == [said]


def test_a_letter_without_a_glyph_is_an_error():
    assert any("U+6F22" in line for line in refused(job("<p>漢</p>")))


def test_the_log_is_left_as_it_was():
    before = list(logging.getLogger("weasyprint").handlers)
    typeset(job("<p>One</p>"))

    assert logging.getLogger("weasyprint").handlers == before


def test_a_link_that_layout_forgets_is_an_error():
    flex = '<p style="display: flex"><a href="https://example.org/">there</a></p>'

    assert refused(job(flex)) == ["typesetting says: the link “there” cannot be followed"]


LETTERS = "abcdefghijklmnopqrstuvwxyz"
CELLS = f"<tr>{''.join(f'<td>{LETTERS[:number]}</td>' for number in range(8, 20))}</tr>"
HEADS = "<tr>" + '<th scope="col">Heading</th>' * 12 + "</tr>"


@pytest.mark.parametrize(
    "xhtml",
    [
        f'<table class="wide"><thead>{HEADS}</thead><tbody>{CELLS}</tbody></table>',
        f"<p>{LETTERS * 10}</p>",
        f"<h2 id='h'>{LETTERS * 4}</h2>",
        f'<p><a href="https://example.org/{LETTERS * 9}">https://example.org/{LETTERS * 9}</a></p>',
        f"<pre>{LETTERS * 9}</pre>",
        f"<ul><li>{LETTERS * 9}<ul><li>{LETTERS * 9}</li></ul></li></ul>",
        '<figure><img src="big.png" alt="Wide"/></figure>',
        f"<dl><dt>{LETTERS * 9}</dt><dd>{LETTERS * 9}</dd></dl>",
        f"<blockquote><blockquote><p>{LETTERS * 9}</p></blockquote></blockquote>",
    ],
    ids=["table", "word", "heading", "address", "code", "list", "picture", "terms", "quotations"],
)  # fmt: skip
def test_nothing_stands_outside_the_margins(xhtml):
    made = set_in_type(section("a", xhtml), {"big.png": _wide()})
    pdf = pypdfium2.PdfDocument(bind((Leaf("a", "A", "en", made),), LAYOUT.fonts, SAYS))
    width, margin = made.size[0], 19 / 25.4 * 72
    for page in pdf:
        text = page.get_textpage()
        boxes = [
            text.get_charbox(number)
            for number in range(text.count_chars())
            if text.get_text_range(number, 1).strip() and text.get_charbox(number)[1] > 55
        ]
        boxes += [thing.get_bounds() for thing in page.get_objects() if thing.type == 3]

        assert min(box[0] for box in boxes) >= margin - 12  # bullets hang in the margin
        assert max(box[2] for box in boxes) <= width - margin + 1


def _wide() -> bytes:
    out = io.BytesIO()
    Image.new("L", (4000, 100), 128).save(out, "PNG")
    return out.getvalue()


def test_every_script_and_emoji_has_ink_and_is_found_again():
    text = "हिन्दी สวัสดี გამარჯობა 👨\u200d👩\u200d👧 🇬🇧 ❤\ufe0f ✅ ✓ 1\ufe0f\u20e3 ♪"
    text += " 👍🏽 👍🏿 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    here = section("a", f"<p>{text}</p><p><strong>{text}</strong></p>")
    made = set_in_type(here)
    fonts = LAYOUT.fonts_for(LAYOUT.page(here, zine(here)))
    pdf = pypdfium2.PdfDocument(bind((Leaf("a", "A", "en", made, fonts=fonts),), (), SAYS))
    said = pdf[0].get_textpage().get_text_range()

    assert {use.digest for use in made.fonts.values()} <= {file.digest for file in fonts}
    for word in text.split():
        assert said.count(word) == 2, word


@HAS_CJK
def test_chinese_japanese_and_korean_have_a_face_that_is_embedded_in_part():
    here = section("a", "<p>你好，世界。日本語の文章 한국어</p><p><strong>你好</strong></p>")
    made = set_in_type(here)
    fonts = LAYOUT.fonts_for(LAYOUT.page(here, zine(here)))
    content = bind((Leaf("a", "A", "en", made, fonts=fonts),), (), SAYS)
    said = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [font.DescendantFonts[0] for font in pdf.pages[0].Resources.Font.values()]
        kinds = {
            str(font.FontDescriptor.FontFile3.Subtype)
            for font in found if font.Subtype == "/CIDFontType0"
        }  # fmt: skip

    assert "你好，世界。日本語の文章 한국어" in said
    assert kinds == {"/CIDFontType0C"}
    assert len(content) < 60_000


def test_sections_in_different_faces_are_typeset_in_turn():
    jobs = [
        Job(name, "", PAGE.format(f"<p>{name}</p>"), "", LAYOUT.fonts_for(name))
        for name in ("plain", "שלום", "plain", "שלום")
    ]
    made = [stored(typeset(job)) for job in jobs]

    assert made[:2] == made[2:]
    assert made[0] != made[1]


def test_without_pango_the_remedy_is_said(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'\nmore")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(MachineLacks) as caught:
        module.press_with.__wrapped__(LAYOUT.fonts)

    assert str(caught.value) == (
        "zine: Pango, which sets the pages, cannot be loaded (cannot load library "
        "'libpango-1.0-0'). Run ./zine build, which says how to install it on this machine. [pango]"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["[<01>-226] TJ", "/F 9 Tf", "[<02>0] TJ"], ["[<01>] TJ", "/F 9 Tf", "[-226 <02>0] TJ"]),
        (["[<01>5<02>-3] TJ", "[<03>-4] TJ", "[<04>] TJ"],
         ["[<01>5<02>] TJ", "[-3 <03>] TJ", "[-4 <04>] TJ"]),
        (["[<01>0] TJ", "[<02>] TJ"], ["[<01>0] TJ", "[<02>] TJ"]),
        (["[<01>-226] TJ", "ET", "BT", "[<02>] TJ"], ["[<01>] TJ", "ET", "BT", "[<02>] TJ"]),
        (["[<01>-226] TJ", "1 0 0 1 0 0 Tm", "[<02>] TJ"],
         ["[<01>] TJ", "1 0 0 1 0 0 Tm", "[<02>] TJ"]),
    ],
    ids=["another font", "thrice", "nothing", "another text", "another place"],
)  # fmt: skip
def test_what_moves_the_pen_at_an_end_moves_it_before_what_follows(before, after):
    ops = [op.encode() for op in before]
    _carry(ops)

    assert ops == [op.encode() for op in after]
