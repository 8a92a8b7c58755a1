"""Templates of layouts, of strangers too: filled, or stopped with one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from zinewright import templates as module
from zinewright.problems import ZineError
from zinewright.templates import Templates


def filled(folder: Path, text: str, **values: object) -> str:
    (folder / "page.html").write_text(text)
    return Templates(folder).filled("page.html", **values)


def test_values_are_text_and_no_markup(tmp_path):
    assert filled(tmp_path, "<p>{{ said }}</p>", said="a < {{ 7*7 }}") == "<p>a &lt; {{ 7*7 }}</p>"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ ''.__class__.__mro__ }}", ": the template cannot be filled: access to attribute "
         "'__class__' of 'str' object is unsafe."),
        ("{{ said.__init__.__globals__ }}", ": the template cannot be filled: access to attribute "
         "'__init__' of 'str' object is unsafe."),
        ("{% include '../secret.txt' %}", ": the template cannot be filled: ../secret.txt"),
        ("{% include '/etc/passwd' %}", ": the template cannot be filled: '/etc/passwd' not found"),
        ("{% for a in range(10 ** 9) %}{% endfor %}", ": the template cannot be filled: Range too "
         "big."),
        ("{{ nobody }}", ": the template cannot be filled: 'nobody' is undefined"),
        ("a\n{% if %}", ":2: the template cannot be filled: Expected an expression, got 'end of "
         "statement block'"),
        ("{{ 1 / 0 }}", ": the template cannot be filled: division by zero"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
         ": the template cannot be filled: it takes longer than 0.5 seconds"),
        ("{{ 'a' * 5000000000 }}", ": the template cannot be filled: it takes more than 2000 MB of "
         "memory"),
        ("{{ lipsum(n=100000) }}", ": the template cannot be filled: it takes longer than 0.5 "
         "seconds"),
        ("{% set a = namespace(b='aaaaaaaa') %}{% for _ in range(40) %}{% set a.b = a.b ~ a.b %}"
         "{% endfor %}", ": the template cannot be filled: it takes more than 2000 MB of memory"),
    ],
)  # fmt: skip
def test_templates_that_mean_harm(tmp_path, monkeypatch, text, why):
    monkeypatch.setattr(module, "SECONDS", 0.5 if "longer" in why else 20.0)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "layout").mkdir()
    with pytest.raises(ZineError) as caught:
        filled(tmp_path / "layout", text, said="x")

    said = str(caught.value).removeprefix(str(tmp_path / "layout" / "page.html"))
    assert said.startswith(why)
    assert said.endswith(
        ". Correct the layout, or take the one that comes with Zinewright. [layout]"
    )
