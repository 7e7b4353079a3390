"""What stands in the first HTML works before Gradio has loaded, and nothing moves when it comes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask

HOW = "What are the values of Salford Royal?"
ASSETS = "**/assets/*.js"
SHIFTS = """window.shifts = []; new PerformanceObserver((list) => list.getEntries().forEach((e) => e.hadRecentInput || shifts.push(e.value)))
  .observe({ type: 'layout-shift', buffered: true });"""


@pytest.fixture
def early(new_page):
    """The page before any script of Gradio's has come, and what lets them come."""

    def open_early(path="/", **options):
        page = new_page("about:blank", **options)
        held, free = [], []

        def hold(route):
            if free:
                route.continue_()
            else:
                held.append(route)

        def come():
            free.append(True)
            for route in held:
                route.continue_()

        page.route(ASSETS, hold)
        page.goto(new_page.address + path, wait_until="commit")
        page.wait_for_function("() => document.querySelector('#scope')")  # the page's own scripts have run
        return page, come

    return open_early


def test_what_is_asked_before_gradio_has_come_is_echoed_and_asked_then(early):
    page, come = early()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator("#welcome a.ask").count() == 4
    assert page.evaluate("() => document.activeElement.id") == "box"
    page.keyboard.type(HOW)
    page.keyboard.press("Enter")
    assert page.locator("#log .waiting .asked").inner_text() == HOW
    page.fill("#question textarea", "And wh")
    come()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW]
    assert page.input_value("#question textarea") == "And wh"
    assert page.errors == []


def test_an_example_and_more_are_asked_in_their_order(early):
    page, come = early(viewport={"width": 390, "height": 844})
    example = page.locator("#welcome a.ask").first
    words = example.inner_text()
    example.click()
    page.fill("#question textarea", HOW)
    page.click("#ask")
    assert page.locator("#log .asked").all_inner_texts() == [words]
    come()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [words, HOW]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_gradio_has_come(early, scheme):
    page, come = early(viewport={"width": 390, "height": 844}, color_scheme=scheme, bypass_csp=True)
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()
    come()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["/", "/?theme=induction", "/?ask=What+are+the+values+of+Salford+Royal%3F"])
def test_nothing_moves_when_gradio_comes(new_page, path, width):
    page = new_page("about:blank", viewport={"width": width, "height": 844})
    page.add_init_script(SHIFTS)
    page.goto(new_page.address + path)
    page.locator("#log .answer" if "ask" in path else "#log .arrived").wait_for()
    assert sum(page.evaluate("() => shifts")) < 0.02


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_when_a_talk_is_restored(chat, width):
    page = chat(viewport={"width": width, "height": 844})
    page.add_init_script(SHIFTS)
    ask(page, HOW)
    page.reload()
    page.locator("#offered .arrived").wait_for(state="attached")
    assert page.locator("#log .answer").is_visible()
    assert sum(page.evaluate("() => shifts")) < 0.02


def test_the_box_grows_with_what_is_typed_and_no_further(chat):
    page = chat()
    box = page.locator("#question textarea")
    heights = []
    for lines in (1, 3, 30):
        box.fill("\n".join(["words"] * lines))
        heights.append(box.bounding_box()["height"])
    assert heights[0] < heights[1] < heights[2] < 200


def test_without_script_the_page_says_what_can_be_read(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("noscript a").first.is_visible()
    context.close()
