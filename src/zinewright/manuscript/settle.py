"""The plan of an import that was stopped → what it had begun to bring is there, as a whole.

New files wait in a hidden folder of the zine. From the moment at which a plan stands beside them
on all of it will be there, since whoever reads the zine next does what is left of the plan. What
people put there is never replaced; a recipe that they changed meanwhile keeps that.
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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zinewright.manuscript.toml_lists import added_to
from zinewright.problems import Problem, ZineError
from zinewright.staging import (
    FORBIDDEN,
    FULL,
    in_turn,
    reason_of,
    settle_folder,
    write_surely,
)

INSIDE = ".importing"
PLAN, RECIPE = "plan.json", "zine.toml"
FILE = re.compile(r"(?:posts|images)/[^./\0][^/\0]*\Z")
NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EXDEV, errno.EMLINK)
NEXT = "the next command that reads the zine brings the rest"


def settle(folder: Path) -> None:
    """Finish what an import that was stopped had begun to bring. Raises `ZineError`."""
    if not os.path.lexists(folder / INSIDE):
        return
    target = Path(os.path.realpath(folder))
    try:
        with in_turn(target):
            finish_plan(target)
            shutil.rmtree(target / INSIDE, ignore_errors=True)  # of one that had no plan yet
    except OSError as error:
        state = "an import that was stopped cannot be finished"
        raise ZineError([not_written(folder, error, state)]) from None


def finish_plan(target: Path) -> None:
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
class ImportPlan:
    files: tuple[str, ...]
    order: tuple[str, ...]
    recipe: str | None
    folders: tuple[str, ...]


def _read(place: Path) -> ImportPlan | None:
    """The plan that an import left, None where there is none; a stranger's leads nowhere else."""
    if place.is_symlink():
        return None
    try:
        read = json.loads((place / PLAN).read_text("utf-8"))
        files = tuple(str(name) for name in read["files"] if FILE.match(str(name)))
        order = tuple(str(name) for name in read["order"])
        made = tuple(name for name in read["folders"] if name in ("posts", "images"))
        return ImportPlan(files, order, read["recipe"], made)
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


def _replace_recipe(place: Path, target: Path, plan: ImportPlan) -> None:
    """The new recipe in place of the old; one that somebody changed meanwhile gets the posts."""
    staged, recipe = place / RECIPE, (target / RECIPE).resolve()
    if not recipe.is_relative_to(target):
        raise OSError(errno.ELOOP, f"{RECIPE} leads out of the zine")
    if digest_of(recipe) not in (plan.recipe, digest_of(staged)):
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


def take_back(target: Path) -> None:
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


def digest_of(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def not_written(folder: Path, error: OSError, state: str) -> Problem:
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
        str(folder), None, "cannot-write", f"{reason_of(error)}; {NEXT if half else state}", fix
    )  # fmt: skip
