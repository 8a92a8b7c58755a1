"""`zine set`: what the recipe of a zine says."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import click

from zinewright.commands.common import RECIPE, folder_of
from zinewright.problems import ZineError


@click.command("set")
@click.argument("key")
@click.argument("words", metavar="VALUE... [DIR]", nargs=-1, required=True)
def set_key(key: str, words: tuple[str, ...]) -> None:
    """Write a VALUE for KEY into zine.toml: title, authors, regions, date, print.paper ….

    A list takes several values, or one with commas; "" takes a value away; a date may be: today.
    """
    from zinewright.manuscript.edit.settings import set_value

    values, folder = folder_of(words)
    if not any(part.strip() for part in key.split(".")):
        raise click.UsageError("say which key: zine set title VALUE")
    if not values:
        raise click.UsageError(f'say a value: zine set {key} VALUE (or "" for none)')
    if key == "layout" and any(values) and (folder / RECIPE).is_file():
        from zinewright.layout.choose import layout_of

        layout_of(folder, " ".join(values))  # says which there are, where it is none
    if key == "accent" and any(values) and (folder / RECIPE).is_file():
        _refuse_faint(folder, " ".join(values))
    old, new = set_value(folder, key, values, datetime.date.today())
    click.echo(f"{key}: {old} → {new}" if old != new else f"{key}: {new}, as it was")


def _refuse_faint(folder: Path, accent: str) -> None:
    """Raise `ZineError` where the layout of a zine would set faint text in an accent."""
    from zinewright.layout.choose import accent_problems, layout_of
    from zinewright.manuscript.toml_files import read_toml

    named = read_toml(folder / RECIPE)[0].get("layout", "")
    layout = layout_of(folder, named if isinstance(named, str) else "")
    wrong = accent_problems(folder, layout, accent)
    if wrong:
        raise ZineError(replace(problem, line=None) for problem in wrong)
