"""`zine cache`: what is kept of earlier builds, and how to be rid of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from zinewright.commands.common import JSON, YES, WithDefault, agreed, put, say, show_json

MB = 1_000_000


@click.group(cls=WithDefault)
def cache() -> None:
    """Show what is kept of earlier builds, and clear it. Losing it costs time and nothing else."""


@cache.command("show")
@JSON
def show_cache(as_json: bool) -> None:
    """Show where it is, how large, and for which zines."""
    from zinewright.cache import MOST_BYTES, cache_folder
    from zinewright.press.packed import ALL_BYTES, stores_in

    folder = cache_folder()
    stores = stores_in(folder)
    most, total = ALL_BYTES + MOST_BYTES, _size(folder)
    if as_json:
        zines = [{"zine": held.zine, "bytes": held.size} for held in stores]
        show_json({"folder": str(folder), "bytes": total, "most": most, "zines": zines})
        return
    put(str(folder))
    for held in stores:
        put(f"{held.size / MB:>8.1f} MB  {held.zine or 'a zine of an earlier version'}")
    shared = total - sum(held.size for held in stores)
    put(f"{shared / MB:>8.1f} MB  what all zines share")
    put(f"{total / MB:>8.1f} MB  in all, of {most / MB:,.0f} MB that it may take")


@cache.command("clear")
@YES
def clear(yes: bool) -> None:
    """Remove all of it. The next build of each zine takes as long as its first."""
    from zinewright.cache import cache_folder

    folder = cache_folder()
    size = _size(folder)
    if agreed(f"Remove {size / MB:.1f} MB in {folder}?", yes):
        for path in _of_ours(folder):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        say(f"{(size - _size(folder)) / MB:.1f} MB are free.")


def _of_ours(folder: Path) -> list[Path]:
    """What Zinewright has put there: nothing else is touched in a folder that somebody named."""
    names = ("[0-9a-f][0-9a-f]", "*.store", "*.store-journal", "code-*.json*", "pruned")
    return [path for name in names for path in sorted(folder.glob(name))]


def _size(folder: Path) -> int:
    files = (file for path in _of_ours(folder) for file in (path, *path.rglob("*")))
    return sum(file.stat().st_size for file in files if file.is_file())
