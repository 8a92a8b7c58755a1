"""A blog's own pictures: an address in a post, the files in the media, and the one it means."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from exports import picture, wxr, wxr_item, zipped
from running import zine

from zinewright.importers.common.archive import Files
from zinewright.importers.common.media import Media, media_at
from zinewright.importers.common.within import Unclear
from zinewright.problems import ZineError

UPLOADS = "https://night.example/wp-content/uploads"
SINGLE = "uploads/2026/01/hat.jpg"
TWO = ("2025/12/hat.jpg", "2026/01/hat.jpg")


def chosen(address: str, *paths: str) -> str:
    """The path of the picture that is meant, "" where there is none, or why it is unclear."""
    made = {path: picture(size=(1 + n, 1)) for n, path in enumerate(paths)}
    media = Media([Files({path: len(made[path]) for path in paths}, made.__getitem__)])
    try:
        found = media(address)
    except Unclear as why:
        return str(why)
    if found is None:
        return ""
    width = int.from_bytes(found.made()[16:20], "big")
    return paths[width - 1]


@pytest.mark.parametrize(
    ("address", "paths", "meant"),
    [
        # by the path behind wp-content/uploads
        (f"{UPLOADS}/2026/01/hat.jpg", [SINGLE], SINGLE),
        (f"{UPLOADS}/2026/01/hat.jpg", TWO, TWO[1]),
        (f"{UPLOADS}/2025/12/hat.jpg", TWO, TWO[0]),
        (f"{UPLOADS}/sites/3/2025/12/hat.jpg", ["backup/sites/3/2025/12/hat.jpg"], "*"),
        ("https://i0.wp.com/night.example/wp-content/uploads/2026/01/hat.jpg?w=300&ssl=1", TWO,
         TWO[1]),
        ("/wp-content/uploads/2026/01/hat.jpg", TWO, TWO[1]),
        ("../wp-content/uploads/2026/01/hat.jpg", TWO, TWO[1]),
        # a folder of one year, of one month, or of all in one heap
        (f"{UPLOADS}/2026/01/hat.jpg", ["01/hat.jpg", "02/hat.jpg"], "01/hat.jpg"),
        (f"{UPLOADS}/2026/01/hat.jpg", ["hat.jpg"], "*"),
        (f"{UPLOADS}/2026/01/hat.jpg", ["heap/hat.jpg"], "*"),
        # sizes of WordPress: the whole picture rather than a small one
        (f"{UPLOADS}/2026/01/hat-300x200.jpg", [SINGLE], SINGLE),
        (f"{UPLOADS}/2026/01/hat-300x200.jpg", ["2026/01/hat-300x200.jpg", "2026/01/hat.jpg"],
         "2026/01/hat.jpg"),
        (f"{UPLOADS}/2026/01/hat-300x200.jpg", ["2026/01/hat-300x200.jpg",
         "2026/01/hat-scaled.jpg"], "2026/01/hat-scaled.jpg"),
        (f"{UPLOADS}/2026/01/hat-300x200.jpg", ["2026/01/hat-300x200.jpg"], "*"),
        (f"{UPLOADS}/2026/01/hat-scaled.jpg", [SINGLE], SINGLE),
        (f"{UPLOADS}/2026/01/hat-rotated.jpg", [SINGLE], SINGLE),
        (f"{UPLOADS}/2026/01/hat-e1700000000000-300x200.jpg", [SINGLE], SINGLE),
        (f"{UPLOADS}/2026/01/hat@2x.png", ["2026/01/hat.png"], "*"),
        (f"{UPLOADS}/2026/01/hat.jpg", ["2026/01/hat-1024x768.jpg"], "*"),
        # letters: percent signs, case, accents in two forms, two names of one ending
        (f"{UPLOADS}/2026/01/my%20caf%C3%A9.jpg", ["2026/01/my café.jpg"], "*"),
        (f"{UPLOADS}/2026/01/caf%C3%A9.jpg", [unicodedata.normalize("NFD", "2026/01/café.jpg")],
         "*"),
        (f"{UPLOADS}/2026/01/HAT.JPG", [SINGLE], SINGLE),
        (f"{UPLOADS}/2026/01/hat.jpeg", [SINGLE], SINGLE),
        (f"{UPLOADS}/2026/01/Hat.jpg", ["2026/01/hat.jpg", "2026/01/Hat.jpg"], "2026/01/Hat.jpg"),
        # other blogs
        ("https://1.bp.blogspot.com/-a/b/s1600/hat.jpg", ["Album/hat.jpg"], "*"),
        ("https://cdn.example/fetch/w_9/https%3A%2F%2Fx.example%2Fimages%2Fhat.jpg", ["hat.jpg"],
         "*"),
        # none
        (f"{UPLOADS}/2026/01/coat.jpg", [SINGLE], ""),
        (f"{UPLOADS}/2026/01/hat.png", [SINGLE], ""),
        (f"{UPLOADS}/2026/01/", [SINGLE], ""),
        ("https://[broken/hat.jpg", [SINGLE], ""),
        ("data:image/png;base64,hat.jpg", [SINGLE], ""),
        # what nobody can tell
        (f"{UPLOADS}/hat.jpg", TWO,
         "the media hold several of its name (2025/12/hat.jpg, 2026/01/hat.jpg)"),
        (f"{UPLOADS}/2024/07/hat.jpg", TWO, "the media hold one of its name, but of another month "
         "(2025/12/hat.jpg, 2026/01/hat.jpg)"),
        (f"{UPLOADS}/2024/07/hat.jpg", ["2026/07/hat.jpg"],
         "the media hold one of its name, but of another month (2026/07/hat.jpg)"),
    ],
)  # fmt: skip
def test_the_picture_that_an_address_means(address, paths, meant):
    assert chosen(address, *paths) == (paths[0] if meant == "*" else meant)


def test_one_picture_in_two_places_is_one():
    media = Media([Files(dict.fromkeys(TWO, 1), lambda path: picture())])

    assert media(f"{UPLOADS}/hat.jpg") is not None


def test_what_is_no_picture_inside_is_passed_over():
    made = {"2026/01/hat.jpg": b"words", "2026/01/hat-300x200.jpg": picture()}
    media = Media([Files({path: len(made[path]) for path in made}, made.__getitem__)])

    assert media(f"{UPLOADS}/2026/01/hat.jpg") is not None


# --- the command


POST = (
    f'<p>One.</p><img src="{UPLOADS}/2026/01/hat-300x200.jpg" alt="a hat">'
    f'<img src="{UPLOADS}/2026/01/coat.jpg" alt="a coat">'
)


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("night.xml").write_bytes(wxr(wxr_item(content=POST)))
    Path("uploads/2026/01").mkdir(parents=True)
    Path("uploads/2026/01/hat.jpg").write_bytes(picture())
    return tmp_path


def said(*words: str) -> list[str]:
    return zine("import", "night.xml", "--into", "m", *words).output.splitlines()


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_pictures_of_a_blog_come_along(kind, blog):
    if kind == "zip":
        Path("uploads.zip").write_bytes(zipped({"uploads/2026/01/hat.jpg": picture()}))
    output = said("--media", "uploads" if kind == "folder" else "uploads.zip", "--yes")

    assert output[2:5] == [
        "  2026-01-31, 7 words, 1 picture, from night.xml:18",
        f"  does not come along: a picture that is not in the export: {UPLOADS}/2026/01/coat.jpg",
        "pictures found in the media: 1 of 2",
    ]
    (written,) = Path("m/images").iterdir()
    assert f"![a hat](images/{written.name})" in Path("m/posts/the-long-wait.md").read_text()


def test_links_in_a_folder_of_media_lead_nowhere(blog):
    Path("outside").mkdir()
    Path("outside/coat.jpg").write_bytes(picture())
    Path("uploads/2026/01/coat.jpg").symlink_to(blog / "outside/coat.jpg")
    Path("uploads/2026/02").symlink_to(blog / "outside")

    assert "pictures found in the media: 1 of 2" in said("--media", "uploads")


def test_paths_in_a_zip_that_lead_out_are_not_there(blog):
    Path("x.zip").write_bytes(zipped({"../2026/01/coat.jpg": picture(), "a/hat.jpg": picture()}))

    assert "pictures found in the media: 1 of 2" in said("--media", "x.zip")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none", "none: there is no such file. Correct its name. [cannot-read]"),
        ("night.xml", "night.xml: this is neither a folder nor a zip archive. "
         "Name one of these. [import]"),
        ("empty", "empty: there are no pictures in it. Name the folder of the blog's pictures "
         "(for WordPress wp-content/uploads), or its zip. [media]"),
    ],
)  # fmt: skip
def test_what_holds_no_pictures(name, message, blog):
    Path("empty").mkdir()

    assert said("--media", name) == [message]


def test_everything_wrong_with_media_is_said_at_once(blog):
    with pytest.raises(ZineError) as caught:
        media_at([Path("none"), Path("night.xml")])

    assert len(caught.value.problems) == 2


def test_pictures_as_json(blog):
    made = json.loads(zine("import", "night.xml", "--media", "uploads", "--json").stdout)

    assert [len(post["pictures"]) for post in made["posts"]] == [1]
