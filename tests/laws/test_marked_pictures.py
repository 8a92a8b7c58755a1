"""What cameras write into pictures, looked for in every byte of a finished zine."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from marked_pictures import MARK, MARKED, says_it

from zinewright.cache import Cache
from zinewright.press.build import Press, build

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\norder = ["one"]\nregions = []\n'


def inside(name: str, content: bytes) -> Iterator[bytes]:
    """The bytes of a file, and all that is packed in it."""
    yield content
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Stream):
                    yield each.read_raw_bytes()
                    if "/DCTDecode" not in repr(each.get("/Filter")):
                        yield each.read_bytes()
                else:
                    yield repr(each).encode()
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for entry in packed.namelist():
                yield from inside(entry, packed.read(entry))
    for held in re.findall(rb"data:[\w/+-]+;base64,([A-Za-z0-9+/=]+)", content):
        yield base64.b64decode(held)


def test_the_mark_is_found_wherever_it_is():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", b'<img src="data:image/png;base64,' + base64.b64encode(MARK * 9))
    with pikepdf.new() as pdf:
        pdf.Root.a = pdf.make_stream(MARK)
        made = io.BytesIO()
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    for name, content in (("a.zip", packed.getvalue()), ("a.pdf", made.getvalue())):
        assert not says_it(content) or name == "a.pdf"
        assert any(says_it(part) for part in inside(name, content))


@pytest.mark.slow
def test_no_edition_holds_what_a_camera_wrote(tmp_path: Path):
    folder = tmp_path / "m"
    (folder / "posts").mkdir(parents=True)
    (folder / "images").mkdir()
    text = "# One\n\n"
    for name, made in MARKED.items():
        (folder / "images" / name).write_bytes(made())
        text += f"![A field of shades](images/{name})\n\n"
    (folder / "posts" / "one.md").write_text(text)
    (folder / "zine.toml").write_text(RECIPE)
    with Press(jobs=1, cache=Cache(tmp_path / "cache")) as press:
        built = build(folder, tmp_path / "out", press)

    assert len(built.files) == 9
    for file in built.files:
        content = (tmp_path / "out" / Path(file).name).read_bytes()
        assert not any(says_it(part) for part in inside(file, content)), file
    for file in (tmp_path / "cache").glob("??/*"):
        assert not says_it(file.read_bytes())
