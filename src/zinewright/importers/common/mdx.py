"""MDX → Markdown: what a page imports, exports and computes is left out, and told of.

https://mdxjs.com/docs/what-is-mdx/: nothing is run. Components stay as elements of HTML, whose
words are read; code keeps its braces.
"""

from __future__ import annotations

import re

ESM = re.compile(
    r"(?m)^(?:import\s+(?:[\w*{},\s$]{1,500}?\sfrom\s+)?[\"'][^\n]{0,500}"
    r"|export\s(?:(?:const|let|var|function|class|async|default)\s|\{|\*)[^\n]{0,2000}"
    r"(?:\n(?![ \t]*\n)[^\n]{1,2000}){0,200})"
)
CODE = re.compile(r"(?ms)^[ ]{0,3}(`{3,}|~{3,}).*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)|(`+)[^`\n]+\2")
COMMENT = re.compile(r"\{\s*/\*.{0,20000}?\*/\s*\}", re.DOTALL)
STRING = re.compile(r"\{\s*(?:\"([^\"\n{}]*)\"|'([^'\n{}]*)'|`([^`${}]*)`)\s*\}")
VALUE = re.compile(r"(?<=[\w-])=\{[^{}]{0,2000}(?:\{[^{}]{0,2000}\}[^{}]{0,2000})?\}")
EXPRESSION = re.compile(r"\{[^{}\n]{1,300}\}")


def without_components(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what a program would make of it, and what that was."""
    dropped: dict[str, None] = {}
    made, at = [], 0
    for code in CODE.finditer(text):
        made += [_plain(text[at : code.start()], dropped), code[0]]
        at = code.end()
    made.append(_plain(text[at:], dropped))
    return "".join(made), tuple(dropped)


def _plain(text: str, dropped: dict[str, None]) -> str:
    def left_out(found: re.Match[str]) -> str:
        dropped[f"“{found[0].strip()[:60]}”, which the site’s program fills in"] = None
        return ""

    text = ESM.sub(left_out, text)
    text = STRING.sub(lambda found: found[1] or found[2] or found[3] or "", COMMENT.sub("", text))
    text = VALUE.sub('=""', text)
    return EXPRESSION.sub(left_out, text)
