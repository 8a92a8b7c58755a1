"""A layout's folder → the text of its own files, read once. A layout may come from a stranger.

Nothing is read that does not lie in the folder itself: no link is followed, and what is no plain
file is refused. Styles and drawings name nothing that lies elsewhere, and hold no scripts.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lxml import etree

from zinewright.problems import Problem, ZineError, shown

ENDINGS = (".html", ".svg", ".css", ".toml")
MOST_FILES, MOST_BYTES, DEEPEST = 200, 1_000_000, 5
FIX = "Correct the layout, or take the one that comes with Zinewright"
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)  # CSS Syntax 3, 4.3.7
ELSEWHERE = re.compile(
    r"@import|@namespace|\bimage-set\s*\(|\bsrc\s*\(|</|<!"
    r"|\burl\s*\((?!\s*[\"']?\s*(?:zine:picture/|data:image/(?:png|jpeg)|#))[^)]*",
    re.IGNORECASE,
)
DRAWN = frozenset(
    (
        "svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs "
        "use symbol clipPath mask pattern linearGradient radialGradient stop marker style image"
    ).split()
)


def texts_in(folder: Path, ours: bool = False) -> Mapping[str, str]:
    """The templates, styles and the table of a layout by their paths, with “/” between.

    Of `ours`, links are followed: some installers make all files of a package links. Raises
    `ZineError` with everything that a layout may not hold.
    """
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    try:
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for name, content in _files(top, PurePosixPath(), ours):
                texts[name] = content.decode("utf-8-sig").replace("\r\n", "\n")
                problems += _wrong_style(folder / name, texts[name], name)
        finally:
            os.close(top)
    except _Refused as error:
        problems.append(Problem(str(folder / error.name), None, "layout", error.what, error.fix))
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it is not text in UTF-8").lower()
        what = f"the layout cannot be read ({reason})"
        problems.append(Problem(str(folder), None, "layout", what, FIX))
    if problems:
        raise ZineError(problems)
    return texts


class _Refused(Exception):
    def __init__(self, name: str, what: str, fix: str = FIX) -> None:
        self.name, self.what, self.fix = name, what, fix
        super().__init__(what)


def _files(folder: int, within: PurePosixPath, ours: bool) -> Iterator[tuple[str, bytes]]:
    """The files in an open folder and below it, each opened from there, so that no path leads
    elsewhere meanwhile.
    """
    names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    if len(names) > MOST_FILES or len(within.parts) > DEEPEST:
        raise _Refused(
            str(within), f"there are more than {MOST_FILES} files, or folders in folders"
        )
    for name in names:
        path = within / name
        kind = os.stat(name, dir_fd=folder, follow_symlinks=ours).st_mode
        if stat.S_ISLNK(kind):
            raise _Refused(str(path), "this is a link", "Put the file itself there")
        if stat.S_ISDIR(kind):
            inner = _open(name, folder, ours, os.O_DIRECTORY)
            try:
                yield from _files(inner, path, ours)
            finally:
                os.close(inner)
        elif path.suffix in ENDINGS:
            yield str(path), _content(name, folder, path, ours)


def _open(name: str, folder: int, ours: bool, more: int = 0) -> int:
    flags = os.O_RDONLY | os.O_NONBLOCK | more | (0 if ours else os.O_NOFOLLOW)
    return os.open(name, flags, dir_fd=folder)


def _content(name: str, folder: int, path: PurePosixPath, ours: bool) -> bytes:
    with os.fdopen(_open(name, folder, ours), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _Refused(str(path), "this is no plain file", "Put a file there")
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _Refused(str(path), f"the file has more than {MOST_BYTES // 10**6} MB")
    return content


# --- what a style or a drawing may not name


def _wrong_style(path: Path, text: str, name: str) -> Iterator[Problem]:
    if name.endswith(".css"):
        yield from (
            Problem(str(path), line, "layout", f"the style leads elsewhere: “{said}”", FIX)
            for line, said in leading_elsewhere(text)
        )


def leading_elsewhere(style: str) -> Iterator[tuple[int, str]]:
    """The lines of a style sheet that would bring in something that is not the zine's own."""
    plain = ESCAPE.sub(_unescaped, style)
    for found in ELSEWHERE.finditer(plain):
        yield plain.count("\n", 0, found.start()) + 1, shown(found[0])


def _unescaped(escape: re.Match[str]) -> str:
    if not escape[1]:
        return "" if escape[2] == "\n" else escape[2]
    number = int(escape[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\N{REPLACEMENT CHARACTER}"


def checked_drawing(drawing: str, where: str) -> str:
    """A drawing of a layout as it is. Raises `ZineError` where it could do more than be seen."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(drawing.encode(), parser)
    except etree.XMLSyntaxError as error:
        wrong = [f"the drawing is no SVG ({shown(str(error))})"]
    else:
        wrong = [f"the drawing may not hold {what}" for what in _unwanted(root)]
    if wrong:
        raise ZineError([Problem(where, None, "layout", what, FIX) for what in wrong])
    return drawing


def _unwanted(root: etree._Element) -> Iterator[str]:
    if root.getroottree().docinfo.doctype:
        yield "a DOCTYPE"
    for element in root.iter():
        if not isinstance(element.tag, str):
            if not isinstance(element, etree._Comment):
                yield "instructions or entities"
            continue
        name = etree.QName(element).localname
        if name not in DRAWN:
            yield f"<{name}>"
        style = [element.text or ""] if name == "style" else []
        for key, value in element.attrib.items():
            key, value = etree.QName(key).localname, str(value)
            if key.lower().startswith("on") or key == "base":
                yield f"{key}="
            elif key == "href" and not value.startswith(("#", "data:image/png", "data:image/jpeg")):
                yield f"a link to “{shown(value)}”"
            style.append(value if key == "style" or "url" in value else "")
        yield from (f"“{said}”" for text in style for _, said in leading_elsewhere(text))
