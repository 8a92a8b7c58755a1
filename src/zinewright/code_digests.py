"""A module → the digest of all code that its results depend on.

Computed from what it imports, never listed by hand: a list forgets what is added later, and what
older code made is then taken for today's. To it belong the files of words and tables that these
modules name, and the versions of the libraries, with the libraries that these need.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import re
import sys
from functools import cache
from pathlib import Path

from zinewright.cache import cache_folder
from zinewright.problems import ZineError

OURS = "zinewright"
ROOT = Path(__file__).parent
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]+))", re.M
)
NAME = re.compile(r"[\w.]+")
KNOWS_A_FOLDER = re.compile(r"\b__file__\b|\.files import\b[^\n]*\b(?:FOLDER|file_of)\b")
QUOTED = re.compile(r'"([\w.*/-]+)"')
DISTRIBUTIONS = {
    "PIL": "pillow",
    "fontTools": "fonttools",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "pillow_heif": "pillow-heif",
    "yaml": "pyyaml",
}
"""Names of imports that are not those under which the libraries are installed."""
INSTALLED = (".dist-info", ".egg-info")
MOST_TABLES = 4  # of other states of the code, which somebody may go back to
SYSTEM = {"weasyprint": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")}
"""What a library draws in from the system, and that decides what it makes."""


@cache
def code_of(*modules: str) -> str:
    """The digest (SHA-256) of the code that modules of ours can reach, and of their libraries.

    It is kept for as long as not one byte of the house, and no library, is another.
    """
    name, table = " ".join(modules), _table()
    if name not in table:
        table[name] = _computed(modules)
        _keep(table)
    return table[name]


def _computed(modules: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    files: set[Path] = set()
    libraries: set[str] = set()
    for name in reached(*modules):
        path = _file(name)
        assert path is not None
        files.add(path)
        files |= _data(path)
        libraries |= _imports(path)[1]
    for path in sorted(files):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + _digest(path))
    for each in _versions(frozenset(libraries)):
        digest.update(each.encode() + b"\0")
    return digest.hexdigest()


@cache
def state() -> str:
    """The digest (SHA-256) of all code and tables of the house, and of what is installed."""
    digest = hashlib.sha256(f"{sys.version}\0{ROOT}\0".encode())
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                digest.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
    for each in (*_installed(), *(_system(file) for files in SYSTEM.values() for file in files)):
        digest.update(each.encode() + b"\0")
    return digest.hexdigest()


def _installed() -> list[str]:
    """The names of all that is installed, with versions, as folders have them."""
    found: list[str] = []
    for place in sys.path:
        with contextlib.suppress(OSError):
            found += [name for name in os.listdir(place or ".") if name.endswith(INSTALLED)]
    return sorted(found)


@cache
def _table() -> dict[str, str]:
    """The digests of before, by the names of modules, if all is as it was then."""
    with contextlib.suppress(OSError, ValueError, ZineError):
        held = json.loads(_table_file().read_bytes())
        if isinstance(held, dict) and all(isinstance(value, str) for value in held.values()):
            return held
    return {}


def _table_file() -> Path:
    return cache_folder() / f"code-{state()[:32]}.json"


def _keep(table: dict[str, str]) -> None:
    """Write the table for later, in place of those of older code."""
    with contextlib.suppress(OSError, ZineError):
        file = _table_file()
        part = file.with_name(f"{file.name}.{os.getpid()}")
        part.touch(mode=0o600)
        part.write_text(json.dumps(table))
        part.replace(file)
        others = sorted(file.parent.glob("code-*.json"), key=lambda each: each.stat().st_mtime)
        for other in others[:-MOST_TABLES]:
            other.unlink()


@cache
def reached(*modules: str) -> tuple[str, ...]:
    """The modules of ours that these import, however far, themselves and their packages included.

    Raises `ModuleNotFoundError` for one that is not there.
    """
    found: set[str] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        path = _file(name)
        if path is None:
            raise ModuleNotFoundError(name, name=name)
        found.add(name)
        if name != OURS:  # whose names are for others: what is in this house does not ask for them
            waiting += [*_imports(path)[0] - found]
        if "." in name:
            waiting.append(name.rpartition(".")[0])
    return tuple(sorted(found))


@cache
def _file(name: str) -> Path | None:
    """The file of a module of ours, None where a name is none."""
    first, *rest = name.split(".")
    if first != OURS:
        return None
    path = ROOT.joinpath(*rest)
    for each in (path / "__init__.py", path.with_suffix(".py")):
        if each.is_file() and (rest or each.name == "__init__.py"):
            return each
    return None


@cache
def _imports(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """What a file imports anywhere, in its functions too: modules of ours, and of libraries."""
    ours: set[str] = set()
    others: set[str] = set()
    for source, names, plain in IMPORT.findall(path.read_text("utf-8")):
        for module in (source,) if source else NAME.findall(plain):
            if module == OURS or module.startswith(f"{OURS}."):
                ours.add(module)
                ours |= {f"{module}.{name}" for name in NAME.findall(names)}
            else:
                others.add(module.partition(".")[0])
    return frozenset(n for n in ours if _file(n)), frozenset(others - sys.stdlib_module_names)


@cache
def _data(path: Path) -> frozenset[Path]:
    """The files of words and tables that a module reads: those that it names, or their folders.

    Only a module that knows a folder of the house can: by `__file__`, or by another's `FOLDER`.
    """
    text = path.read_text("utf-8")
    if not KNOWS_A_FOLDER.search(text):
        return frozenset()
    named = set(QUOTED.findall(text))
    paths = tuple(each for each in named if "/" in each)
    return frozenset(
        file
        for file in _tables(ROOT)
        if file.name in named
        or any(file.match(each) for each in paths)
        or any(each.name in named for each in file.parents if _is_of_tables(each.parent))
    )


def _is_of_tables(folder: Path) -> bool:
    """Whether a folder lies in the house and holds no code: that of a language, or one in it."""
    return ROOT in folder.parents and not (folder / "__init__.py").exists()


@cache
def _tables(folder: Path) -> tuple[Path, ...]:
    """The files of the house that are no code: words, phrases, tables, texts to start from."""
    return tuple(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
    )


@cache
def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@cache
def _versions(imported: frozenset[str]) -> tuple[str, ...]:
    """Every library that is imported, and what these need, with versions: `lxml 6.0.2`."""
    from importlib import metadata  # here, since it takes longer than all else

    found: dict[str, str] = {}
    waiting = [DISTRIBUTIONS.get(name, name) for name in imported]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            library = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # optional, and absent; or a word of a text
            found[name] = "absent"
            continue
        found[name] = library.version
        needs = [need for need in library.requires or () if "extra ==" not in need]
        waiting += [_first(need) for need in needs]
    system = [f"{file} {_system(file)}" for name in found for file in SYSTEM.get(name, ())]
    return tuple(sorted([f"{name} {version}" for name, version in found.items()] + system))


def _first(need: str) -> str:
    """The name of what is required, out of `name[extra]>=1; marker`."""
    return re.split(r"[\s;<>=!~\[(]", need, maxsplit=1)[0]


@cache
def _system(file: str) -> str:
    """The version of Pango, "" where no such file is found."""
    try:
        pango = ctypes.CDLL(file)
    except OSError:
        return ""
    pango.pango_version_string.restype = ctypes.c_char_p
    return bytes(pango.pango_version_string()).decode()
