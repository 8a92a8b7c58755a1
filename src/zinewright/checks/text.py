"""The text edition: UTF-8, Unix line ends, no control characters, no spaces at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zinewright.problems import Problem, shown

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def text_problems(name: str, content: bytes) -> Iterator[Problem]:
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield Problem(name, line, "text-utf-8", "the bytes are not UTF-8", "Build it again")
        return
    for number, text in enumerate(lines, 1):
        if CONTROL.search(text):
            what = f"the line “{shown(CONTROL.sub('', text))}” holds a control character"
            yield Problem(name, number, "text-control", what, "Take it out of the post")
        if text != text.rstrip():
            what = f"the line “{shown(CONTROL.sub('', text))}” ends in a space"
            yield Problem(name, number, "text-space", what, "Build it again")
    if content[-1:] != b"\n":
        yield Problem(name, len(lines), "text-end", "the last line has no end", "Build it again")
