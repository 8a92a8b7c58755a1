"""What is said of a zine as a whole is one value: made by the recipe, carried, and read."""

from __future__ import annotations

import ast
import datetime
from pathlib import Path

import pytest
from running import Lay
from zines import particulars, zine

from zinewright.assemble.zine import assemble
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.recipe import Recipe, read_recipe
from zinewright.model import Zine
from zinewright.paper.papers import paper, written
from zinewright.particulars import BackCover, Centre, Cover, LargePrint, Particulars, Print

SOURCE = Path(__file__).parents[1] / "src" / "zinewright"
KEYS = """\
title = "'Small' hours"
date = 2026-01-31
subtitle = "At night"
authors = ["Ada", "Bo"]
language = "en-GB"
licence = "CC0"
identifier = "urn:x-test:hours"
publisher = "A stall"
description = "Two pieces."
contact = "a@example.org"
website = "https://example.org"
price = "2 £"
regions = ["GB"]
front_pages = "roman"
large_print.size = 20.5
pdf_standard = "ua-2"
print.paper = "letter"
print.scale = "fit"
print.ink = "riso"
print.inks = ["black"]
accent = "#7a0019"
page = "A6"
cover.credit = "Cy"
cover.seed = 7
centre.text = "Us"
back_cover.text = "In two sentences. Or one."
"""
SAID = Particulars(
    title="'Small' hours",
    date=datetime.date(2026, 1, 31),
    subtitle="At night",
    authors=("Ada", "Bo"),
    language="en-GB",
    licence="CC0",
    identifier="urn:x-test:hours",
    publisher="A stall",
    description="Two pieces.",
    contact="a@example.org",
    website="https://example.org",
    price="2 £",
    regions=("GB",),
    front_pages="roman",
    large_print=LargePrint(20.5),
    pdf_standard="ua-2",
    print=Print("letter", "fit", "riso", ("black",)),
    accent="#7a0019",
    page="A6",
    cover=Cover(credit="Cy", seed=7),
    centre=Centre(text="Us"),
    back_cover=BackCover("In two sentences. Or one."),
)


def test_every_particular_that_a_recipe_says(tmp_path):
    """A key that is added to the class is read, and this test asks for it."""
    path = tmp_path / "zine.toml"
    path.write_text(KEYS, "utf-8")
    recipe, _, problems = read_recipe(path)

    assert problems == []
    assert recipe.particulars == SAID
    assert {line.split(" ")[0].split(".")[0] for line in KEYS.splitlines()} == set(
        Particulars.__struct_fields__
    )


def test_nothing_else_of_a_recipe_leaves_the_manuscript():
    recipe = Recipe(title="Hours", date=datetime.date(2026, 1, 31), order=("one",), name="hours")

    assert type(recipe.particulars) is Particulars
    assert not hasattr(recipe.particulars, "order")


def test_a_zine_without_an_identifier_has_one_of_its_title():
    recipe = Recipe(title="Hours", date=datetime.date(2026, 1, 31))

    assert recipe.particulars.identifier == recipe.identity != ""


def test_a_zine_carries_them_as_they_are_printed(lay: Lay):
    lay(
        {"zine.toml": f'{KEYS}order = ["one"]\n', "posts/one.md": "---\ntitle: One\n---\n\nText.\n"}
    )
    manuscript = read_manuscript(Path("m"))
    made, _ = assemble(manuscript, manuscript.picture)

    assert made.title == "‘Small’ hours"
    assert made.particulars == particulars(**{
        key: getattr(SAID, key) for key in Particulars.__struct_fields__ if key != "title"
    }, title="‘Small’ hours")  # fmt: skip


def test_nobody_copies_them():
    """No module but this class and the recipe makes particulars, and a zine repeats none."""
    makers = [
        path.relative_to(SOURCE).as_posix()
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Particulars"
    ]

    assert makers == []
    assert not set(Particulars.__struct_fields__) & set(Zine.__dataclass_fields__)


@pytest.mark.parametrize("size", [paper("A4"), paper("letter"), (1 / 3 + 40, 841.8897637795277)])
def test_paper_of_any_size_is_kept_to_the_point(size):
    assert paper(written(*size)) == size


def test_a_zine_has_its_title_and_its_language_at_hand():
    here = zine(title="Hours", language="ar")

    assert (here.title, here.language, here.direction) == ("Hours", "ar", "rtl")
