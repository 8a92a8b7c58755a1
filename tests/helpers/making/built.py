"""The example and the torture zine: built once in all editions, for tests that only read them."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from manuscripts import press
from torture import torture

from zinewright.press.build import build

EXAMPLE = Path(__file__).parents[3] / "manuscript"


@dataclass(frozen=True)
class Built:
    """A zine, and where its finished files are; whoever builds it again finds most of it kept."""

    manuscript: Path
    out: Path

    def file(self, ending: str) -> Path:
        """The finished file whose name ends so."""
        (found,) = self.out.glob(f"*{ending}")
        return found


def built(name: str, shared: Path) -> Built:
    """`example` or `torture`, below a folder that all processes of the tests share."""
    folder = shared / name
    folder.mkdir(exist_ok=True)
    with _alone(shared / f"{name}.lock"):
        manuscript = EXAMPLE if name == "example" else torture(folder / "m")
        made = Built(manuscript, folder / "out")
        if not made.out.exists():  # it is whole, or not there
            with press() as ready:
                build(made.manuscript, made.out, ready)
    return made


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
