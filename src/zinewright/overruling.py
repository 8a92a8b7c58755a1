"""Findings that a person lets stand, on record → the findings that are left.

What people write is theirs: the program may be wrong about a sentence, and then a person says so,
with a reason, in `zine.toml`. It holds for that sentence; when it changes, it is found again.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from zinewright.problems import Problem, ZineError, shown
from zinewright.recipe import RECIPE, Overrule
from zinewright.sources import rewrite


def place_of(problem: Problem) -> str:
    """Where a finding is, as the record says it: a post's name, or the name of another file."""
    path = PurePath(problem.where)
    return path.stem if path.parent.name == "posts" else path.name


def left_standing(problems: Iterable[Problem], overruled: Sequence[Overrule]) -> Iterator[Problem]:
    """The problems but those that a person lets stand. Only findings in texts can be let stand."""
    known = {(each.rule, each.post, each.digest) for each in overruled}
    for problem in problems:
        if not problem.digest or (problem.rule, place_of(problem), problem.digest) not in known:
            yield problem


def with_way_out(problem: Problem, folder: str) -> Problem:
    """A finding that says, too, how a person lets it stand."""
    if not problem.digest:
        return problem
    line = f" --line {problem.line}" if problem.line else ""
    place, rule = place_of(problem), problem.rule
    command = f'zine overrule {place} {rule}{line} --by NAME --because "…"{folder}'
    return replace(problem, fix=f"{problem.fix}; or, where it may stand: {command}")


def to_overrule(
    problems: Iterable[Problem], place: str, rule: str, line: int | None, where: str
) -> Problem:
    """The one finding of a rule in a post, or in another file, on a line where that is named.

    Raises `ZineError` where there is none, or where it has to be said which is meant.
    """
    every = [problem for problem in problems if problem.digest]
    there = [problem for problem in every if place_of(problem) == place]
    found = [p for p in there if p.rule.lower() == rule.lower() and line in (None, p.line)]
    if len({problem.digest for problem in found}) == 1:
        return found[0]
    if found:
        lines = ", ".join(dict.fromkeys(str(problem.line or "?") for problem in found))
        what, fix = f"{rule} is found more than once in {place}", f"Say which: --line {lines}"
    else:
        what = f"{rule} is not found in {place}{f' on line {line}' if line else ''}"
        known = ", ".join(dict.fromkeys(_named(problem) for problem in there))
        fix = f"These are found there: {known}" if known else "Nothing is found there"
    raise ZineError([Problem(where, None, "overruled", shown(what), fix)])


def _named(problem: Problem) -> str:
    return f"{problem.rule} on line {problem.line}" if problem.line else problem.rule


def let_stand(folder: Path, problem: Problem, reason: str, by: str, on: datetime.date) -> Overrule:
    """Write into `zine.toml` that a finding may stand, and why; comments stay.

    Raises `ZineError` where the file cannot be written.
    """
    made = Overrule(
        problem.rule, place_of(problem), problem.digest, reason, by, on, problem.line or 0
    )
    rewrite(folder / RECIPE, lambda text: _with_record(text, made), "the record")
    return made


def _with_record(text: str, made: Overrule) -> str:
    ends = "\r\n" if "\r\n" in text else "\n"
    texts = {"rule": made.rule, "post": made.post, "digest": made.digest,
             "reason": made.reason, "by": made.by}  # fmt: skip
    lines = ["[[overruled]]", *(f"{key} = {_quoted(value)}" for key, value in texts.items())]
    lines += [f"on = {made.on.isoformat()}", *([f"line = {made.line}"] if made.line else [])]
    changed = text.rstrip() + ends * 2 + ends.join(lines) + ends
    before, after = tomllib.loads(text), tomllib.loads(changed)
    if {**after, "overruled": after["overruled"][:-1]} != {"overruled": [], **before}:
        raise ValueError("it could not be added without changing something else")
    return changed


def _quoted(text: str) -> str:
    """A text as TOML holds it: JSON's strings are TOML's, but for what lies beyond U+FFFF."""
    return json.dumps(text, ensure_ascii=False)
