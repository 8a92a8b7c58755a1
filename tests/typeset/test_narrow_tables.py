"""Tables on narrow pages: no word and no number is broken, and nothing leaves the page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bound import LAYOUT, bound
from PIL import Image
from zines import section, zine

from zinewright.manuscript.posts import Post
from zinewright.prose.convert import prose
from zinewright.typeset import section as typeset
from zinewright.typeset.section import Job, press_with

HEADS = (
    "Medicine Cholesterol Seconds Diagnosis Notes Unit Pressure Year Percentage Hospitalisation "
    "Reference Total"
).split()
CELLS = (
    "Fluvoxamine 202/0 12,345 hypercholesterolaemia once mg/l 120/80 2026 99.5% Wythenshawe [12] "
    "1,000,000"
).split()
A5, A6, A4 = "148mm 210mm", "105mm 148mm", "210mm 297mm"


def table(columns: int) -> str:
    rows = [[*CELLS[start:], *CELLS][:columns] for start in range(3)]
    lines = [HEADS[:columns], ["---"] * columns, *([f"**{row[0]}**", *row[1:]] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def picture(width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 200)).save(made, "PNG")
    return made.getvalue()


def set_on(size: str, text: str, css: str = "", letters: str = "") -> Any:
    """A post laid out on pages of that size, or in large print with letters of that size."""
    found = prose(Post("a", "a.md", "A", text), frozenset(), "en-GB")
    pictures = {"wide.png": picture(1700, 300), "tall.png": picture(300, 1700)}
    one = section("a", found.xhtml)
    told = {"large-print-size": letters} if letters else {}
    style = LAYOUT.page_style("large-print.css" if letters else "print.css", told).replace(A5, size)
    html = LAYOUT.page(one, zine(one, pictures=pictures))
    cover = {"cover.svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"}
    job = Job("a", "a.md", html, style + css, LAYOUT.fonts, pictures | cover)
    return press_with(LAYOUT.fonts).document(job)


def boxes(laid_out: Any, kind: str) -> Iterator[Any]:
    for page in laid_out.pages:
        for part in page._page_box.children:
            yield from (
                box
                for box in part.descendants()
                if type(box).__name__ == kind and not hasattr(part, "at_keyword")
            )


def lines(laid_out: Any) -> list[str]:
    return ["".join(getattr(b, "text", "") for b in line.descendants())
            for line in boxes(laid_out, "LineBox")]  # fmt: skip


def hyphenated(laid_out: Any) -> list[str]:
    """Lines that end in a hyphen."""
    return [line for line in lines(laid_out) if line.endswith("‐")]


def shown(laid_out: Any) -> set[str]:
    """The words as they stand on the lines; what a hyphen parts is whole."""
    return set(re.sub("‐ ", "", " ".join(lines(laid_out))).split())


def farthest(laid_out: Any) -> float:
    """How far the text reaches to the right, as a part of the page's width."""
    ends = [box.position_x + box.width for box in boxes(laid_out, "TextBox") if box.text.strip()]
    return max(ends) / laid_out.pages[0].width


@pytest.mark.parametrize(
    ("size", "letters"), [(A5, ""), (A6, ""), (A4, ""), ("", "18pt"), ("", "28pt")]
)
@pytest.mark.parametrize("columns", [2, 3, 5, 9, 12])
def test_words_and_numbers_of_a_table_stay_whole(columns, size, letters):
    laid_out = set_on(size, table(columns), letters=letters)

    wanted = {
        *HEADS[:columns],
        *(c for start in range(3) for c in [*CELLS[start:], *CELLS][:columns]),
    }
    assert wanted - shown(laid_out) == set()
    assert farthest(laid_out) < 0.93


def test_a_broken_word_and_a_table_wider_than_the_page_are_found(monkeypatch):
    broken = set_on(A5, table(5), "table { table-layout: fixed } td { overflow-wrap: anywhere }")
    monkeypatch.setattr(typeset, "narrowed", lambda pages: False)
    over = set_on(A5, table(12))

    assert "hypercholesterolaemia" not in shown(broken)
    assert farthest(over) > 1


def test_the_forms_of_a_table_from_its_widest_to_its_narrowest():
    narrow = {columns: set_on(A5, table(columns)) for columns in (2, 4, 8, 12)}

    forms = {n: next(_tables(each), "") for n, each in narrow.items()}
    assert forms == {2: None, 4: "wide", 8: "wide tight", 12: "stacked"}
    assert len(hyphenated(narrow[8])) > 0 == len(hyphenated(narrow[4]))
    assert "Cholesterol: 202/0" in lines(narrow[12])
    assert "".join(lines(narrow[12])[1:3]).startswith("Medicine · Cholesterol · Seconds · ")


def _tables(laid_out: Any) -> Iterator[str | None]:
    for box in laid_out.pages[0]._page_box.descendants():
        if box.element_tag == "table":
            yield box.element.get("class")


def test_large_print_hyphenates_nothing():
    found = {
        letters: hyphenated(set_on("", table(8), letters=letters)) for letters in ("18pt", "28pt")
    }

    assert found == {"18pt": [], "28pt": []}


def test_addresses_break_at_their_signs_and_code_at_the_end_of_a_line_alone():
    address = "https://www.example.org/a/very/long/path/to/something-or-other/index.php?a=1"
    code = "x = very_long_name_without_any_space_that_never_ends_and_never_ends_and_never_ends"
    text = f"| What | Where |\n|---|---|\n| A page | {address} |\n| A name | `{code}` |"
    found = lines(set_on(A6, text))

    assert found[3:5] == [
        "Where: https://www.example.org/a/very/long/",
        "path/to/something-or-other/index.php?a=1",
    ]
    assert found[6:9] == [
        "Where: x =",
        "very_long_name_without_any_space_tha",
        "t_never_ends_and_never_ends_and_neve",
    ]


def test_pictures_in_cells_leave_room_for_the_words_beside_them():
    text = (
        "| Drawing | Words |\n|---|---|\n| ![A wide one](wide.png) | Hypercholesterolaemia |\n"
        "| ![A tall one](tall.png) | More |\n\n"
        "| A | B | C | D |\n|---|---|---|---|\n| ![w](wide.png) | ![t](tall.png) | Seconds | 1 |\n"
    )
    for size in (A6, A5):
        laid_out = set_on(size, text)
        assert {"Hypercholesterolaemia", "Seconds"} <= shown(laid_out)
        assert farthest(laid_out) < 0.93
        sizes = [(box.width, box.height) for box in boxes(laid_out, "InlineReplacedBox")]
        assert len(sizes) == 4
        assert max(max(size) for size in sizes) < 160


def test_a_table_in_stacked_form_is_read_as_a_table():
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    row = '<th scope="row">Ada</th>' + "<td>1,000,000</td>" * 11
    body = f"<tbody><tr>{row}</tr></tbody>"
    read = bound(section("a", f"<table><thead><tr>{heads}</tr></thead>{body}</table>"))

    columns = [f"            TH Column “{head}”" for head in HEADS]
    assert read.tree.splitlines()[4:] == [
        "      Table", "        THead", "          TR", *columns,
        "        TBody", "          TR", "            TH Row “Ada”",
        *["            TD “1,000,000”"] * 11,
    ]  # fmt: skip
    assert {f"{head}: " for head in HEADS[1:]} <= set(read.artifacts_said[1])
