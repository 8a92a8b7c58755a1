"""The web edition: one file that is whole, and that everyone can read."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from validators import in_browser
from zines import png, rich, section, zine

from zinewright.checks import check_finished
from zinewright.editions.web import web
from zinewright.layout.layout import plain
from zinewright.locators import UNKNOWN, Locators, Page
from zinewright.model import Picture
from zinewright.particulars import Cover

ROOT = Path(__file__).parents[2]
AXE, KEYBOARD = (Path(__file__).with_name(name) for name in ("axe.mjs", "web_by_keyboard.mjs"))
STYLE = plain().style("web.css")


def page(a_zine, locators=UNKNOWN, style="p { margin: 0 }") -> str:
    pictures = {picture.name: picture for picture in a_zine.pictures}
    return web(a_zine, "<svg/>", style, pictures, locators).decode()


def test_a_zine_as_a_page():
    here = section(
        "money",
        '<section class="notice"><h2>Content note</h2><p class="skip"><a href="#end">Go on to <span'
        ' data-title-of="end">what follows</span><span data-page-of="end">, page </span></a></p>'
        '</section><p>It cost. <img src="chart.png" alt="A &lt;line&gt;"/></p>',
    )
    end = section("end", "<pre>\na  b</pre>", language="ar", title="نهاية")
    front = section("title-page", kind="title-page", title="Small hours")
    locators = Locators(
        {"money": (Page("2", 0), Page("3", 43)), "end": (Page("4", 0),)}, {"end": "4"}
    )

    assert page(zine(front, here, end, pictures=("chart.png",)), locators) == (
        "<!DOCTYPE html>\n"
        '<html lang="en-GB" dir="ltr"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src'
        " 'unsafe-inline'; img-src data:\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        "<title>Small hours</title><style>p { margin: 0 }</style></head>"
        '<body><a class="to-text" href="#money">Start with the first piece</a>'
        '<a class="to-text" href="#text">Skip to the text</a>'
        '<header><nav aria-labelledby="ways"><h2 id="ways">Ways in</h2><ul></ul></nav></header>'
        '<main id="text" tabindex="-1"><img class="cover large" src="data:image/svg+xml;base64,'
        'PHN2Zy8+" alt="" role="presentation">'
        '<section id="title-page" class="title-page"><h1 id="title-page-title">Small hours</h1>'
        '</section><section id="money" role="doc-chapter" aria-labelledby="money-title"'
        ' class="chapter" tabindex="-1">'
        '<span id="locator--2" role="doc-pagebreak" title="2"></span>'
        '<h2 id="money-title">Money</h2><section class="notice" role="doc-notice">'
        '<h3>Content note</h3><p class="skip"><a href="#end" title="نهاية">Go on to'
        " <span>what follows</span><span>, page 4</span></a></p></section>"
        '<p>It <span id="locator--3" role="doc-pagebreak" title="3"></span>cost. '
        f'<img src="data:image/png;base64,{_base64(png())}" alt="A &lt;line&gt;"></p></section>'
        '<section id="end" role="doc-chapter" aria-labelledby="end-title" class="chapter"'
        ' tabindex="-1" lang="ar" dir="rtl">'
        '<span id="locator--4" role="doc-pagebreak" title="4"></span>'
        '<h2 id="end-title">نهاية</h2><pre>\n\na  b</pre></section></main>'
        '<footer><nav role="doc-pagelist" aria-labelledby="pages"><details>'
        '<summary id="pages">Pages of the PDF</summary><ol><li><a href="#locator--2">2</a></li>'
        '<li><a href="#locator--3">3</a></li><li><a href="#locator--4">4</a></li></ol></details>'
        '</nav><p><a href="#text">Back to the beginning</a></p></footer></body></html>\n'
    )


def _base64(content: bytes) -> str:
    import base64

    return base64.b64encode(content).decode()


def test_all_that_a_section_may_hold_keeps_the_promises():
    assert check_finished("zine.html", page(rich(), style=STYLE).encode()) == ()


def test_headings_go_down_by_one_and_the_seventh_level_is_said():
    deep = "".join(f"<h{n}>{n}</h{n}>" for n in range(2, 7))
    made = page(zine(section("a", deep)))

    assert "<h3>2</h3><h4>3</h4><h5>4</h5><h6>5</h6>" in made
    assert '<h6 aria-level="7">6</h6>' in made


def test_a_text_that_looks_like_code_is_text():
    hostile = "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;/style&gt;</p>"
    made = page(zine(section("a", hostile), title="</title><script>alert(2)</script>"))

    assert "<script" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;/style&gt;" in made


def colours() -> dict[str, dict[str, str]]:
    """The colours of the style sheet, in light and in dark."""
    return {
        name: dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        for name, block in zip(
            ("light", "dark"), re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2], strict=True
        )
    }


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_links_stand_out_on_paper_and_in_frames(scheme):
    found = colours()[scheme]
    ratios = [
        contrast(found[text], found[ground])
        for text in ("ink", "quiet", "accent")
        for ground in ("paper", "frame")
    ]

    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert min(ratios) >= 7


def test_a_picture_on_the_cover_says_what_it_shows():
    cover = Picture("night.png", "image/png", 1, 1, png())
    here = replace(zine(section("a"), cover=Cover("night.png", "A night")), on_cover=cover)
    made = web(here, "<svg/>", "", {}, UNKNOWN).decode()

    assert '<img class="cover own large" src="data:image/svg+xml;base64,PHN2Zy8+" alt="A n' in made


# --- in a browser


@pytest.fixture(scope="module")
def made(either, tmp_path_factory) -> tuple[Path, list[Path]]:
    """The web edition, and every document of the EPUB."""
    folder = tmp_path_factory.mktemp("book")
    with zipfile.ZipFile(either.file(".epub")) as packed:
        packed.extractall(folder)
    return either.file(".html"), sorted(folder.rglob("*.xhtml"))


@pytest.mark.slow
def test_axe_finds_nothing_in_the_page_and_it_fits_a_window_of_320_pixels(made):
    html, _ = made
    assert in_browser(AXE, html) == {str(html): {"violations": [], "width": 320}}


@pytest.mark.slow
def test_axe_finds_nothing_in_any_document_of_the_ebook(made):
    _, documents = made
    found = in_browser(AXE, *documents)

    assert len(found) > 8
    assert {name: said["violations"] for name, said in found.items() if said["violations"]} == {}


@pytest.mark.slow
def test_axe_names_a_defect(tmp_path):
    defect = tmp_path / "page.html"
    defect.write_text('<!DOCTYPE html><html lang="en"><title>T</title><main><h1>T</h1><img></main>')

    found = in_browser(AXE, defect)[str(defect)]["violations"]
    assert [line.split(":")[0] for line in found] == ["image-alt"]


@pytest.mark.slow
def test_by_keyboard_alone(made):
    html, _ = made
    met = in_browser(KEYBOARD, html, "Skip this part: go to")
    landing = met["followed"].partition("“")[2].partition("”")[0]

    assert met["first"] == "Start with the first piece"
    assert f'<a class="to-text" href="#{met["main"]}">' in html.read_text("utf-8")
    assert met["landed"]["words"] == landing
    assert met["landed"]["tag"] == "p"
    assert met["next"]["tag"] == "a"
