"""Plan → run → publish: only what changed is typeset, and the manifest says what was made."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pikepdf
import pytest
from manuscripts import AFTER, POSTS, arrange, manuscript, press
from PIL import Image

from zinewright import __version__
from zinewright.layout.layout import plain
from zinewright.press.build import build, order_of
from zinewright.problems import ZineError


class Desk:
    """A manuscript and a cache; `typeset` names the sections that a build typesets."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.manuscript = folder, manuscript(folder / "manuscript")

    def build(self, *editions: str):
        self.typeset: set[str] = set()
        with press(self.folder) as ready:
            ready.progress = lambda done, total, what: self.typeset.add(what)
            self.built = build(self.manuscript, self.folder / "out", ready, editions)
        return self.typeset

    def write(self, post: str, text: str) -> None:
        (self.manuscript / "posts" / f"{post}.md").write_text(text, "utf-8")

    @property
    def manifest(self):
        return json.loads((self.folder / "out" / "manifest.json").read_text("utf-8"))

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "out").iterdir())


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """One where everything was typeset; tests leave it as they found it."""
    desk = Desk(tmp_path_factory.mktemp("filled"))
    desk.build()
    return desk


def test_a_first_build_typesets_every_section(desk):
    assert desk.build("reading") == {
        "title-page", "content-notes", "contents", "imprint",
        "money", "waiting", "after", "links", "formats", "back-cover",
    }  # fmt: skip
    assert (desk.built.typeset, desk.built.sections) == (10, 10)


def test_a_second_build_typesets_nothing(filled):
    assert filled.build() == set()
    assert (filled.built.typeset, filled.built.sections) == (0, 28)


def test_a_new_order_typesets_nothing_and_changes_every_number(filled):
    before = {leaf.name: leaf.first + 1 for leaf in leaves_of(filled)}
    try:
        arrange(filled.manuscript, "waiting", "after", "money")
        assert filled.build() == set()
        assert filled.built.typeset == 0
        after = {leaf.name: leaf.first + 1 for leaf in leaves_of(filled)}
    finally:
        arrange(filled.manuscript, *POSTS)
        filled.build()

    assert before == {
        "title-page": 1, "content-notes": 2, "money": 3, "waiting": 5, "after": 6, "links": 7,
        "back-cover": 9,
    }  # fmt: skip
    assert after == {
        "title-page": 1, "content-notes": 2, "waiting": 3, "after": 4, "money": 5, "links": 7,
        "back-cover": 9,
    }  # fmt: skip


def test_what_stands_before_and_behind_the_posts_runs_on(filled):
    """Each section begins where the one before it ends, and has its place and its part."""
    front, back = (leaf for leaf in leaves_of(filled) if len(leaf.parts) > 1)
    found = [(name, page) for leaf in (front, back) for name, page, _ in leaf.parts]

    assert found == [
        ("content-notes", 0), ("contents", 0), ("links", 0), ("formats", 0), ("imprint", 0),
    ]  # fmt: skip
    assert [tag.names for tag in back.typeset.tag.kids] == [["links"], ["formats"], ["imprint"]]
    heights = [back.typeset.places[name][2] for name, _, _ in back.parts]
    assert heights == sorted(heights, reverse=True)


def test_a_section_with_an_entry_taller_than_a_page_stands_alone(desk):
    """Its note breaks over pages; what is before it and behind it runs on without it."""
    note = "\n    ".join(["We went on and on. " * 20] * 40)
    desk.write("after", f"{AFTER}\nSee.[^1]\n\n[^1]: {note}\n")
    desk.build("reading")
    runs = [[name for name, _, _ in leaf.parts] for leaf in leaves_of(desk)]

    assert runs[-3:] == [["links"], ["formats", "imprint"], ["back-cover"]]


def leaves_of(desk):
    with press(desk.folder) as ready:
        return order_of(desk.manuscript, ready)[1]


@pytest.mark.parametrize(
    ("changed", "typeset"),
    [
        (lambda text: text.replace("wrote it down", "wrote it up"), {"after"}),
        (
            lambda text: text.replace("title: Afterwards", "title: Later"),
            {"after", "contents", "imprint"},
        ),
        (
            lambda text: text.replace("kind:", "notes: ghosts (own)\nkind:"),
            {
                "after",
                "contents",
                "imprint",
            },  # which says that no sentence is written yet
        ),
        (lambda text: text + "\nSee [it](https://example.org/it).\n", {"after", "links"}),
        (lambda text: text.replace("---\nWe", "---\n\n\nWe"), set()),
    ],
    ids=["a word", "a title", "a note", "a link", "empty lines"],
)
def test_a_change_in_a_post_typesets_what_shows_it(filled, changed, typeset):
    try:
        filled.write("after", changed(AFTER))
        found = filled.build("reading")
    finally:
        filled.write("after", AFTER)
        filled.build()

    assert found == typeset


def test_a_new_picture_of_the_same_name_is_shown(filled):
    clock = filled.manuscript / "posts" / "clock.png"
    old = clock.read_bytes()
    try:
        clock.write_bytes(_grey())
        assert filled.build("reading") == {"waiting"}
    finally:
        clock.write_bytes(old)
        filled.build()


def _grey() -> bytes:
    out = io.BytesIO()
    Image.new("L", (3, 2), 128).save(out, "PNG")
    return out.getvalue()


def test_the_manifest_says_what_was_made_and_from_what(filled):
    out, source = filled.folder / "out", filled.manuscript

    def digest(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def made(edition: str, name: str, media_type: str, pages: int | None):
        size = (out / name).stat().st_size
        return {
            "edition": edition, "file": name, "media_type": media_type, "bytes": size,
            "sha256": digest(out / name), "pages": pages,
        }  # fmt: skip

    said = filled.manifest
    reasons = said.pop("draft_because")

    assert said == {
        "title": "Small hours",
        "zine": "urn:x-test:small-hours",
        "identifier": "urn:x-test:small-hours",
        "date": "2026-01-02",
        "status": "draft",
        "made_by": f"Zinewright {__version__}",
        "notes": "standard",
        "editions": [
            made("reading", "small-hours-reading.pdf", "application/pdf", 9),
            made(
                "large-print",
                "small-hours-large-print.pdf",
                "application/pdf",
                len(pikepdf.open(out / "small-hours-large-print.pdf").pages),
            ),
            made("booklet", "small-hours-booklet.pdf", "application/pdf", None),
            made("pocket", "small-hours-pocket.pdf", "application/pdf", 8),
            made("epub", "small-hours.epub", "application/epub+zip", None),
            made("web", "small-hours.html", "text/html", None),
            made("text", "small-hours.txt", "text/plain", None),
        ],
        "left_out": None,
        "also": [
            {
                "file": "content-notes.json",
                "bytes": (out / "content-notes.json").stat().st_size,
                "sha256": digest(out / "content-notes.json"),
            }
        ],
        "made_from": {
            "manuscript": {
                "zine.toml": digest(source / "zine.toml"),
                "posts/money.md": digest(source / "posts" / "money.md"),
                "posts/waiting.md": digest(source / "posts" / "waiting.md"),
                "posts/after.md": digest(source / "posts" / "after.md"),
                "clock.png": digest(source / "posts" / "clock.png"),
                "sprig.png": digest(source / "posts" / "sprig.png"),
            },
            "layout": {"plain": plain().digest},
            "fonts": {font.path.name: digest(font.path) for font in plain().fonts},
        },
    }
    assert reasons == list(filled.built.zine.draft)
    assert len(pikepdf.open(out / "small-hours-reading.pdf").pages) == 9


def test_one_edition_alone_is_the_whole_set(desk):
    desk.build("text")
    assert desk.files == ["content-notes.json", "manifest.json", "small-hours.txt"]
    assert (desk.built.typeset, desk.built.sections, desk.built.pages) == (10, 10, {})

    desk.build("epub", "text")
    assert desk.files == [
        "content-notes.json", "manifest.json", "small-hours.epub", "small-hours.txt",
    ]  # fmt: skip
    assert [edition["edition"] for edition in desk.manifest["editions"]] == ["epub", "text"]


@pytest.mark.slow
def test_the_files_are_named_after_the_zine(desk):
    arrange(desk.manuscript, *POSTS, title='"Ночь & day: a Zine"')
    desk.build("text")
    assert desk.files == ["content-notes.json", "day-a-zine.txt", "manifest.json"]

    arrange(desk.manuscript, *POSTS, title='"Ночь"', name='"Issue 7"')
    desk.build("text")
    assert desk.files == ["content-notes.json", "issue-7.txt", "manifest.json"]

    arrange(desk.manuscript, *POSTS, title='"Ночь"')
    desk.build("text")
    assert desk.files == ["content-notes.json", "manifest.json", "zine.txt"]


@pytest.mark.parametrize(
    ("epoch", "dated"),
    [
        ("", "20260102000000"),
        ("0", "19700101000000"),
        ("1767225599", "20251231235959"),
        ("4102444800", "21000101000000"),
    ],
)
def test_the_date_of_the_files_is_that_of_the_source(filled, monkeypatch, epoch, dated, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with press(filled.folder) as ready:
        build(filled.manuscript, tmp_path, ready)

    with pikepdf.open(tmp_path / "small-hours-reading.pdf") as pdf:
        assert str(pdf.docinfo["/ModDate"]) == f"D:{dated}Z"
    with zipfile.ZipFile(tmp_path / "small-hours.epub") as epub:
        package = next(name for name in epub.namelist() if name.endswith(".opf"))
        said = epub.read(package).decode()
    stamp = f"{dated[:4]}-{dated[4:6]}-{dated[6:8]}T{dated[8:10]}:{dated[10:12]}:{dated[12:]}Z"
    assert f'<meta property="dcterms:modified">{stamp}</meta>' in said
    assert "2 January 2026" in (tmp_path / "small-hours.txt").read_text("utf-8")


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 30])
def test_a_source_date_that_is_none_is_refused(desk, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ZineError) as caught:
        desk.build("text")

    assert str(caught.value) == (
        f"SOURCE_DATE_EPOCH: “{epoch}” is no number of seconds. "
        "Write seconds since 1970, or unset it. [date]"
    )
    assert not (desk.folder / "out").exists()


def test_a_file_that_does_not_keep_its_promises_is_not_published(filled, monkeypatch):
    before = {name: (filled.folder / "out" / name).read_bytes() for name in filled.files}
    monkeypatch.setattr(
        "zinewright.editions.text", lambda zine, locators, keep: "a line that ends in a space \n"
    )
    with pytest.raises(ZineError) as caught:
        filled.build()

    assert str(caught.value) == (
        "small-hours.txt:1: the line “a line that ends in a space” ends in a space. "
        "Build it again. [text-space]"
    )
    assert {name: (filled.folder / "out" / name).read_bytes() for name in filled.files} == before


def test_a_progress_is_told_of_every_section(desk):
    told = []
    with press(desk.folder) as ready:
        ready.progress = lambda done, total, what: told.append((done, total))
        build(desk.manuscript, desk.folder / "out", ready, ("reading",))

    total = len(told)
    assert told == [(number, total) for number in range(1, total + 1)]
