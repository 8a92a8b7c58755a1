"""New files of a zine and a change to its recipe → all of it arrives, or nothing.

The files are written where nobody looks, and made sure on the disk. Into a zine that is there
they come by a plan, which `settling` carries out; one that is not there yet is made beside its
place, and arrives in one step.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zinewright.manuscript.settle import (
    INSIDE,
    PLAN,
    RECIPE,
    digest_of,
    finish_plan,
    not_written,
    take_back,
)
from zinewright.problems import ZineError
from zinewright.staging import in_turn, settle_folder, write_surely

BESIDE = ".importing-"


@dataclass
class Arrival:
    """Files on their way to the `folder` of a zine; until they are there, they are in `place`."""

    folder: Path
    place: Path
    files: list[str] = field(default_factory=list)
    order: tuple[str, ...] = ()

    def put(self, name: str, content: bytes) -> None:
        """Bring a new file: a post, a picture. One that is there already stays."""
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_surely(path, content)
        self.files.append(name)

    def put_recipe(self, text: str, order: Sequence[str]) -> None:
        """Bring the recipe; it names `order`, of which no post may be left out in the end."""
        self.order = tuple(order)
        write_surely(self.place / RECIPE, text.encode())


@contextlib.contextmanager
def arriving(folder: Path) -> Iterator[Arrival]:
    """What is put into this arrives at its end. Raises `ZineError`; then nothing has arrived."""
    target = Path(os.path.realpath(folder))
    try:
        ground = _ground(target)
        with in_turn(ground):
            if _ground(target) != ground:  # somebody else's import has made it meanwhile
                with in_turn(target), _into(target) as arrival:
                    yield arrival
                return
            with _into(target) if ground == target else _anew(target, ground) as arrival:
                yield arrival
    except OSError as error:
        raise ZineError([not_written(folder, error, "nothing was written")]) from None


def sweep(folder: Path) -> None:
    """Remove what imports that were killed left beside a zine that has arrived all the same."""
    target = Path(os.path.realpath(folder))
    for around in target.parents:
        if any(around.glob(f"{_prefix(target)}*")):
            with in_turn(around):
                _remove(around, target)


def _prefix(target: Path) -> str:
    return f"{BESIDE}{hashlib.sha256(os.fsencode(target)).hexdigest()[:12]}-"


def _remove(around: Path, target: Path) -> None:
    """Called in turn, so that none of them is still at work."""
    for left in around.glob(f"{_prefix(target)}*"):
        shutil.rmtree(left, ignore_errors=True)


def _ground(target: Path) -> Path:
    """The folder itself, or the nearest around it that is there."""
    found = next(path for path in (target, *target.parents) if os.path.lexists(path))
    if not found.is_dir():
        raise (
            FileExistsError(errno.EEXIST, "")
            if found == target
            else NotADirectoryError(errno.ENOTDIR, "")
        )
    return found


# --- a zine that is not there yet


@contextlib.contextmanager
def _anew(target: Path, ground: Path) -> Iterator[Arrival]:
    _remove(ground, target)
    around = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=ground))
    inside = target.relative_to(ground)
    try:
        place = around / inside
        place.mkdir(parents=True)
        arrival = Arrival(target, place)
        yield arrival
        if arrival.files:
            (place / "posts").mkdir(exist_ok=True)
            (place / "images").mkdir(exist_ok=True)
            for made in (place / "posts", place / "images", place):
                settle_folder(made)
            (around / inside.parts[0]).rename(ground / inside.parts[0])
            settle_folder(ground)
    finally:
        shutil.rmtree(around, ignore_errors=True)


# --- a zine that is there


@contextlib.contextmanager
def _into(target: Path) -> Iterator[Arrival]:
    finish_plan(target)
    place = target / INSIDE
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    arrival = Arrival(target, place)
    try:
        yield arrival
        if arrival.files:
            _plan(arrival)
            finish_plan(target)
    except BaseException:
        take_back(target)
        raise
    finally:
        if not os.path.lexists(place / PLAN):
            shutil.rmtree(place, ignore_errors=True)


def _plan(arrival: Arrival) -> None:
    """Write the plan, in one step; before it, nothing has happened."""
    plan = {
        "files": arrival.files, "order": arrival.order,
        "recipe": digest_of(arrival.folder / RECIPE),
        "folders": [n for n in ("posts", "images") if not (arrival.folder / n).exists()],
    }  # fmt: skip
    part = arrival.place / f"{PLAN}.part"
    write_surely(part, json.dumps(plan).encode())
    for made in {path.parent for path in (arrival.place / name for name in arrival.files)}:
        settle_folder(made)
    part.replace(arrival.place / PLAN)
    settle_folder(arrival.place)
