"""A problem that quotes words of a post → the same problem with the line where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from zinewright.manuscript.posts import Post
from zinewright.problems import Problem

QUOTED = re.compile("“([^“”]+)”")
LETTERS = re.compile(r"[^\W_]+")
MOST, LEAST = 6, 4  # words that are looked for, and letters that they need together


def with_lines(problems: Iterable[Problem], posts: Iterable[Post]) -> list[Problem]:
    """Problems with the lines of what they quote, where they name a post and no line in it."""
    known = tuple(posts)
    return [_with_line(problem, known) for problem in problems]


def _with_line(problem: Problem, posts: tuple[Post, ...]) -> Problem:
    for post in posts:
        is_there = problem.where == post.where and problem.line is None
        if not is_there and not re.search(re.escape(post.where) + r"(?!:?[\w-])", problem.what):
            continue
        quoted = reversed(QUOTED.findall(problem.what))  # the name of a section stands before
        line = next(filter(None, (line_of(said, post) for said in quoted)), 0)
        if line and is_there:
            return replace(problem, line=line)
        if line:
            return replace(problem, what=problem.what.replace(post.where, f"{post.where}:{line}"))
    return problem


def line_of(said: str, post: Post) -> int | None:
    """The line of a file in which words of its text begin, whatever marks stand between them."""
    words = LETTERS.findall(said.removesuffix("…"))[:MOST]
    if sum(map(len, words)) < LEAST:
        return None
    found = re.search(r"[\W_]+".join(map(re.escape, words)), post.text)
    return post.first_line + post.text.count("\n", 0, found.start()) if found else None
