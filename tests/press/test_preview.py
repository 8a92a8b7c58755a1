"""The pages of one post, at once, as a build would make them."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from manuscripts import POSTS, manuscript, press
from PIL import Image

from zinewright.manuscript import folder as module
from zinewright.manuscript.folder import read_manuscript
from zinewright.press.build import build
from zinewright.press.jobs import Press
from zinewright.press.preview import preview
from zinewright.problems import ZineError

FIRST, SECOND, *_ = POSTS


@pytest.fixture
def zine(tmp_path: Path) -> Path:
    return manuscript(tmp_path / "manuscript")


@pytest.fixture
def ready(tmp_path: Path, zine: Path):
    """A press that has built the zine."""
    with press(tmp_path) as ready:
        build(zine, tmp_path / "out", ready)
        yield ready


def edit(zine: Path, post: str, more: str) -> None:
    path = zine / "posts" / f"{post}.md"
    path.write_text(f"{path.read_text('utf-8')}\n{more}\n", "utf-8")


def test_the_pages_are_those_of_the_reading_edition(zine, ready, tmp_path):
    edit(zine, SECOND, "One more sentence.")
    seen = preview(zine, SECOND, ready)
    built = build(zine, tmp_path / "out", ready)
    reading = Path(built.files[0]).read_bytes()

    assert hashlib.sha256(seen.pdf).digest() == hashlib.sha256(reading).digest()
    with pikepdf.open(io.BytesIO(reading)) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[seen.first : seen.first + len(seen.folios)] == list(seen.folios)


def test_each_page_is_a_picture(zine, ready):
    seen = preview(zine, SECOND, ready)
    sizes = {Image.open(io.BytesIO(picture)).size for picture in seen.pictures}

    assert len(seen.pictures) == len(seen.folios) > 0
    assert sizes == {(641, 910)}, "A5 at 110 dots an inch"


def test_a_word_costs_the_typesetting_of_its_post_and_no_other_is_read(zine, ready, monkeypatch):
    held = read_manuscript(zine)
    edit(zine, FIRST, "Not seen.")
    edit(zine, SECOND, "Seen.")
    typeset: list[str] = []
    ready.progress = lambda done, total, what: typeset.append(what)
    monkeypatch.setattr(module, "read_post", None)
    seen = preview(held, SECOND, ready)

    assert set(typeset) == {SECOND}
    assert [post.text.count("Seen.") for post in seen.manuscript.posts] == [
        int(post.name == SECOND) for post in held.posts
    ]


def test_the_next_word_goes_on_from_there(zine, ready):
    seen = preview(read_manuscript(zine), SECOND, ready)
    edit(zine, SECOND, "Once more.")
    again = preview(seen.manuscript, SECOND, ready)

    assert "Once more." in {post.name: post.text for post in again.manuscript.posts}[SECOND]
    assert again.pdf != seen.pdf


def test_what_is_wrong_with_a_post_is_said_and_goes_with_the_fault(zine, ready: Press):
    path = zine / "posts" / f"{SECOND}.md"
    good = path.read_text("utf-8")
    path.write_text(good.replace("title:", "titel:"), "utf-8")
    with pytest.raises(ZineError):
        preview(zine, SECOND, ready)
    path.write_text(good, "utf-8")

    assert preview(zine, SECOND, ready).pictures


def test_a_post_that_is_none(zine, ready):
    with pytest.raises(ZineError) as caught:
        preview(zine, "frist", ready)
    (problem,) = caught.value.problems

    assert str(problem).startswith(f"{zine}: there is no post “frist” in the order")
