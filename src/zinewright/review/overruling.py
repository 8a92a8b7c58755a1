"""Findings that a person lets stand, on record → the findings that are left.

What people write is theirs: the program may be wrong about a sentence, and then a person says so,
with a reason, in `zine.toml`. It holds for that sentence; when it changes, it is found again.
"""

from __future__ import annotations

import datetime
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from zinewright.manuscript.recipe import RECIPE, Overrule
from zinewright.manuscript.text_files import rewrite
from zinewright.problems import Problem, ZineError, shown


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


def with_ways_out(problems: Iterable[Problem], folder: str) -> Iterator[Problem]:
    """The problems; findings in texts say, too, how a person lets them stand."""
    every = list(problems)
    alike = Counter(_spot(problem) for problem in dict.fromkeys(every))
    for problem in every:
        if problem.digest:
            line = f" --line {problem.line}" if problem.line else ""
            which = f" --sentence {problem.digest}" if alike[_spot(problem)] > 1 else ""
            said = (
                f'{place_of(problem)} {problem.rule}{line}{which} --by NAME --because "…"{folder}'
            )
            fix = f"{problem.fix}; or, where it may stand: zine overrule {said}"
            problem = replace(problem, fix=fix)
        yield problem


def _spot(problem: Problem) -> tuple[str, str, int | None]:
    return problem.where, problem.rule, problem.line


def to_overrule(
    problems: Iterable[Problem],
    place: str,
    rule: str,
    where: str,
    *,
    line: int | None = None,
    sentence: str = "",
) -> Problem:
    """The one finding of a rule in a post, or in another file.

    `line` and `sentence`, the beginning of its digest, say which where it is found more than once.
    Raises `ZineError` where there is none, or where it has to be said which is meant.
    """
    there = [problem for problem in problems if place_of(problem) == place]
    same = [problem for problem in there if problem.rule.lower() == rule.lower()]
    found = [
        problem for problem in same
        if problem.digest and line in (None, problem.line) and problem.digest.startswith(sentence)
    ]  # fmt: skip
    if len({problem.digest for problem in found}) == 1:
        return found[0]
    raise ZineError([Problem(where, None, "overruled", *_not_one(found, same, there, place, rule))])


def _not_one(
    found: Sequence[Problem],
    same: Sequence[Problem],
    there: Sequence[Problem],
    place: str,
    rule: str,
) -> tuple[str, str]:
    """Why it cannot be told which finding is meant, and what to do."""
    if found:
        ways = (f"--line {p.line or '?'} --sentence {p.digest}" for p in found)
        fix = f"Say which: {', or '.join(dict.fromkeys(ways))}"
        return f"{shown(rule)} is found more than once in {shown(place)}", fix
    if same and not any(problem.digest for problem in same):
        what = f"{shown(rule)} is no finding in a text of {shown(place)}, so it cannot be let stand"
        return what, same[0].fix
    known = ", ".join(dict.fromkeys(_named(problem) for problem in there if problem.digest))
    fix = f"These are found there: {known}" if known else "Nothing is found there"
    return f"{shown(rule)} is not found there in {shown(place)}", fix


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
