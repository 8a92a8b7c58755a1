"""Where a broken PDF of strangers is written anew: in a process of its own, or by an executor."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from concurrent.futures import Executor
from functools import partial
from multiprocessing.connection import Connection

from zinewright.limits import limit_memory
from zinewright.pdf.rewrite import MOST_BYTES, Mender, is_readable, written_anew

SECONDS, MEGABYTES = 8, 400


def mender(executor: Executor | None = None) -> Mender:
    """A process of our own for each file, with 8 seconds and 400 MB; or an `executor`.

    It keeps no limit of memory, and a file that it cannot read in 8 seconds, or that takes it down,
    counts as one that nobody can read.
    """
    return in_a_process if executor is None else partial(_by, executor)


def in_a_process(content: bytes) -> bytes | None:
    """The file written anew; None where PDFium cannot read it either, or takes too much."""
    if not is_readable(content):
        return None
    if sys.platform == "linux":
        context = multiprocessing.get_context("fork")
    else:
        context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, content))
    process.start()
    theirs.close()
    try:
        return (ours.recv_bytes(MOST_BYTES) or None) if ours.poll(SECONDS) else None
    except (EOFError, OSError):  # the reader went down, or made more than any file should have
        return None
    finally:
        process.kill()
        process.join()
        ours.close()


def _answer(pipe: Connection, content: bytes) -> None:
    limit_memory(MEGABYTES)
    pipe.send_bytes(written_anew(content) or b"")


def _by(executor: Executor, content: bytes) -> bytes | None:
    with contextlib.suppress(Exception):  # it breaks down, or waits too long
        return executor.submit(written_anew, content).result(SECONDS)
    return None
