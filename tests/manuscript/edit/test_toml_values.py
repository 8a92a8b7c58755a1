"""A value for a key → the whole file, before and after."""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.manuscript.edit.toml_values import assigned

FILE = """\
# The recipe of a zine.

title   = "Small hours"  # for now
authors = [
  "Ada",   # the first
  "Bo",
]
regions = ["GB", 'IE'] # both
date = 2026-01-31

# On paper
[print]
paper = "A4"      # or A3

# Its own topic
[[topic]]
slug = "moving"
"""
CHANGES: dict[str, tuple[str, Any, str, str]] = {
    "a text": ("title", "Late", '"Small hours"', '"Late"'),
    "a text with quotation marks": ("title", 'A "b" \\', '"Small hours"', '"A \\"b\\" \\\\"'),
    "a day": ("date", datetime.date(2027, 1, 2), "2026-01-31", "2027-01-02"),
    "one more in a list": ("authors", ["Ada", "Bo", "Cy"], '"Bo",\n', '"Bo",\n  "Cy",\n'),
    "one less": ("authors", ["Bo"], '  "Ada",   # the first\n', ""),
    "another order": (
        "authors", ["Bo", "Ada"],
        '  "Ada",   # the first\n  "Bo",\n', '  "Bo",\n  "Ada",   # the first\n'),
    "others in a line": ("regions", ["IE", "US"], "[\"GB\", 'IE']", "['IE', \"US\"]"),
    "all others": ("regions", ["US"], "[\"GB\", 'IE']", '["US"]'),
    "none": ("regions", [], "[\"GB\", 'IE']", "[]"),
    "a key in a table": ("print.paper", "A3", '"A4"', '"A3"'),
    "a key that a table did not have": (
        "print.scale", "fit", "# or A3\n", '# or A3\nscale = "fit"\n'),
    "a key that the file did not have": (
        "licence", "CC0", "date = 2026-01-31\n", 'date = 2026-01-31\nlicence = "CC0"\n'),
    "a table that the file did not have": (
        "large_print.size", 20, 'slug = "moving"\n',
        'slug = "moving"\n\n[large_print]\nsize = 20\n'),
    "the same": ("regions", ["GB", "IE"], "", ""),
}  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", CHANGES)
def test_nothing_else_changes(name: str, end: str) -> None:
    key, value, before, after = CHANGES[name]
    text = FILE.replace("\n", end)
    changed = FILE.replace(before, after, 1) if before else FILE

    assert assigned(text, key.split("."), value) == changed.replace("\n", end)


@pytest.mark.parametrize(
    ("text", "key", "value", "changed"),
    [
        ("", "title", "A", 'title = "A"\n'),
        ("# nothing", "title", "A", '# nothing\ntitle = "A"\n'),
        ("a = 1", "print.paper", "A3", 'a = 1\n\n[print]\npaper = "A3"\n'),
        ("print = { scale = 'fit' } # x\n", "print.scale", "true",
         'print = { scale = "true" } # x\n'),
        ("print.scale = 'fit'\n", "print.scale", "true", 'print.scale = "true"\n'),
        ("[print]\n", "print.inks", ["a", "b"], '[print]\ninks = ["a", "b"]\n'),
        ("[print]\n[pocket]\n", "title", "A", 'title = "A"\n[print]\n[pocket]\n'),
        ('a = """\n[print]\n"""\n[b]\n', "title", "A", 'a = """\n[print]\n"""\ntitle = "A"\n[b]\n'),
        ("a = [\n[1],\n[2],\n]\n", "title", "A", 'a = [\n[1],\n[2],\n]\ntitle = "A"\n'),
        ("x = [ # a\n]\n", "x", ["a"], 'x = ["a"]\n'),
    ],
)  # fmt: skip
def test_where_a_key_comes(text: str, key: str, value: Any, changed: str) -> None:
    assert assigned(text, key.split("."), value) == changed


def test_a_key_below_what_is_no_table() -> None:
    with pytest.raises(ValueError, match="print is no table"):
        assigned("print = 3\n", ["print", "paper"], "A3")


NAMES = st.lists(st.sampled_from(["a", "b-1", "c.d", "é", "x]y", "p#q", "it's", 'q"']), unique=True)
GAPS = st.sampled_from(["", " ", "\n", "\n  ", " # x\n", ' # "a", ]\n', "\n# '\n\n  ", "\r\n"])
REST = st.lists(
    st.sampled_from(['a = "list = [1]"', "# list = ['a']", 'b = """\nlist = ["a"]\n"""',
                     "d = [1, [2, 3]]", "e = { list = [4] }", ""]),
    unique=True,
)  # fmt: skip


@given(NAMES, NAMES, REST, REST, st.data())
def test_any_list_becomes_any_other(
    names: list[str], others: list[str], before: list[str], behind: list[str], data: st.DataObject
) -> None:
    gap = lambda: data.draw(GAPS)  # noqa: E731
    quoted = [f"'{name}'" if '"' in name else f'"{name}"' for name in names]
    items = ",".join(f"{gap()}{name}{gap()}" for name in quoted)
    comma = data.draw(st.sampled_from(["", ","])) if names else ""
    behind = [line for line in behind if line == "" or line not in before]
    text = "\n".join([*before, f"list = [{items}{comma}{gap()}]", *behind, "[print]", "x = 1"])
    changed = assigned(text, ["list"], others)

    assert tomllib.loads(changed) == tomllib.loads(text) | {"list": others}
    assert changed.startswith("\n".join(before))
    assert changed.endswith("\n".join([*behind, "[print]", "x = 1"]))
