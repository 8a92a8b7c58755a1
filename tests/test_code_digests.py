"""What was made before is taken for today's only where no code that makes it has changed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from zinewright import code_digests
from zinewright.code_digests import ROOT, code_of, reached

STAGES = (
    "prose.convert", "review.read_closely", "typeset.section", "manuscript.pictures.picture",
    "layout.fonts",
)  # fmt: skip
MODULES = sorted(ROOT.rglob("*.py"))
HOUSE = {
    "__init__.py": "",
    "stage.py": "from zinewright.deep import (\n    one,\n    two,\n)\n",
    "deep.py": "def f():\n    from zinewright.words import say\n    import json, lxml.html\n",
    "words/__init__.py": 'from zinewright import letters\nF = (__file__, "a.toml", "begun")\n',
    "words/en/a.toml": 'yes = "Yes"\n',
    "words/en/b.toml": 'no = "No"\n',
    "words/en/begun/c.toml": 'perhaps = "Perhaps"\n',
    "letters.py": '"""import nothing"""\n',
    "other.py": "import zinewright.stage\n",
}


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A small house in the place of ours: a file's name and its text → the digest of `stage`."""

    def digest(**changed: str) -> str:
        for name, text in (HOUSE | changed).items():
            path = tmp_path / "house" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        forget()
        return code_of("zinewright.stage")

    monkeypatch.setattr(code_digests, "ROOT", tmp_path / "house")
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path / "cache"))
    yield digest
    forget()


def forget():
    for kept in vars(code_digests).values():
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


@pytest.mark.parametrize("name", [*HOUSE, "new.py", "words/en/new.toml"])
def test_what_was_reckoned_before_holds_only_while_no_byte_has_changed(house, monkeypatch, name):
    """Not even for a module that the changed one does not reach: nobody looks who reaches it."""
    house()
    reckoned = []
    monkeypatch.setattr(code_digests, "_computed", lambda modules: reckoned.append(modules) or "")
    house()
    assert reckoned == []
    house(**{name: HOUSE.get(name, "") + "# one more\n"})
    assert reckoned == [("zinewright.stage",)]


@pytest.mark.parametrize("held", ["", "[]", '{"zinewright.stage": 1}', "\x00"])
def test_a_damaged_table_counts_as_none(house, held):
    digest = house()
    code_digests._table_file().write_text(held)

    assert house() == digest


def test_another_library_is_another_state(house, monkeypatch):
    house()
    before = code_digests.state()
    monkeypatch.setattr(code_digests, "_installed", lambda: ["weasyprint-71.0.dist-info"])
    house()

    assert code_digests.state() != before


def test_tables_of_older_code_go(house):
    for number in range(9):
        house(**{"other.py": f"# {number}\n"})

    assert (
        len(list(code_digests.cache_folder().glob("code-*.json"))) <= code_digests.MOST_TABLES + 1
    )


def test_a_module_reaches_what_it_imports_however_far(house):
    house()

    assert reached("zinewright.stage") == (
        "zinewright",
        "zinewright.deep",
        "zinewright.letters",
        "zinewright.stage",
        "zinewright.words",
    )


@pytest.mark.parametrize("name", HOUSE)
def test_a_change_of_what_is_reached_changes_the_digest_and_no_other_does(house, name):
    before = house()

    after = house(**{name: HOUSE[name] + "\n# changed\n"})

    assert (before != after) is (name not in ("other.py", "words/en/b.toml"))
    assert house() == before


def test_a_library_that_is_another_version_changes_the_digest(house, monkeypatch):
    before = house()

    monkeypatch.setattr(metadata.Distribution, "version", property(lambda library: "99"))
    monkeypatch.setattr(code_digests, "_installed", lambda: ["lxml-99.dist-info"])

    assert house() != before


def test_what_a_library_needs_belongs_to_it():
    versions = [each.split()[0] for each in code_digests._versions(frozenset({"weasyprint"}))]

    assert {"weasyprint", "pydyf", "fonttools", "pillow"} <= set(versions)
    assert any("pango" in each for each in versions)


def test_a_module_that_is_not_there_is_no_digest():
    with pytest.raises(ModuleNotFoundError):
        code_of("zinewright.no_such_module")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_import_in_the_house_is_found(path: Path):
    ours, others = code_digests._imports(path)
    wanted: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            wanted |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module is not None
            wanted |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}

    assert {name for name in wanted if code_digests._file(name)} <= ours
    roots = {name.partition(".")[0] for name in wanted} - {"zinewright"}
    assert roots - sys.stdlib_module_names <= others


def test_every_table_of_the_house_is_read_by_a_module_that_names_it():
    of = {path: code_digests._data(path) for path in MODULES}
    readers = {
        table.relative_to(ROOT).as_posix(): [p.stem for p, tables in of.items() if table in tables]
        for table in code_digests._tables(ROOT)
        if table.name != "py.typed"
    }

    assert [table for table, modules in readers.items() if not modules] == []
    assert readers["languages/en/weights.txt"] == ["weights"]
    assert readers["languages/en/phrases.toml"] == ["phrases"]
    assert readers["languages/en/starter/posts/welcome.md"] == ["starter_words", "starter"]


def test_what_suggests_notes_is_nothing_to_what_sets_pages():
    weights = ROOT / "languages" / "en" / "weights.txt"

    assert weights in tables_of("zinewright.review.read_closely")
    assert weights not in tables_of("zinewright.typeset.section")


def tables_of(module: str) -> set[Path]:
    files = (code_digests._file(each) for each in reached(module))
    return {table for file in files if file for table in code_digests._data(file)}


@pytest.mark.parametrize("stage", STAGES)
def test_each_module_of_the_house_counts_where_it_is_reached_and_nowhere_else(stage, monkeypatch):
    name = f"zinewright.{stage}"
    before, really = code_digests._computed((name,)), code_digests._digest
    counted = set()
    for path in MODULES:
        monkeypatch.setattr(
            code_digests, "_digest", lambda each, p=path: b"?" if each == p else really(each)
        )
        if code_digests._computed((name,)) != before:
            counted.add(path)

    assert counted == {code_digests._file(each) for each in reached(name)}


def test_what_a_stage_has_loaded_when_it_begins_is_reached():
    said = "import sys, zinewright.{0}; print(*(m for m in sys.modules if m[:10] == 'zinewright'))"
    for stage in STAGES:
        loaded = subprocess.run(
            [sys.executable, "-c", said.format(stage)],
            capture_output=True, text=True, check=True, env=os.environ,
        ).stdout.split()  # fmt: skip
        assert set(loaded) <= set(reached(f"zinewright.{stage}"))
