"""The way round a passage by keyboard alone, in epub.js and in Chromium itself."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from manuscripts import arrange, press
from validators import in_browser

from zinewright.press.build import build

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("reading_engine.mjs")
LONG = " ".join(f"word{number}" for number in range(600)) + "."
ONE = f"""---
title: One
notes: grief
summary: What she said.
---
::: note debt | What it cost.
[A link inside](https://example.org/inside). {LONG}
:::

Then [a link behind](https://example.org/behind), and more. {LONG}
"""


def test_the_way_round_a_passage_by_keyboard(tmp_path: Path) -> None:
    """Enter on the link shows the landing; in the browser the focus goes there as well, and the
    next Tab to what is behind, never into the passage."""
    book = made(tmp_path)
    with zipfile.ZipFile(book) as packed:
        packed.extractall(tmp_path / "book")
        inner = next(name for name in packed.namelist() if name.endswith("/one.xhtml"))
    folder = (tmp_path / "book" / inner).parent
    words = (book, folder, "one.xhtml", "one--passage-1-end")
    met = in_browser(SCRIPT, *words, package="epubjs")

    said = "Skip this part: go to “End of the part on poverty or homelessness”"
    words = [re.sub(r", page\s\d+\Z", "", met[each]["words"]) for each in ("engine", "browser")]
    assert words == [said, said]
    assert met["engine"]["landed"]["words"] == "End of the part on poverty or homelessness"
    assert met["browser"]["focus"] == "one--passage-1-end"
    assert met["browser"]["next"] == {"words": "a link behind", "behind": True}


def made(folder: Path) -> Path:
    (folder / "m" / "posts").mkdir(parents=True)
    (folder / "m" / "posts" / "one.md").write_text(ONE, "utf-8")
    arrange(folder / "m", "one")
    with press() as ready:
        build(folder / "m", folder / "out", ready, ("epub",))
    return folder / "out" / "small-hours.epub"
