"""A fontconfig file → a configuration of fontconfig that is nobody else's in this process.

The environment would name one for the whole process, and for all who set text in it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from pathlib import Path

NAMES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")


def configuration(file: Path) -> int:
    """The address of an `FcConfig` with the fonts that the file names; who takes it destroys it.

    Raises `OSError` where fontconfig cannot be loaded, or cannot read the file.
    """
    library = _library()
    library.FcConfigCreate.restype = ctypes.c_void_p
    made = ctypes.c_void_p(library.FcConfigCreate())
    read = library.FcConfigParseAndLoad(made, ctypes.c_char_p(bytes(file)), 1)
    if not made.value or not read or not library.FcConfigBuildFonts(made):
        raise OSError(f"fontconfig cannot read {file}")
    return made.value


def _library() -> ctypes.CDLL:
    """The library that WeasyPrint has loaded already, by whichever of its names."""
    for name in NAMES:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return ctypes.CDLL(ctypes.util.find_library("fontconfig") or NAMES[0])
