"""The loud layouts keep the promises of the calm one, each in the few colours that it may have."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from finished import Finished
from manuscripts import manuscript, press

from zinewright.checks import check_finished
from zinewright.press.build import build

pytestmark = pytest.mark.slow
COLOURS = {
    "xerox": {"0 0 0", "1 1 1"},
    "riso": {"0 0 0", "1 1 1", "1 0.31 0.7", "0.4 0.13 0.28"},
}
"""Black and white alone; black, white, the accent, and what both inks give on one another."""


def colours(content: bytes) -> set[str]:
    """What areas, lines and letters are painted in on all pages: red, green and blue, 0 to 1."""
    found = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = (held for held in pdf.objects if isinstance(held, pikepdf.Stream))
        forms = (held for held in drawn if held.get("/Subtype") == pikepdf.Name.Form)
        for held in [*pdf.pages, *forms]:
            for operands, operator in pikepdf.parse_content_stream(held):
                if str(operator) in ("rg", "RG"):
                    found.add(" ".join(f"{round(float(each), 2):g}" for each in operands))
                else:
                    assert str(operator) not in ("g", "G", "k", "K", "sh")
    return found


@pytest.mark.parametrize("name", COLOURS)
def test_a_loud_layout_keeps_the_promises_of_the_calm_one(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    manuscript(Path("m"), layout=f'"{name}"')
    with press() as ready:
        made = build(Path("m"), Path("out"), ready, ("reading",))
    (path,) = [Path(each) for each in made.files if each.endswith("-reading.pdf")]
    content = path.read_bytes()

    assert check_finished(path.name, content) == ()
    assert colours(content) == COLOURS[name]
    assert ("H1", "Small hours") in Finished(content).elements
