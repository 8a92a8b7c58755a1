"""A layout takes over what it has not from another, and only from one beside it or of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from zinewright.layout.based_on import is_sound, layouts_folder, source_of
from zinewright.layout.layout import Layout, plain

FONT = "fontpkg_fira_sans:files/FiraSans-Medium.ttf"
PLAIN_FONTS = [font.spec for font in source_of(layouts_folder() / "plain").fonts]


def layout(folder: str, table: str = 'based_on = "plain"', **styles: str) -> Path:
    Path(folder).mkdir(parents=True)
    Path(folder, "layout.toml").write_text(table + "\n")
    for name, text in styles.items():
        Path(folder, f"{name}.css").write_text(text)
    return Path(folder)


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in source_of(folder).problems]


def test_files_come_from_the_layout_itself_and_then_from_its_base():
    layout("m/first", 'based_on = "plain"\ndescription = "Loud"', web="a {}", print="b {}")
    source = source_of(layout("m/second", f'based_on = "first"\nfonts = ["{FONT}"]', print="c {}"))

    assert source.problems == ()
    assert {name: file.path.parent.name for name, file in source.files.items()} == {
        "layout.toml": "second", "print.css": "second", "web.css": "first",
        **dict.fromkeys(
            ("blocks.html", "cover.svg", "epub.css", "large-print.css", "plan.css", "pocket.css",
             "section.html"), "plain",
        ),
    }  # fmt: skip
    assert (source.description, source_of(Path("m/first")).description) == ("", "Loud")
    assert [font.spec for font in source.fonts] == [FONT, *PLAIN_FONTS]
    assert (source.fonts[0].where, source.fonts[0].line) == ("m/second/layout.toml", 2)


def test_the_digest_holds_all_that_is_taken_over():
    first, second = layout("m/first"), layout("m/second", 'based_on = "first"')
    before = Layout(second).digest
    assert before == Layout(second).digest != plain().digest

    (first / "web.css").write_text("a {}")

    assert Layout(second).digest != before


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (
            {"a": 'based_on = "b"', "b": '\nbased_on = "a"'},
            "m/b/layout.toml:2: the layout would be based on itself (a → b → a). Base one of them "
            "on plain, or on none. [layout]",
        ),
        (
            {"a": 'based_on = "a"'},
            "m/a/layout.toml:1: there is no layout “a”. Name a folder beside it, or one of: "
            f"{', '.join(sorted(p.name for p in layouts_folder().iterdir()))}. [no-such-layout]",
        ),
        (
            {"a": '# mine\nbased_on = "plian"'},
            "m/a/layout.toml:2: there is no layout “plian” (did you mean plain?). Name a folder "
            f"beside it, or one of: {', '.join(sorted(p.name for p in layouts_folder().iterdir()))}"
            ". [no-such-layout]",
        ),
        (
            {"a": 'based_on = "b"', "b": 'based_on = "plain"\ncolour = 7'},
            "m/b/layout.toml:2: “colour” is no key here. Use one of: description, based_on, fonts. "
            "[unknown-key]",
        ),
        (
            {"a": 'based_on = "../m"'},
            "m/a/layout.toml:1: there is no layout “../m”. Name a folder beside it, or one of: "
            f"{', '.join(sorted(p.name for p in layouts_folder().iterdir()))}. [no-such-layout]",
        ),
    ],
)
def test_a_base_that_cannot_be(tables, message):
    for name, table in tables.items():
        layout(f"m/{name}", table)

    assert said(Path("m/a")) == [message]


def test_a_long_row_of_layouts_ends():
    for number in range(12):
        layout(f"m/l{number}", f'based_on = "l{number + 1}"')

    assert said(Path("m/l0")) == [
        "m/l8/layout.toml:1: more than 8 layouts are based on one another. Put their files into "
        "fewer folders. [layout]"
    ]


def test_a_link_is_no_layout():
    layout("elsewhere/loud")
    folder = layout("m/mine", 'based_on = "loud"')
    Path("m/loud").symlink_to("../elsewhere/loud")

    assert [problem.rule for problem in source_of(folder).problems] == ["no-such-layout"]


def test_a_layout_without_fonts_and_files():
    lacks = 'the layout has no such file. Write it, or let layout.toml say based_on = "plain"'

    assert said(layout("m/mine", 'description = "x"', print="a {}")) == [
        *(f"m/mine/{name}: {lacks}. [layout]" for name in (
            "section.html", "blocks.html", "cover.svg", "large-print.css", "pocket.css",
            "plan.css", "epub.css", "web.css",
        )),
        'm/mine/layout.toml: the layout names no fonts. Write fonts = ["package:path"], or '
        'based_on = "plain", into layout.toml. [layout]',
    ]  # fmt: skip


@pytest.mark.parametrize(
    "spec",
    [
        "/etc/passwd", "os:../../../etc/passwd", "os:/etc/passwd", "antigravity.x:a.ttf", "", "a",
        "a:", "a:b//c", "a:b\n",
    ],
)  # fmt: skip
def test_fonts_lie_in_packages(spec):
    assert not is_sound(spec)


def test_a_font_outside_of_a_package_is_told_with_its_line():
    table = 'based_on = "plain"\nfonts = [\n  "/etc/passwd",\n]'

    assert said(layout("m/mine", table)) == [
        "m/mine/layout.toml:3: the layout names a font outside of a package: “/etc/passwd”. Write "
        "it as package:path, as in layouts/plain/layout.toml. [layout]"
    ]
