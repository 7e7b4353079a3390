"""The report as a panel over the talk, below 1280 pixels: it opens from a citation, makes room or takes all of it, and closes."""

import pytest

from browser.conftest import ask

HOW = "What are the values of Salford Royal?"


@pytest.mark.parametrize("width", [1279, 390])
def test_below_that_width_a_panel_opens_when_asked_for_and_gives_way(chat, width):
    page = chat(viewport={"width": width, "height": 800})
    answer = ask(page, HOW)
    assert page.locator("#panel").is_hidden()
    answer.locator("a.chip").first.click()
    page.get_by_role("dialog").locator("mark").first.wait_for()
    if width == 1279:
        ask(page, "hello")
        assert page.locator("#panel").is_hidden()
        page.set_viewport_size({"width": 1280, "height": 800})
        page.get_by_role("complementary").wait_for()


@pytest.mark.parametrize("size", [(1279, 800), (1024, 768), (960, 600)])
def test_the_talk_makes_room_for_a_panel_and_keeps_its_place(chat, size):
    page = chat(viewport={"width": size[0], "height": size[1]})
    chip = ask(page, HOW).locator("a.chip").first
    before = chip.bounding_box()["y"]
    chip.click()
    page.locator("#panel mark").first.wait_for()
    left = page.locator("#panel").bounding_box()["x"]
    right = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('#log .turn *, #line *, #asking *')].map((e) => e.getBoundingClientRect().right))"
    )
    assert right <= left
    assert abs(chip.bounding_box()["y"] - before) <= 1
    page.locator("#panel").get_by_role("button", name="Close").click()
    assert abs(chip.bounding_box()["y"] - before) <= 1


@pytest.mark.parametrize("size", [(959, 600), (844, 390), (640, 400), (390, 500), (320, 568)])
def test_a_panel_that_leaves_no_room_takes_all_of_it_with_the_way_back_in_sight(chat, size):
    page = chat(viewport={"width": size[0], "height": size[1]})
    ask(page, HOW).locator("a.chip").nth(1).click()
    page.locator("#panel mark").first.wait_for()
    panel = page.locator("#panel").bounding_box()
    assert panel["x"] == panel["y"] == 0
    whole = page.locator("#page").bounding_box()
    assert panel["width"] >= whole["x"] + whole["width"]
    page.evaluate("() => document.querySelector('#panel').scrollBy(0, 4000)")
    for name in ("Close", "Previous source"):
        button = page.locator("#panel").get_by_role("button", name=name)
        on_top = "(b) => { const r = b.getBoundingClientRect(); return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === b; }"
        assert button.evaluate(on_top)
    assert page.locator("#panel header").bounding_box()["height"] < size[1] / 3
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_back_on_a_phone_closes_the_panel_and_leaves_the_page(chat):
    page = chat(viewport={"width": 390, "height": 844})
    chip = ask(page, HOW).locator("a.chip").first
    # A browser's Back is heard by a CloseWatcher, which can be told to ask for the same.
    page.evaluate(
        "() => { const Own = CloseWatcher; window.CloseWatcher = class extends Own { constructor() { super(); window.made = this; } }; }"
    )
    for _ in range(2):
        chip.click()
        page.locator("#panel mark").first.wait_for()
        page.evaluate("() => window.made.requestClose()")
        page.locator("#panel").wait_for(state="hidden")
        assert chip.evaluate("chip => chip === document.activeElement")
    assert page.locator("#log .answer").count() == 1
