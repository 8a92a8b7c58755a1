"""Sections → HTML to typeset, and the cover: text in, text out."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from zines import HARD, escaped, section, zine

from zinewright.layout.based_on import PARTS, layouts_folder
from zinewright.layout.layout import Layout, plain
from zinewright.layout.listed import units_of
from zinewright.problems import Unprintable

LAYOUT = plain()
EMOJI = """<span class="emoji" data-drawn="{}" style="font-family: 'Noto Emoji'">{}</span>"""


def printed(xhtml: str, **more) -> str:
    """What stands inside the section of a page, behind its title."""
    here = section("a", xhtml, **more)
    page = LAYOUT.page(here, zine(here, section("b"), pictures=("x y.png",)))
    inside = page.partition('<section id="a" class="chapter">\n')[2].rpartition("\n</section>")[0]
    return inside.partition("</h1>")[2]


def test_a_page():
    here = section("a", "<p>One.</p>", title="A & B")

    assert (
        LAYOUT.page(here, zine(here, title='Small "hours"'))
        == """\
<!DOCTYPE html>
<html lang="en-GB" dir="ltr">
<head><meta charset="utf-8"><title>A &amp; B</title></head>
<body class="chapter title-large" data-head="A &amp; B" data-zine="Small &#34;hours&#34;">
<section id="a" class="chapter">
<h1 id="a-title">A &amp; B</h1><p>One.</p>
</section>
</body>
</html>"""
    )


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        (f"<p>{escaped(HARD)}</p>", "<p>{{ 7*7 }} &lt;script&gt;alert('&amp;')&lt;/script&gt;</p>"),
        (
            '<p><a href="#b">There<span data-page-of="b">, page </span></a></p>',
            '<p><a href="zine:b">There<span>, page <span class="slot" data-of="b">'
            "0123456789abcdefghijklmnopqrstuvwxyz–</span></span></a></p>",
        ),
        (
            '<p>Said.<a class="noteref" id="r" href="#a">1</a> More.</p>',
            '<p><span></span><span class="nobreak">Said.<a class="noteref" id="r" href="zine:a" '
            'data-said="Note 1">1</a></span> More.</p>',
        ),
        (
            '<p>He said it.<a class="noteref" id="r" href="#a">1</a></p>',
            '<p>He said<span> </span><span class="nobreak">it.<a class="noteref" id="r" '
            'href="zine:a" data-said="Note 1">1</a></span></p>',
        ),
        (
            '<p><em>All.</em><a class="noteref" id="r" href="#a">1</a></p>',
            '<p><em>All.</em><a class="noteref" id="r" href="zine:a" data-said="Note 1">1</a></p>',
        ),
        (
            '<ol start="7"><li>seven</li></ol>',
            '<ol style="counter-reset: list-item 6"><li>seven</li></ol>',
        ),
        (
            '<p><img src="x y.png" alt="An X"/></p>',
            '<p><img src="zine:picture/x%20y.png" alt="An X"></p>',
        ),
        (
            '<ul class="contents"><li class="entry"><p class="part"><a href="#b" lang="ar" '
            'dir="rtl">ب</a></p></li></ul>',
            '<ul class="contents"><li class="entry"><p class="part"><span class="title" dir="rtl">'
            '<a href="zine:b" lang="ar" dir="rtl">ب</a></span></p></li></ul>',
        ),
        ("<p>non\u2011breaking, a 🎈 and ❤\ufe0f, ✓</p>",
         "<p>non-breaking, a " + EMOJI.format("🎈", "🎈") + " and "
         + EMOJI.format("❤\ufe0f", "❤\ufe0f") + ", " + EMOJI.format("✓", "✔") + "</p>"),
        ("<p><em>🎈 a</em> b ✅ c 🇬🇧 d<em>e</em></p>",
         "<p><em>" + EMOJI.format("🎈", "🎈") + " a</em> b " + EMOJI.format("✅", "✅") + " c "
         + EMOJI.format("🇬🇧", "🇬🇧") + " d<em>e</em></p>"),
        ('<p>Said 🎈<a class="noteref" id="r" href="#a">1</a></p>',
         '<p>Said<span> </span><span class="nobreak">' + EMOJI.format("🎈", "🎈")
         + '<a class="noteref" id="r" href="zine:a" data-said="Note 1">1</a></span></p>'),
        ("<p>a ❦ and a ♔</p>", "<p>a [floral heart] and a [white chess king]</p>"),
        ("<p>a<br/>b</p>", "<p>a<br>b</p>"),
    ],
    ids=["no template", "room for a page", "a note", "its word", "a note behind an element",
         "a start", "a picture", "an entry", "emoji", "more emoji", "a tied one", "signs",
         "a break"],
)  # fmt: skip
def test_what_is_printed(xhtml, expected):
    assert printed(xhtml) == expected


def test_a_script_without_a_font_is_said_and_not_printed_as_boxes():
    here = section("a", "<p>ཨོཾ on a page</p>")
    with pytest.raises(Unprintable) as caught:
        LAYOUT.page(here, zine(here))

    assert str(caught.value) == (
        "a: no font here shows “ཨ” (U+0F68 TIBETAN LETTER A), “ོ” (U+0F7C TIBETAN VOWEL SIGN O), "
        "“ཾ” (U+0F7E TIBETAN SIGN RJES SU NGA RO), so this cannot be printed. Write it with other "
        "letters, or add a font that has them to layout.toml. [glyphs]"
    )


def test_a_document_gets_the_faces_that_its_letters_need_and_no_others():
    own = [file.path.name for file in LAYOUT.fonts]

    def behind(text):
        return [f.path.stem for f in LAYOUT.fonts_for(text)][len(own) :]

    assert behind("Plain “text”, Кириллица, عربي, →") == []
    assert behind("שלום") == ["NotoSansHebrew-400", "NotoSansHebrew-700"]
    assert behind("বাংলা।") == ["NotoSansBengali-400", "NotoSansBengali-700"]
    assert behind("1\ufe0f\u20e3") == ["NotoEmoji-400", "NotoEmoji-700"]


def test_running_heads_show_signs_by_a_drawing_or_a_name():
    here = section("a", title="Done ✓ and ❦ 👩🏽\u200d🚀")
    page = LAYOUT.page(here, zine(here))

    assert 'data-head="Done ✔ and [floral heart] 👩🏽\u200d🚀"' in page


def test_a_page_does_not_depend_on_what_stands_before_and_behind_it():
    here = section(
        "a", '<section class="notice"><p class="skip"><a href="#b">Go on<span data-page-of="b">, '
        "page </span></a></p></section>",
    )  # fmt: skip
    there = section(
        "a", '<section class="notice"><p class="skip"><a href="#c">Go on<span data-page-of="c">, '
        "page </span></a></p></section>",
    )  # fmt: skip
    first = LAYOUT.page(here, zine(section("z"), here, section("b")))
    second = LAYOUT.page(there, zine(there, section("c"), section("z")))

    assert first == second
    assert 'href="zine:@next"' in first


def test_a_running_head_keeps_its_own_direction_in_a_piece_of_another():
    here = section("a", language="ar", title="ليل")

    assert 'data-zine="\u2068Small hours\u2069"' in LAYOUT.page(here, zine(here))


def test_running_heads_stay_on_one_line():
    long = section("a", title="A title that is much longer than the line that a running head has")
    page = LAYOUT.page(long, zine(long, title="word " * 40))

    assert 'data-head="A title that is much longer than the line …"' in page
    assert f'data-zine="{"word " * 9}…"' in page


@pytest.mark.parametrize(
    ("name", "drawn"),
    [("plain", False), ("bulletin", True), ("chapbook", True), ("riso", True), ("xerox", True)],
)
def test_a_divider_is_drawn_where_a_text_has_a_break(name, drawn):
    layout = Layout(layouts_folder() / name)
    broken, whole = section("broken", "<p>One.</p><hr/><p>Two.</p>"), section("whole")
    one = zine(broken, whole, accent="#7a0019")
    made = layout.drawings(broken, one, "print.css")

    assert set(made) == ({"divider.svg"} if drawn else set())
    assert layout.drawings(whole, one, "print.css") == {}
    assert all(ElementTree.fromstring(svg).tag.endswith("svg") for svg in made.values())
    assert ("divider.svg" in layout.texts["print.css"]) == drawn


@pytest.mark.parametrize(("name", "accent"), [("chapbook", "#7a0019"), ("riso", "#ffd400")])
def test_a_divider_has_the_accent_of_its_zine(name, accent):
    layout = Layout(layouts_folder() / name)

    assert accent in layout.divider("large-print.css", accent)
    assert accent not in layout.divider("large-print.css")


def test_lists_are_set_in_units():
    entries = "".join(f'<li class="entry"><p>{n}</p></li>' for n in (1, 2))
    here = section(
        "a", f'<p>First.</p><ol class="contents">{entries}</ol><h2 id="h">More</h2><ol start="4">'
        "<li>x</li><li>y</li></ol>",
    )  # fmt: skip
    drawn = [
        [(block.tag, "".join(block.itertext()), block.get("start", ""), join)
         for block, join in unit]
        for unit in units_of(here.body.tree())
    ]  # fmt: skip

    assert drawn == [
        [("h1", "A", "", False), ("p", "First.", "", False)],
        [("ol", "1", "", False)],
        [("ol", "2", "", True)],
        [("h2", "More", "", False), ("ol", "x", "4", False), ("ol", "y", "5", True)],
    ]


@pytest.mark.parametrize("folder", sorted(layouts_folder().iterdir()), ids=lambda path: path.name)
def test_every_layout_is_whole_and_drawn_for_every_edition(folder):
    assert set(Layout(folder).texts) >= {*PARTS, "layout.toml"}
    assert {path.name for path in folder.iterdir()} >= {
        "layout.toml", "cover.svg", "print.css", "large-print.css", "pocket.css", "epub.css",
        "web.css",
    }  # fmt: skip
