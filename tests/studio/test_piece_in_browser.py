"""What needs a browser in the room of a piece: marks, pages, pictures, and words that stay."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

CHROMIUM = Path("/usr/bin/chromium")
api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]

RECIPE = """title = "Small hours"
authors = ["Robin"]
language = "en-GB"
date = 2026-01-31
order = [{}]
"""
NAMES = ("marks", "pages", "pictures", "words", "lost", "unheard", "two", "killed")
LONG = "\n\n".join(
    f"Paragraph {number} goes on about the {number}th night in words." for number in range(90)
)


class Studio:
    """The studio of a zine in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        words = [sys.executable, "-m", "zinewright", "studio", str(self.folder), "--no-browser"]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()

    def end(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait(40)
        self.process.stdout.close()

    def at(self, path: str) -> str:
        return self.address.partition("/?")[0] + path

    def body(self, name: str, wanted: str | None = None) -> str:
        """The text in the file of a piece; as soon as it is the wanted one, where one is given."""
        until = time.monotonic() + 20
        while True:
            found = (self.folder / f"posts/{name}.md").read_text().split("---\n", 2)[2]
            if wanted in (None, found) or time.monotonic() > until:
                return found
            time.sleep(0.05)


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    folder = tmp_path_factory.mktemp("studio") / "zine"
    (folder / "posts").mkdir(parents=True)
    (folder / "zine.toml").write_text(RECIPE.format(", ".join(f'"{name}"' for name in NAMES)))
    for name in NAMES:
        text = LONG if name == "pages" else "First words.\n\nSecond words.\n\nThird words."
        (folder / f"posts/{name}.md").write_text(f"---\ntitle: {name.title()}\n---\n\n{text}\n")
    found = Studio(folder)
    yield found
    found.end()


@pytest.fixture(scope="module")
def chromium():
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(chromium, studio):
    found = chromium.new_context(viewport={"width": 1400, "height": 900})
    found.set_default_timeout(40_000)  # the first pages, on a machine that is busy
    found.new_page().goto(studio.address)
    return found


@pytest.fixture
def opened(context, studio):
    """A function: a page with a piece in it; every fault of a script fails the test."""
    pages, faults = [], []

    def opened(name):
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(studio.at(f"/pieces/{name}"))
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert faults == []


def saved(page):
    page.locator("#saved", has_text=re.compile(r"^Saved \d")).wait_for()


def choose(page, words):
    """Mark words in the text, as somebody does with the keys."""
    page.locator("#text").evaluate(
        """(text, words) => { const at = text.value.indexOf(words); text.focus();
        text.setSelectionRange(at, at + words.length); }""",
        words,
    )


def shows(page, words):
    """Wait until a text holds these words."""
    until = time.monotonic() + 20
    while words not in value(page) and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert words in value(page)


def value(page):
    return page.locator("#text").input_value()


MARKED = {
    "Strong": "First words.\n\n**Second** words.\n\nThird words.\n",
    "Emphasis": "First words.\n\n*Second* words.\n\nThird words.\n",
    "Link": "First words.\n\n[Second](https://) words.\n\nThird words.\n",
    "Heading": "First words.\n\n## Second words.\n\nThird words.\n",
    "List": "First words.\n\n- Second words.\n\nThird words.\n",
    "Quotation": "First words.\n\n> Second words.\n\nThird words.\n",
    "Poem": "First words.\n\n::: poem\nSecond words.\n:::\n\nThird words.\n",
    "Note": "First words.\n\nSecond[^1] words.\n\nThird words.\n\n[^1]: What the note says\n",
    "Pull quote": "First words.\n\nSecond words.\n\n::: pull\nSecond\n:::\n\nThird words.\n",
    "Passage": "First words.\n\n::: note topic | what this part tells\nSecond words.\n:::\n\n"
    "Third words.\n",
    "Divider": "First words.\n\nSecond words.\n\n---\n\nThird words.\n",
}


def test_each_mark_goes_to_its_place_and_the_browser_takes_it_back(opened):
    page = opened("marks")
    before = value(page)
    made = {}

    for mark in MARKED:
        choose(page, "Second")
        page.get_by_role("button", name=mark, exact=True).click()
        made[mark] = value(page).removeprefix("\n")
        for _ in range(3):
            page.keyboard.press("Control+z")
        assert value(page) == before, mark

    assert made == MARKED


def test_the_marks_work_by_keys_alone(opened):
    page = opened("marks")
    choose(page, "Third")

    page.keyboard.press("Control+b")
    bold = value(page)
    page.keyboard.press("Control+b")
    page.keyboard.press("Alt+F10")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowLeft")
    last = page.evaluate("document.activeElement.textContent")
    stops = page.locator("[data-mark][tabindex='0']").count()
    page.keyboard.press("Escape")

    assert "**Third** words." in bold
    assert "**" not in value(page)
    assert (first, last, stops) == ("Strong", "Divider", 1)
    assert page.evaluate("document.activeElement.id") == "text"
    saved(page)


def test_pages_stand_where_the_caret_is_and_only_what_changes_is_set_anew(opened):
    page = opened("pages")
    page.locator(".preview figure").nth(2).wait_for()
    pages = page.locator(".preview figure")
    first = pages.first.get_attribute("data-digest")
    lines = [int(each.get_attribute("data-line")) for each in pages.all()]
    alternatives = [each.get_attribute("alt") for each in pages.locator("img").all()]

    pages.nth(1).locator("a").click()
    begins = page.evaluate(
        "(() => { const t = document.getElementById('text');"
        " return t.value.slice(t.selectionStart, t.selectionEnd) })()"
    )
    page.locator("#text").press("Control+End")
    page.keyboard.type("\nThe very last words.")
    page.locator(".preview figure.changed").first.wait_for()
    changed = page.locator(".preview figure.changed").count()

    assert lines == sorted(lines)
    assert lines[0] == 4
    assert re.fullmatch(r"Paragraph \d+ goes on .*", begins)
    assert all(re.fullmatch(r"Page \d+, as printed", each) for each in alternatives)
    assert (changed, pages.first.get_attribute("data-digest")) == (1, first)
    assert pages.last.get_attribute("data-here") is not None
    page.wait_for_timeout(800)
    frame, seen = page.locator(".preview").bounding_box(), pages.last.bounding_box()
    assert frame["y"] - 5 <= seen["y"] < frame["y"] + frame["height"] * 2 / 3
    page.locator(".preview figure.changed").wait_for(state="detached")


def test_what_is_wrong_is_told_at_its_line_and_the_pages_stay(opened):
    page = opened("pages")
    page.locator(".preview figure").nth(2).wait_for()
    count = page.locator(".preview figure").count()

    page.locator("#text").press("Control+End")
    page.keyboard.type("\n\n![A cup on a table](images/none.png)")
    button = page.locator("#problems button", has_text="none.png")
    button.wait_for()
    focus = page.evaluate("document.activeElement.id")
    page.locator("#pages-told", has_text="The pages are those of before").wait_for()
    button.click()
    chosen = page.evaluate(
        "(() => { const t = document.getElementById('text');"
        " return t.value.slice(t.selectionStart, t.selectionEnd) })()"
    )
    page.keyboard.press("Delete")
    button.wait_for(state="detached")

    assert focus == "text"
    assert page.locator(".preview figure").count() == count
    assert chosen == "![A cup on a table](images/none.png)"


def test_a_picture_is_asked_for_its_words_and_put_where_the_caret_is(opened, studio):
    page = opened("pictures")
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(content, "PNG")
    choose(page, "First")

    page.locator("#picture-panel summary").click()
    file = {"name": "../A cup!.png", "mimeType": "image/png", "buffer": content.getvalue()}
    page.locator("#picture-file").set_input_files([file])
    page.locator("#picture-says").fill("A cup [blue] on a table")
    page.get_by_role("button", name="Put it in").click()
    page.locator("#said", has_text="The picture is in the text.").wait_for()
    saved(page)

    (made,) = (studio.folder / "images").iterdir()
    assert re.fullmatch(r"a-cup-[0-9a-f]{6}\.png", made.name)
    assert studio.body("pictures") == (
        f"\nFirst words.\n\n![A cup \\[blue\\] on a table](images/{made.name})\n\n"
        "Second words.\n\nThird words.\n"
    )


def test_words_are_found_counted_and_replaced_in_one_step(opened, studio):
    page = opened("words")
    before = value(page)
    page.locator("#find-panel summary").click()
    page.locator("#find-words").fill("WORDS")
    count = page.locator("#find-count").inner_text()
    page.locator("#with-words").fill("letters")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Replace", exact=True).click()
    one = value(page)
    page.get_by_role("button", name="Replace all").click()
    every = value(page)
    page.locator("#text").press("Control+z")
    back = value(page)
    page.locator("#text").press("Control+z")

    assert count == "3 times in this text."
    assert one == before.replace("words", "letters", 1)
    assert every == before.replace("words", "letters")
    assert (back, value(page)) == (one, before)


def test_while_the_line_is_broken_words_are_kept_and_then_saved(opened, context, studio):
    page = opened("lost")
    context.set_offline(True)
    page.locator("#text").press("Control+End")
    page.keyboard.type("Typed in a tunnel.")
    page.locator("#saved", has_text="kept in this browser").wait_for()
    context.set_offline(False)
    saved(page)

    wanted = "\nFirst words.\n\nSecond words.\n\nThird words.\nTyped in a tunnel."
    assert studio.body("lost", wanted) == wanted


def test_an_answer_that_is_lost_makes_no_conflict_with_oneself(opened, studio):
    page, lost = opened("unheard"), []

    def unheard(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)  # the server has it, and nobody hears so
            return route.abort()
        return route.continue_()

    page.route("**/pieces/unheard", unheard)
    page.locator("#text").press("Control+End")
    page.keyboard.type("Once")
    page.locator("#saved", has_text="kept in this browser").wait_for()
    page.keyboard.type(" and twice.")
    saved(page)

    wanted = "\nFirst words.\n\nSecond words.\n\nThird words.\nOnce and twice."
    assert lost == [200]
    assert studio.body("unheard", wanted) == wanted == value(page)


def test_a_picture_that_is_pasted_is_asked_for_its_words(opened):
    page = opened("pictures")
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(content, "PNG")

    page.locator("#text").evaluate(
        """(text, bytes) => { const held = new DataTransfer();
        held.items.add(new File([new Uint8Array(bytes)], "shot.png", { type: "image/png" }));
        text.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData: held, bubbles: true, cancelable: true })); }""",
        list(content.getvalue()),
    )
    focus = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")  # nothing is said yet: the browser asks for it
    is_there = page.locator("#picture-seen img").count()

    assert focus == "picture-says"
    assert is_there == 1
    assert "shot" not in value(page)


def test_what_another_saves_comes_into_the_text_and_the_caret_stays(opened, studio):
    mine, theirs = opened("two"), opened("two")
    choose(mine, "Third")
    theirs.locator("#text").press("Control+Home")
    theirs.keyboard.type("Theirs. ")
    shows(mine, "Theirs. \nFirst")
    chosen = mine.evaluate(
        "(() => { const t = document.getElementById('text');"
        " return t.value.slice(t.selectionStart, t.selectionEnd) })()"
    )
    mine.keyboard.press("ArrowRight")
    for word in "some more of mine":  # with saves in between, and no conflict with oneself
        mine.keyboard.type(word, delay=60)
    theirs.locator("#text").press("Control+Home")
    theirs.keyboard.type("Again. ")
    wanted = "Again. Theirs. \nFirst words.\n\nSecond words.\n\nThirdsome more of mine words.\n"

    assert chosen == "Third"
    assert studio.body("two", wanted) == wanted
    shows(mine, "Again. Theirs.")
    shows(theirs, "some more of mine words")
    assert value(mine) == value(theirs) == wanted


def test_a_server_that_is_killed_loses_no_word(opened, context, studio):
    page = opened("killed")
    page.locator("#text").press("Control+End")
    studio.end(signal.SIGKILL)
    page.keyboard.type("Typed into the void.")
    page.locator("#saved", has_text="kept in this browser").wait_for()
    page.close(run_before_unload=False)
    studio.start()
    context.pages[0].goto(studio.address)

    page = opened("killed")
    page.locator("#said", has_text="are back in the text").wait_for()
    saved(page)

    wanted = "\nFirst words.\n\nSecond words.\n\nThird words.\nTyped into the void."
    assert studio.body("killed", wanted) == wanted
