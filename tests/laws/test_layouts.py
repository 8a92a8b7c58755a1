"""A zine looks as its own layout has it, whatever else is built beside it or was built before."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from manuscripts import manuscript, press

from zinewright.cache import Cache
from zinewright.press.build import Built, build, prepare
from zinewright.press.executors import Inline
from zinewright.press.jobs import Press

pytestmark = pytest.mark.slow
POSTS = {"one": "---\ntitle: One\nnotes: none\n---\nWords, and 12 more.\n"}
NIGHT = """\
based_on = "plain"
fonts = ["fontpkg_fira_sans:files/FiraSans-Light.ttf"]
"""
WINE, GREEN = (122, 0, 25), (0, 85, 51)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """A zine in plain, and one in a layout of its own, with other fonts and no Atkinson first."""
    monkeypatch.chdir(tmp_path)
    manuscript(Path("a"), POSTS)
    night = manuscript(Path("b"), POSTS, title='"Late"', layout='"night"') / "night"
    night.mkdir()
    (night / "layout.toml").write_text(NIGHT)
    plain = (Path(__file__).parents[2] / "layouts/plain/print.css").read_text("utf-8")
    face = plain.replace('--text-face: "Atkinson', '--text-face: "Fira Sans Light", "Atkinson')
    (night / "print.css").write_text(face.replace("--accent: black", "--accent: #7a0019"))
    return tmp_path


def made(folder: str, ready: Press) -> dict[str, bytes]:
    built = build(Path(folder), Path(f"out-{folder}"), ready, ("reading", "epub", "web"))
    return {Path(name).name: Path(name).read_bytes() for name in built.files}


def alone(folder: str, cache: Path) -> dict[str, bytes]:
    with Press(jobs=1, cache=Cache(cache)) as ready:
        return made(folder, ready)


def test_two_sets_of_fonts_in_one_process_and_one_press(here):
    apart = {name: alone(name, here / f"cache-{name}") for name in "ab"}

    with Press(executor=Inline(), cache=Cache(here / "cache")) as ready:
        assert [made(name, ready) for name in "ab"] == [apart["a"], apart["b"]]
    for order in ("aba", "bab"):
        with Press(executor=Inline(), cache=Cache(here / f"cache-{order}")) as ready:
            for name in order:
                ready.cache = Cache(here / f"cache-{order}-{order.index(name)}")
                ready._store = None
                assert made(name, ready) == apart[name]


def test_workers_set_pages_in_every_layout(here):
    apart = {name: alone(name, here / f"cache-{name}") for name in "ab"}

    with Press(jobs=2, cache=Cache(here / "cache")) as ready:
        assert {name: made(name, ready) for name in "ab"} == apart


def reading(folder: Path, ready: Press) -> Built:
    return build(folder, Path("out"), ready, ("reading",))


def colours(built: Built) -> set[tuple[int, ...]]:
    found: set[tuple[int, ...]] = set()
    for page in pypdfium2.PdfDocument(built.files[0]):
        picture = page.render(scale=2).to_pil().convert("RGB")
        found |= {colour for _, colour in picture.getcolors(1 << 24)}
    return found


def test_another_layout_or_accent_is_set_anew_and_the_same_is_not(here):
    with press(here) as ready:
        first = reading(Path("b"), ready)
        assert first.typeset > 0
        assert WINE in colours(first)
        assert reading(Path("b"), ready).typeset == 0

        manuscript(Path("b"), POSTS, title='"Late"', layout='"night"', accent='"#005533"')
        green = reading(Path("b"), ready)
        assert green.typeset == green.sections
        assert GREEN in colours(green)
        assert WINE not in colours(green)

        manuscript(Path("b"), POSTS, title='"Late"')
        plain = reading(Path("b"), ready)
        assert plain.typeset == plain.sections
        assert not {WINE, GREEN} & colours(plain)

        manuscript(Path("b"), POSTS, title='"Late"', layout='"night"')
        assert reading(Path("b"), ready).typeset == 0
        style = Path("b/night/print.css")
        style.write_text(style.read_text().replace("#7a0019", "#005533"))
        assert GREEN in colours(reading(Path("b"), ready))


def test_a_layout_that_is_given_takes_the_place_of_that_of_the_zine(here):
    with press(here) as ready:
        ready.layout = "plain"
        assert prepare(Path("b"), ready).layout.folder.name == "plain"
        ready.layout = "b/night"
        assert prepare(Path("a"), ready).layout.folder == Path("b/night")
        assert WINE in colours(reading(Path("a"), ready))
