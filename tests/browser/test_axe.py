"""Every state of the chat, as it stands when it has come and wherever it is scrolled to, has nothing that axe would mend."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import IN_SIGHT, ask

ASKED = {
    "answered": "What are the values of Salford Royal?",
    "comparison": "Compare how Salford and UCLH appraise their consultants",
    "refused": "How does King's College Hospital appraise its consultants?",
    "greeted": "hello",
    "panel": "What are the values of Salford Royal?",
}
COLOURS = ("light", "dark", "forced")
PAGES = ("/read", "/map", "/figures", "/index", "/check", "/embed")
MOST_STOPS = 60
"""Of a page with a link beside every quotation the first are enough: the others stand in the same places."""
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SIZES = {"runOnly": ["target-size"]}
LONG = ("How does each trust choose its clinical leaders?", "What share of doctors hold leadership roles at each trust?", "How many staff does UCLH have? What is a DCD? Who paid for executive shadowing?")  # fmt: skip


def found(page, options=WCAG):
    results = Axe().run(page, options=options)
    return results.generate_report() if results.violations_count else ""


@pytest.mark.parametrize(
    ("state", "width", "colours"),
    [
        (state, width, COLOURS[(row + column) % len(COLOURS)])
        for row, state in enumerate(("empty", *ASKED, "/read", "/map"))
        for column, width in enumerate((1280, 768, 390))
    ],
)
def test_axe_finds_nothing(chat, new_page, state, width, colours):
    """Each state at each width and in all colours, and each width in all of these, but not all three together, which would be 72
    pages. At 1280 the report stands beside every answer.
    """
    scheme = {"forced_colors": "active"} if colours == "forced" else {"color_scheme": colours}
    options = {**scheme, "viewport": {"width": width, "height": 844}, "bypass_csp": True}
    page = new_page(state, **options) if state.startswith("/") else chat(**options)
    if state in ASKED:
        ask(page, ASKED[state])
    if state == "panel":
        page.locator("#log a.chip").first.click()
    if state == "panel" or (width >= 1280 and state in ("answered", "comparison")):
        page.wait_for_selector("#panel mark")
    assert found(page) == ""


@pytest.mark.parametrize("size", [(1280, 800), (768, 1024), (390, 844), (390, 500)], ids=str)
@pytest.mark.parametrize("question", LONG)
def test_no_target_is_made_small_by_what_lies_over_it_wherever_the_talk_is_scrolled_to(chat, question, size):
    """WCAG 2.5.8; where the question box lay over the talk, a control half under it was one in every few places."""
    page = chat(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    ask(page, question)
    page.evaluate("() => document.querySelector('#talk').scrollTo(0, 0)")
    while True:
        assert found(page, SIZES) == ""
        covered = page.evaluate("() => document.querySelector('#talk').getBoundingClientRect().bottom - document.querySelector('#bar').getBoundingClientRect().top")  # fmt: skip
        assert covered <= 0
        before, after = page.evaluate("() => { const talk = document.querySelector('#talk'), before = talk.scrollTop; talk.scrollBy(0, 59); return [before, talk.scrollTop]; }")  # fmt: skip
        if after == before:
            break


def test_ask_is_a_button_to_the_eye_in_forced_colours(chat):
    page = chat(forced_colors="active")
    style = page.locator("#ask").evaluate(
        "button => [getComputedStyle(button).borderTopStyle, getComputedStyle(button).borderTopWidth]"
    )
    assert style == ["solid", "1px"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", [*PAGES[2:], "/figures?sort=figures/staff"])
def test_axe_finds_nothing_on_the_other_pages_in_forced_colours(new_page, path, width):
    page = new_page(path, forced_colors="active", viewport={"width": width, "height": 844}, bypass_csp=True)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => one.open = true)")
    assert found(page) == ""


@pytest.mark.parametrize("size", [(1280, 800), (390, 500)], ids=str)
@pytest.mark.parametrize("path", PAGES)
def test_what_has_the_focus_is_not_covered_on_any_page(new_page, path, size):
    page = new_page(path, viewport={"width": size[0], "height": size[1]})
    page.wait_for_load_state("networkidle")
    stops = 0
    while stops < MOST_STOPS:
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            break
        page.wait_for_function(IN_SIGHT, timeout=3_000)
        stops += 1
    assert stops > 2
