"""More texts at the end of a list: the whole file before and after."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.manuscript.toml_lists import added_to

CASES = {
    "one a line": ('order = [\n  "a",\n]\n', 'order = [\n  "a",\n  "x",\n  "y",\n]\n'),
    "no comma behind the last": ('order = [\n  "a"\n]\n', 'order = [\n  "a",\n  "x",\n  "y",\n]\n'),
    "remarks": (
        'order = [\n  "a", # first\n  # more\n]\n',
        'order = [\n  "a", # first\n  "x",\n  "y",\n  # more\n]\n',
    ),
    "a remark and no comma": (
        'order = [\n\t"a" # first ]\n]\n',
        'order = [\n\t"a", # first ]\n\t"x",\n\t"y",\n]\n',
    ),
    "a comma on the next line": (
        'order = [\n  "a"\n  , # why not\n]\n',
        'order = [\n  "a"\n  , # why not\n  "x",\n  "y",\n]\n',
    ),
    "in one line": ('order = ["a", "b"]\n', 'order = ["a", "b", "x", "y"]\n'),
    "in one line, a comma at the end": ('order = ["a",]\n', 'order = ["a", "x", "y",]\n'),
    "the bracket behind the last": (
        'order = [\n  "a",\n  "b"]\n',
        'order = [\n  "a",\n  "b", "x", "y"]\n',
    ),
    "empty": ("order = []\n", 'order = [\n  "x",\n  "y",\n]\n'),
    "empty, with a remark": ("order = [ # none\n]\n", 'order = [\n  "x",\n  "y",\n# none\n]\n'),
    "none": ('title = "T"', 'title = "T"\norder = [\n  "x",\n  "y",\n]\n'),
    "none, and tables": (
        'title = "T"\n\n[print]\nink = "black"\n',
        'title = "T"\n\norder = [\n  "x",\n  "y",\n]\n\n[print]\nink = "black"\n',
    ),
    "line ends of Windows": (
        'order = [\r\n  "a",\r\n]\r\n',
        'order = [\r\n  "a",\r\n  "x",\r\n  "y",\r\n]\r\n',
    ),
    "words that look like the key": (
        'text = """\norder = [\n"""\norder = ["a"]\n',
        'text = """\norder = [\n"""\norder = ["a", "x", "y"]\n',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_added(name):
    before, after = CASES[name]

    assert added_to(before, "order", ["x", "y"]) == after


def test_nothing_is_added_where_it_would_change_something_else():
    text = 'text = """\norder = [\n"""\norder = []\n'

    with pytest.raises(ValueError, match="order could not be changed"):
        added_to(text, "order", ["x"])


@given(st.lists(st.text(max_size=5), max_size=3), st.lists(st.text(max_size=5), max_size=3))
def test_any_texts(known, new):
    known, new = (["".join(c for c in n if c.isalpha()) for n in names] for names in (known, new))
    text = f"order = {known!r}\n".replace("'", '"')

    assert tomllib.loads(added_to(text, "order", new)) == {"order": [*known, *new]}
