"""How the house is built: modules in the order of the flow, one library in one module."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from zinewright.code_digests import reached
from zinewright.layout.fallback_fonts import NOTO

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "zinewright"
TESTS = ROOT / "tests"
MAP = ROOT / "src" / "README.md"
ROW = re.compile(r"\| `([a-z_/]+\.py)` \| [^|]+ \|$")
FOLDER = re.compile(r"\| `([a-z]+)/` \| \S")
ELSEWHERE = re.compile(r"\| ((?:`[a-z_/]+\.py`(?:, )?)+) \| `([a-z_/]+\.py)` \| \S")
MOST_FILES = 18
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
HELPERS = sorted((TESTS / "helpers").rglob("*.py"))
COMMANDS = {
    name
    for name in MODULES
    if name.startswith("commands/") and Path(name).stem not in ("__init__", "progress")
}
KEEPERS = {
    "babel": {"languages/words.py"},
    "PIL": {
        "manuscript/pictures/picture.py",
        "recolour/pixels.py",
        "manuscript/pictures/to_srgb.py",
        "recolour/profiles.py",
    },
    "click": {"cli.py", *COMMANDS},
    "ebooklib": {"editions/epub/package.py"},
    "fontTools": {"layout/fallback_fonts.py", "layout/fonts.py"},
    "h11": {"studio/entrance/connections.py"},
    "jinja2": {"layout/templates.py", "studio/templates.py"},
    "markdown": {"prose/dialect.py"},
    "markdown_it": {"prose/commonmark.py"},
    "mdit_py_plugins": {"prose/commonmark.py"},
    "merge3": {"studio/merging.py"},
    "mammoth": {"importers/documents/word.py"},
    "markupsafe": {"layout/layout.py", "layout/templates.py"},
    "phonenumbers": {"manuscript/resources/phone_numbers.py"},
    "pikepdf": {
        "checks/ink.py",
        "checks/pdf.py",
        "checks/sheets.py",
        "recolour/colours.py",
        "pdf/annotations.py",
        "pdf/appearances.py",
        "pdf/open.py",
        "recolour/functions.py",
        "recolour/without_loss.py",
        "typeset/sealing.py",
        "pdf/operators.py",
        "pdf/source_pages.py",
        "recolour/stream.py",
        "recolour/rasterize.py",
        "recolour/separations.py",
        "sheets/preflight.py",
        "recolour/pages.py",
        "sheets/metadata.py",
        "sheets/pdf_x.py",
        "sheets/impose.py",
        "sheets/marks.py",
    },
    "pillow_heif": {"manuscript/pictures/picture.py"},
    "platformdirs": {"cache.py"},
    "pypdfium2": {"pdf/render.py", "pdf/rewrite.py"},
    "rich": {"commands/progress.py"},
    "segno": {"assemble/qr.py"},
    "starlette": {"studio/app.py", "studio/entrance/sign_in.py", "studio/guard.py"},
    "tinycss2": {"layout/properties.py"},
    "tomlkit": {"manuscript/edit/toml_values.py", "manuscript/edit/resources.py"},
    "uvicorn": {"studio/entrance/connections.py", "studio/serve.py"},
    "watchfiles": {"commands/build.py", "studio/serve.py"},
    "weasyprint": {"typeset/section.py"},
    "yaml": {"manuscript/edit/notes.py", "manuscript/text_files.py"},
}
"""Which module knows which library. lxml and msgspec are types here as tuples are."""
EVERYWHERE = {"lxml", "msgspec"}
FOR_OTHERS = {"python-multipart"}
"""What another library asks for, and does not bring along."""
INDIRECT = {"markupsafe", "pillow_heif", "tinycss2"}
"""What another library brings along, and what is an extra."""


def rows() -> list[str]:
    """The modules in the order of the tables in the map."""
    return [found[1] for line in MAP.read_text("utf-8").splitlines() if (found := ROW.match(line))]


def folders() -> list[str]:
    """The folders in the order of their table, that of the house itself first."""
    return [
        found[1] for line in MAP.read_text("utf-8").splitlines() if (found := FOLDER.match(line))
    ]


def elsewhere() -> dict[str, str]:
    """The modules without a test of their own name, and the test that they are tested in."""
    found = (ELSEWHERE.match(line) for line in MAP.read_text("utf-8").splitlines())
    return {name: row[2] for row in found if row for name in re.findall("`(.*?)`", row[1])}


def namesake_of(module: str) -> Path:
    """The test of the same name in the same folder; that of a folder's registry has its name."""
    path = Path(module)
    name = path.parent.name if path.name == "__init__.py" else path.stem
    return TESTS / path.parent / f"test_{name}.py"


def imports(module: str):
    """The modules and libraries that a module imports, by their whole names."""
    yield from imported((SOURCE / module).read_text("utf-8"))


def imported(text: str):
    """What a file imports, by whole names: each module, and each name out of it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{each.name}" for each in node.names)


def ours(module: str) -> set[str]:
    """The modules of this house that a module imports."""
    return {file for name in imports(module) if (file := file_of(name))}


def file_of(name: str) -> str:
    """The file of a module by its whole name, "" for a function, a class or another's library."""
    if not name.startswith("zinewright."):
        return ""
    path = Path(*name.split(".")[1:])
    kinds = (path.with_suffix(".py"), path / "__init__.py")
    return next((each.as_posix() for each in kinds if (SOURCE / each).is_file()), "")


def is_room(module: str) -> bool:
    """Whether a module holds anything but a docstring."""
    return len(ast.parse((SOURCE / module).read_text("utf-8")).body) > 1


def test_the_map_names_every_module_once():
    rooms = [name for name in MODULES if name != "__init__.py" and is_room(name)]

    assert sorted(rows()) == sorted(rooms)


def test_the_folders_stand_in_the_order_of_their_modules():
    house, *order = folders()
    of = [name.partition("/")[0] if "/" in name else house for name in rows()]
    met = list(dict.fromkeys(of))

    assert met == [house, *order]
    assert sorted(order) == sorted({name.partition("/")[0] for name in MODULES if "/" in name})
    last = of[: len(of) - of[::-1].index(order[-1])]
    assert last == sorted(last, key=met.index), "a folder's modules stand apart"


def test_no_folder_holds_more_than_one_can_look_at():
    count = Counter(Path(name).parent.as_posix() for name in MODULES)

    assert {name: many for name, many in count.items() if many > MOST_FILES} == {}


def test_every_module_has_a_test_of_its_name_or_is_said_to_be_tested_elsewhere():
    without = [name for name in rows() if not namesake_of(name).is_file()]

    assert sorted(elsewhere()) == sorted(without)


@pytest.mark.parametrize(("module", "test"), elsewhere().items())
def test_what_is_tested_elsewhere_is_reached_from_there(module, test):
    assert (TESTS / test).is_file()
    if module != "__main__.py":  # started as a program
        assert f"zinewright.{module[:-3].replace('/', '.')}".removesuffix(".__init__") in reached(
            *(name for name in used_by(TESTS / test) if file_of(name))
        )


def used_by(path: Path, seen: frozenset[Path] = frozenset()) -> set[str]:
    """What a test imports of ours, itself or by what tests share."""
    names = set(imported(path.read_text("utf-8")))
    shared = {p for p in HELPERS if p.stem in names} - seen - {path}
    return names.union(*(used_by(each, seen | shared | {path}) for each in shared))


@pytest.mark.parametrize("module", [name for name in MODULES if name != "__init__.py"])
def test_a_module_imports_only_from_above_it(module):
    order = rows()
    place = order.index(module) if module in order else len(order)
    below = {name for name in ours(module) if name in order and order.index(name) > place}

    assert below == set(), f"{module} imports from below it in src/README.md"


@pytest.mark.parametrize("module", [name for name in MODULES if name != "__init__.py"])
def test_no_module_asks_the_front_door_for_what_lies_in_a_room(module):
    asked = {
        name.name
        for node in ast.walk(ast.parse((SOURCE / module).read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "zinewright"
        for name in node.names
    }

    assert asked <= {"__version__"}


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
    used |= FOR_OTHERS
    fonts = {
        f"fontpkg-{name.replace('_', '-')}"
        for path in (ROOT / "layouts").glob("*/layout.toml")
        for name in re.findall(r'"fontpkg_(\w+):', path.read_text("utf-8"))
    }

    assert asked == used | fonts | {NOTO.replace("_", "-")}


def test_the_map_says_of_each_library_why_it_is_there():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.split(r"[<>=!~ ]", name)[0].lower() for name in project["dependencies"]}
    table = MAP.read_text("utf-8").partition("\n## Libraries\n")[2].partition("\n## ")[0]
    told = [name for row in re.findall(r"(?m)^\| (.+?) \|", table) for name in row.split(", ")]

    assert sorted(told) == sorted({*asked, "library"})


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
    assert (SOURCE / "languages" / "en" / "words.toml").is_file()
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


FORBIDDEN = ("utils", "manager", "handler", "helper", "context", "process", "data", "shared")


def test_no_module_has_a_name_that_says_nothing():
    assert [name for name in MODULES if Path(name).stem in FORBIDDEN] == []


SAME_NAMES = {
    **dict.fromkeys(
        ("Source", "Style", "Document", "Kind"), "what WeasyPrint calls so, in `typeset/boxes.py`"
    ),
    "Table": "a table of a language's file, each in the form that its reader needs",
    "Instruction": "an operator with its operands, as pikepdf gives it",
    "Area": "a box with what lies in it, in the units of its module",
    "Made": "what that module made; none is imported beside another",
    "Change": "of a colour, and of a note",
    "Box": "four numbers, in the units of the module that counts in them",
    "Matrix": "six numbers (ISO 32000-1, 8.3.3), beside the boxes of the same module",
}
"""Names of types that are defined more than once, and why."""


TYPE = re.compile(r"(?:class (\w+)|([A-Z][a-z]\w*) = )")
"""The beginning of a class or of an alias of a type, at the edge of the page."""


def types_of(text: str) -> list[str]:
    """The classes and the aliases of types that a module defines, as they are called."""
    return [found[1] or found[2] for line in text.splitlines() if (found := TYPE.match(line))]


def homonyms(texts: dict[str, str]) -> dict[str, list[str]]:
    """Names of types that mean several things, with the modules that define them.

    A private one may not be called like a public one: who reads both would take them for the same.
    """
    named: dict[str, list[str]] = defaultdict(list)
    for module, text in texts.items():
        for name in types_of(text):
            named[name.lstrip("_")].append(f"{module} {name}")
    return {
        name: found
        for name, found in named.items()
        if len(found) > 1 and any(not each.split(" ")[1].startswith("_") for each in found)
    }


def test_a_name_of_a_type_means_one_thing():
    found = homonyms({name: (SOURCE / name).read_text("utf-8") for name in MODULES})

    assert {name: where for name, where in found.items() if name not in SAME_NAMES} == {}
    assert set(SAME_NAMES) <= set(found), "an exception that is none any more"


def test_a_name_that_means_two_things_is_found():
    one, two = "class Job:\n    pass\nRow = dict[str, str]", "class _Job:\n    pass\nROW = 1"

    assert homonyms({"a.py": one, "b.py": two}) == {"Job": ["a.py Job", "b.py _Job"]}
