"""Files laid out as a manuscript, and commands run on them in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from zinewright.cli import main

Content = str | bytes | None
Lay = Callable[[Mapping[str, Content]], Path]

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\norder = ["one"]\n'
POST = "---\ntitle: One\nnotes: none\n---\n\n"  # its text begins on line 6


def laid(folder: Path, files: Mapping[str, Content]) -> Path:
    for name, content in ({"zine.toml": RECIPE, "posts/one.md": POST} | dict(files)).items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def zine(*words: str) -> Result:
    """Run the command in this process; what it raises is raised here."""
    return CliRunner().invoke(main, words, catch_exceptions=False)


def stands(folder: Path) -> dict[str, str]:
    """Every file in a folder and below, with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
