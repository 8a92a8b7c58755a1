"""Promises read back from finished files; one file a kind of promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zinewright.checks.epub import epub_problems
from zinewright.checks.ink import Looking
from zinewright.checks.pdf import pdf_problems
from zinewright.checks.text import text_problems
from zinewright.checks.web import web_problems
from zinewright.problems import Problem

CHECKS: dict[str, Callable[[str, bytes], Iterable[Problem]]] = {
    ".pdf": pdf_problems,
    ".epub": epub_problems,
    ".html": web_problems,
    ".txt": text_problems,
}


def check_finished(
    name: str, content: bytes, looking: Looking | None = None
) -> tuple[Problem, ...]:
    """What is wrong with a finished file, by the ending of its name.

    `looking` says how the pages of a PDF are looked at.
    """
    if name.endswith(".pdf"):
        return tuple(pdf_problems(name, content, looking))
    for ending, check in CHECKS.items():
        if name.endswith(ending):
            return tuple(check(name, content))
    what, fix = "this is no kind of file that can be checked", f"Name a {', '.join(CHECKS)} file"
    return (Problem(name, None, "file-kind", what, fix),)
