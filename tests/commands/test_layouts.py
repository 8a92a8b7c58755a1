"""`zine layouts`, and a layout that is drawn as its page says: copied, changed, and built."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pages import ROOT, shown, tokens
from running import RECIPE, Lay, zine

from zinewright.layout.based_on import layouts_folder
from zinewright.layout.layout import Layout, plain

PAGE = (ROOT / "docs" / "layouts.md").read_text("utf-8")
OURS = sorted(path.name for path in layouts_folder().iterdir() if path.is_dir())
WINE = (122, 0, 25)
MM = 72 / 25.4


@pytest.fixture
def here(lay: Lay, monkeypatch) -> Path:
    """A zine in a layout of its own, with another beside it."""
    folder = lay(
        {
            "zine.toml": f'{RECIPE}layout = "looks/b"\n',
            "night/layout.toml": 'description = "Dark"\nbased_on = "plain"\n',
            "looks/b/layout.toml": 'based_on = "plain"\n',
        }
    )
    monkeypatch.chdir(folder.parent)
    return Path(folder.name)


def test_the_layouts_of_a_zine(here):
    done = zine("layouts", str(here))

    rows = [(name, Layout(layouts_folder() / name).source.description) for name in OURS]
    width = max(map(len, [*OURS, "looks/b"]))
    assert done.stdout.splitlines() == [
        *(f"  {name:<{width}}  {said}" for name, said in (*rows, ("night", "Dark"))), "* looks/b",
    ]  # fmt: skip
    assert done.stderr == (
        f"To choose one: zine set layout NAME {here}\n"
        f"To see one first: zine build --layout NAME {here}\n"
    )


def test_the_layouts_of_a_zine_for_a_program(here):
    rows = json.loads(zine("layouts", str(here), "--json").stdout)["layouts"]

    assert [row["layout"] for row in rows] == [*OURS, "night", "looks/b"]
    assert rows[-2:] == [
        {"layout": "night", "description": "Dark", "used": False, "folder": f"{here}/night",
         "comes_with_zinewright": False},
        {"layout": "looks/b", "description": "", "used": True, "folder": f"{here}/looks/b",
         "comes_with_zinewright": False},
    ]  # fmt: skip


def test_a_layout_that_cannot_be_read_is_told_of_with_the_others(here):
    (here / "night" / "layout.toml").write_text("based_on = 7\n")
    done = zine("layouts", str(here))

    assert done.exit_code == 0
    assert "* looks/b" in done.stdout
    assert done.stderr.splitlines()[-1] == (
        f'{here}/night/layout.toml:1: “based_on” is not text. Write based_on = "…". [value]'
    )


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--copy", "plain"), "--copy names a layout, and --as what its copy is called", 2),
        (("--copy", "plain", "--as", "../x"), "“../x” is no name of a layout", 1),
        (("--copy", "plain", "--as", "night"), "there is something of that name already", 1),
        (("--copy", "plian", "--as", "mine"), "there is no layout “plian” (did you mean pl", 1),
    ],
)
def test_a_copy_that_cannot_be_made(here, words, said, code):
    before = sorted(here.rglob("*"))
    done = zine("layouts", *words, str(here))

    assert (done.exit_code, said in done.output) == (code, True)
    assert sorted(here.rglob("*")) == before


def test_a_copy_holds_all_that_the_layout_takes_over(here):
    zine("layouts", "--copy", "night", "--as", "mine", str(here))
    (here / "night" / "layout.toml").unlink()
    copy = Layout(here / "mine")

    table = "layout.toml"
    assert copy.source.problems == ()
    assert {k: v for k, v in copy.texts.items() if k != table} == {
        k: v for k, v in plain().texts.items() if k != table
    }
    assert copy.fonts == plain().fonts


# --- the page for designers


def changed(file: Path, block: str) -> None:
    """Give the properties and keys in a block of the page their values in a file."""
    text = file.read_text("utf-8")
    for line in block.splitlines():
        name = re.split(" ?[:=]", line)[0]
        old = re.search(rf"(?m)^{re.escape(name)} ?[:=].*$", text)
        assert old, f"{file} has no {name}"
        text = text.replace(old[0], line, 1)
    file.write_text(text, "utf-8")


@pytest.mark.slow
def test_the_page_for_designers_does_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = {t.info: t.content for t in tokens(PAGE) if t.type == "fence" and t.info != "text"}
    for said in shown({"docs/layouts.md": PAGE}):
        if " set layout " in said.command:
            changed(Path("night-zine/night/print.css"), blocks["css"])
            changed(Path("night-zine/night/layout.toml"), blocks["toml"])
        done = zine(*shlex.split(said.command)[1:])
        assert done.exit_code == 0, done.output

    listed = zine("layouts", "night-zine").stdout
    assert re.search(r"^\* night +For the night shift", listed, re.MULTILINE)
    [file] = Path("build").rglob("*-reading.pdf")
    pages = list(pypdfium2.PdfDocument(file))
    assert all(WINE in _colours(page) for page in pages[:2]), "the cover, and a heading’s rule"
    assert [_left(page) for page in pages[1:3]] == pytest.approx([22 * MM] * 2, abs=2)
    with pikepdf.open(file) as pdf:
        names = {str(f.BaseFont)[8:] for page in pdf.pages for f in page.Resources.Font.values()}
    assert names == {"Fira-Sans", "Fira-Sans-Bold"}


def _colours(page: pypdfium2.PdfPage) -> set[tuple[int, ...]]:
    picture = page.render(scale=2).to_pil().convert("RGB")
    return {colour for _, colour in picture.getcolors(1 << 24)}


def _left(page: pypdfium2.PdfPage) -> float:
    """Where the first letter of a page stands, which begins its heading, in points."""
    left, _, _, _ = page.get_textpage().get_charbox(0)
    return float(left)


@pytest.mark.slow
def test_a_zine_is_shown_in_each_layout(here):
    done = zine("layouts", str(here), "--pictures", "looks")

    assert (done.exit_code, done.stdout) == (0, "looks/index.html\n")
    page = Path("looks/index.html").read_text("utf-8")
    names = [*OURS, "night", "looks/b"]
    assert re.findall("<h2>(.*?)</h2>", page) == names
    shown = re.findall('<img src="(.*?)" alt="(.*?)">', page)
    assert len(shown) >= 2 * len(names)
    assert {name for name, _ in shown} | {"index.html"} == {p.name for p in Path("looks").iterdir()}
    assert all(f"in the layout {name}" in page for name in names)
    assert zine("layouts", str(here), "--pictures", "looks").exit_code == 0  # drawn again


def test_pictures_are_put_among_no_other_files(here):
    Path("looks").mkdir()
    Path("looks/mine.txt").write_text("Mine.")
    done = zine("layouts", str(here), "--pictures", "looks")

    assert done.exit_code == 1
    assert "looks: other files lie there. Name a folder that is new, or empty. [cannot-write]" in (
        done.stderr
    )
    assert [path.name for path in Path("looks").iterdir()] == ["mine.txt"]
