"""Files that cannot be read: every room opens, says what is wrong where, and it is mended there."""

from __future__ import annotations

import re

import pytest
from running import POST, RECIPE
from visits import guest_of

from zinewright.studio.app import NAVIGATION

BROKEN = {
    "zine.toml": 'title = "Small hours\ndate = 2026-01-31\norder = ["one"]\n',
    "resources.toml": "[[resource]\n",
    "posts/one.md": "---\ntitle: One\nnotes: none\n---\n\nCaf\xe9.\n".encode("latin-1"),
}
SAID = {
    "zine.toml": "Line 1: a quotation mark is not closed",
    "resources.toml": "Line 1: the bracket of a heading is not closed",
    "posts/one.md": "Line 6: the byte 0xe9 is not UTF-8",
}
MENDED = {
    "zine.toml": RECIPE,
    "resources.toml": "",
    "posts/one.md": "---\ntitle: One\nnotes: none\n---\n\nCafé.\n",
}


def mending(robin, file):
    page = robin.get(f"/mend/{file}")
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)[1]
    return page, text, re.search(r'name="base" value="(\w+)"', page.text)[1]


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_mended_in_the_browser(lay, name):
    folder = lay({name: BROKEN[name]})
    robin, file = guest_of(folder), name.rpartition("/")[2]

    opened = {place: robin.get(place).status for place in NAVIGATION.values()}
    start = robin.get("/").text
    page, _, base = mending(robin, file)
    after = robin.post(f"/mend/{file}", {"base": base, "whole": MENDED[name]})

    assert set(opened.values()) == {200}
    assert f'<a href="/mend/{file}">' in start
    assert SAID[name].lower() in page.words.lower().replace("the file cannot be read: ", "")
    assert after.said == f"Saved. {file} can be read."
    assert (folder / name).read_text() == MENDED[name]
    assert robin.get("/history").text.count(f">{name}</a>") == 2


def test_what_is_not_in_utf_8_is_shown_with_its_accents(lay):
    page, text, _ = mending(guest_of(lay({"posts/one.md": BROKEN["posts/one.md"]})), "one.md")

    assert text == "---\ntitle: One\nnotes: none\n---\n\nCafé.\n"
    assert "It is saved in UTF-8." in page.words


def test_what_is_still_wrong_is_told(lay):
    robin = guest_of(lay({"zine.toml": BROKEN["zine.toml"]}))
    _, _, base = mending(robin, "zine.toml")

    assert robin.post("/mend/zine.toml", {"base": base, "whole": 'title = "S\n'}).said == (
        "Saved. 1 thing is still wrong in zine.toml."
    )


@pytest.mark.parametrize("name", ["zine.toml", "posts/one.md"])
def test_what_somebody_else_changed_meanwhile_stays_and_so_does_what_was_to_be_saved(lay, name):
    folder = lay({name: BROKEN[name]})
    robin, file = guest_of(folder), name.rpartition("/")[2]
    _, _, base = mending(robin, file)
    theirs = "title = 'Theirs\n" if file == "zine.toml" else b"\xe9 theirs\n"
    (folder / name).write_bytes(theirs.encode() if isinstance(theirs, str) else theirs)

    page = robin.post(f"/mend/{file}", {"base": base, "whole": "title = 'Mine\n"})

    assert "Both texts are here" in page.said
    assert "theirs" in page.text.lower()
    assert "title = &#39;Mine" in page.text
    assert (folder / name).read_bytes() == (theirs.encode() if isinstance(theirs, str) else theirs)


@pytest.mark.parametrize("file", ["no.md", ".hidden.md", "one.txt", "layout.toml", "..", "a/b.md"])
def test_nothing_else_is_shown(lay, file):
    robin = guest_of(lay({"posts/.hidden.md": POST, "posts/one.txt": "x", "layout.toml": "x"}))

    assert "<textarea" not in robin.get(f"/mend/{file}").text
