"""Templates of layouts, of strangers too: filled, or stopped with one message."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from zines import section, zine

from zinewright.layout import templates as module
from zinewright.layout.based_on import layouts_folder
from zinewright.layout.files import texts_in
from zinewright.layout.layout import Layout, plain
from zinewright.layout.listed import Unit
from zinewright.layout.templates import FIX, VALUES, Templates
from zinewright.problems import ZineError

DOUBLED = (
    "{%% set a = namespace(b=%s) %%}{%% for _ in range(60) %%}{%% set a.b = %s %%}{%% endfor %%}"
)


def filled(folder: Path, text: str, **values: object) -> str:
    (folder / "page.html").write_text(text)
    return templates(folder).filled("page.html", **values)


def templates(folder: Path) -> Templates:
    return Templates(lambda name: str(folder / name), texts_in(folder))


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
        ("{% include '/etc/passwd' %}", ": the template cannot be filled: /etc/passwd"),
        ("{% include 'page.html' %}", ": the template cannot be filled: maximum recursion depth "),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", ": the template cannot be filled: "
         "maximum recursion depth"),
        ("{% for a in range(10 ** 9) %}{% endfor %}", ": the template cannot be filled: the range "
         "has more than 100,000 numbers"),
        ("{{ nobody }}", ": the template cannot be filled: 'nobody' is undefined"),
        ("a\n{% if %}", ":2: the template cannot be filled: Expected an expression, got 'end of "
         "statement block'"),
        ("{{ 1 / 0 }}", ": the template cannot be filled: division by zero"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
         ": the template cannot be filled: it takes longer than 0.5 seconds"),
        ("{{ 'a' * 5000000000 }}", ": the template cannot be filled: “*” is for numbers alone"),
        ("{{ ['a'] * 5000000000 }}", ": the template cannot be filled: “*” is for numbers alone"),
        ("{{ '%1000000000d' % 1 }}", ": the template cannot be filled: “%” is for numbers alone"),
        ("{{ 7 ** 10 ** 8 }}", ": the template cannot be filled: the numbers are too large"),
        ("{{ '{:>1000000000}'.format(1) }}", ": the template cannot be filled: <function str"),
        ("{{ '9'.zfill(1000000000) }}", ": the template cannot be filled: "),
        ("{{ 'a'.join(range(9)|map('string')) }}", ": the template cannot be filled: "),
        *((f"{{{{ {said} }}}}", f":1: the template cannot be filled: No filter named '{name}'")
          for name, said in (
              ("slice", "[1]|slice(10**10)"), ("batch", "[1]|batch(10**10, 0)"),
              ("center", "'a'|center(10**10)"), ("format", "'%1000000000d'|format(1)"),
              ("wordwrap", "'a'|wordwrap(1)"), ("urlize", "'a'|urlize"),
              ("random", "[1]|random"), ("pprint", "1|pprint"), ("tojson", "[1]|tojson"))),
        ("{{ 'a'|indent(1000000000, true) }}", ": the template cannot be filled: it makes more "
         "than 20,000,000 letters"),
        ("{{ range(90000)|join('a' ~ range(9000)|join) }}", ": the template cannot be filled: it "
         "makes more than 20,000,000 letters"),
        ("{{ (range(90000)|join)|replace('1', range(9000)|join) }}", ": the template cannot be "
         "filled: it makes more than 20,000,000 letters"),
        ("{{ 1.5|round(-1000000000) }}{{ nobody }}", ": the template cannot be filled: 'nobody'"),
        ("{{ [[1], [2]]|sum(start=[]) }}", ": the template cannot be filled: "),
        ("{{ lipsum(n=100000) }}", ": the template cannot be filled: 'lipsum' is undefined"),
        ("{{ cycler(1) }}", ": the template cannot be filled: 'cycler' is undefined"),
        (DOUBLED % ("'aaaaaaaa'", "a.b ~ a.b"), ": the template cannot be filled: it makes more "
         "than 20,000,000 letters"),
        (DOUBLED % ("'aaaaaaaa'", "a.b + a.b"), ": the template cannot be filled: it makes more "
         "than 20,000,000 letters"),
        (DOUBLED % ("[1]", "a.b + a.b"), ": the template cannot be filled: it makes more "
         "than 100,000 letters"),
        (DOUBLED % ("9", "a.b * a.b"), ": the template cannot be filled: the numbers are too "),
        (DOUBLED % ("[1]", "[a.b, a.b]"), ": the template cannot be filled: a list holds more "
         "than 100,000 items"),
        (DOUBLED % ("(1,)", "(a.b, a.b)"), ": the template cannot be filled: a list holds more "
         "than 100,000 items"),
        (DOUBLED % ("{}", "{1: a.b, 2: a.b}"), ": the template cannot be filled: a list holds "
         "more than 100,000 items"),
        ("{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}", ":1: the template cannot be "
         "filled: “varargs” is not known in layouts"),
        ("{{ tree.getroottree().write('written') }}", ": the template cannot be filled: "),
        ("{{ tree.iter }}", ": the template cannot be filled: access to attribute 'iter'"),
        ("{{ path.read_text() }}", ": the template cannot be filled: "),
        ("{% for a in range(99999) %}" * 30 + "{% endfor %}" * 30, ": the template cannot be "
         "filled: "),
        ("{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}", ": the template cannot be filled: "),
    ],
)  # fmt: skip
def test_templates_that_mean_harm(tmp_path, monkeypatch, text, why):
    monkeypatch.setattr(module, "SECONDS", 0.5 if "longer" in why else 20.0)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "layout").mkdir()
    with pytest.raises(ZineError) as caught:
        filled(tmp_path / "layout", text, said="x", tree=etree.Element("a"), path=Path("page.html"))

    assert not Path("written").exists()
    said = str(caught.value).removeprefix(str(tmp_path / "layout" / "page.html"))
    said = said if why.startswith(":1") else said.removeprefix(":1")
    assert said.startswith(why)
    assert said.endswith(
        ". Correct the layout, or take the one that comes with Zinewright. [layout]"
    )


def test_what_a_layout_needs_is_there(tmp_path):
    text = (
        "{% macro item(a) %}<li>{{ a|upper }}</li>{% endmacro %}"
        "{% for a in items|sort %}{{ item(a) }}{{ loop.index0 * 12.5 + 1 }}"
        "{{ loop.cycle('x', 'y') }}{% endfor %}"
        "{{ items|join(', ') }} {{ 'a b'.split()|length }} {{ ('a' ~ 'b')|replace('a', 'c') }}"
        "{{ {'a': 1}.items()|list }} {{ 7 % 4 }} {{ 1.55|round(1) }} {{ [1, 2]|sum }}"
    )

    assert filled(tmp_path, text, items=["b", "a"]) == (
        "<li>A</li>1.0x<li>B</li>13.5yb, a 2 cb[(&#39;a&#39;, 1)] 3 1.6 3"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<b>\n{{ section.title }}\n{{ 1 / 0 }}", "page.html:3: the template cannot be filled: "
         "division by zero"),
        ("{% include 'part.html' %}", "part.html:2: the template cannot be filled: 'nobody' is "
         "undefined"),
    ],
)  # fmt: skip
def test_what_goes_wrong_has_its_file_and_line(tmp_path, text, said):
    (tmp_path / "part.html").write_text("one\n{{ nobody }}")
    with pytest.raises(ZineError) as caught:
        filled(tmp_path, text, section=section("a"))

    assert str(caught.value) == f"{tmp_path}/{said}. {FIX}. [layout]"


def test_slips_are_told_all_at_once(tmp_path):
    (tmp_path / "section.html").write_text(
        "{{ section.titel }}\n{% for a in blocks %}{{ a }}{% endfor %}\n"
        "{{ zine.particulars.athors }}\n{% include 'part.htm' %}\n{{ section|upper }}"
    )
    (tmp_path / "part.html").write_text("{{ blocks }}{% set mine = 1 %}{{ mine }}")
    (tmp_path / "cover.svg").write_text("<svg>\n{% for line in lines %}\n</svg>")
    cannot = "the template cannot be filled"

    assert [
        str(problem).removeprefix(f"{tmp_path}/") for problem in templates(tmp_path).slips()
    ] == [
        f"cover.svg:2: {cannot}: Unexpected end of template. Jinja was looking for the follo…. "
        f"{FIX}. [layout]",
        f"section.html:2: {cannot}: there is no “blocks” here. {FIX}. [layout]",
        f"section.html:1: {cannot}: “section” has no “titel” (did you mean title?). {FIX}. "
        "[layout]",
        f"section.html:3: {cannot}: “particulars” has no “athors” (did you mean authors?). {FIX}. "
        "[layout]",
        f"section.html:4: {cannot}: there is no template “part.htm” (did you mean part.html?). "
        f"{FIX}. [layout]",
    ]


def test_each_template_is_given_what_is_said_of_it(monkeypatch):
    given: dict[str, frozenset[str]] = {}
    real = Templates.filled

    def noted(self: Templates, name: str, **values: object) -> str:
        given[name] = frozenset(values)
        return real(self, name, **values)

    monkeypatch.setattr(Templates, "filled", noted)
    here, layout = section("a"), plain()
    layout.page(here, zine(here))
    layout.unit_page(here, Unit(("<p>One</p>",), (False,), (False,)))
    layout.cover(zine(here), words=True)
    Layout(layouts_folder() / "riso").divider("print.css")  # plain has a line in place of one

    assert given == VALUES
