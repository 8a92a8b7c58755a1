"""A picture that is sent with a form: where it lies, what stands in the text, what is refused."""

from __future__ import annotations

import hashlib
import html
import io
import re

import pytest
from PIL import Image
from visits import guest_of

from zinewright.studio.rooms.pictures import mark_of

POST = {"posts/one.md": "---\ntitle: One\n---\n\nText.\n"}
EDGE = "edge"


def png(colour):
    made = io.BytesIO()
    Image.new("RGB", (6, 4), colour).save(made, "PNG")
    return made.getvalue()


def sent(robin, content, name, **fields):
    """The page that follows a form with a picture."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = b"".join([*parts, head.encode(), content, f"\r\n--{EDGE}--\r\n".encode()])
    heads = {"content-type": f"multipart/form-data; boundary={EDGE}"}
    answer = robin.send("POST", "/pieces/one/pictures", body=body, heads=heads)
    return robin.get(answer.headers["location"]) if answer.status == 303 else answer


def mark_in(page):
    return html.unescape(re.search(r'id="picture-mark">(.*?)</code>', page.text)[1])


def test_a_picture_lies_under_a_safe_name_and_none_is_written_over(lay):
    folder = lay(POST)
    robin, blue, red = guest_of(folder), png("blue"), png("red")

    marks = [
        mark_in(sent(robin, content, "../../Cup & saucer.PNG", says=" A cup\n[blue] "))
        for content in (blue, red, blue)
    ]

    names = [f"cup-saucer-{hashlib.sha256(each).hexdigest()[:6]}.png" for each in (blue, red)]
    assert {path.name for path in (folder / "images").iterdir()} >= set(names)
    assert marks[0] == marks[2] == f"![A cup \\[blue\\]](images/{names[0]})"
    assert marks[1] == f"![A cup \\[blue\\]](images/{names[1]})"
    assert (folder / "posts/one.md").read_text() == POST["posts/one.md"]


def test_another_file_of_that_name_stays(lay):
    folder, blue = lay(POST), png("blue")
    path = folder / f"images/cup-{hashlib.sha256(blue).hexdigest()[:6]}.png"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"mine")

    mark = mark_in(sent(guest_of(folder), blue, "cup.png", decorative="yes"))

    assert path.read_bytes() == b"mine"
    found = re.fullmatch(r"!\[\]\((images/cup-[0-9a-f]{8}\.png)\)\{decorative\}", mark)
    with Image.open(folder / found[1]) as made:
        assert made.size == (6, 4)


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        (png("blue"), {}, "Nothing is said yet in place of the picture"),
        (png("blue"), {"says": "  "}, "Nothing is said yet in place of the picture"),
        (b"GIF89a, but no more", {"says": "A cup"}, "is no picture that can be read"),
        (b"<svg onload='alert(1)'/>", {"says": "A cup"}, "is no picture that can be read"),
    ],
)
def test_what_is_no_picture_or_says_nothing_is_refused_and_nothing_is_written(
    lay, content, fields, said
):
    folder = lay(POST)
    before = sorted(folder.rglob("images/*"))

    page = sent(guest_of(folder), content, "cup.png", **fields)

    assert said in page.words
    assert sorted(folder.rglob("images/*")) == before


@pytest.mark.parametrize(
    ("says", "size", "mark"),
    [
        ("A cup", "", "![A cup](images/x.png)"),
        ("A cup", "full", "![A cup](images/x.png){full}"),
        ("A cup", "small} evil", "![A cup](images/x.png)"),
        ("a\\b]", "", "![a\\\\b\\]](images/x.png)"),
        ("", "full", "![](images/x.png){decorative}"),
    ],
)
def test_the_mark_is_as_posts_write_pictures(says, size, mark):
    assert mark_of("images/x.png", says, size) == mark
