"""The card under a citation: by pointer and by focus, dismissible, hoverable, persistent (WCAG 1.4.13), none by touch."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask

HOW = "What are the values of Salford Royal?"
COMPARE = "Compare how Salford and UCLH appraise their consultants"
WIDE = {"width": 1100, "height": 900}  # no pane yet


def cards_come(page, question=COMPARE):
    """An answer, and the script of the cards, which comes after the first."""
    with page.expect_response("**/ui/cards.js"):
        answer = ask(page, question)
    page.locator("#card").wait_for(state="attached")
    return answer


def test_a_card_says_whose_what_and_where_with_the_words_around(chat):
    page = chat(viewport=WIDE)
    figure = cards_come(page).locator("figure.quote").first
    chip, card = figure.locator("a.chip"), page.get_by_role("tooltip")
    chip.hover()
    card.wait_for()
    trust, page_name = "Salford Royal", chip.inner_text().split(" · ")[1]
    assert card.locator(".place").inner_text().startswith(f"{trust} · ")
    assert card.locator(".place").inner_text().endswith(page_name)
    quote = re.sub(r"\s+", " ", figure.locator("blockquote p:not(.lead-in)").first.inner_text())
    assert card.locator("mark").inner_text()[:40] == quote[:40]
    words = card.locator(".words").inner_text()
    assert len(words) > len(card.locator("mark").inner_text()) + 40
    assert chip.get_attribute("aria-describedby") == "card"
    assert chip.get_attribute("title") == ""  # the browser's own would lie over it
    page.mouse.move(600, 20)
    card.wait_for(state="hidden")
    assert "Salford Royal · " in chip.get_attribute("title")
    assert chip.get_attribute("aria-describedby") is None


def test_a_card_can_be_pointed_at_and_goes_by_escape_alone(chat):
    page = chat(viewport=WIDE)
    chip = cards_come(page).locator("a.chip").first
    chip.hover()
    card = page.get_by_role("tooltip")
    card.wait_for()
    box = card.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30, steps=5)
    page.evaluate("() => new Promise((done) => setTimeout(done, 700))")  # longer than a card waits to go: it must not
    assert card.is_visible()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    # Neither pointer nor focus had to move, and a panel stays open.
    chip.click()
    page.get_by_role("dialog").wait_for()
    page.mouse.move(5, 5)
    chip.hover()
    card.wait_for()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_the_focus_brings_a_card_and_takes_it_along(chat):
    page = chat(viewport=WIDE)
    answer = cards_come(page)
    chips = answer.locator("a.chip")
    page.keyboard.press("Shift+Tab")  # who uses keys sees where the focus is
    chips.nth(1).focus()
    card = page.get_by_role("tooltip")
    card.wait_for()
    assert card.locator(".place").inner_text().endswith(chips.nth(1).inner_text().split(" · ")[1])
    ring, shown = chips.nth(1).bounding_box(), card.bounding_box()
    assert shown["y"] >= ring["y"] + ring["height"] or shown["y"] + shown["height"] <= ring["y"]  # not over its citation
    page.keyboard.press("Tab")
    card.wait_for(state="hidden")


def test_a_finger_gets_no_card(chat):
    page = chat(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    chip = cards_come(page).locator("a.chip:visible").first
    chip.tap()
    page.locator("#panel mark").first.wait_for()
    assert page.locator("#card").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_card(chat, width, scheme):
    page = chat(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    cards_come(page, HOW).locator("a.chip").first.hover()
    page.get_by_role("tooltip").wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()
