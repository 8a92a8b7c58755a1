"""What is of no known type says why: `Any` has a reason on its line."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "zinewright"
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
FOR_PROGRAMS = ("type:", "noqa", "fmt:")
"""Comments that tell a program something, and a reader nothing."""


def without_reason(text: str) -> list[int]:
    """The lines that use `Any`, by that name or another, and have no comment that says why."""
    used = {
        node.lineno
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
        or (isinstance(node, ast.alias) and node.name == "Any" and node.asname)
    }
    return sorted(used - _reasoned(text))


def _reasoned(text: str) -> set[int]:
    return {
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT and not token.string.lstrip("# ").startswith(FOR_PROGRAMS)
    }


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("from typing import Any\nx: int = 1", []),
        ("from typing import Any\nx: Any = 1", [2]),
        ("from typing import Any\nx: Any = 1  # as its library has no types", []),
        ("from typing import Any\nx: Any = 1  # type: ignore", [2]),
        ("from typing import Any\ndef f(\n    a: int,\n    b: list[Any],\n) -> None: ...", [4]),
        ("import typing\nx: dict[str, typing.Any] = {}", [2]),
        ("from typing import Any as Whatever\nx: Whatever = 1", [1]),
        ('# Any\ns = "Any"', []),
    ],
)
def test_a_use_without_a_reason_is_found(text, lines):
    assert without_reason(text) == lines


@pytest.mark.parametrize("module", MODULES)
def test_what_has_no_type_says_why(module):
    assert without_reason((SOURCE / module).read_text("utf-8")) == []
