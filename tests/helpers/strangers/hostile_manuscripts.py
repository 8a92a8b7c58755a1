"""Manuscripts that mean harm, of any size: a post, a recipe or another file of so many bytes."""

from __future__ import annotations

import json
from collections.abc import Callable

Sized = Callable[[int], str]
Files = dict[str, str]


def times(unit: str, before: str = "", behind: str = "") -> Sized:
    """A unit as often as so many bytes hold it."""
    return lambda size: before + unit * max(1, size // len(unit.encode())) + behind


def counted(unit: str, before: str = "", behind: str = "") -> Sized:
    """The same, with a number in each: `{}`."""

    def made(size: int) -> str:
        count = max(1, size // (len(unit) + 4))
        return before + "".join(unit.replace("{}", str(n)) for n in range(count)) + behind

    return made


def rising(sign: str, between: str = " ") -> Sized:
    """Runs of a sign, each longer than the one before."""

    def made(size: int) -> str:
        parts, length, total = [], 0, 0
        while total < size:
            length += 1
            total += length + len(between)
            parts.append(sign * length)
        return between.join(parts)

    return made


def nested(opened: str, closed: str, inside: str = "a") -> Sized:
    def made(size: int) -> str:
        count = size // (len(opened) + len(closed))
        return opened * count + inside + closed * count

    return made


TEXTS: dict[str, Sized] = {
    f"{name} {repeated}": times(unit.join(around))
    for repeated, around in {
        "on end": ("", ""), "apart": ("", " "), "in words": ("a", "b "), "in lines": ("", "\n"),
        "in paragraphs": ("a ", " b\n\n"),
    }.items()
    for name, unit in {
        "star": "*", "stars": "**", "three stars": "***", "underscore": "_", "underscores": "__",
        "bracket": "[", "closing bracket": "]", "picture": "![", "link": "](", "links": "[a](",
        "whole link": "[a](b)", "reference": "[a][", "whole reference": "[a][b]", "note": "[^1]",
        "notes begun": "[^", "less": "<", "tag": "<p", "attributes": "<p a=b ", "greater": ">",
        "comment": "<!--", "comments closed": "<!-- -->", "declaration": "<!", "instruction": "<?",
        "data": "<![CDATA[", "ampersand": "&", "entity": "&amp", "number": "&#1", "backtick": "`",
        "two backticks": "``", "three backticks": "```", "tilde": "~", "tildes": "~~",
        "three tildes": "~~~", "bar": "|", "bars": "|a", "bars and lines": "|-", "hash": "#",
        "heading": "# a", "colon": ":", "passage": ":::", "passage begun": "::: note grief | a",
        "definition": ": a", "dash": "-", "item": "- a", "number of a list": "1. a", "plus": "+ a",
        "quotation": "> a", "equals": "=", "backslash": "\\", "tab": "\t", "space": "  ",
        "no-break space": "\u00a0", "quotation mark": '"', "apostrophe": "'", "dots": "...",
        "dashes": "--", "brace": "{", "attribute list": "{: a=b }", "language": "[a]{lang=fr}",
        "language begun": "[a]{lang", "address": "http://a.example/", "address begun": "http://",
        "address in angles": "<http://a.example>", "mail": "<a@b.example>", "at": "@",
        "parenthesis": "(", "closing parenthesis": ")", "abbreviation": "*[ab]: c",
        "caption": "Caption: a", "percent": "%", "dollar": "$$", "caret": "^",
        "emoji": "\U0001f468",
        "joiner": "\u200d", "accent": "a\u0301", "turned": "\u202e", "form feed": "\x0c",
        "Hebrew": "\u05d0", "capital": "AB", "digit": "1", "telephone": "0800 123 4567",
        "date": "2026-01-31", "sentence": "I want to die. ", "hyphen": "a-",
        "soft hyphen": "a\u00ad",
    }.items()
}  # fmt: skip
TEXTS |= {
    "tabs": times("\t"),
    "spaces": times(" "),
    "lines": times("\n"),
    "lines of spaces": times(" \n"),
    "a word": times("a"),
    "words": times("a "),
    "paragraphs": times("a\n\n"),
    "a tag with attributes": times("a=b ", "<p ", ">"),
    "a tag with quoted attributes": times('a="b" ', "<p ", ">"),
    "an unclosed tag with attributes": times("a=b ", "<p "),
    "unclosed quotes in a tag": times("a=' ", "<p "),
    "rising backticks": rising("`"),
    "rising backticks in lines": rising("`", "\na\n\n"),
    "rising tildes": rising("~"),
    "rising stars": rising("*"),
    "rising stars in words": rising("*", "a"),
    "rising underscores": rising("_"),
    "rising hashes": rising("#", "\n"),
    "rising indents": rising(" ", "- a\n"),
    "rising tabs": rising("\t", "- a\n"),
    "rising quotations": rising(">", " a\n"),
    "nested quotations": times("> ", "", "a"),
    "nested items": times("- ", "", "a"),
    "nested numbers": times("1. ", "", "a"),
    "nested quotations and items": times("> - ", "", "a"),
    "nested brackets": nested("[", "]"),
    "nested links": nested("[", "](a)"),
    "nested pictures": nested("![", "](a)"),
    "nested parentheses": nested("(", ")"),
    "parentheses in a link": nested("(", ")", "a") and (lambda n: f"[a]({'(' * n}"),
    "a link with parentheses": lambda n: f"[a]({'(' * (n // 2)}{')' * (n // 2)})",
    "a title of a link": times('"', "[a](b ", ")"),
    "a title of quotes": times("' ", "[a](b ' ", ")"),
    "nested stars": nested("*a ", " b*"),
    "nested two stars": nested("**a ", " b**"),
    "nested tildes": nested("~~a ", " b~~"),
    "nested languages": nested("[a ", "]{lang=fr}"),
    "nested passages": nested("::: note grief | a\n\n", "\n\n:::\n\n"),
    "passages": times("::: note grief | a\n\nb\n\n:::\n\n"),
    "passages without end": times("::: note grief | a\n\nb\n\n"),
    "passages in a row": times("::: note grief | a\nb\n:::\n"),
    "ends of passages": times(":::\n\n"),
    "a passage with topics": times("grief, ", "::: note ", " | a\n\nb\n\n:::\n"),
    "a passage with a sentence": times("a ", "::: note grief | ", "\n\nb\n\n:::\n"),
    "notes": counted("a[^{}]\n\n[^{}]: b\n\n"),
    "notes that are missing": counted("[^{}] "),
    "notes that nobody cites": counted("[^{}]: b\n\n"),
    "one note often": times("[^1] ", "", "\n\n[^1]: b\n"),
    "notes in notes": counted("[^{}]: b [^{}1]\n\n", "[^1] "),
    "a long note": times("a ", "a[^1]\n\n[^1]: "),
    "references": counted("[a{}]\n\n[a{}]: http://b.example/\n\n"),
    "references that are missing": counted("[a][b{}] "),
    "definitions of references": counted("[a{}]: http://b.example/\n"),
    "abbreviations": counted("*[A{}]: b\n"),
    "abbreviations that are used": counted("A{} *[A{}]: b\n\n"),
    "one abbreviation often": times("AB ", "*[AB]: b\n\n"),
    "an abbreviation without end": times("A", "*[", "]: b\n\nA A\n"),
    "definitions": counted("a{}\n:   b\n\n"),
    "headings": counted("## a{}\n\nb\n\n"),
    "the same heading": times("## a\n\nb\n\n"),
    "a heading without end": times("a", "## ", "\n"),
    "underlined headings": times("a\n---\n\n"),
    "levels of headings": times("## a\n### b\n#### c\n##### d\n###### e\n"),
    "a table of rows": times("| a | b |\n", "| a | b |\n|---|---|\n"),
    "a table of columns": lambda n: "\n".join(("|a" * (n // 6), "|-" * (n // 6), "|b" * (n // 6))),
    "a table of heads": times("| a | b |\n|---|---|\n"),
    "a table with code": times("`|` ", "| a | b |\n|---|---|\n| ", " | b |\n"),
    "tables": times("| a | b |\n|---|---|\n| a | b |\n\n"),
    "a row of escaped bars": times("\\|", "| a | b |\n|---|---|\n|", "|\n"),
    "fenced code": times("```\na\n```\n\n"),
    "fences without end": times("```\na\n\n"),
    "fences with attributes": times("``` {.a .b}\n"),
    "a fence with attributes": times(".a ", "``` {", "}\na\n```\n"),
    "code by indents": times("    a\n\n"),
    "a line of code": times("a", "    "),
    "pictures": times("![a](b.png)\n\n"),
    "pictures inline": times("![a](b.png) "),
    "pictures without words": times("![](b.png)\n\n"),
    "a picture with words": times("a ", "![", "](b.png)"),
    "links": times("[a](https://b.example/) "),
    "links to nowhere": times("[a](b.md) "),
    "links to headings": times("[a](#b) "),
    "links to an address without end": times("a", "[a](http://b.example/", ")"),
    "addresses": times("https://b.example/a "),
    "an address without end": times("a", "https://b.example/"),
    "an address of tildes": times("~", "https://b.example/"),
    "an address of dots": times(".", "https://b.example/a"),
    "breaks": times("a\\\n"),
    "breaks by spaces": times("a  \n"),
    "entities": times("&amp; "),
    "an entity without end": times("a", "&"),
    "numbers as entities": times("&#38; "),
    "items": times("- a\n"),
    "items apart": times("- a\n\n"),
    "items of two kinds": times("- a\n\n1. b\n\n"),
    "items with code": times("- ```\n  a\n  ```\n"),
    "numbers": counted("{}. a\n"),
    "quotations": times("> a\n\n"),
    "quotations with names": times("> a\n>\n> \u2014 b\n\n"),
    "captions": times("Caption: a\n\n"),
    "rules": times("---\n\n"),
    "languages": times("[a]{lang=fr} "),
    "languages that are none": times("[a]{lang=xx-yy-zz} "),
    "a language with words": times("a ", "[", "]{lang=fr}"),
    "sentences of harm": times("He tied the rope and took forty tablets of the pills. "),
    "telephone numbers": times("0800 123 4567, "),
    "digits": times("1"),
    "questions": times("Who am I? "),
    "capitals": times("A"),
    "dots": times("."),
    "dashes": times("-"),
    "quotes": times('"'),
    "quotes and words": times('"a" '),
    "accents": times("\u0301", "a"),
    "joiners": times("\U0001f468\u200d", "a"),
    "controls": times("\x01"),
    "lines of controls": times("\x01\n"),
    "tables in items": times("- | a |\n  |---|\n  | b |\n"),
    "everything": times("# a\n\n- *b*\n\n> [c](d) `e`\n\n| f |\n|---|\n| g |\n\n"),
}

MATTERS: dict[str, Sized] = {
    "keys": counted("k{}: v\n"),
    "one key often": times("a: b\n"),
    "a long key": times("a", "", ": b\n"),
    "a long value": times("a", "title: "),
    "a value of words": times("a ", "summary: "),
    "a list": times("- a\n", "tags:\n"),
    "a list in brackets": times("a, ", "tags: [", "]\n"),
    "brackets": times("[", "tags: "),
    "braces": times("{", "tags: "),
    "brackets closed": nested("[", "]", ""),
    "braces closed": nested("{a: ", "}", "b"),
    "lists in lists": times("- ", "tags:\n ", "a\n"),
    "rising maps": lambda n: "".join(f"{' ' * k}a:\n" for k in range(int((2 * n) ** 0.5))),
    "rising lists": lambda n: "".join(f"{' ' * k}-\n" for k in range(int((2 * n) ** 0.5))),
    "anchors": counted("a{}: &a{} b\n"),
    "aliases": times("*a, ", "a: &a b\nc: [", "]\n"),
    "a bomb of aliases": lambda n: "a0: &a0 x\n" + "".join(
        f"a{k}: &a{k} [{f'*a{k - 1}, ' * 9}*a{k - 1}]\n" for k in range(1, 1 + max(1, n // 80))
    ),
    "merges": times("<<: *a\n", "a: &a {b: c}\n"),
    "tags": times("!!python/object:os.system a\n", "a: "),
    "tags on end": times("!", "a: "),
    "quotes without end": times("a", 'title: "'),
    "quotes": times("'' ", "title: '", "'\n"),
    "escapes": times("\\x41", 'title: "', '"\n'),
    "folded": times("  a\n", "summary: >\n"),
    "folded, apart": times("  a\n\n", "summary: >\n"),
    "plain, on lines": times("  a\n", "summary: a\n"),
    "plain, on lines apart": times("  a\n\n", "summary: a\n"),
    "quoted, on lines": times("  a\n", "summary: 'a\n", "'\n"),
    "remarks": times("# a\n"),
    "colons": times(": ", "a"),
    "question marks": times("? "),
    "question marks on lines": times("? a\n"),
    "dashes": times("- "),
    "tabs": times("\t", "a: b\n"),
    "spaces": times(" ", "a:", "b\n"),
    "blank lines": times("\n", "a: b\n"),
    "commas": times(",", "tags: ["),
    "numbers": times("9", "date: "),
    "days": times("2026-01-31 ", "date: "),
    "notes": counted("grief {}, ", "notes: "),
    "notes in a list": counted("- a{} (own)\n", "notes:\n"),
    "notes in parentheses": times("(", "notes: grief "),
    "languages": times("en-", "lang: "),
    "an address": times("a", "source: https://b.example/"),
    "documents": times("a: b\n--- \n"),
    "directives": times("%YAML 1.2\n"),
    "percent": times("%"),
    "at": times("@", "a: "),
}  # fmt: skip

TABLES: dict[str, Sized] = {
    "a dotted key": times("a.", "", "a = 1\n"),
    "dotted keys": counted("a.b{} = 1\n"),
    "dotted keys that rise": lambda n: "".join(
        f"{'.'.join(['a'] * k)}.b{k} = 1\n" for k in range(1, int(n**0.5))
    ),
    "a dotted table": times("a.", "[", "a]\n"),
    "dotted tables": lambda n: "".join(
        f"[{'.'.join(['a'] * k)}]\n" for k in range(1, int(n**0.5))
    ),
    "a dotted list of tables": times("a.", "[[", "a]]\n"),
    "tables": counted("[a{}]\n"),
    "one table often": times("[a]\n"),
    "tables in one": counted("[a.b{}]\n"),
    "tables of a list": times("[[topic]]\n"),
    "topics": counted('[[topic]]\nslug = "a{}"\nlabel = "b"\n'),
    "wrong topics": counted('[[topic]]\nslug = "A {}"\nlabel = ""\ngroup = "c"\nwrong = 1\n'),
    "overruled": counted(
        '[[overruled]]\nrule = "a"\npost = "one"\ndigest = "{}"\nreason = "b"\nby = "c"\n'
        "on = 2026-01-31\n"
    ),
    "lists of tables in lists": counted("[[a]]\n[[a.b]]\n[[a.b.c{}]]\n"),
    "keys": counted("k{} = 1\n"),
    "one key often": times("a = 1\n"),
    "wrong keys": counted("titel{} = 1\n"),
    "a long key": times("a", "", " = 1\n"),
    "a quoted key": times("a", '"', '" = 1\n'),
    "a long text": times("a", 'title = "', '"\n'),
    "a text on lines": times("a\n", 'title = """', '"""\n'),
    "a text without end": times("a", 'title = "'),
    "a text on lines without end": times("a\n", 'title = """'),
    "quotes": times('"'),
    "quotes apart": times('" '),
    "three quotes": times('"""\n'),
    "apostrophes": times("'"),
    "escapes": times("\\u0041", 'title = "', '"\n'),
    "wrong escapes": times("\\q", 'title = "', '"\n'),
    "order": counted('"a{}", ', "order = [", "]\n"),
    "the same in order": times('"one", ', "order = [", "]\n"),
    "order, on lines": counted('  "a{}",\n', "order = [\n", "]\n"),
    "order without commas": counted('  "a{}"\n', "order = [\n", "]\n"),
    "order without end": counted('  "a{}",\n', "order = [\n"),
    "brackets": times("[", "a = "),
    "brackets on lines": times("[\n"),
    "braces": times("{a = ", "a = "),
    "brackets closed": lambda n: "a = " + "[" * (n // 2) + "]" * (n // 2) + "\n",
    "lists of lists": times("[], ", "a = [", "]\n"),
    "tables in a line": times("{a = 1}, ", "a = [", "]\n"),
    "a table in a line": counted("a{} = 1, ", "a = {", "}\n"),
    "numbers": times("9", "a = "),
    "a number in hexadecimals": times("f", "a = 0x"),
    "numbers with underscores": times("1_", "a = "),
    "a fraction": times("9", "a = 0."),
    "days": times("2026-01-31 ", "date = "),
    "remarks": times("# a\n"),
    "a remark": times("a", "# "),
    "blank lines": times("\n"),
    "spaces": times(" "),
    "colons": times("title: a\n"),
    "curly quotes": times("a = \u201cb\u201d\n"),
    "no-break spaces": times("a\u00a0= 1\n"),
    "words": times("a "),
    "equals": times("="),
    "equals on lines": times("=\n"),
    "no quotes": times("a = b\n"),
    "regions": times('"GB", ', "regions = [", "]\n"),
    "wrong regions": counted('"X{}", ', "regions = [", "]\n"),
    "authors": counted('"a{}", ', "authors = [", "]\n"),
    "languages": times("en-", 'language = "', '"\n'),
    "contacts": times("a@", 'contact = "', '"\n'),
    "controls": times("\\u0001", 'title = "', '"\n'),
    "keys with controls": counted('a{} = "\\u0001"\n'),
}  # fmt: skip

RESOURCES: dict[str, Sized] = {
    "places": counted('[[resource]]\nid = "a{}"\nname = "b"\nregions = ["GB"]\nkind = "crisis"\n'),
    "the same place": times('[[resource]]\nid = "a"\nname = "b"\n'),
    "empty places": times("[[resource]]\n"),
    "wrong places": counted('[[resource]]\nid = "A {}"\nwrong = 1\nverified_on = "b"\n'),
    "channels": counted(
        '[[resource.channel]]\nkind = "phone"\nvalue = "0800 {}"\n',
        '[[resource]]\nid = "a"\nname = "b"\n',
    ),
    "wrong channels": times(
        "[[resource.channel]]\nwrong = 1\n", '[[resource]]\nid = "a"\nname = "b"\n'
    ),
    "topics": counted('"t{}", ', '[[resource]]\nid = "a"\nname = "b"\ntopics = [', "]\n"),
    "tables": counted("[a{}]\n"),
    "a dotted key": times("a.", "", "a = 1\n"),
}

RECIPE = 'title = "T"\ndate = 2026-01-31\norder = ["one"]\n'
POST = "---\ntitle: One\n---\n\nText.\n"


def post(text: str) -> Files:
    return {"zine.toml": RECIPE, "posts/one.md": f"---\ntitle: One\n---\n\n{text}\n"}


def matter(text: str) -> Files:
    return {"zine.toml": RECIPE, "posts/one.md": f"---\n{text}\n---\n\nText.\n"}


def recipe(text: str) -> Files:
    return {"zine.toml": RECIPE + text, "posts/one.md": POST}


def recipe_alone(text: str) -> Files:
    return {"zine.toml": text, "posts/one.md": POST}


def resources(text: str) -> Files:
    return {"zine.toml": RECIPE, "posts/one.md": POST, "resources.toml": text}


def posts(count: int) -> Files:
    order = json.dumps([f"p{n}" for n in range(count)])
    return {"zine.toml": f'title = "T"\ndate = 2026-01-31\norder = {order}\n'} | {
        f"posts/p{n}.md": POST for n in range(count)
    }


KINDS: dict[str, tuple[dict[str, Sized], Callable[[str], Files]]] = {
    "text": (TEXTS, post),
    "front matter": (MATTERS, matter),
    "recipe": (TABLES, recipe),
    "recipe alone": (TABLES, recipe_alone),
    "resources": (RESOURCES, resources),
}
