"""A style sheet knows what a zine says, and a layout that leaves it out is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from manuscripts import manuscript, press
from zines import zine

from zinewright.editions import EDITIONS
from zinewright.layout.declared import FOLIO, TOLD, declaring
from zinewright.layout.foot_notes import STYLE
from zinewright.layout.layout import plain
from zinewright.layout.properties import values_of
from zinewright.particulars import LargePrint, Print
from zinewright.press.build import build
from zinewright.problems import ZineError

SOURCE = Path(__file__).parents[2] / "src" / "zinewright"
HERE = "mine/large-print.css"


def test_values_stand_before_the_first_rule_and_move_no_line():
    style = "@page { size: A4 }\nhtml { font-size: var(--large-print-size) }\n"

    assert declaring(style, {"large-print-size": "18pt"}, HERE) == (
        f':root{{--folio-room:"{FOLIO}";--large-print-size:18pt;}}{STYLE}{style}'
    )


def test_a_style_that_never_asks_for_a_value_is_refused():
    with pytest.raises(ZineError) as raised:
        declaring("html { font-size: 18pt }", {"large-print-size": "18pt"}, HERE)

    assert [str(problem) for problem in raised.value.problems] == [
        "mine/large-print.css: the style never asks for large print size, which the zine says. "
        "Write var(--large-print-size) where it belongs, as in layouts/plain/large-print.css. "
        "[layout]"
    ]


def test_what_each_edition_tells_its_style():
    here = zine(large_print=LargePrint(20.5), print=Print("A4"))
    told = {name: dict(edition.told(here)) for name, edition in EDITIONS.items()}

    assert {name: said for name, said in told.items() if said} == {
        "reading": {"page-width": "148mm", "page-height": "210mm"},
        "large-print": {
            "large-print-size": "20.5pt",
            "page-width": "210mm",
            "page-height": "297mm",
        },
        "pocket": {"page-size": "74.250mm 105.000mm"},
    }


@pytest.mark.parametrize("edition", [e for e in EDITIONS.values() if e.style], ids=lambda e: e.name)
def test_the_plain_layout_asks_for_all_that_it_is_told_and_for_nothing_else(edition):
    told = edition.told(zine())
    style = plain().style(edition.style)
    asked = set(re.findall(r"var\(--([\w-]+)", style))

    assert asked == {"folio-room", *told, *values_of(style)}
    assert plain().page_style(edition.style, told).startswith(":root{")


def test_a_trial_tells_each_style_what_its_edition_does():
    told = {each.style: set(each.told(zine())) for each in EDITIONS.values() if each.style}

    assert {name: set(values) for name, values in TOLD.items()} == {
        **told, "plan.css": {"page-size"},
    }  # fmt: skip


def test_the_room_for_folios_is_written_once():
    """In no style and in no other module."""
    texts = [*SOURCE.rglob("*.py"), *plain().folder.iterdir()]

    assert [path.name for path in texts if FOLIO in path.read_text("utf-8")] == ["declared.py"]


@pytest.mark.slow
def test_a_build_in_a_layout_that_fixes_the_size_says_so(tmp_path):
    """What `large_print.size` says would be in vain; nothing is published."""
    mine = tmp_path / "mine"
    mine.mkdir()
    for file in plain().folder.iterdir():
        text = file.read_text("utf-8").replace("var(--large-print-size)", "18pt")
        (mine / file.name).write_text(text, "utf-8")
    folder = manuscript(tmp_path / "m")
    with press(tmp_path) as ready:
        ready.layout = str(mine)
        with pytest.raises(ZineError) as raised:
            build(folder, tmp_path / "out", ready, ("large-print",))

    [problem] = raised.value.problems
    assert (Path(problem.where), problem.rule) == (mine / "large-print.css", "layout")
    assert not (tmp_path / "out").exists()
