"""A centre spread lies in the middle of the booklet, and is one picture in every edition."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from manuscripts import manuscript, press
from PIL import Image

from zinewright.press.build import build

pytestmark = pytest.mark.slow
SAID = "We sat on the wall and said what the day had been like, and who had come. "
LENGTHS = {"one": 40, "two": 30, "three": 8}
CENTRE = """
[centre]
picture = "images/halves.png"
alt = "A red field beside a blue one."
text = "They meet."
"""
EDITIONS = ("reading", "booklet", "large-print", "epub", "web", "text")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("centre")
    posts = {
        name: f"---\ntitle: {name.title()}\nnotes: none\n---\n" + f"{SAID * 4}\n\n" * (count // 4)
        for name, count in LENGTHS.items()
    }
    zine = manuscript(folder / "m", posts)
    (zine / "zine.toml").write_text((zine / "zine.toml").read_text("utf-8") + CENTRE, "utf-8")
    (zine / "images").mkdir(exist_ok=True)
    picture = Image.new("RGB", (1500, 1000), "red")
    picture.paste("blue", (750, 0, 1500, 1000))
    picture.save(zine / "images" / "halves.png")
    with press(folder / "cache") as ready:
        made = build(zine, folder / "out", ready, EDITIONS)
    assert not [each for each in made.warnings if each.rule == "centre"]
    return {Path(name).name: Path(name).read_bytes() for name in made.files}


def of(built: dict[str, bytes], ending: str) -> bytes:
    return next(content for name, content in built.items() if name.endswith(ending))


def pages_with(pdf: bytes, words: str) -> list[int]:
    pages = pypdfium2.PdfDocument(pdf)
    return [n for n, page in enumerate(pages, 1) if words in page.get_textpage().get_text_range()]


def test_each_half_is_on_its_own_page_and_they_meet_on_one_sheet(built):
    (right,) = pages_with(of(built, "-reading.pdf"), "They meet.")
    reading = pypdfium2.PdfDocument(of(built, "-reading.pdf"))
    seen = [reading[n].render(scale=1).to_pil().convert("RGB") for n in (right - 2, right - 1)]
    colours = [{page.getpixel((x, 200)) for x in range(2, page.width - 2)} for page in seen]

    assert colours == [{(255, 0, 0)}, {(0, 0, 255)}]
    assert right % 2 == 1
    sheets = pypdfium2.PdfDocument(of(built, "-booklet.pdf"))
    assert pages_with(of(built, "-booklet.pdf"), "They meet.") == [len(sheets)]  # the innermost
    side = sheets[len(sheets) - 1].render(scale=1).to_pil().convert("RGB")
    across = [side.getpixel((x, side.height // 3)) for x in range(20, side.width - 20)]
    assert set(across) == {(255, 0, 0), (0, 0, 255)}  # no white between them
    assert across.index((0, 0, 255)) == pytest.approx(side.width / 2 - 20, abs=1)


def test_it_is_one_figure_and_what_goes_on_behind_the_edge_is_not_shown(built):
    with pikepdf.open(io.BytesIO(of(built, "-reading.pdf"))) as pdf:
        figures = (
            each for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        )  # fmt: skip
        alts = [str(each.get("/Alt")) for each in figures]
        bled = [page for page in pdf.pages if float(page.mediabox[0]) < 0]
        assert alts.count("A red field beside a blue one.") == 1
        assert len(bled) >= 2  # and blank pages around them
        assert all(list(page.cropbox)[:2] == [0, 0] for page in bled)


def places_in(web: str) -> dict[str, int]:
    return {name: web.index(f'id="{name}"') for name in (*LENGTHS, "centre-spread")}


def test_it_is_one_picture_at_its_page_everywhere_else(built):
    (right,) = pages_with(of(built, "-reading.pdf"), "They meet.")
    text = " ".join(of(built, ".txt").decode().split())
    said = f"[page {right - 1}] In the middle ============="
    assert said in text or f"In the middle ============= [page {right - 1}]" in text
    assert re.search(rf"\[page {right}\] They meet\.", text)
    begun = {
        name: min(pages_with(of(built, "-reading.pdf"), f"{name.title()}\r\nWe sat"))
        for name in LENGTHS
    }
    behind = [name for name, page in begun.items() if page < right][-1]
    web = of(built, ".html").decode()
    assert web.count('alt="A red field beside a blue one."') == 1
    order = [name for name, _ in sorted(places_in(web).items(), key=lambda each: each[1])]
    pieces = [name for name in order if name != "centre-spread"]
    assert pieces == ["one", "two", "three"]
    assert order.index("centre-spread") == 1 + pieces.index(behind)
    with zipfile.ZipFile(io.BytesIO(of(built, ".epub"))) as epub:
        spread = epub.read("EPUB/centre-spread.xhtml").decode()
    assert spread.count("<img") == 1
    assert f">{right}<" in spread or f'"{right}"' in spread
    assert len(pages_with(of(built, "-large-print.pdf"), "They meet.")) == 1
