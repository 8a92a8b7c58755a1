"""Problems: how they print, in which order, and that each is of a rule."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace

import pytest

from zinewright.problems import MachineLacks, Problem, ZineError, by_place, nearest, shown, visible

RED = "two\nlines\tand \x1b[31mred"


@pytest.mark.parametrize(
    ("problem", "printed"),
    [
        (Problem("a.md", 3, "alt", "it is blind", "Say it"), "a.md:3: it is blind. Say it. [alt]"),
        (Problem("a", None, "cannot-read", "gone", "Find it"), "a: gone. Find it. [cannot-read]"),
        (Problem("a", 1, "yaml", RED, "Do"), "a:1: two lines and �[31mred. Do. [yaml]"),
        (Problem("\udcff\u202e", 1, "yaml", "a", "B"), "��:1: a. B. [yaml]"),
    ],
)  # fmt: skip
def test_a_problem_is_a_line(problem, printed):
    assert str(problem) == printed


@pytest.mark.parametrize(
    ("rule", "level", "said"),
    [
        ("altt", "error", "the table of rules has no error [altt]"),
        ("alt", "warning", "the table of rules has no warning [alt]"),
        ("SM03", "error", "the table of rules has no error [SM03]"),  # a remark stops nothing
    ],
)
def test_what_the_table_of_rules_does_not_hold_is_no_problem(rule, level, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        Problem("a.md", 3, rule, "it is blind", "Say it", level)


def test_a_warning_stops_a_release():
    warned = Problem("a.md", 3, "cut-off", "it ends", "Go on", "warning")

    assert replace(warned, level="error").level == "error"


def test_problems_stand_by_file_and_line_each_once():
    def problem(where, line, rule="toml"):
        return Problem(where, line, rule, "w", "f")

    late, early, first, whole = (
        problem("a", 10), problem("a", 9, "yaml"), problem("a", 9, "alt"), problem("a", None),
    )  # fmt: skip

    assert by_place([problem("b", 1), late, early, first, late, whole]) == (
        whole, early, first, late, problem("b", 1),
    )  # fmt: skip
    assert ZineError([late, early]).problems == (early, late)


def test_an_error_says_all_of_its_problems():
    error = ZineError([Problem("a", n, "toml", "bad", "Mend") for n in (2, 1)])

    assert str(error) == "a:1: bad. Mend. [toml]\na:2: bad. Mend. [toml]"
    assert error.exit_code == 1
    assert MachineLacks(error.problems).exit_code == 3


@pytest.mark.parametrize("kind", [ZineError, MachineLacks])
def test_an_error_comes_through_a_pipe(kind):
    error = kind([Problem("a", 1, "cut-off", "bad", "Mend", "warning")])
    arrived = pickle.loads(pickle.dumps(error))

    assert (type(arrived), arrived.problems) == (kind, error.problems)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("titel", " (did you mean title or subtitle?)"),
        ("wlecome", " (did you mean welcome?)"),
        ("nothing", ""),
        ("", ""),
    ],
)
def test_the_nearest(word, hint):
    assert nearest(word, iter(["title", "subtitle", "date", "welcome"])) == hint


def test_a_long_text_is_quoted_by_its_beginning():
    assert shown("a  b\nc") == "a b c"
    assert shown("x" * 60) == "x" * 60
    assert shown("word " * 20) == "word word word word word word word word word word word word…"


def test_what_a_terminal_would_obey_is_seen():
    assert visible("a\r\nb\x07\x85\u2028\u2066c") == "a b����c"
