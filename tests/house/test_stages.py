"""No stage begins a process, or sets what holds for a whole process: a program may hold us.

What has to be set is set where a process of our own begins: in a command, in a worker, and inside
`limits.own_process`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "zinewright"
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
OURS = {
    "limits.py", "press/beside.py", "press/nursery.py", "press/workers.py", "press/menders.py",
    "studio/desk.py", "studio/open_zine.py", "studio/serve.py", "cli.py", "__main__.py",
}  # fmt: skip
"""Where processes of our own begin, and what is then kept in them; all of `commands/` besides."""
STAGES = [name for name in MODULES if name not in OURS and not name.startswith("commands/")]
OF_PROCESSES = {"multiprocessing", "subprocess", "signal", "resource", "pty", "faulthandler"}
SETS = {
    "os": {
        "abort", "chdir", "chroot", "dup2", "fork", "forkpty", "kill", "nice", "popen", "putenv",
        "setsid", "startfile", "system", "umask", "unsetenv", "_exit",
    },
    "sys": {
        "addaudithook", "exit", "setdlopenflags", "setprofile", "setrecursionlimit",
        "setswitchinterval", "settrace", "set_int_max_str_digits",
    },
    "warnings": {"catch_warnings", "filterwarnings", "simplefilter", "resetwarnings"},
    "logging": {"basicConfig", "captureWarnings", "disable", "setLoggerClass"},
    "locale": {"setlocale"},
    "gc": {"disable", "freeze", "set_threshold"},
    "random": {"seed"},
    "decimal": {"setcontext"},
    "time": {"tzset"},
    "atexit": {"register"},
    "threading": {"Thread", "Timer"},
    "socket": {"setdefaulttimeout"},
    "tempfile": {"tempdir"},
}  # fmt: skip
METHODS = {"setLevel", "addHandler", "set_qpdf_limits"}
"""What sets something for all, of whatever it is a method."""
KNOWN = {
    "manuscript/pictures/picture.py": {"ImageFile.LOAD_TRUNCATED_IMAGES"},
    "pdf/open.py": {"addHandler", "set_qpdf_limits"},
    "staging.py": {"os.umask"},
    "typeset/section.py": {"addHandler", "ctypes.util.find_library"},
}
"""What has to be all the same. Pillow knows no other way to refuse a picture that ends early, and
cffi would start a compiler while WeasyPrint is loaded; both are as before afterwards, as is the
mask of files, which can only be read by setting it. Our ear for what WeasyPrint says hears this
thread alone, and goes. qpdf is bounded inside `own_process` alone."""


def found_in(source: str) -> Iterator[str]:
    """What in a module begins processes, or sets what holds for the whole of one."""
    tree = ast.parse(source)
    modules = {
        each.asname or each.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for each in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = (each.name.partition(".")[0] for each in node.names)
            yield from (name for name in names if name in OF_PROCESSES)
        elif isinstance(node, ast.ImportFrom):
            module = (node.module or "").partition(".")[0]
            if module in OF_PROCESSES:
                yield module
            yield from (
                f"{module}.{each.name}" for each in node.names if each.name in SETS.get(module, ())
            )
        elif isinstance(node, ast.Attribute):
            yield from _by_name(node, modules)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("os.environ."):
            if not ast.unparse(node.func).endswith((".get", ".copy", ".items")):
                yield ast.unparse(node.func)
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Delete):
            yield from _set(node, modules)


def _by_name(node: ast.Attribute, modules: set[str]) -> Iterator[str]:
    """`os.fork`, and methods that set something for all."""
    if isinstance(node.value, ast.Name) and node.value.id in modules & SETS.keys():
        is_of_processes = node.attr.startswith(("exec", "posix_spawn", "spawn"))
        if node.attr in SETS[node.value.id] or (node.value.id == "os" and is_of_processes):
            yield f"{node.value.id}.{node.attr}"
    if node.attr in METHODS:
        yield node.attr


def _set(node: ast.stmt, modules: set[str]) -> Iterator[str]:
    """Assignments to the environment, and to what belongs to a module of others."""
    targets = getattr(node, "targets", None) or [node.target]  # type: ignore[attr-defined]
    parts = [part for each in targets for part in getattr(each, "elts", [each])]
    for target in parts:
        said = ast.unparse(target)
        if said.startswith("os.environ"):
            yield said
        elif isinstance(target, ast.Attribute) and said.replace(".", "").isidentifier():
            root = said.partition(".")[0]
            if root in modules or root in ("Image", "ImageFile"):
                yield said


@pytest.mark.parametrize("module", STAGES)
def test_a_stage_leaves_its_process_as_it_is(module):
    found = set(found_in((SOURCE / module).read_text("utf-8")))

    assert found == KNOWN.get(module, set())


@pytest.mark.parametrize(
    ("defect", "named"),
    [
        ("import subprocess", "subprocess"),
        ("from multiprocessing.pool import Pool", "multiprocessing"),
        ("def f():\n    import signal", "signal"),
        ("import os\nos.environ['LANG'] = 'C'", "os.environ['LANG']"),
        ("import os\ndel os.environ['LANG']", "os.environ['LANG']"),
        ("import os\nos.environ.update(LANG='C')", "os.environ.update"),
        ("import os\nos.environ.setdefault('LANG', 'C')", "os.environ.setdefault"),
        ("import os\nos.posix_spawn('/bin/true', [], {})", "os.posix_spawn"),
        ("from os import fork", "os.fork"),
        ("import warnings\nwith warnings.catch_warnings(): pass", "warnings.catch_warnings"),
        ("import sys\nsys.setrecursionlimit(9)", "sys.setrecursionlimit"),
        ("import sys\nsys.stdout = None", "sys.stdout"),
        ("import weasyprint.pdf\nweasyprint.pdf.add_tags = None", "weasyprint.pdf.add_tags"),
        ("from PIL import Image\nImage.MAX_IMAGE_PIXELS = None", "Image.MAX_IMAGE_PIXELS"),
        ("import logging\nlogging.getLogger().setLevel(10)", "setLevel"),
        ("import locale\nlocale.setlocale(locale.LC_ALL, '')", "locale.setlocale"),
        ("import threading\nthreading.Thread(target=print).start()", "threading.Thread"),
    ],
)
def test_what_would_change_the_process_is_found(defect, named):
    assert list(found_in(defect)) == [named]


def test_what_changes_nothing_is_let_stand():
    said = "import os, sys\nos.environ.get('LANG')\nname = os.environ['LANG']\nsys.stdin.read()"

    assert list(found_in(said)) == []
