"""A key of the recipe and the words of a person → the text of `zine.toml` that says so."""

from __future__ import annotations

import contextlib
import datetime
import math
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import inspect

from zinewright.manuscript.edit.toml_values import assigned
from zinewright.manuscript.folder import read_manuscript, unknown_places
from zinewright.manuscript.recipe import RECIPE, Recipe, recipe_problems
from zinewright.manuscript.resources.resource import Resource
from zinewright.manuscript.text_files import CONTROL, rewrite
from zinewright.manuscript.toml_files import Lines, fields_of, read_toml
from zinewright.problems import Problem, ZineError

ELSEWHERE = {
    "order": "Change the order with: zine move POST … (or zine drop POST)",
    "dropped": "Leave a post out with: zine drop POST, and take it in with: zine move POST --last",
    "part": "Write [[part]] into zine.toml, with title and first on lines below",
    "author": "Write [[author]] into zine.toml, with name and text on lines below",
    "topic": "Write [[topic]] into zine.toml, with slug and label on lines below",
}
"""Keys that are lists of a kind of their own, and what changes them."""
Value = str | float | list[str] | datetime.date
"""What words of a person can be."""


def set_value(
    folder: Path, key: str, words: Sequence[str], today: datetime.date
) -> tuple[str, str]:
    """Write a value into `zine.toml`, and return what stood there and what does now.

    Raises `ZineError` for what reading the file would not accept; the file is then as it was.
    """
    path = folder / RECIPE
    manuscript = read_manuscript(folder)
    read, _ = read_toml(path)
    keys, form = _form_of(key, path)
    value = value_of(form, words, today)
    changed = assigned_to_recipe(path.read_bytes().decode("utf-8-sig"), keys, value, str(path))
    if problems := _unknown(changed, manuscript.resources, str(path)):
        raise ZineError(problems)
    rewrite(path, lambda text: assigned(text, keys, value), key)
    return shown_value(_old(read, keys)), shown_value(value)


def assigned_to_recipe(text: str, keys: Sequence[str], value: object, where: str) -> str:
    """A recipe with a value for a key. Raises `ZineError` with all that is wrong with the value.

    What was wrong with the recipe before is not said again.
    """
    name = ".".join(keys)
    if any(CONTROL.search(said) for said in _texts(value)):
        what = f"“{name}” would hold an unseen character"
        raise ZineError([Problem(where, None, "unseen-character", what, "Write the words again")])
    try:
        changed = assigned(text, keys, value)
    except ValueError as error:
        what, fix = str(error), "Write it into the file with an editor"
        raise ZineError([Problem(where, None, "cannot-write", what, fix)]) from None
    before = {_said(problem) for problem in _problems(text, where)}
    new = [problem for problem in _problems(changed, where) if _said(problem) not in before]
    if new:
        raise ZineError(map(_unplaced, new))
    return changed


def value_of(form: inspect.Type, words: Sequence[str], today: datetime.date) -> Value:
    """What some words mean for a kind of value; where they mean nothing, they stay text.

    `today` is what “today” means for a date. One text with commas is a list.
    """
    said = " ".join(" ".join(words).split())
    if isinstance(form, inspect.VarTupleType):
        parts = words if len(words) > 1 else said.split(",")
        return [part for part in (" ".join(word.split()) for word in parts) if part]
    if isinstance(form, inspect.DateType):
        with contextlib.suppress(ValueError):
            return today if said == "today" else datetime.date.fromisoformat(said)
    if isinstance(form, inspect.FloatType):
        with contextlib.suppress(ValueError):
            number = float(said)
            return int(number) if number.is_integer() else number
    if isinstance(form, inspect.IntType):
        with contextlib.suppress(ValueError):
            return int(said)
    return said


def shown_value(value: object) -> str:
    """A value as people read it; “–” for none."""
    if value is None or value == math.inf:
        return "–"
    said = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return said or "–"


def _form_of(key: str, path: Path) -> tuple[tuple[str, ...], inspect.Type]:
    """The keys that lead to a value, and its form; any for a key that the recipe does not have."""
    name, _, inner = key.partition(".")
    if name in ELSEWHERE:
        what = f"“{name}” is not set like this"
        raise ZineError([Problem(str(path), None, "value", what, ELSEWHERE[name])])
    form = _forms(Recipe).get(name, inspect.AnyType())
    if not isinstance(form, inspect.StructType):
        if inner and name in _forms(Recipe):
            what, fix = f"“{name}” has no keys of its own", f"Write: zine set {name} VALUE"
            raise ZineError([Problem(str(path), None, "value", what, fix)])
        return tuple(filter(None, (name, inner))), form
    fields = _forms(form.cls)
    if not inner:
        what = f"“{name}” has keys of its own"
        fix = f"Say which: {', '.join(f'{name}.{each}' for each in fields)}"
        raise ZineError([Problem(str(path), None, "value", what, fix)])
    return (name, inner), fields.get(inner, inspect.AnyType())


def _forms(kind: type[msgspec.Struct]) -> Mapping[str, inspect.Type]:
    return {key: field.type for key, field in fields_of(kind).items()}


def _old(read: object, keys: Sequence[str]) -> object:
    """What stood there: what the file says, or what holds where it says nothing."""
    recipe: object = Recipe(title="", date=datetime.date.min)
    for key in keys:
        read = read.get(key) if isinstance(read, dict) else None
        recipe = getattr(recipe, key, None)
    return recipe if read is None and keys[-1] != "date" else read


def _problems(text: str, where: str) -> list[Problem]:
    return recipe_problems(Lines(where, text), tomllib.loads(text))


def _unknown(text: str, resources: Sequence[Resource], where: str) -> list[Problem]:
    """Places of support that a recipe names and that are not there."""
    read, lines = tomllib.loads(text), Lines(where, text)
    if recipe_problems(lines, read):
        return []
    return [_unplaced(p) for p in unknown_places(msgspec.convert(read, Recipe), resources, lines)]


def _said(problem: Problem) -> tuple[str, str]:
    return problem.rule, problem.what


def _unplaced(problem: Problem) -> Problem:
    """A problem of a value that is in no line yet."""
    return Problem(problem.where, None, problem.rule, problem.what, problem.fix)


def _texts(value: object) -> list[str]:
    return [
        said for said in (value if isinstance(value, list) else [value]) if isinstance(said, str)
    ]
