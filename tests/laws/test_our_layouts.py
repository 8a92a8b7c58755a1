"""Every layout that comes with Zinewright keeps the promises, for all that a post may hold."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from bound import places_of
from finished import Finished, blocks
from manuscripts import manuscript, press
from photocopied import unread
from validators import ace, in_browser, verapdf

from zinewright.checks import check_finished
from zinewright.layout.based_on import layouts_folder, layouts_in
from zinewright.press.build import build, order_of

pytestmark = pytest.mark.slow
OURS = sorted(layouts_in(layouts_folder()))
EDITIONS = ("reading", "large-print", "web", "epub")
ENDINGS = ("-reading.pdf", "-large-print.pdf", ".html", ".epub")
AXE = Path(__file__).parents[1] / "editions" / "axe.mjs"
PARAGRAPH = "Somebody walked home through the town, and counted lamps until there were none. " * 6
POST = f"""\
---
title: The walk
author: [Ada, ليلى]
notes: [grief (mention implied)]
---
{PARAGRAPH}[^one]

{PARAGRAPH}

***

> Somebody said this.
>
> — A name

## A list

1. One thing
    - with a part of [ليل طويل]{{lang=ar}}
2. Another thing

| Day | Lamps | What the weather was like | Who came along |
| --- | ---: | --- | --- |
| **Monday** | 12 | Rain, and then some more | Nobody |
| **Tuesday** | 7 | Fog | A neighbour with umbrellas |

Caption: Two days, in four columns.

::: note a fall (own) | Somebody falls.
{PARAGRAPH}
:::

{PARAGRAPH}

[^one]: A note that says where it was.
"""
ARABIC = """\
---
title: ليل طويل
lang: ar
notes: none
---
كان الليل طويلا.

***

ثم جاء الصباح.
"""


@dataclass(frozen=True)
class Made:
    """A zine in a layout: its files, and what they should say."""

    layout: str
    reading: Path
    large: Path
    web: Path
    ebook: Path
    book: Finished
    said: list[tuple[str, str]]


@pytest.fixture(scope="module", params=OURS)
def made(request, tmp_path_factory) -> Made:
    folder = tmp_path_factory.mktemp(request.param)
    here = manuscript(folder / "m", {"walk": POST, "arabic": ARABIC}, title='"Lamps"')
    with press() as ready:
        ready.layout = request.param
        prepared, leaves = order_of(here, ready)
        build(here, folder / "out", ready, EDITIONS)
    files = [next((folder / "out").glob(f"*{ending}")) for ending in ENDINGS]
    book = Finished(files[0].read_bytes(), places_of(leaves))
    return Made(request.param, *files, book, blocks(prepared.zine.sections, book))


def test_its_pages_say_all_in_its_order(made):
    assert made.book.elements == made.said


def test_nothing_is_wrong_with_its_files(made):
    for path in (made.reading, made.large, made.web, made.ebook):
        assert check_finished(path.name, path.read_bytes()) == ()


def test_verapdf_finds_nothing(made):
    assert verapdf([made.reading, made.large]) == []


def test_every_page_but_the_covers_has_its_number(made):
    _, *pages, _ = pypdfium2.PdfDocument(made.reading)
    assert len(pages) >= 4
    for number, page in enumerate(pages, start=2):
        below = page.get_textpage().get_text_bounded(top=page.get_height() * 0.1)
        assert re.search(rf"(?<!\d){number}(?!\d)", below)


@pytest.mark.parametrize("generations", [1, 3])
def test_a_photocopy_of_each_page_can_be_read(made, generations):
    if generations > 1 and made.layout != "xerox":
        pytest.skip("only xerox is made for copies of copies")
    found = unread(made.reading.read_bytes(), generations)
    del found[max(found)]  # the back cover, whose one line has Arabic between English words

    assert len(found) >= 5
    assert {page: lost for page, (share, lost) in found.items() if share < 0.98} == {}


def test_axe_and_ace_find_nothing_on_light_dark_and_narrow_screens(made, tmp_path):
    with zipfile.ZipFile(made.ebook) as packed:
        packed.extractall(tmp_path)
    documents = sorted(tmp_path.rglob("*.xhtml"))
    found = in_browser(AXE, made.web, *documents)

    assert found[str(made.web)] == {"violations": [], "width": 320}
    assert {name: said["violations"] for name, said in found.items() if said["violations"]} == {}
    assert ace(made.ebook) == []
