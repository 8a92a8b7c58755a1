"""PDFs of strangers in a folder → what laying them out makes of them, and what it loses.

    python tests/helpers/strangers/foreign.py FOLDER [--ink black] [--some 300] [--part 0/4]

Each file is laid out apart, with a limit of time and of memory, on sheets that hold one page. Then
every page is drawn before and after, and compared in squares of 3 mm. A line says of each file what
became of it; the last ones count. It is no test: it is for those who change how pages are painted.
"""

from __future__ import annotations

import argparse
import collections
import io
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image

from zinewright.pdf.render import opened
from zinewright.pdf.source_pages import read_source, saved
from zinewright.recolour.compare import GONE, NEARER, SEEN, SIDE, looked_at
from zinewright.recolour.pixels import cells

SECONDS, MEMORY = 10, 500_000_000
A_PAGE = 3  # seconds more for each page
MOST_PAGES = 12  # that are compared
RUN = "from zinewright.cli import main; main()"
COLOURS = frozenset(("rg", "RG", "k", "K"))


@dataclass(frozen=True)
class Ended:
    """What became of a file: how it ended, what was said, the seconds of a
    processor and the memory that it took, and how much each page lost (of 1)."""

    name: str
    how: str
    said: str
    seconds: float
    megabytes: int
    lost: tuple[float, ...] = ()


def laid_out(path: Path, ink: str, folder: Path) -> Ended:
    """One file through `zine impose`, and its pages held against what they were."""
    out = folder / "out.pdf"
    out.unlink(missing_ok=True)
    asked = ["impose", str(path), "-o", str(out), "--fold", "leaves", "--one-sided", "--paper",
             "2000x2000mm", "--marks", "none", "--ink", ink]  # fmt: skip
    if ink == "riso":
        asked += ["--inks", "black,red"]
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *asked], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, preexec_fn=_limited,
    ) as run:  # fmt: skip
        said = run.stdout.read() if run.stdout else ""
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    took = used.ru_utime + used.ru_stime
    made = folder / ("out-proof.pdf" if ink == "riso" else "out.pdf")
    how = {0: "made", 1: "refused"}.get(run.returncode, f"ended {run.returncode}")
    if "fault of Zinewright" in said:
        how = "fault"
    lost = tuple(_lost(path, made)) if how == "made" and made.exists() else ()
    if how == "made" and ink == "black" and (colour := other_inks(made)):
        how, said = "colour", f"{colour} {said}"
    first = said.strip().replace(str(path), path.name).replace(str(folder), "").replace("\n", " | ")
    return Ended(path.name, how, first[:400], took, used.ru_maxrss // 1000, lost)


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
    os.nice(10)


def _lost(path: Path, made: Path) -> list[float]:
    """How many squares of each page stood out before and do not now, of those that did."""
    source = read_source(path.read_bytes(), path.name)
    found = []
    with opened(_trimmed(source)) as before, opened(_cut(made.read_bytes())) as after:
        for number in range(min(len(before), len(after), MOST_PAGES)):
            try:
                with before.page(number) as one, after.page(number) as other:
                    found.append(_share(looked_at(one, NEARER), looked_at(other, NEARER)))
            except ValueError:
                found.append(0.0)
    return found


def _trimmed(source) -> bytes:
    with pikepdf.open(io.BytesIO(saved(source))) as pdf:
        for page, original in zip(pdf.pages, source.pages, strict=True):
            page.obj.MediaBox = page.obj.CropBox = pikepdf.Array(
                [round(edge, 3) for edge in original.trim]
            )
            for key in ("/UserUnit", "/Annots"):
                if key in page.obj:
                    del page.obj[key]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _cut(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.obj.MediaBox = page.obj.CropBox = page.obj.TrimBox
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _share(one: Image.Image, other: Image.Image) -> float:
    if other.size != one.size:
        other = other.resize(one.size)
    stood = gone = 0
    for cell in cells(one, other, SIDE):
        if cell.contrast[0] >= SEEN:
            stood += 1
            gone += abs(cell.contrast[1]) < GONE
    return gone / stood if stood else 0.0


def other_inks(made: Path) -> str:
    """Something in a file that is not in greys: an operator, a space, a group, a picture."""
    with pikepdf.open(made) as pdf:
        for held in pdf.objects:
            if not isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
                continue
            for key in ("/ColorSpace", "/CS"):
                space = held.get(key)
                if isinstance(space, pikepdf.Name) and space != pikepdf.Name.DeviceGray:
                    return f"{key} {space}"
                if isinstance(space, pikepdf.Array):
                    return f"{key} {space[0]}"
            if "/Shading" in held or "/ShadingType" in held:
                return "a gradient"
            if held.get("/Subtype") == pikepdf.Name.Form or "/PatternType" in held:
                for _, operator in pikepdf.parse_content_stream(held):
                    if str(operator) in COLOURS:
                        return str(operator)
    return ""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--ink", default="colour", choices=["colour", "black", "riso"])
    asked.add_argument("--some", type=int, default=0, help="no more than so many files")
    asked.add_argument("--part", default="0/1", help="every Nth file from the Kth: K/N")
    wish = asked.parse_args()
    files = sorted(wish.folder.glob("*.pdf"))
    first, every = map(int, wish.part.split("/"))
    files = files[first::every][: wish.some or None]
    ended = []
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            one = laid_out(path, wish.ink, Path(folder))
            ended.append(one)
            lost = max(one.lost, default=0.0)
            row = (one.how, f"{lost:.3f}", f"{one.seconds:.1f}s", f"{one.megabytes}MB", one.name)
            sys.stdout.write("\t".join((*row, one.said)) + "\n")
            sys.stdout.flush()
    counts = collections.Counter(one.how for one in ended)
    over = sum(one.seconds > SECONDS + A_PAGE * len(one.lost) for one in ended)
    large = sum(one.megabytes * 1_000_000 > MEMORY for one in ended)
    losing = sum(max(one.lost, default=0) > 0 for one in ended)
    said = f"{len(ended)} files: {dict(counts)}; {over} too slow, {large} too large; {losing} lose"
    sys.stdout.write(f"{said} something\n")


if __name__ == "__main__":
    main()
