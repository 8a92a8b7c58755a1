"""Problems: how they print, in which order, and that every rule is tested."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from zinewright import problems
from zinewright.problems import MachineLacks, Problem, ZineError, by_place, nearest, shown, visible

HERE = Path(__file__).parent
SOURCE = Path(problems.__file__).parent
YIELDS = (ast.Yield, ast.Return)
RED = "two\nlines\tand \x1b[31mred"


@pytest.mark.parametrize(
    ("problem", "printed"),
    [
        (Problem("a.md", 3, "alt", "it is blind", "Say it"), "a.md:3: it is blind. Say it. [alt]"),
        (Problem("a", None, "read", "gone", "Find it"), "a: gone. Find it. [read]"),
        (Problem("a", 1, "x", RED, "Do"), "a:1: two lines and �[31mred. Do. [x]"),
        (Problem("\udcff\u202e", 1, "x", "a", "B"), "��:1: a. B. [x]"),
    ],
)  # fmt: skip
def test_a_problem_is_a_line(problem, printed):
    assert str(problem) == printed


def test_problems_stand_by_file_and_line_each_once():
    def problem(where, line, rule="x"):
        return Problem(where, line, rule, "w", "f")

    late, early, first, whole = (
        problem("a", 10), problem("a", 9, "z"), problem("a", 9, "a"), problem("a", None),
    )  # fmt: skip

    assert by_place([problem("b", 1), late, early, first, late, whole]) == (
        whole, early, first, late, problem("b", 1),
    )  # fmt: skip
    assert ZineError([late, early]).problems == (early, late)


def test_an_error_says_all_of_its_problems():
    error = ZineError([Problem("a", n, "x", "bad", "Mend") for n in (2, 1)])

    assert str(error) == "a:1: bad. Mend. [x]\na:2: bad. Mend. [x]"
    assert error.exit_code == 1
    assert MachineLacks(error.problems).exit_code == 3


@pytest.mark.parametrize("kind", [ZineError, MachineLacks])
def test_an_error_comes_through_a_pipe(kind):
    error = kind([Problem("a", 1, "x", "bad", "Mend", "warning")])
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


# --- completeness


def rules() -> Iterator[str]:
    """Every rule that the source names, in a Problem or in what becomes one."""
    places = {"Problem": 2, "Fault": 0, "_fault": 0, "_hint": 0, "_wrong": 1}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                yield from texts(node.args[places.get(name, 99) :][:1])
            elif path.parent.name == "checks" or path.name == "toml_files.py":
                value = getattr(node, "value", None) if isinstance(node, YIELDS) else None
                yield from texts(value.elts[:1] if isinstance(value, ast.Tuple) else [])


def texts(nodes: list[ast.expr]) -> Iterator[str]:
    yield from (str(node.value) for node in nodes if isinstance(node, ast.Constant))


def test_every_rule_fails_in_a_test():
    files = [*HERE.rglob("*.py"), *HERE.rglob("*.txt")]
    tests = "".join(path.read_text("utf-8") for path in files if path.name != Path(__file__).name)
    found = set(rules())

    assert len(found) > 40
    assert sorted(r for r in found if f"[{r}]" not in tests and f'"{r}"' not in tests) == []
