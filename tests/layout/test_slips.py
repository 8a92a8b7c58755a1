"""A designer's slips: each is told with its file and line, and all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import manuscript, press

from zinewright.layout.based_on import layouts_folder
from zinewright.layout.layout import Layout
from zinewright.layout.slips import slips
from zinewright.press.build import prepare
from zinewright.problems import ZineError

FIX = "Correct the layout, or take the one that comes with Zinewright"
OURS = [path for path in sorted(layouts_folder().iterdir()) if path.is_dir()]
PLAIN = layouts_folder() / "plain"

DEFECTS = {
    "a quotation mark that is not closed in layout.toml": (
        "layout.toml",
        ('description = "Mine"', 'description = "Mine'),
        'm/mine/layout.toml:1: the file cannot be read: a quotation mark is not closed. Write '
        'description = "Mine". [toml]',
    ),
    "an unknown key": (
        "layout.toml",
        ("description =", "desription ="),
        "m/mine/layout.toml:1: “desription” is no key here (did you mean description?). Use one "
        "of: description, based_on, fonts. [unknown-key]",
    ),
    "a base that there is not": (
        "layout.toml",
        ('"plain"', '"plian"'),
        "m/mine/layout.toml:2: there is no layout “plian” (did you mean plain?). Name a folder "
        f"beside it, or one of: {', '.join(path.name for path in OURS)}. [no-such-layout]",
    ),
    "a package of fonts that is not installed": (
        "layout.toml",
        ("fontpkg_fira_sans", "fontpkg_fira_snas"),
        "m/mine/layout.toml:4: the font fontpkg_fira_snas:files/FiraSans-Medium.ttf is not "
        "installed (did you mean fira_sans?). pip install fontpkg-fira-snas. [font]",
    ),
    "a file that a package of fonts has not": (
        "layout.toml",
        ("FiraSans-Medium.ttf", "FiraSans-Medum.ttf"),
        "m/mine/layout.toml:4: the package fontpkg_fira_sans has no file "
        "“files/FiraSans-Medum.ttf” (did you mean files/FiraSans-Medium.ttf or "
        "files/FiraSans-MediumItalic.ttf or files/FiraSans-Bold.ttf?). Write one that it has, such "
        "as fontpkg_fira_sans:files/FiraSans-Black.ttf. [font]",
    ),
    "a style for pages with a property that WeasyPrint does not know": (
        "print.css",
        ("font-weight: bold; break-after: avoid;", "font-wieght: bold; break-after: avoid;"),
        "m/mine/print.css:61: typesetting says: Ignored `font-wieght: bold` at 61:58, unknown "
        "property. Change that line of the layout. [typeset]",
    ),
    "a value at the head of a style that is none": (
        "print.css",
        ("--title-size: 23pt", "--title-size: 23"),
        "m/mine/print.css:62: typesetting says: Ignored `font-size: 23` at 62:6, invalid value. "
        "Change that line of the layout. [typeset]",
    ),
    "a colour of another space": (
        "pocket.css",
        ("--accent: black", "--accent: oklch(0.4 0.2 20)"),
        "m/mine/pocket.css:5: no page can hold a colour that is written as oklch(…). Write it as "
        "#a1b2c3, rgb(…) or rgba(…). [layout]",
    ),
    "a property that is asked for under another name": (
        "print.css",
        ("solid var(--accent); bookmark-level", "solid var(--acent); bookmark-level"),
        "m/mine/print.css:62: the style asks for --acent, and nowhere says what it is. Write it "
        "at the head of the style, in :root (did you mean accent?). [layout]",
    ),
    "text that is hard to read": (
        "web.css",
        ("--quiet: #48484d;", "--quiet: #88888d;"),
        "m/mine/web.css:9: text in --quiet (#88888d) stands out from --paper by 3.4 to 1, not 7. "
        "Write --quiet: #57575b, the nearest that does. [contrast]",
    ),
    "a bracket that is not closed on the web page": (
        "web.css",
        ("body { margin: 0 auto;", "body margin: 0 auto;"),
        "m/mine/web.css:40: this is no CSS: a } closes nothing. Close every bracket, and end with "
        "“;”. [layout]",
    ),
    "a template that does not end": (
        "section.html",
        ("{{ body }}", "{% if body %}{{ body }}"),
        "m/mine/section.html:6: the template cannot be filled: Unexpected end of template. Jinja "
        f"was looking for the follo…. {FIX}. [layout]",
    ),
    "a name that no template is given": (
        "section.html",
        ("{{ section.title }}", "{{ section.titel }}{{ ttle }}"),
        "m/mine/section.html:3: the template cannot be filled: there is no “ttle” here. "
        f"{FIX}. [layout]\n"
        "m/mine/section.html:3: the template cannot be filled: “section” has no “titel” (did you "
        f"mean title?). {FIX}. [layout]",
    ),
    "a size that the zine says in vain": (
        "large-print.css",
        ("var(--large-print-size)", "18pt"),
        "m/mine/large-print.css: the style never asks for large print size, which the zine says. "
        "Write var(--large-print-size) where it belongs, as in layouts/plain/large-print.css. "
        "[layout]",
    ),
    "a cover that could do more than be seen": (
        "cover.svg",
        ("</svg>", "<script>x()</script></svg>"),
        f"m/mine/cover.svg: the drawing may not hold <script>. {FIX}. [layout]",
    ),
    "a style without end": (
        "web.css",
        ("body {", f"a {{ b: {'(' * 9_000} }} body {{"),
        "m/mine/web.css: this cannot be read: there are too many brackets in brackets. "
        f"{FIX}. [limits]",
    ),
    "a template without end": (
        "section.html",
        ("{{ body }}", "{{ " + "(" * 9_000 + "body" + ")" * 9_000 + " }}"),
        "m/mine/section.html: this cannot be read: there are too many brackets in brackets. "
        f"{FIX}. [limits]",
    ),
    "a style that leads elsewhere": (
        "print.css",
        (":root {", '@import "more.css";\n:root {'),
        f"m/mine/print.css:5: the style leads elsewhere: “@import”. {FIX}. [layout]",
    ),
}  # fmt: skip


@pytest.fixture
def mine(tmp_path, monkeypatch) -> Path:
    """A zine in a layout of its own, whose table alone is its own."""
    monkeypatch.chdir(tmp_path)
    folder = manuscript(Path("m"), layout='"mine"') / "mine"
    folder.mkdir()
    (folder / "layout.toml").write_text(
        'description = "Mine"\nbased_on = "plain"\nfonts = [\n'
        '  "fontpkg_fira_sans:files/FiraSans-Medium.ttf",\n]\n'
    )
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file of a layout that takes it over until then."""
    file = folder / name
    text = (file if file.exists() else PLAIN / name).read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def said() -> str:
    """All for which a build is refused."""
    with press() as ready, pytest.raises(ZineError) as raised:
        prepare(Path("m"), ready)
    return str(raised.value)


def test_a_layout_in_which_nothing_is_wrong(mine):
    with press() as ready:
        assert prepare(Path("m"), ready).layout.folder == mine


@pytest.mark.parametrize("folder", OURS, ids=lambda path: path.name)
def test_nothing_is_wrong_with_ours(folder):
    assert slips(Layout(folder)) == ()
    assert Layout(folder).source.description


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_slip(mine, defect):
    name, (old, new), expected = DEFECTS[defect]
    change(mine, name, old, new)

    assert said() == expected


def test_all_slips_are_told_at_once(mine):
    together = (
        "a style for pages with a property that WeasyPrint does not know",
        "a property that is asked for under another name", "text that is hard to read",
        "a template that does not end", "a size that the zine says in vain",
    )  # fmt: skip
    for defect in together:
        change(mine, DEFECTS[defect][0], *DEFECTS[defect][1])

    assert sorted(said().splitlines()) == sorted(DEFECTS[defect][2] for defect in together)
