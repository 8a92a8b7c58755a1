"""What is wrong, where, and how to mend it: the one way in which Zinewright says no.

Every stage collects all the problems that it can see and raises them together, once, as a
`ZineError`. A `Problem` prints as ``file:line: what. Remedy. [rule]``.

    ZineError                 carries problems, by file and line; exit code 1
    ├── Unprintable           no edition with pages can be made of what people wrote; exit code 1
    └── MachineLacks          this machine lacks something that an installation brings; exit code 3
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from zinewright.rules import RULES
from zinewright.rules import Level as Level

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
SHOWN = 60  # characters of a text that a message quotes
LONGEST_WORD = 200  # of a word that somebody may have mistyped


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: `where` is a path as people see it, `line` counts from 1.

    `what` says what is wrong and `fix` what to do, each without its full stop. A warning does
    not stop a build, but keeps it from being a release. `digest` is that of the sentence that a
    warning is about, by which a person can overrule it on record; "" where nobody can.

    Raises `ValueError` where the rule is none of `RULES`, or cannot have the level.
    """

    where: str
    line: int | None
    rule: str
    what: str
    fix: str
    level: Level = "error"
    digest: str = ""

    def __post_init__(self) -> None:
        if self.rule not in RULES or not RULES[self.rule].may_be(self.level):
            raise ValueError(f"the table of rules has no {self.level} [{self.rule}]")

    def __str__(self) -> str:
        place = self.where if self.line is None else f"{self.where}:{self.line}"
        return visible(f"{place}: {self.what}. {self.fix}. [{self.rule}]")


class ZineError(Exception):
    """Nothing could be made, for the reasons in `problems` (never empty)."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = by_place(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ZineError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class Unprintable(ZineError):
    """Something that people wrote cannot be typeset, so that an edition with pages cannot be made.

    A draft is then made of the editions that have none.
    """


class MachineLacks(ZineError):
    """This machine lacks something; the fix of each problem is the command that installs it."""

    exit_code = 3


def by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file and line."""
    found = dict.fromkeys(problems)
    return tuple(sorted(found, key=lambda problem: (problem.where, problem.line or 0)))


def behind(folder: str | PurePath) -> str:
    """A folder as it stands at the end of a command: not at all where commands take it anyway."""
    return "" if str(folder) in (".", "manuscript") else f" {shlex.quote(str(folder))}"


def visible(text: str) -> str:
    """A text on one line, with “�” for what a terminal would obey and not show."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"[\r\n\t]+", " ", text))


def shown(text: str) -> str:
    """The beginning of a text, as a message quotes it."""
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """ " (did you mean …?)" with the known words closest to `word`, or nothing."""
    if len(word) > LONGEST_WORD:
        return ""
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f" (did you mean {' or '.join(close)}?)" if close else ""
