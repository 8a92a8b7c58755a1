"""What goes to a copier has black ink alone, and each plate of a riso a single ink.

Ghostscript measures the ink on each sheet as a printer would lay it down, in cyan, magenta, yellow
and black. A plate is grey: a riso prints its black in whatever ink is in the drum.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from manuscripts import MONEY, WAITING, manuscript, press
from PIL import Image
from validators import missing

from zinewright.layout.based_on import layouts_folder, layouts_in
from zinewright.press.build import build

pytestmark = pytest.mark.slow
OURS = sorted(layouts_in(layouts_folder()))
POSTS = {"money": MONEY, "waiting": WAITING}
PINK = "fluorescent-pink"
SCALE, NEAR = 3, 3  # points of a picture to a point of the page, and around a letter
FLAT = 60  # steps of grey that still are one shade


def ink_on(path: Path) -> list[tuple[float, ...]]:
    """The share of each sheet that is covered with cyan, magenta, yellow and black."""
    tool = shutil.which("gs") or missing("Ghostscript", "there is no gs on PATH")
    command = [tool, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=inkcov", "-o", "-", path]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    return [tuple(map(float, line.split()[:4])) for line in said.splitlines() if "CMYK" in line]


def booklet(here: Path, layout: str, inks: str) -> dict[str, Path]:
    """The sheets of a zine in a layout, by their ink; "" for those that people open."""
    manuscript(here / "m", POSTS, layout=f'"{layout}"', print=inks)
    with press() as ready:
        made = build(here / "m", here / "out", ready, ("booklet",))
    files = [Path(each) for each in made.files if each.endswith(".pdf")]
    return {re.sub(r".*-booklet-?", "", file.stem): here / "out" / file.name for file in files}


@pytest.mark.parametrize("layout", OURS)
def test_sheets_for_a_copier_have_black_ink_alone(layout, tmp_path):
    (sheets,) = booklet(tmp_path, layout, '{ ink = "black" }').values()
    found = ink_on(sheets)

    assert len(found) >= 4
    assert {sheet[:3] for sheet in found} == {(0, 0, 0)}
    assert all(0.005 < black < 0.5 for *_, black in found)


def test_each_plate_of_a_riso_has_one_ink_and_no_black_words_are_on_two(tmp_path):
    inks = f'{{ ink = "riso", inks = ["black", "{PINK}"] }}'
    made = booklet(tmp_path, "riso", inks)

    assert sorted(made) == ["", "black", PINK]
    for ink in ("black", PINK):
        assert {sheet[:3] for sheet in ink_on(made[ink])} == {(0, 0, 0)}
    assert any(sheet[1] > 0 for sheet in ink_on(made[""]))  # the proof, in both
    black, pink = (pypdfium2.PdfDocument(made[ink]) for ink in ("black", PINK))
    assert "Then came the long wait" in black[2].get_textpage().get_text_bounded()
    for one, other in zip(black, pink, strict=True):
        assert drawn_in(other, letters_of(one)) == ""
    assert len(drawn_in(black[2], letters_of(black[2]))) > 100  # as if it were on both


def letters_of(page: pypdfium2.PdfPage) -> list[tuple[str, tuple[float, ...]]]:
    """The letters of a page, each with its box in points: left, bottom, right, top."""
    text = page.get_textpage()
    every = ((text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars()))
    return [(letter, box) for letter, box in every if letter.strip()]


def drawn_in(page: pypdfium2.PdfPage, letters: list[tuple[str, tuple[float, ...]]]) -> str:
    """The letters in whose place a plate has an outline: neither one flat shape nor nothing.

    Around such a letter, too, it has a shape or nothing; where a shape ends is passed over.
    """
    picture = page.render(scale=SCALE, grayscale=True).to_pil()
    found = []
    for letter, (left, bottom, right, top) in letters:
        height = page.get_height()
        box = [round(SCALE * at) for at in (left, height - top, right, height - bottom)]
        inner = picture.crop((box[0], box[1], box[2] + 1, box[3] + 1)).getextrema()
        outer = picture.crop((box[0] - NEAR, box[1] - NEAR, box[2] + NEAR, box[3] + NEAR))
        if inner[1] - inner[0] > FLAT and len(set(_edge(outer))) == 1:
            found.append(letter)
    return "".join(found)


def _edge(picture: Image.Image) -> list[int]:
    """The points around a picture, black or white."""
    wide, high = picture.size
    sides = ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high), (wide - 1, 0, wide, high))
    return [int(light > 127) for side in sides for light in picture.crop(side).tobytes()]
