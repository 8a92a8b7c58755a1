"""New files of a zine and a change to its recipe → all of it arrives, or nothing.

The files are written into a hidden folder of the zine, and made sure on the disk. Then a plan is
written beside them: from that moment on all of it will be there, since whoever reads the zine next
finishes what was begun. A zine that is not there yet is made beside its place, and arrives in one
step. What people put there is never replaced; a recipe that they changed meanwhile keeps that.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zinewright.additions import added_to
from zinewright.problems import Problem, ZineError
from zinewright.staging import (
    FORBIDDEN,
    FULL,
    in_turn,
    reason_of,
    settle_folder,
    write_surely,
)

INSIDE, BESIDE = ".importing", ".importing-"
PLAN, RECIPE = "plan.json", "zine.toml"
FILE = re.compile(r"(?:posts|images)/[^./\0][^/\0]*\Z")
NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EXDEV, errno.EMLINK)
NEXT = "the next command that reads the zine brings the rest"


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
        raise ZineError([_problem(folder, error, "nothing was written")]) from None


def settle(folder: Path) -> None:
    """Finish what an import that was stopped had begun to bring. Raises `ZineError`."""
    if not os.path.lexists(folder / INSIDE):
        return
    target = Path(os.path.realpath(folder))
    try:
        with in_turn(target):
            _finish(target)
            shutil.rmtree(target / INSIDE, ignore_errors=True)  # of one that had no plan yet
    except OSError as error:
        state = "an import that was stopped cannot be finished"
        raise ZineError([_problem(folder, error, state)]) from None


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
    _finish(target)
    place = target / INSIDE
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    arrival = Arrival(target, place)
    try:
        yield arrival
        if arrival.files:
            _plan(arrival)
            _finish(target)
    except BaseException:
        _take_back(target)
        raise
    finally:
        if not os.path.lexists(place / PLAN):
            shutil.rmtree(place, ignore_errors=True)


def _plan(arrival: Arrival) -> None:
    """Write the plan, in one step; before it, nothing has happened."""
    plan = {
        "files": arrival.files, "order": arrival.order,
        "recipe": _digest(arrival.folder / RECIPE),
        "folders": [n for n in ("posts", "images") if not (arrival.folder / n).exists()],
    }  # fmt: skip
    part = arrival.place / f"{PLAN}.part"
    write_surely(part, json.dumps(plan).encode())
    for made in {path.parent for path in (arrival.place / name for name in arrival.files)}:
        settle_folder(made)
    part.replace(arrival.place / PLAN)
    settle_folder(arrival.place)


def _finish(target: Path) -> None:
    """Do what is left of a plan. Whatever of it was done before is not done again."""
    place = target / INSIDE
    plan = _read(place)
    if plan is None:
        return
    for name in plan.files:
        _move(place / name, target / name, target)
    for made in {(target / name).parent for name in plan.files}:
        settle_folder(made)
    if (place / RECIPE).is_file():
        _replace_recipe(place, target, plan)
    settle_folder(target)
    with contextlib.suppress(
        OSError
    ):  # all is there; a plan that stays is done again, to no effect
        (place / PLAN).unlink()
        shutil.rmtree(place, ignore_errors=True)


@dataclass(frozen=True)
class Plan:
    files: tuple[str, ...]
    order: tuple[str, ...]
    recipe: str | None
    folders: tuple[str, ...]


def _read(place: Path) -> Plan | None:
    """The plan that an import left, None where there is none; a stranger's leads nowhere else."""
    if place.is_symlink():
        return None
    try:
        read = json.loads((place / PLAN).read_text("utf-8"))
        files = tuple(str(name) for name in read["files"] if FILE.match(str(name)))
        order = tuple(str(name) for name in read["order"])
        made = tuple(name for name in read["folders"] if name in ("posts", "images"))
        return Plan(files, order, read["recipe"], made)
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


def _move(staged: Path, path: Path, target: Path) -> None:
    """A file to its place, if nothing is there; its first name stays until all are there."""
    try:
        if not stat.S_ISREG(staged.lstat().st_mode):
            return
    except FileNotFoundError:
        return
    path.parent.mkdir(exist_ok=True)
    if not path.parent.resolve().is_relative_to(target):
        raise OSError(errno.ELOOP, f"{path.parent.name} leads out of the zine")
    try:
        os.link(staged, path, follow_symlinks=False)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if not os.path.lexists(path):  # a disk on which a file has one name
            staged.rename(path)


def _replace_recipe(place: Path, target: Path, plan: Plan) -> None:
    """The new recipe in place of the old; one that somebody changed meanwhile gets the posts."""
    staged, recipe = place / RECIPE, (target / RECIPE).resolve()
    if not recipe.is_relative_to(target):
        raise OSError(errno.ELOOP, f"{RECIPE} leads out of the zine")
    if _digest(recipe) not in (plan.recipe, _digest(staged)):
        text = recipe.read_bytes().decode("utf-8-sig")
        part = place / f"{RECIPE}.part"
        write_surely(part, _with_order(text, plan.order).encode())
        part.replace(staged)
    if recipe.exists():
        staged.chmod(stat.S_IMODE(recipe.stat().st_mode))
    staged.replace(recipe)


def _with_order(text: str, order: Sequence[str]) -> str:
    import tomllib

    try:
        known = tomllib.loads(text).get("order", [])
        return added_to(text, "order", [name for name in order if name not in known])
    except (ValueError, TypeError):
        return text  # what is wrong in it is said by those who read it


def _take_back(target: Path) -> None:
    """Undo what was done of a plan, if the recipe has not been replaced yet."""
    place = target / INSIDE
    plan = _read(place)
    if plan is None or not (place / RECIPE).is_file():
        return
    with contextlib.suppress(OSError):
        for name in plan.files:
            staged, path = place / name, target / name
            if not staged.exists() and path.exists():
                path.rename(staged)
            elif staged.exists() and path.exists() and path.samefile(staged):
                path.unlink()
        for name in plan.folders:
            with contextlib.suppress(OSError):
                (target / name).rmdir()
        (place / PLAN).unlink()


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _problem(folder: Path, error: OSError, state: str) -> Problem:
    if error.errno in FULL:
        fix = "Make room and do it again"
    elif error.errno in FORBIDDEN:
        fix = "Change its permissions, or choose another folder with --into"
    elif error.errno in (errno.EEXIST, errno.ENOTDIR):
        fix = "Choose another folder with --into"
    else:
        fix = "Mend that and do it again"
    half = os.path.lexists(folder / INSIDE / PLAN) and state == "nothing was written"
    return Problem(
        str(folder), None, "import", f"{reason_of(error)}; {NEXT if half else state}", fix
    )  # fmt: skip
