"""A file that the weights are made of → its digest, by which a test knows that they still are.

Of a program only its definitions and constants count: where it lies, what it imports from where,
and what its first lines say of it do not change what it learns.
"""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path

PLACES = {"HERE", "TABLE"}


def digest(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".py":
        content = learning(content.decode()).encode()
    return hashlib.sha256(content).hexdigest()[:16]


def learning(program: str) -> str:
    """The definitions and constants of a program, as they stand there, without places of files."""
    lines = program.splitlines()
    kept = [node for node in ast.parse(program).body if not _is_place(node)]
    return "\n".join("\n".join(lines[_first(node) - 1 : node.end_lineno]) for node in kept)


def _is_place(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        return {ast.unparse(target) for target in node.targets} <= PLACES
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, ast.Import | ast.ImportFrom)


def _first(node: ast.stmt) -> int:
    """The line of a definition's first decorator, or its own."""
    return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
