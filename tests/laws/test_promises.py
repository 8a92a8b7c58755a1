"""What every zine promises: held by the validators of others, and read back by ourselves."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pytest
from bound import places_of
from finished import Finished, blocks, is_for_eyes
from manuscripts import zine
from torture import SIGNS, torture
from validators import ace, epubcheck, verapdf

from zinewright.cache import Cache
from zinewright.checks import check_finished
from zinewright.press.build import Press, build, order_of

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[2] / "manuscript"


class Made:
    """A built zine: its files by their endings, and what they were made from."""

    def __init__(self, manuscript: Path, folder: Path) -> None:
        with Press(cache=Cache(folder / "cache")) as press:
            self.built = build(manuscript, folder / "out", press)
            _, self.leaves = order_of(manuscript, press)
        paths = [Path(name) for name in self.built.files]
        self.large = next(path for path in paths if path.name.endswith("-large-print.pdf"))
        paper = ("-large-print.pdf", "-booklet.pdf", "-pocket.pdf")
        self.files = {path.suffix: path for path in paths if not path.name.endswith(paper)}
        self.sections = self.built.zine.sections

    @cached_property
    def pdf(self) -> Finished:
        return Finished(self.files[".pdf"].read_bytes(), places_of(self.leaves))


@pytest.fixture(scope="module", params=["example", "torture"])
def made(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    return Made(EXAMPLE if request.param == "example" else torture(folder / "m"), folder)


def test_verapdf_finds_nothing(made):
    assert verapdf(made.files[".pdf"], "ua1", "3a") == []
    assert verapdf(made.large, "ua1", "3a") == []


def test_verapdf_finds_nothing_by_newer_standards(tmp_path):
    manuscript = torture(tmp_path / "m")
    recipe = manuscript / "zine.toml"
    recipe.write_text(f'pdf_standard = "ua-2"\n{recipe.read_text("utf-8")}', "utf-8")
    made = Made(manuscript, tmp_path)

    assert made.pdf.elements == blocks(made.sections, made.pdf, SIGNS)
    for path in (made.files[".pdf"], made.large):
        assert verapdf(path, "ua2", "wt1a", "wt1r", "4") == []
        assert check_finished(path.name, path.read_bytes()) == ()


def test_epubcheck_says_nothing(made):
    assert epubcheck(made.files[".epub"]) == []


def test_ace_finds_no_violation(made):
    assert ace(made.files[".epub"]) == []


def test_our_own_checks_find_nothing(made):
    for path in (*made.files.values(), made.large):
        if path.suffix != ".json":
            assert check_finished(path.name, path.read_bytes()) == ()


def test_the_pdf_says_all_that_the_text_says_in_its_order(made):
    large = Finished(made.large.read_bytes(), places_of(made.leaves))

    assert made.pdf.elements == blocks(made.sections, made.pdf, SIGNS)
    assert large.elements == blocks(made.sections, large, SIGNS)
    assert (made.pdf.unmarked, large.unmarked) == ({}, {})


def test_every_section_says_its_language(made):
    document = made.pdf.pdf
    sections = [each for part in document.Root.StructTreeRoot.K[0].K for each in part.K]

    assert [str(each.Lang) for each in sections] == [each.language for each in made.sections]


def test_every_link_of_the_text_can_be_followed(made):
    wanted = [
        link.get("href")
        for each in made.sections
        for link in each.body.root.iter("a")
        if not is_for_eyes(link)
    ]  # fmt: skip
    found = [
        str(annotation.A.URI) if "/URI" in annotation.A else "#"
        for annotation in made.pdf.annotations
    ]  # fmt: skip

    assert found == ["#" if address.startswith("#") else address for address in wanted]


def test_the_command_agrees(made):
    paths = [path for path in made.files.values() if path.suffix != ".json"]
    done = zine("check", *paths)

    assert (done.returncode, done.stdout) == (0, "")
