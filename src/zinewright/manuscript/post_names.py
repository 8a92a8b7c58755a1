"""What a person calls a post → its name: that name, its beginning, its number, or its file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from zinewright.problems import Problem, ZineError, behind, nearest, shown


def composed(name: str) -> str:
    """A name with its accents on their letters: some machines write them apart (NFD)."""
    return unicodedata.normalize("NFC", name)


def post_name(file: str) -> str:
    """The name of a post out of that of its file."""
    return composed(file.removesuffix(".md"))


def post_called(said: str, order: Sequence[str]) -> str | None:
    """The post that is meant, or None where it is none or could be several.

    `order` holds the names of the posts in their order. An exact name goes first, then the path of
    a file, then a number in the order, from 1, then a beginning that only one name has.
    """
    exact = called_exactly(said, order)
    if exact is not None:
        return exact
    begun = beginning_with(said, order)
    return begun[0] if len(begun) == 1 else None


def called_exactly(said: str, order: Sequence[str]) -> str | None:
    """The post that a name, a path or a number names; beginnings of names count for nothing."""
    for name in (composed(said), post_name(PurePath(said).name)):
        if name in order:
            return name
    if said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= len(order):
        return order[int(said) - 1]
    return None


def beginning_with(said: str, order: Sequence[str]) -> list[str]:
    """The posts whose names begin so, whatever the case of letters."""
    wanted = post_name(PurePath(said).name).casefold()
    return [name for name in order if wanted and name.casefold().startswith(wanted)]


def posts_called(words: Iterable[str], order: Sequence[str], where: str) -> tuple[str, ...]:
    """The posts that some words name, each once. Raises `ZineError` with every word that fails.

    `where` is the file or folder that a problem names.
    """
    names: dict[str, None] = {}
    problems = []
    for said in words:
        name = post_called(said, order)
        if name is None:
            problems.append(not_a_post(said, order, where))
        else:
            names[name] = None
    if problems:
        raise ZineError(problems)
    return tuple(names)


def not_a_post(said: str, order: Sequence[str], where: str) -> Problem:
    """That a word names no post of the order, or more than one."""
    begun = beginning_with(said, order)
    folder = PurePath(where).parent if where.endswith(".toml") else PurePath(where)
    shows = f"zine order{behind(folder)}"
    if len(begun) > 1:
        what = f"“{shown(said)}” could be {' or '.join(begun[:4])}{' …' if len(begun) > 4 else ''}"
        fix = "Write more of its name, or its number in the order"
    elif said.isascii() and said.isdigit():
        what = f"there is no post number {shown(said)} in the order"
        fix = f"Choose 1 to {len(order)}; {shows} shows them all"
    else:
        what = f"there is no post “{shown(said)}” in the order{nearest(said, order)}"
        fix = f"Write its name, the beginning of it, or its number; {shows} shows them all"
    return Problem(where, None, "no-such-post", what, fix)
