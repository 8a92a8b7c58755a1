"""What a person checked → its digest, by which a record knows whether it is still the same."""

from __future__ import annotations

import hashlib

LENGTH = 12  # hexadecimal digits: enough to tell two versions of one text apart


def digest_of(*parts: str) -> str:
    """The digest (SHA-256, its first twelve hexadecimal digits) of some texts in their order.

    White space counts as one space: a line that an editor wraps anew is the same text.
    """
    folded = "\0".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
