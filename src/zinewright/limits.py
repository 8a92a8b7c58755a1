"""How much time and memory a piece of work may take, where the machine can be told.

For what comes from strangers: a template that never ends, a page that needs all memory there is.
The machine is told by signals and by limits of a whole process, so they are kept in a process of
our own alone: in a command, in our workers, and where a program says that it is one.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import warnings
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from types import FrameType

from zinewright.problems import Problem, ZineError

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

MB = 1_000_000
SECONDS, MEGABYTES = 4.0, 300  # for a file; the longest chapter takes a tenth of both

NOISE = (
    ("", r"(PIL|pikepdf)\."),
    (r"This document has \d+ form widget", ""),
    ("(16-bit|/Decode arr|A non-trivial|A .* image carries|/SMask has|Colour-key|Image size)", ""),
)
"""What libraries warn of, by message or module, and nobody needs to hear: it is told as a problem,
or mended, or compared later."""

_OURS: ContextVar[bool] = ContextVar("_OURS", default=False)


class TooMuch(Exception):
    """Work that took longer, or more memory, than it may."""


@contextlib.contextmanager
def own_process() -> Iterator[None]:
    """Say that this process does nothing else meanwhile: what strangers wrote is bounded.

    Inside, and in this thread alone, reading a text, a table, a picture or a template may take some
    seconds and 300 MB, and more is told as a problem of the file. For that, what holds for the
    whole process is set for the while: a signal (SIGPROF), a limit of memory (RLIMIT_DATA) and
    filters of warnings; and, for good, how much qpdf unpacks.
    """
    ours = _OURS.set(True)
    try:
        with warnings.catch_warnings():
            for message, module in NOISE:
                warnings.filterwarnings("ignore", message=message, module=module)
            yield
    finally:
        _OURS.reset(ours)


def is_own_process() -> bool:
    """Whether what holds for the whole process may be set here."""
    return _OURS.get()


def limit_memory(megabytes: int) -> None:
    """Let this process hold no more than this beside its code, for good; more is a `MemoryError`.

    Linux counts all that a process has for itself (RLIMIT_DATA, since 4.7).
    """
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MB, hard))


@contextlib.contextmanager
def limited(seconds: float, megabytes: int) -> Iterator[None]:
    """Raise `TooMuch` where what happens inside takes longer, or that much more memory than there
    was before, if this is a process of our own.

    The time is that for which the machine works on it, whatever else it does; it counts in the
    main thread alone, which gets the signal.
    """
    with _bounded(seconds, megabytes) if is_own_process() else contextlib.nullcontext():
        yield


@contextlib.contextmanager
def _bounded(seconds: float, megabytes: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_DATA) if resource is not None else None
    timed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGPROF, _late) if timed else None
    around = (0.0, 0.0)  # what is left of a limit around this one
    try:
        if held := held_now():
            limit_memory(held + megabytes)
        if timed:  # and again each second, where it was passed over
            around = signal.setitimer(signal.ITIMER_PROF, seconds, 1)
        yield
    except MemoryError:
        raise TooMuch(f"it takes more than {megabytes} MB of memory") from None
    except _Late:
        raise TooMuch(f"it takes longer than {seconds:.2g} seconds") from None
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, handler)
            signal.setitimer(signal.ITIMER_PROF, *around)
        if before is not None:
            resource.setrlimit(resource.RLIMIT_DATA, before)


@contextlib.contextmanager
def in_bounds(where: str, line: int | None, fix: str, seconds: float = SECONDS) -> Iterator[None]:
    """Raise `ZineError` where reading what stands at a place takes more than anything that a
    person wrote.
    """
    try:
        with limited(seconds, MEGABYTES):
            yield
    except TooMuch as error:
        what = f"this cannot be read: {error}"
        raise ZineError([Problem(where, line, "limits", what, fix)]) from None


def give_time(seconds: float) -> None:
    """Let what is limited take so much longer, for something that was not known when it began."""
    is_timed = is_own_process() and hasattr(signal, "setitimer")
    if is_timed and signal.getitimer(signal.ITIMER_PROF)[0]:
        left, again = signal.getitimer(signal.ITIMER_PROF)
        signal.setitimer(signal.ITIMER_PROF, left + seconds, again)


def held_now() -> int:
    """The MB that this process has for itself, as RLIMIT_DATA counts them; 0 where nobody knows."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text().split()[5])
        return pages * os.sysconf("SC_PAGE_SIZE") // MB + 1
    return 0


class _Late(BaseException):
    """Passes by whatever keeps on with what went wrong."""


def _late(number: int, frame: FrameType | None) -> None:
    raise _Late
