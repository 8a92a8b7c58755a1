"""Objects → a file that other programs read."""

from __future__ import annotations

import io

import pikepdf
import pytest

from zinewright.bind.objects import Objects, dictionary, name, number, text, to

SAID = ["plain", "a (b) \\ c", "ليل", "two\nlines", "😀", ""]


def written(count: int = 3) -> bytes:
    objects = Objects()
    pages = objects.add("<</Type /Pages /Kids [] /Count 0>>")
    for said in SAID * count:
        objects.add(dictionary({"Said": text(said)}))
    kept = objects.stream(b"many words " * 50)
    root = {"Type": "/Catalog", "Pages": to(pages), "Kept": to(kept), "A": name("a b/ü")}
    return objects.written("1.7", {"Root": to(objects.add(dictionary(root)))})


@pytest.mark.parametrize("count", [1, 100])
def test_all_objects_are_read_back(count):
    with pikepdf.open(io.BytesIO(written(count)), attempt_recovery=False) as pdf:
        found = [str(each.Said) for each in pdf.objects
                 if isinstance(each, pikepdf.Dictionary) and "/Said" in each]  # fmt: skip

        assert found == SAID * count
        assert pdf.Root.Kept.read_bytes() == b"many words " * 50
        assert pikepdf.Name("/a b/ü") == pdf.Root.A
        assert pdf.pdf_version == "1.7"


def test_the_same_objects_are_the_same_bytes():
    assert written() == written()
    assert written() != written(4)


def test_what_is_alike_is_held_once():
    objects = Objects()

    assert objects.once("<<>>", b"x") == objects.once("<<>>", b"x")
    assert objects.once("<<>>", b"x") != objects.once("<<>>", b"y")


def test_numbers_have_no_needless_places():
    assert [number(value) for value in (3, 0.5, -0.0000001, 12.0, 1e-3)] == [
        "3", "0.5", "0", "12", "0.001",
    ]  # fmt: skip
