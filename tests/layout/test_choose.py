"""What a zine, or a command, calls a layout: one of ours, or a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from zinewright.layout.based_on import layouts_folder
from zinewright.layout.choose import accent_problems, layout_of, layouts_for
from zinewright.problems import ZineError

OURS = sorted(path.name for path in layouts_folder().iterdir())


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """A zine with two layouts of its own, one beside it, and a link that leads out."""
    monkeypatch.chdir(tmp_path)
    for folder in ("m/night", "m/looks/loud", "elsewhere"):
        Path(folder).mkdir(parents=True)
        Path(folder, "layout.toml").write_text('based_on = "plain"\n')
    Path("m/zine.toml").write_text('title = "Hours"\nlayout = "x"\n')
    Path("m/out").symlink_to("../elsewhere")
    return Path("m")


def test_the_layouts_that_a_zine_can_name(here):
    assert list(layouts_for(here)) == [*OURS, "night"]
    assert list(layouts_for(None)) == OURS


@pytest.mark.parametrize(
    ("named", "given", "folder"),
    [
        ("", "", layouts_folder() / "plain"),
        ("plain", "", layouts_folder() / "plain"),
        ("night", "", Path("m/night")),
        ("looks/loud", "", Path("m/looks/loud")),
        ("night", "plain", layouts_folder() / "plain"),
        ("", "night", Path("m/night")),
        ("", "elsewhere", Path("elsewhere")),
        ("", "./m/../elsewhere", Path("m/../elsewhere")),
    ],
)
def test_a_layout_by_its_name(here, named, given, folder):
    assert layout_of(here, named, given).folder == folder


def test_one_of_its_own_stands_before_ours(here):
    (here / "plain").mkdir()
    (here / "plain" / "layout.toml").write_text('based_on = "plain"\n')

    assert layout_of(here, "plain").folder == here / "plain"
    assert layout_of(here, "plain").texts["print.css"]  # taken over from ours


@pytest.mark.parametrize(
    ("named", "hint"),
    [
        ("nihgt", " (did you mean night?)"),
        ("../elsewhere", ""),
        ("out", ""),
        ("posts", ""),
        (".", ""),
        ("/", ""),
        ("n\0", ""),
        ("looks/../night", ""),
    ],
)
def test_what_is_no_layout(here, named, hint):
    with pytest.raises(ZineError) as raised:
        layout_of(here, named)

    [problem] = raised.value.problems
    assert problem.what == f"there is no layout “{named}”{hint}"
    assert (problem.where, problem.line, problem.rule) == ("m/zine.toml", 2, "no-such-layout")


def test_an_accent_that_a_layout_has_nothing_for(here):
    (here / "zine.toml").write_text('title = "Hours"\naccent = "#7a0019"\n')
    assert accent_problems(here, layout_of(here, "night"), "#7a0019") == ()

    (here / "night" / "print.css").write_text("p { color: black }")
    assert accent_problems(here, layout_of(here, "night"), "") == ()
    assert [str(each) for each in accent_problems(here, layout_of(here, "night"), "#7a0019")] == [
        "m/zine.toml:2: the layout “night” has nothing in an accent. Take the line out, or choose "
        "another layout: zine layouts. [layout]"
    ]


def test_an_accent_may_be_light_where_text_stands_on_it_and_not_where_text_is_in_it(here):
    (here / "zine.toml").write_text('title = "Hours"\naccent = "#ff48b0"\n')
    said = {
        name: [str(each) for each in accent_problems(here, layout_of(here, name), "#ff48b0")]
        for name in ("plain", "riso")
    }

    assert said == {
        "plain": [
            "m/zine.toml:2: the accent #ff48b0 stands out from white paper by 3.0 to 1, not 7. "
            'Write accent = "#ae0063", the nearest that does. [contrast]'
        ],
        "riso": [],
    }


def test_a_layout_that_a_command_asks_for_in_vain(here):
    with pytest.raises(ZineError) as raised:
        layout_of(here, "night", "xerx")

    assert str(raised.value) == (
        "--layout: there is no layout “xerx” (did you mean xerox?). Name one of: "
        f"{', '.join([*OURS, 'night'])}, or a folder of the zine that holds a layout.toml. "
        "[no-such-layout]"
    )
