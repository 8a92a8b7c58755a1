"""A PDF that cannot be opened → the same pages written anew by PDFium, if that can read them.

What strangers wrote may take all memory, all time, or the reader with it; so it reads in a process
of its own, within limits.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import sys
from multiprocessing.connection import Connection

from zinewright.limits import limit_memory

SECONDS, MEGABYTES, MOST_BYTES = 8, 400, 100_000_000


def written_anew(content: bytes) -> bytes | None:
    """A new file with its pages; None where PDFium cannot read it either, or takes too much."""
    if len(content) > MOST_BYTES or b"%PDF" not in content[:1_000_000]:
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
    pipe.send_bytes(_anew(content) or b"")


def _anew(content: bytes) -> bytes | None:
    import pypdfium2  # type: ignore[import-untyped]

    with contextlib.suppress(pypdfium2.PdfiumError, MemoryError):
        out = io.BytesIO()
        with pypdfium2.PdfDocument(content) as read, pypdfium2.PdfDocument.new() as made:
            made.import_pages(read)
            made.save(out)
        return out.getvalue()
    return None
