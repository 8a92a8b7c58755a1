"""A TOML file → values, the line of each, and what is wrong in words."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.manuscript.toml_files import Lines, list_items, read_toml, wrong_values
from zinewright.problems import ZineError

TEXT = '''\
# title = "in a remark"
"title" = "x"
text = """
date = 1
"""
order = [ # "a", ]
  "b", 'c',
  "d\\"]", # "e"
]
[[entry]]
date = 2026-01-31
[[entry.part]]
x.y = 1
[[ entry ]]
date = 2026-02-28
'''


class Page(msgspec.Struct):
    name: str
    day: datetime.date | None = None
    kind: Literal["a", "b"] = "a"
    words: tuple[str, ...] = ()
    parts: tuple[Page, ...] = ()


def toml(path, text):
    path.write_text(text)
    return read_toml(path)


def said(path, text):
    with pytest.raises(ZineError) as caught:
        toml(path, text)
    return [
        f"{p.line}: {p.what.removeprefix('the file cannot be read: ')}. {p.fix}."
        for p in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("key", "span", "line"),
    [
        ("title", (1, None), 2),
        ("date", (1, None), 11),
        ("date", (14, None), 15),
        ("date", (12, 15), None),
        ("order", (1, None), 6),
        ("entry", (1, None), 10),
        ("x", (1, None), 13),
        ("tit", (1, None), None),
        ("b", (1, None), None),
    ],
)
def test_the_line_of_a_key(key, span, line):
    assert Lines("a.toml", TEXT).of(key, span) == line


def test_the_lines_of_tables():
    lines = Lines("a.toml", TEXT)

    assert lines.tables("entry") == [10, 14]
    assert lines.tables("entry.part", (10, 14)) == [12]
    assert lines.tables("entry.part", (14, None)) == []


def test_the_lines_of_the_items_of_a_list():
    assert Lines("a.toml", TEXT).items("order") == [("b", 7), ("c", 7), ('d"]', 8)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = 1",
        'x = "order = [1]"',
        "order = 'a'",
        "[x]\norder = 3",
        "x = [[1], ['a']]",
        "# order = ['a']",
    ],
)
def test_no_items(text):
    assert list_items(text, "order") == []


def test_items_in_lists_of_other_keys_are_not_ours():
    items = list_items("a = ['b']\norder = ['c']\nd = ['e']", "order")

    assert [item.value for item in items] == ["c"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a = "x', '1: a quotation mark is not closed. Write a = "x".'),
        ('a = "x\nb = 1', '1: a quotation mark is not closed. Write a = "x".'),
        ("a = [\n1,\n", "1: what begins here has no end. Close its bracket."),
        ('a = [\n"x"\n"y"]', '2: a comma is missing behind "x". Write "x",.'),
        ("b = 1\na = x", '2: the value is not in quotation marks. Write a = "x".'),
        ("a = 1\na = 2", "2: “a” stands in line 1 already. Leave it in once."),
        ("a = 1 b", '1: the value is not in quotation marks. Write a = "1 b".'),
        ("words here", '1: the line is not key = value. Write key = "text", one a line.'),
        ('a = "\\d"', "1: a \\ stands in a text. Write \\\\ in its place."),
        ('a = "x\x07"', "1: there is an unseen character. Delete it and write the words again."),
        ('a = "x\\u0007"', "1: “a” holds an unseen character. Take out what begins with \\u."),
        ('[[b]]\na = ["\\u0085"]',
         "2: “a” holds an unseen character. Take out what begins with \\u."),
        ("b = 1\ndate = 2026-02-30", "2: there is no such day. Write it as year-month-day without "
         "quotation marks, like date = 2026-01-31."),
    ],
)  # fmt: skip
def test_what_is_no_toml(text, message, tmp_path):
    assert said(tmp_path / "a.toml", text) == [message]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('name = "x"\nday = 2026-01-31\nwords = ["a"]\nkind = "b"\nparts = [{name = "y"}]', []),
        ("", ['1: “name” is missing. Write name = "…".']),
        ("name = 1", ['1: “name” is not text. Write name = "…".']),
        ('name = "x"\nday = "2026-01-31"', ["2: “2026-01-31” is no date. "
         "Write day = 2026-01-31, without quotation marks."]),
        ('name = "x"\nkind = "A"', ["2: “kind” cannot be “A”. Write one of: a, b."]),
        ('name = "x"\nwords = "a"', ['2: “words” is no list of texts. Write words = ["…", "…"].']),
        ('name = "x"\nwords = [1]', ['2: “words” is no list of texts. Write words = ["…", "…"].']),
        ('name = "x"\nparts = [1]',
         ["2: “parts” is no list of entries. Begin each entry with [[resource.parts]]."]),
        ('name = "x"\nnaem = 1', ["2: “naem” is no key here (did you mean name?). "
         "Use one of: name, day, kind, words, parts."]),
    ],
)  # fmt: skip
def test_values_of_the_wrong_kind(text, messages, tmp_path):
    read, lines = toml(tmp_path / "a.toml", text)

    assert [f"{p.line}: {p.what}. {p.fix}." for p in wrong_values(Page, read, lines)] == messages


@given(st.text(alphabet="abx=[]{}'\"#\\, \n.-_0123\r\t", max_size=60))
def test_any_text_is_read_or_said_to_be_wrong(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode())
    try:
        read, lines = read_toml(path)
    except ZineError as error:
        for problem in error.problems:
            assert 1 <= (problem.line or 0) <= text.count("\n") + text.count("\r") + 1
    else:
        assert all(lines.of(key) or "." in text or "=" in key for key in read)


def test_of_a_file_that_is_no_toml_at_all_the_first_lines_are_enough(tmp_path):
    assert len(said(tmp_path / "a.toml", "words of it\n" * 5_000)) == 50
    assert len(said(tmp_path / "a.toml", "words of it\n" * 50_000)) == 1
