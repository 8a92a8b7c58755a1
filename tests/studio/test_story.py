"""The studio in Chromium: a zine from an export by keyboard alone, and what every room is like."""

import re

import pytest
from exports import wxr, wxr_item
from studio_seen import FOCUSED, axe_says, chromium, open_studio, tab_to

pytestmark = pytest.mark.slow
ROOMS = "order pieces notes support looks print publish history".split()
NARROW = {"width": 320, "height": 256}  # a window of 1280 x 1024 pixels at 400 %


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "night.xml"
    path.write_bytes(
        wxr(wxr_item("The corridor", slug="a"), wxr_item("The way home", number=8, slug="b"))
    )
    return path


def test_an_export_becomes_an_ordered_zine_by_keyboard_alone(browser, tmp_path, export):
    with open_studio(tmp_path / "night") as address:
        page = browser.new_page()
        page.goto(address)
        tab_to(page, "Bring posts in")
        page.keyboard.press("Enter")
        page.locator("#files").set_input_files(export)  # the window of the system chooses
        tab_to(page, "Look at what is in it")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="What is in it").wait_for()
        tab_to(page, "Take those that are ticked")
        page.keyboard.press("Enter")
        page.locator("[data-order]").wait_for()
        assert titles(page) == ["The corridor", "The way home"]
        assert said(page) == "2 posts taken, at the end of the order."

        tab_to(page, "The corridor")
        page.keyboard.press("Alt+ArrowDown")
        assert said(page, "now") == "The corridor: now 2 of 2, after The way home."
        assert titles(page) == ["The way home", "The corridor"]
        assert page.evaluate(FOCUSED) == "The corridor"
        page.keyboard.press("Control+z")
        assert said(page, "Undone") == "Undone. The corridor: 1 of 2."
        assert page.evaluate(FOCUSED) != ""
        page.close()


def test_the_same_is_done_without_a_script_in_a_narrow_window(browser, tmp_path, export):
    with open_studio(tmp_path / "night") as address:
        context = browser.new_context(java_script_enabled=False, viewport=NARROW)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.goto(address)
        page.get_by_role("link", name="Bring posts in").click()
        page.locator("#files").set_input_files(export)
        page.get_by_role("button", name="Look at what is in it").click()
        page.get_by_role("button", name="Take those that are ticked").click()
        page.get_by_role("button", name="Move The corridor down").click()
        assert titles(page) == ["The way home", "The corridor"]
        assert said(page) == "The corridor: now 2 of 2, after The way home."
        page.get_by_role("button", name="Move The corridor to…").click()
        page.get_by_role("button", name="First", exact=True).click()
        assert titles(page) == ["The corridor", "The way home"]
        context.close()


@pytest.mark.parametrize("state", ["empty", "full"])
def test_axe_finds_nothing_in_any_room_and_each_fits_a_narrow_window(browser, lay, tmp_path, state):
    long = "A title that does not come to its end " * 5
    folder = tmp_path / "none"
    if state == "full":
        folder = lay(
            {
                "zine.toml": RECIPE,
                "posts/one.md": f"---\ntitle: {long}\n---\nCold.",
                "posts/two.md": ARABIC,
            }
        )
    found = {}
    with open_studio(folder) as address:
        context = browser.new_context(bypass_csp=True, viewport=NARROW, color_scheme="dark")
        page = context.new_page()
        page.goto(address)
        root = re.sub(r"\?.*", "", address)
        for room in ROOMS:
            page.goto(root + room)
            found[room] = axe_says(page), page.evaluate("document.documentElement.scrollWidth")
        page.goto(f"{root}order?moving=one")
        found["moving"] = axe_says(page), page.evaluate("document.documentElement.scrollWidth")
        context.close()
    assert found == {room: ([], 320) for room in [*ROOMS, "moving"]}


def test_axe_names_a_defect(browser):
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content("<!doctype html><html lang=en><title>T</title><main><h1>T</h1><input>")
        assert [each.partition(":")[0] for each in axe_says(page)] == ["label"]


RECIPE = 'title = "Small hours"\norder = ["one", "two"]\n'
ARABIC = "---\ntitle: رسائل من الجناح\nlang: ar\n---\nنص قصير."


def titles(page):
    return page.locator("[data-order] .what > a").all_inner_texts()


def said(page, holds=""):
    """What is said, once it is."""
    page.locator("#said", has_text=holds or re.compile(".")).wait_for()
    return page.locator("#said").inner_text()
