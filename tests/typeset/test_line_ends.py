"""A line that is full to its last letter holds all of its words."""

from __future__ import annotations

from pathlib import Path

import fontpkg_ibm_plex_mono
import pymupdf
import pytest
import weasyprint
import weasyprint.text.line_break

from zinewright.typeset.mends.faster import LINE, line_mends, mended

FILE = Path(fontpkg_ibm_plex_mono.__file__).parent / "files" / "IBMPlexMono-Regular.ttf"
TEXT = "a small number of people in crisis. In March 2023, <b>NHS</b> England said it ends."
STYLE = """@font-face {{ font-family: Mono; src: url({file}) }}
html {{ font: 10pt/12pt Mono }}
@page {{ size: {width}pt 200pt; margin: 0 }} body {{ margin: 0 }}
p {{ margin: 0; overflow-wrap: anywhere }}
b {{ font-weight: normal }}"""


def lines(letters: float, text: str = TEXT) -> list[str]:
    """The lines of a paragraph that is so many letters wide, each 6 points."""
    style = STYLE.format(file=FILE.as_uri(), width=6 * letters)
    html = f'<html lang="en"><style>{style}</style><p>{text}</p></html>'
    made = pymupdf.open(stream=weasyprint.HTML(string=html).write_pdf())
    return [line.strip() for line in made[0].get_text().splitlines()]


@pytest.mark.parametrize(
    ("letters", "first", "second"),
    [
        (49.5, "a small number of people in crisis. In March", "2023, NHS England said it ends."),
        (50.5, "a small number of people in crisis. In March 2023,", "NHS England said it ends."),
        (51.5, "a small number of people in crisis. In March 2023,", "NHS England said it ends."),
        (54.5, "a small number of people in crisis. In March 2023, NHS", "England said it ends."),
    ],
)  # fmt: skip
def test_a_full_line_holds_all_of_its_words(letters, first, second):
    with mended(weasyprint, line_mends(weasyprint)):
        assert lines(letters) == [first, second]


def test_without_the_mend_the_line_would_end_behind_its_first_word():
    """When this fails, WeasyPrint has mended it, and the mend can go."""
    assert lines(50.5)[0] == "a"


def test_a_function_that_has_changed_is_left_alone(monkeypatch):
    def split_first_line(*asked):
        raise NotImplementedError

    monkeypatch.setattr(weasyprint.text.line_break, "split_first_line", split_first_line)
    assert line_mends(weasyprint) == {}


def test_it_is_mended_while_it_is_asked_for_alone():
    theirs = weasyprint.text.line_break.split_first_line
    with mended(weasyprint, line_mends(weasyprint)):
        assert weasyprint.text.line_break.split_first_line is not theirs
    assert weasyprint.text.line_break.split_first_line is theirs
    assert list(line_mends(weasyprint)) == [LINE]
