"""A manuscript that holds everything at once: what each promise is kept on, and read back from."""

from __future__ import annotations

import io
from pathlib import Path

from manuscripts import manuscript
from PIL import Image
from zines import png

TITLE = "On the " + " and the ".join(["length of a night"] * 9) + ", which had an end"
ITEMS = "\n".join(
    f"{number}. The {number}th thing on the list\n"
    f"    - which has a part\n"
    f"        - and in that part, a smaller one\n\n"
    f"            With a paragraph of its own that goes on for a line and then for one more line.\n"
    for number in range(1, 31)
)
ROWS = "\n".join(
    f"| **Day {number}** | {number} | {number * 7} | {number % 5} | yes | {'a' * (number % 9)} |"
    for number in range(1, 51)
)
SIGNS = {"❦": "[floral heart]"}
"""Signs that no face has, with what print says in their place."""
EVERYTHING = f"""---
title: "{TITLE}"
author: [Ada, Bo]
date: 2025-01-01
updated: 2025-02-02
summary: 'What "everything" is, & <more>.'
notes: [long lists (description personal theme), wide tables, grief (mention implied)]
notes_reviewed: 2026-01-01
source: https://example.org/everything?a=1&b=2
---
The NHS opens at 9 – or so it *says*, in **bold**, in `code`, ~~not~~ and in 2^10^.
☕ 🎈 👩‍🚀 ❤️ ✓ 👍🏽 ❦

A phrase: [à la belle étoile]{{lang=fr}}, [नमस्ते दुनिया]{{lang=hi}} and [ليل طويل]{{lang=ar}}.[^one]
And once more.[^two]
The same again.[^one] A [link with words](https://example.org/%C3%A9?q=1#part), a
[way inside](#a-table),
[another piece](arabic.md), and https://example.org/bare-address-in-the-text that is long.

> Somebody said this.
>
> > And somebody else inside it.
>
> — A name

## A list

{ITEMS}

## A table

| Day | A | B | C | Open | Letters |
| --- | ---: | ---: | ---: | --- | --- |
{ROWS}

Caption: Fifty days, in six columns.

### A picture

![A slope from black to white](slope.jpg)

Caption: A *slope*, with a [link](https://example.org/slope).

![](sprig.png){{decorative}}

![The slope once more, on a page of its own](slope.jpg){{full}}
Caption: It fills the page, "as it were".

![The slope once more, beside the text](slope.jpg){{small}}
Caption: Beside the text.

They walked up the slope, and it was steep, and nobody said anything about it, since all of them
had to breathe. At the top stood a bench, and on the bench stood a name, and below it two years.

![The slope once more, at the left](slope.jpg){{pair}}
Caption: The left one.

![The slope once more, at the right](slope.jpg){{pair}}

Caption: The right one[^one].

#### Deep

##### Deeper

###### Deepest

Word
:   Its meaning, which is long enough for a line and a half of the page that it is on, or more.
:   Another meaning

Next
:   A third

```
def night(long):
    return long or "a line of code that is much longer than the page is wide, and then some more"
```

{{{{ 7*7 }}}} <script>alert('&')</script> &copy; &nbsp; 1 < 2 > 0

::: note a loud noise, a fall | A door that slams.
## Inside a passage

It slammed.

- and
- again
:::

::: poem
The kettle sings at four, *and the whole
street* hears it, NHS and all[^one]
    far off, in a line that is a good deal longer than any page of this zine is wide, they say,

- and "again"
:::

She said that nothing ends, *"not even"* this.

::: pull
nothing ends, *"not even"* this
:::

***

The end.

[^one]: A note with *stress*, a [link](https://example.org/note) and an `x`.
[^two]: A note.

    With a second paragraph.

*[NHS]: National Health Service
"""
ARABIC = """---
title: ليل طويل
lang: ar
summary: عن الليل.
notes: [الليل]
---
كان الليل طويلا، و[the train]{lang=en} لم يصل.[^هنا] انظر [القطعة الأولى](everything.md).

- أول
- ثان

| من | كم |
| --- | --- |
| **أنا** | 12 |

## الصباح

::: poem
ثم جاء
    الصباح
:::

ثم جاء الصباح.

[^هنا]: كتبه شخص ما.
"""
EMPTY = "---\ntitle: Nothing yet\nnotes: none\n---\n"
HEADINGS = "---\ntitle: Only headings\nnotes: unsaid\n---\n" + "\n\n".join(
    f"## Part {number}\n\n### Of {number}\n\nA line." for number in range(1, 16)
)
RESOURCES = """
[[resource]]
id = "line"
name = "A line to call"
kind = "crisis"
regions = ["GB"]
url = "https://example.org/line"
notes = "For anybody, at night too."
topics = ["anything"]
verified_on = 2025-12-20
verified_by = "Ada"
channels = [
  { type = "voice", display = "0800 000 000", href = "tel:0800000000", hours = "all day" },
  { type = "sms", display = "85258", href = "sms:85258", keyword = "HELLO" },
]

[[resource]]
id = "old"
name = "A place that nobody looked at for years"
kind = "emergency"
regions = ["GB"]
verified_on = 2020-01-01
channels = [{ type = "voice", display = "1", href = "tel:1" }]
"""


OWN_TOPIC = """
[[topic]]
slug = "long-lists"
label = "lists & <longer> lists"
group = "poverty-world"
"""


def torture(folder: Path) -> Path:
    """The manuscript, in a folder."""
    posts = {"everything": EVERYTHING, "arabic": ARABIC, "empty": EMPTY, "headings": HEADINGS}
    made = manuscript(
        folder, posts, title=f"'{TITLE}'", subtitle="'Ünder the & <stars> \"all\" night'",
        authors='["Ada & Bo", "ليلى", "O\'Hara"]', publisher='"A stall"', licence='"CC0"',
        notes='"full"', description='"All at once & <more>"',
        contact='"ada@example.org"', regions='["GB"]',
    )  # fmt: skip
    with (made / "zine.toml").open("a", encoding="utf-8") as recipe:
        recipe.write(OWN_TOPIC)
    slope = io.BytesIO()
    Image.linear_gradient("L").resize((2400, 900)).save(slope, "JPEG")
    (made / "posts" / "slope.jpg").write_bytes(slope.getvalue())
    (made / "posts" / "sprig.png").write_bytes(png())
    (made / "resources.toml").write_text(RESOURCES, "utf-8")
    return made
