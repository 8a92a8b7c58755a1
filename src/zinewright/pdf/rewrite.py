"""A PDF that cannot be opened → the same pages written anew by PDFium, if that can read them.

What strangers wrote may take all memory, all time, or the reader with it. So nothing here reads it
unless it is asked to: who opens a file says where it is written anew, if at all.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable

MOST_BYTES = 100_000_000
Mender = Callable[[bytes], bytes | None]
"""Where a file is written anew: its bytes → those of another, None where that cannot be made."""


def nobody(content: bytes) -> None:
    """A mender that leaves files as they are."""


def is_readable(content: bytes) -> bool:
    """Whether it is worth trying."""
    return len(content) <= MOST_BYTES and b"%PDF" in content[:1_000_000]


def written_anew(content: bytes) -> bytes | None:
    """A new file with its pages, written here; None where PDFium cannot read it either."""
    import pypdfium2  # type: ignore[import-untyped]

    if not is_readable(content):
        return None
    with contextlib.suppress(pypdfium2.PdfiumError, MemoryError):
        out = io.BytesIO()
        with pypdfium2.PdfDocument(content) as read, pypdfium2.PdfDocument.new() as made:
            made.import_pages(read)
            made.save(out)
        return out.getvalue()
    return None
