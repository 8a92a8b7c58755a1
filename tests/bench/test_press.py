"""How long a build takes, how much memory, how large the file is; beside what others take.

    ./zine test tests/bench -m bench -s

All figures of a table come from one run. The machine may be busy, so each time is the best of
`ROUNDS`, and only ratios are asserted. Other tools are measured where they are installed
(`pip install pypandoc-binary typst`).
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up import write_manuscript

pytestmark = pytest.mark.bench

ROUNDS = 3
IN_ONE_PIECE = """
import os, sys, tempfile
from pathlib import Path
from zinewright.fonts import fontconfig
from zinewright.layouts import plain
from zinewright.manuscript import read_manuscript
from zinewright.assemble import assemble
manuscript = read_manuscript(Path(sys.argv[1]))
zine, _ = assemble(manuscript, manuscript.picture)
layout = plain()
folder = Path(tempfile.mkdtemp())
(folder / "fonts.conf").write_text(fontconfig(layout.fonts, folder))
os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
pages = [layout.page(section, zine) for section in zine.sections if section.kind != "title-page"]
bodies = [page[page.index("<section"):page.index("</body>")] for page in pages]
text = "".join(f'<div style="break-before: page">{body}</div>' for body in bodies)
import weasyprint
style = weasyprint.CSS(string=layout.style("print.css"))
html = f'<html lang="en"><title>One piece</title><body data-head="" data-zine="">{text}'
weasyprint.HTML(string=html).write_pdf(
    sys.argv[2], stylesheets=[style], pdf_variant="pdf/ua-1"
)
"""
BY_TYPST = """
import sys
from pathlib import Path
import pypandoc, typst
posts = sorted(Path(sys.argv[1], "posts").glob("*.md"))
text = "\\n\\n".join(post.read_text("utf-8").split("---", 2)[2] for post in posts)
made = pypandoc.convert_text(text, "typst", "markdown-citations", extra_args=["-s"])
Path(sys.argv[2]).with_suffix(".typ").write_text(made, "utf-8")
Path(sys.argv[2]).write_bytes(typst.compile(str(Path(sys.argv[2]).with_suffix(".typ"))))
"""


def test_thirty_posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path / "cache"))
    posts = write_manuscript(tmp_path / "m", 30)
    rounds = [_round(tmp_path, posts[7 * number + 6]) for number in range(ROUNDS)]
    one, two, moved, same = (min(times) for times in zip(*rounds, strict=True))
    table = {
        "cold, one job": one, "cold, two jobs": two,
        "after a move": moved, "no change": same,
    } | _others(tmp_path)  # fmt: skip
    print("\n30 posts of 800 words, seconds and share of the cold build with two jobs")
    for name, seconds in table.items():
        print(f"{name:34}{seconds:8.2f}{seconds / two:8.2f}")

    assert two / one <= 0.7
    assert moved / two <= 0.25


def test_three_hundred_posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times, peaks = {}, {}
    for count in (30, 300):
        folder = tmp_path / str(count)
        folder.mkdir()
        monkeypatch.setenv("ZINEWRIGHT_CACHE", str(folder / "cache"))
        write_manuscript(folder / "m", count)
        times[count], peaks[count] = _watched(_command(folder, 2))
        print(
            f"\n{count} posts: {times[count]:.1f} s, at most {peaks[count]} MB in a process", end=""
        )
    print(f"\n300 posts take {times[300] / times[30]:.1f} times as long as 30")

    assert times[300] / times[30] <= 11
    assert peaks[300] <= 400


def test_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZINEWRIGHT_CACHE", str(tmp_path / "cache"))
    write_manuscript(tmp_path / "m", 30)
    subprocess.run(_command(tmp_path, 2), check=True, capture_output=True)
    _run(IN_ONE_PIECE, tmp_path, "piece.pdf")
    ours = next((tmp_path / "out").glob("*.pdf")).stat().st_size
    piece = (tmp_path / "piece.pdf").stat().st_size
    print(f"\nours {ours} bytes, in one piece {piece} bytes: {ours / piece:.2f}")

    assert ours / piece <= 1.25


def _round(folder: Path, post: str) -> tuple[float, float, float, float]:
    """Seconds of a cold build with one job and with two, after a move, and with no change."""
    cold = []
    for jobs in (1, 2):
        subprocess.run(["rm", "-rf", str(folder / "cache")], check=True)
        cold.append(_seconds(lambda jobs=jobs: _build(folder, jobs)))
    move = [sys.executable, "-m", "zinewright.cli", "move", post, "--first", str(folder / "m")]
    subprocess.run(move, check=True, capture_output=True)
    moved = _seconds(lambda: _build(folder, 2))
    said = _build(folder, 2)
    assert "typeset 0 of" in said
    return cold[0], cold[1], moved, _seconds(lambda: _build(folder, 2))


def _command(folder: Path, jobs: int) -> list[str]:
    return [
        sys.executable, "-m", "zinewright.cli", "build", str(folder / "m"),
        "--out", str(folder / "out"), "--jobs", str(jobs),
    ]  # fmt: skip


def _build(folder: Path, jobs: int) -> str:
    done = subprocess.run(_command(folder, jobs), check=True, capture_output=True, text=True)
    return done.stderr


def _seconds(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def _others(folder: Path) -> dict[str, float]:
    table = {}
    for name, script in (
        ("WeasyPrint in one piece, PDF/UA-1", IN_ONE_PIECE),
        ("pandoc and Typst", BY_TYPST),
    ):
        try:
            table[name] = _seconds(lambda script=script: _run(script, folder, "other.pdf"))
        except subprocess.CalledProcessError as error:
            print(f"\n{name} cannot be measured: {error.stderr.strip().splitlines()[-1]}")
    return table


def _run(script: str, folder: Path, name: str) -> None:
    command = [sys.executable, "-c", script, str(folder / "m"), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, text=True)


def _watched(command: list[str]) -> tuple[float, int]:
    """Seconds, and the highest resident size of a process of the build in MB."""
    begun, peak = time.monotonic(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    done = threading.Event()
    threading.Thread(target=lambda: (process.wait(), done.set()), daemon=True).start()
    while not done.wait(0.25):
        peak = max([peak, *(_highest(pid) for pid in _family(process.pid))])
    assert process.returncode == 0
    return time.monotonic() - begun, peak // 1024


def _family(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    return [pid, *map(int, tasks.read_text().split())] if tasks.exists() else [pid]


def _highest(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) if found else 0
