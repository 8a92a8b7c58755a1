"""What every zine promises: held by the validators of others, and read back by ourselves."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pytest
from bound import places_of
from finished import Finished, blocks
from manuscripts import zine
from torture import SIGNS, torture
from validators import ace, epubcheck, verapdf

from zinewright.cache import Cache
from zinewright.checks import check_finished
from zinewright.press import Press, build, order_of

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[1] / "manuscript"


class Made:
    """A built zine: its files by their endings, and what they were made from."""

    def __init__(self, manuscript: Path, folder: Path) -> None:
        with Press(cache=Cache(folder / "cache")) as press:
            self.built = build(manuscript, folder / "out", press)
            _, self.leaves = order_of(manuscript, press)
        self.files = {Path(name).suffix: Path(name) for name in self.built.files}
        self.sections = self.built.zine.sections

    @cached_property
    def pdf(self) -> Finished:
        return Finished(self.files[".pdf"].read_bytes(), places_of(self.leaves))


@pytest.fixture(scope="module", params=["example", "torture"])
def made(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    return Made(EXAMPLE if request.param == "example" else torture(folder / "m"), folder)


def test_verapdf_finds_nothing(made):
    assert verapdf(made.files[".pdf"], "ua1") == []


def test_epubcheck_says_nothing(made):
    assert epubcheck(made.files[".epub"]) == []


def test_ace_finds_no_violation(made):
    assert ace(made.files[".epub"]) == []


def test_our_own_checks_find_nothing(made):
    for path in made.files.values():
        if path.suffix != ".json":
            assert check_finished(path.name, path.read_bytes()) == ()


def test_the_pdf_says_all_that_the_text_says_in_its_order(made):
    assert made.pdf.elements == blocks(made.sections, made.pdf, SIGNS)
    assert made.pdf.unmarked == {}


def test_every_section_says_its_language(made):
    document = made.pdf.pdf
    sections = document.Root.StructTreeRoot.K[0].K

    assert [str(each.Lang) for each in sections] == [each.language for each in made.sections]


def test_every_link_of_the_text_can_be_followed(made):
    wanted = [
        link.get("href")
        for each in made.sections
        for link in each.body.root.iter("a")
    ]  # fmt: skip
    found = [
        str(annotation.A.URI) if "/A" in annotation else "#"
        for annotation in made.pdf.annotations
    ]  # fmt: skip

    assert found == ["#" if address.startswith("#") else address for address in wanted]


def test_the_command_agrees(made):
    paths = [path for path in made.files.values() if path.suffix != ".json"]
    done = zine("check", *paths)

    assert (done.returncode, done.stdout) == (0, "")
