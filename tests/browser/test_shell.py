"""What stands in the first HTML works before Gradio has loaded, and nothing moves when it comes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask

FIRST_VISITS = True
HOW = "What are the values of Salford Royal?"
COMPARE = "Compare how Salford and UCLH appraise their consultants"
ASSETS = "**/assets/*.js"
SHIFTS = """window.shifts = []; new PerformanceObserver((list) => list.getEntries().forEach((e) => e.hadRecentInput || shifts.push(e.value)))
  .observe({ type: 'layout-shift', buffered: true });"""


@pytest.fixture
def early(new_page):
    """The page before any script of Gradio's has come, and what lets them come."""

    def open_early(path="/", *, clock=False, **options):
        page = new_page("about:blank", **options)
        if clock:
            page.clock.install()
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


def test_all_of_gradio_is_asked_for_before_any_of_it_runs(new_page):
    """Else it is asked for in four rounds, each of which waits for the one before."""
    page = new_page("about:blank")
    page.requests.clear()
    entry = []

    def hold(route):
        entry.append(route)

    page.route("**/assets/index-*.js", hold)
    page.goto(new_page.address + "/", wait_until="commit")
    page.wait_for_function(
        """() => { const links = [...document.querySelectorAll('link[href*="assets/"]')];
          return links.length > 20 && links.every((link) => performance.getEntriesByName(link.href).length); }"""
    )
    ahead = [url for url in page.requests if "/assets/" in url or "theme.css" in url]
    entry[0].continue_()
    page.wait_for_selector("#log .arrived", state="attached")
    page.wait_for_function("() => [...document.querySelectorAll('link.late')].every((link) => link.media === 'all')")
    assert [url for url in page.requests if "/assets/" in url or "theme.css" in url] == ahead
    assert len(ahead) == len(set(ahead))


def test_a_question_that_gradio_did_not_hear_is_asked_again_once(chat):
    page = chat()
    heard = []

    def deaf(route):
        sent = route.request.post_data_json
        heard.append(sent["data"][0])
        route.continue_(post_data={**sent, "data": ["", *sent["data"][1:]]} if len(heard) == 1 else None)

    page.route("**/gradio_api/run/predict*", deaf)
    page.fill("#question textarea", HOW)
    page.keyboard.press("Enter")
    page.locator("#log .answer").wait_for()
    assert heard == [HOW, HOW]
    assert page.locator("#log .asked").all_inner_texts() == [HOW]
    page.fill("#question textarea", "\u2060")  # no letter of it is left: that is told, and not asked for ever
    page.keyboard.press("Enter")
    page.locator("#log .answer").nth(1).wait_for()
    assert len(heard) == 4
    assert page.errors == []


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


@pytest.mark.parametrize("size", [(390, 844), (844, 390), (390, 500), (1280, 800)])
def test_something_to_ask_by_a_click_is_seen_on_arrival(chat, size):
    page = chat(viewport={"width": size[0], "height": size[1]})
    first = page.locator("#welcome a").first.bounding_box()
    assert first["y"] + first["height"] <= page.locator("#bar").bounding_box()["y"]
    if size[1] >= 800:  # all of the page, its promise in the last line too
        notice = page.locator("#notice").bounding_box()
        assert notice["y"] + notice["height"] <= size[1]


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


def test_a_question_is_told_why_it_waits_and_outlives_a_part_that_never_comes(early):
    page, _ = early(clock=True)
    page.keyboard.type(HOW)
    page.keyboard.press("Enter")
    page.fill("#question textarea", COMPARE)
    page.keyboard.press("Enter")  # in line behind it
    page.fill("#question textarea", "And wh")
    assert page.locator("#log .wait").inner_text() == "Looking in the report …"
    page.clock.fast_forward(9_000)
    waits = page.locator("#log .wait")
    waits.get_by_text("A part of this page has not come yet.").wait_for()
    assert page.get_by_role("status").inner_text().startswith("A part of this page has not come yet.")
    page.unroute(ASSETS)
    waits.get_by_role("button", name="Load the page again").click()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW, COMPARE]
    assert page.input_value("#question textarea") == "And wh"


def test_what_comes_late_after_all_is_asked_once(early):
    page, come = early(clock=True)
    page.keyboard.type(HOW)
    page.keyboard.press("Enter")
    page.clock.fast_forward(9_000)
    page.get_by_role("button", name="Load the page again").wait_for()
    come()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW]
    assert page.locator("#log .wait").count() == 0


@pytest.mark.parametrize("width", [320, 390, 640, 641, 844, 1280])
@pytest.mark.parametrize("path", ["/", "/embed"])
def test_the_invitation_fits_its_box(early, path, width):
    page, come = early(path, viewport={"width": width, "height": 800})
    room, needed = page.evaluate(
        """() => { const box = document.querySelector('#box'), style = getComputedStyle(box), pen = document.createElement('canvas').getContext('2d');
          pen.font = style.font;
          return [box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), pen.measureText(box.placeholder).width]; }"""
    )
    assert 50 < needed <= room
    come()
