"""How long imposing takes and how large the files are, beside pdfimpose and imposer, in one run.

    ORACLES=/path/to/python ./zine test tests/bench/test_imposing.py -m bench -s

`ORACLES` is a Python that has both (pip install pdfimpose imposer); they are read by their own
processes, and never by ours. Each figure is the best of several rounds in turns: with the start of
the process, and the call alone.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from made_up import write_manuscript
from manuscripts import press
from pdfs import A5, A6, A7, numbered
from printed import slots
from stopwatch import best, taken

from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish, drawn
from zinewright.press.build import build

pytestmark = pytest.mark.bench
ORACLES = os.environ.get("ORACLES", sys.executable)
ROUNDS = 5
OURS = """
import sys, time
from pathlib import Path
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.sheets.geometry import Setup
from zinewright.pdf.source_pages import read_source
from zinewright.paper.papers import PAPERS
from zinewright.sheets.impose import Printing, impose
content = Path(sys.argv[1]).read_bytes()
for _ in range(3):
    begun = time.perf_counter()
    source = read_source(content, "x")
    made = impose(source, FOLDS["booklet"], Wish(), Setup(PAPERS["A4"]), Printing()).files[""]
    took = time.perf_counter() - begun
Path(sys.argv[2]).write_bytes(made)
print(took, file=sys.stderr)
"""
IMPOSER = """
import sys, time, imposer
from pathlib import Path
content = Path(sys.argv[1]).read_bytes()
wish = imposer.BookletConfig().with_page_size(imposer.PageSize.a4()).with_pages_per_sheet(2)
for _ in range(3):
    begun = time.perf_counter()
    made = bytes(imposer.generate_booklet(content, wish))
    took = time.perf_counter() - begun
Path(sys.argv[2]).write_bytes(made)
print(took, file=sys.stderr)
"""
PDFIMPOSE = """
import logging, sys, time
from pdfimpose.schema import saddle
logging.disable()
for _ in range(3):
    begun = time.perf_counter()
    saddle.impose([sys.argv[1]], sys.argv[2], signature=(2, 1))
    took = time.perf_counter() - begun
print(took, file=sys.stderr)
"""
SAME = {
    "booklet": (["saddle", "-s", "2x1"], 16, A5, Wish()),
    "booklet, back cover": (["saddle", "-s", "2x1"], 12, A5, Wish(blanks="back")),
    "signatures": (["hardcover", "-s", "2x1", "-g", "2"], 16, A5, Wish(signature=2)),
    "quarto": (["saddle", "-s", "2x2"], 16, A6, Wish()),
    "quarter": (["cutstackfold", "-s", "1x2"], 16, A6, Wish()),
    "twin": (["copycutfold", "-s", "1x2"], 8, A6, Wish()),
    "mini": (["onepagezine"], 8, A7, Wish()),
    "stack": (["wire", "-s", "2x2"], 16, A6, Wish()),
}


def has(name: str) -> bool:
    asked = f"import importlib.util, sys; sys.exit(importlib.util.find_spec('{name}') is None)"
    return subprocess.run([ORACLES, "-c", asked], check=False).returncode == 0


@pytest.fixture(scope="module")
def zine(tmp_path_factory) -> bytes:
    """The reading edition of 64 posts: 244 pages, tagged."""
    folder = tmp_path_factory.mktemp("zine")
    write_manuscript(folder / "m", 64)
    with press(folder) as ready:
        build(folder / "m", folder / "out", ready, ("reading",))
    return next((folder / "out").glob("*.pdf")).read_bytes()


def first(content: bytes, count: int) -> bytes:
    """The first pages of a file."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        cut = pikepdf.new()
        cut.pages.extend([pdf.pages[number] for number in range(count)])
        out = io.BytesIO()
        cut.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def with_photographs(content: bytes) -> bytes:
    """The same with a photograph of its own on every fifth page, 100 KB each."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in list(pdf.pages)[::5]:
            photo = pdf.make_stream(
                os.urandom(100_000), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
                Width=400, Height=250, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
            )  # fmt: skip
            own = pikepdf.Dictionary(page.Resources)
            own.XObject = pikepdf.Dictionary(Photo=photo)
            page.Resources = own
            page.contents_add(b"q 100 0 0 60 50 50 cm /Photo Do Q")
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@pytest.mark.parametrize("pictures", [False, True], ids=["text", "pictures"])
@pytest.mark.parametrize("count", [32, 200])
def test_beside_others(tmp_path: Path, zine: bytes, count: int, pictures: bool) -> None:
    if not (has("pdfimpose") and has("imposer")):
        pytest.skip("pip install pdfimpose imposer, and name that Python in ORACLES")
    source = tmp_path / "in.pdf"
    source.write_bytes(first(zine, count))
    if pictures:
        source.write_bytes(with_photographs(source.read_bytes()))
    rounds: dict[str, list] = {"ours": [], "imposer": [], "pdfimpose": []}
    programs = {"ours": OURS, "imposer": IMPOSER, "pdfimpose": PDFIMPOSE}
    for _ in range(ROUNDS):
        for name, code in programs.items():
            python = sys.executable if name == "ours" else ORACLES
            alone = {} if name == "ours" else {"PYTHONPATH": ""}
            out = tmp_path / f"{name}.pdf"
            rounds[name].append(taken([python, "-c", code, source, out], **alone))
    calls = {name: min(float(one.said.split()[-1]) for one in made)
             for name, made in rounds.items()}  # fmt: skip
    size = source.stat().st_size
    print(f"\n{count} pages, {size / 1e6:.2f} MB")
    for name in programs:
        share = (tmp_path / f"{name}.pdf").stat().st_size / size
        print(f"  {name:<10} call {calls[name]:.3f} s, process {best(rounds[name]).clock:.2f} s, "
              f"file {share:.2f} of the input")  # fmt: skip

    assert (tmp_path / "ours.pdf").stat().st_size <= 1.05 * size
    assert calls["ours"] <= calls["pdfimpose"]


@pytest.mark.parametrize("case", SAME)
def test_the_same_order_of_pages(tmp_path: Path, case: str) -> None:
    if not has("pdfimpose"):
        pytest.skip("pip install pdfimpose, and name that Python in ORACLES")
    words, count, size, wish = SAME[case]
    fold = case.partition(",")[0]
    made = FOLDS[fold].impose(count, wish)
    with pikepdf.open(io.BytesIO(numbered(count, size))) as pdf:
        for page in pdf.pages:
            page.MediaBox = page.TrimBox
        pdf.save(tmp_path / "in.pdf")
    command = [ORACLES, "-m", "pdfimpose", *words, "-o", str(tmp_path / "out.pdf")]
    subprocess.run([*command, str(tmp_path / "in.pdf")], check=True, capture_output=True)
    theirs = [
        drawn(tuple(sorted(slots(page, made.columns, made.rows), key=lambda s: (s.row, s.column))))
        for page in pymupdf.open(tmp_path / "out.pdf")
    ]

    assert [drawn(side) for side in made.sides] == theirs
