"""How the house is built: modules in the order of the flow, one library in one module."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from zinewright.faces import NOTO

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "zinewright"
ROW = re.compile(r"\| `([a-z_]+\.py|[a-z_]+/)` \| \S")
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
COMMANDS = {name for name in MODULES if name.startswith("commands/")}
KEEPERS = {
    "PIL": {"pictures.py", "pixels.py", "screen_colours.py", "profiles.py"},
    "click": {"cli.py", *COMMANDS},
    "ebooklib": {"editions/epub.py"},
    "fontTools": {"faces.py", "fonts.py"},
    "jinja2": {"templates.py"},
    "markdown": {"dialect.py"},
    "markdown_it": {"commonmark.py"},
    "mdit_py_plugins": {"commonmark.py"},
    "mammoth": {"importers/word.py"},
    "markupsafe": {"layouts.py", "templates.py"},
    "phonenumbers": {"numbers.py"},
    "pikepdf": {
        "book.py",
        "structure.py",
        "embed.py",
        "catalogue.py",
        "bind.py",
        "checks/ink.py",
        "checks/pdf.py",
        "checks/sheets.py",
        "colours.py",
        "annotations.py",
        "appearances.py",
        "opening.py",
        "functions.py",
        "inking.py",
        "operators.py",
        "originals.py",
        "painted.py",
        "pictured.py",
        "plates.py",
        "preflight.py",
        "repaint.py",
        "printfile.py",
        "printshop.py",
        "sheets.py",
        "testfold.py",
    },
    "pillow_heif": {"pictures.py"},
    "platformdirs": {"cache.py"},
    "pypdfium2": {"rendering.py", "second_reader.py"},
    "rich": {"progress.py"},
    "segno": {"qr.py"},
    "tomlkit": {"edits.py", "entries.py"},
    "watchfiles": {"commands/build.py"},
    "weasyprint": {"typeset.py"},
    "yaml": {"review.py", "sources.py"},
}
"""Which module knows which library. lxml and msgspec are types here as tuples are."""
EVERYWHERE = {"lxml", "msgspec"}
INDIRECT = {"markupsafe", "pillow_heif"}
"""What another library brings along, and what is an extra."""


def rows() -> list[str]:
    """The modules in the order of the table in the README."""
    text = (ROOT / "README.md").read_text("utf-8")
    return [found[1] for line in text.splitlines() if (found := ROW.match(line))]


def row_of(module: str) -> str:
    """The row of a module: its own name, or that of the folder that it is in."""
    folder, slash, _ = module.partition("/")
    return folder + slash if slash else module


def imports(module: str):
    """The modules and libraries that a module imports, by their whole names."""
    for node in ast.walk(ast.parse((SOURCE / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            yield node.module or ""


def ours(module: str):
    """The rows of the modules of this house that a module imports."""
    for name in imports(module):
        if name.startswith("zinewright."):
            _, first, *_ = name.split(".")
            yield f"{first}.py" if (SOURCE / f"{first}.py").exists() else f"{first}/"


def test_the_table_names_every_module_once():
    named = rows()

    assert sorted(named) == sorted({row_of(module) for module in MODULES} - {"__init__.py"})


@pytest.mark.parametrize("module", [name for name in MODULES if name != "__init__.py"])
def test_a_module_imports_only_from_above_it(module):
    order = rows()
    place = order.index(row_of(module))
    below = {name for name in ours(module) if order.index(name) > place}

    assert below == set(), f"{module} imports from below it in the README's table"
    if not row_of(module).endswith("/"):
        assert row_of(module) not in set(ours(module))


def test_each_library_is_known_to_its_keepers_alone():
    known: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        for name in imports(module):
            library = name.partition(".")[0]
            if library not in sys.stdlib_module_names | EVERYWHERE | {"zinewright"}:
                known[library].add(module)

    assert dict(known) == KEEPERS


def test_every_library_of_the_keepers_is_asked_for_and_no_other():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.split(r"[<>=!~ ]", name)[0].lower() for name in project["dependencies"]}
    packages = {
        "PIL": "pillow",
        "yaml": "pyyaml",
        "fontTools": "fonttools",
        "markdown_it": "markdown-it-py",
        "mdit_py_plugins": "mdit-py-plugins",
    }
    used = {packages.get(name, name) for name in KEEPERS if name not in INDIRECT} | EVERYWHERE
    fonts = {
        f"fontpkg-{name.replace('_', '-')}"
        for path in (ROOT / "layouts").glob("*/layout.toml")
        for name in re.findall(r'"fontpkg_(\w+):', path.read_text("utf-8"))
    }

    assert asked == used | fonts | {NOTO.replace("_", "-")}


def test_the_wheel_holds_the_layouts_the_words_and_the_pages():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]

    assert set(wheel["only-include"]) == {"src/zinewright", "layouts", "docs"}
    assert wheel["sources"] == {
        "src/zinewright": "zinewright",
        "layouts": "zinewright/_layouts",
        "docs": "zinewright/_docs",
    }
    assert (ROOT / "layouts" / "plain" / "layout.toml").is_file()
    assert (SOURCE / "words" / "en.toml").is_file()
    assert (SOURCE / "py.typed").is_file()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_begins_with_what_it_is(module):
    said = ast.get_docstring(ast.parse((SOURCE / module).read_text("utf-8")))

    assert said
    assert said.splitlines()[0].endswith((".", ":", "▶ publish"))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_holds_one_job(module):
    tree = ast.parse((SOURCE / module).read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 45]

    assert len((SOURCE / module).read_text("utf-8").splitlines()) <= 400
    assert long == []


FORBIDDEN = ("utils", "manager", "handler", "helper", "context", "process", "data")


def test_no_module_has_a_name_that_says_nothing():
    assert [name for name in MODULES if Path(name).stem in FORBIDDEN] == []
