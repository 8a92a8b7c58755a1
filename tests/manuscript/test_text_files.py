"""Files that people edit → text and front matter, whatever the file holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.manuscript.text_files import (
    CONTROL,
    LONGEST,
    plainly,
    read_matter,
    read_text,
    unprintable,
)
from zinewright.problems import ZineError


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"a\nb", "a\nb"),
        (b"a\r\nb\r", "a\nb\n"),
        (b"\xef\xbb\xbfa\xc3\xa9", "aé"),
        ("ل\U0001f389".encode(), "ل\U0001f389"),
    ],
)
def test_text(content, text, tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(content)

    assert read_text(path, "a.md") == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a\nb\xe9", "a.md:2: the byte 0xe9 is not UTF-8. "
         "Open the file in an editor and save it as UTF-8. [utf-8]"),
        (b"\xff\xfea\0", "a.md:1: this is text in UTF-16, not plain text. "
         "Open it in an editor and save it as UTF-8. [not-text]"),
        (b"a" * (LONGEST + 1), "a.md: the file has 2,000,001 bytes, more than the 2,000,000 that "
         "are taken. Split it into several posts. [size]"),
        (None, "a.md: the file cannot be read (no such file or directory). "
         "Mend the path or its permissions. [cannot-read]"),
    ],
)  # fmt: skip
def test_what_is_no_text(content, message, tmp_path):
    path = tmp_path / "a.md"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ZineError) as caught:
        read_text(path, "a.md")
    assert str(caught.value) == message


def test_unseen_characters_line_by_line():
    text = "fine\nwords before it\x00 and\x01\n\x85\n\ttab"

    assert list(map(str, unprintable(text, "a.md"))) == [
        "a.md:2: there is an unseen character (U+0000) behind “words before it”. "
        "Delete it and write the words again. [unseen-character]",
        "a.md:3: there is an unseen character (U+0085) at the beginning of the line. "
        "Delete it and write the words again. [unseen-character]",
    ]


def test_front_matter_as_blogs_have_it():
    matter = read_matter(
        "# a remark\n"
        "title: It's a title # and a remark\n"
        "'quoted': \"a: b\"\n"
        "lang: no\n"
        "date: 2026-01-31\n"
        "number: 012\n"
        "nothing:\n"
        "nil: ~\n"
        'word: "null"\n'
        "list: [a, 'b, c', null]\n"
        "more:\n"
        "  - d\n"
        "  - e: f\n"
        "folded: >-\n"
        "  two\n"
        "  lines\n",
        "a.md",
    )

    assert matter.problems == []
    assert matter.values == {
        "title": "It's a title",
        "quoted": "a: b",
        "lang": "no",
        "date": "2026-01-31",
        "number": "012",
        "nothing": "",
        "nil": "",
        "word": "null",
        "list": ["a", "b, c", ""],
        "more": ["d", {"e": "f"}],
        "folded": "two lines",
    }
    assert matter.lines["title"] == 3
    assert matter.lines["folded"] == 15


@pytest.mark.parametrize("text", ["", "\n", "# only a remark", "---"])
def test_front_matter_that_says_nothing(text):
    assert read_matter(text, "a.md").values == {}


def test_what_stands_before_a_fault_is_kept():
    matter = read_matter("title: One\ntitle: Two\nlang: en", "a.md")

    assert matter.values == {"title": "Two", "lang": "en"}
    assert [problem.line for problem in matter.problems] == [3]


def test_words_for_a_mistake_that_nobody_foresaw():
    assert plainly("Something odd", (), "Mend it") == ("something odd", "Mend it")


@given(st.text(alphabet="ab:-#[]{}'\"|>&*!%@`?, \n\t~0\\x", max_size=60))
def test_any_front_matter_is_read_or_said_to_be_wrong(text):
    matter = read_matter(text, "a.md")

    for problem in matter.problems:
        assert 2 <= (problem.line or 0) <= text.count("\n") + 2
        assert problem.rule == "yaml"
        assert not CONTROL.search(str(problem))
