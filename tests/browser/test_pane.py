"""The report as a pane beside the talk, from 1280 pixels: it follows, both sides are marked, and it goes when told to."""

import re

import pytest

from browser.conftest import ask

HOW = "What are the values of Salford Royal?"
COMPARE = "Compare how Salford and UCLH appraise their consultants"
ABSENT = "How many beds does Salford Royal have?"
WORDS = "() => [...document.querySelectorAll('#panel mark')].map((m) => m.textContent).join('').replace(/\\W/g, '')"


def letters(locator):  # what is folded as well
    return re.sub(r"\W", "", "".join(locator.all_text_contents()))


def quoted(figure):
    return letters(figure.locator("blockquote p:not(.lead-in)"))


def shows(page, figure):
    """Until the pane has the quotation's words marked, and the answer has the quotation marked."""
    page.wait_for_function(f"words => ({WORDS})() === words", arg=quoted(figure))
    assert "open" in figure.get_attribute("class")
    assert page.locator("#log figure.open").count() == 1
    assert page.locator("#log a.chip[aria-current]").count() == 1


def test_the_pane_follows_the_talk_and_takes_no_focus(chat):
    page = chat()
    assert page.locator("#panel").is_hidden()
    for question in (HOW, COMPARE):
        answer = ask(page, question)
        shows(page, answer.locator("figure.lead"))
        assert page.evaluate("() => document.activeElement.id") != "panel"
    ask(page, "hello")
    page.get_by_text("The newest answer quotes nothing.").wait_for()  # and no words of another question
    assert page.locator("#panel mark").count() == 0
    assert page.get_by_role("complementary", name="The report").is_visible()


def test_what_is_nearest_is_not_shown_as_if_it_answered(chat):
    page = chat()
    answer = ask(page, ABSENT)
    page.locator("#panel").get_by_text("This was not answered.").wait_for()
    assert page.locator("#panel mark, #log figure.open").count() == 0
    answer.locator(".nearest a.chip").click()
    shows(page, answer.locator(".nearest figure"))


def test_no_word_of_the_talk_is_under_the_pane(chat):
    for width in (1280, 1440, 1920):
        page = chat(viewport={"width": width, "height": 900})
        ask(page, HOW)
        page.locator("#panel mark").first.wait_for()
        pane = page.locator("#panel").bounding_box()["x"]
        right = page.evaluate(
            "() => Math.max(...[...document.querySelectorAll('#log .turn *, #line *, #asking *')].map((e) => e.getBoundingClientRect().right))"
        )
        assert right <= pane
        assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_escape_leads_from_the_pane_to_the_citation_and_the_pane_stays(chat):
    page = chat()
    chip = ask(page, HOW).locator("a.chip").nth(1)
    chip.click()
    page.wait_for_function("() => document.activeElement.id === 'panel'")
    page.keyboard.press("Escape")
    assert chip.evaluate("chip => chip === document.activeElement")
    assert page.locator("#panel").is_visible()


def test_a_pane_that_was_closed_stays_closed_in_the_tab_until_a_citation_is_followed(chat):
    page = chat()
    lead = ask(page, HOW).locator("a.chip").first
    page.locator("#panel mark").first.wait_for()
    page.locator("#panel").get_by_role("button", name="Close").click()
    assert lead.evaluate("chip => chip === document.activeElement")
    ask(page, COMPARE)
    assert page.locator("#panel").is_hidden()
    page.reload()
    page.locator("#log .answer").nth(1).wait_for()
    ask(page, HOW)
    assert page.locator("#panel").is_hidden()
    page.locator("#log a.chip").first.click()
    page.locator("#panel mark").first.wait_for()
    shows(page, ask(page, COMPARE).locator("figure.lead"))
    page.reload()
    shows(page, page.locator("#log .turn:last-child figure.lead").last)
    page.click("#new-talk")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("() => sessionStorage.length + localStorage.length") == 0


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


def test_the_report_away_is_told_in_the_pane(chat):
    page = chat()
    page.route("**/api/passages/*", lambda route: route.abort())
    ask(page, HOW)
    page.locator("#panel", has_text="The report cannot be reached").wait_for()


def test_what_is_shown_at_once_and_what_is_folded_are_counted_as_the_answer_counts_them(chat):
    page = chat()
    answer = ask(page, "Compare the four trusts on culture")
    page.locator("#panel mark").first.wait_for()
    shown = answer.locator("figure.quote:not(details figure)").count()
    folded = answer.locator("details figure.quote").count()
    assert folded
    assert answer.locator("details.more summary").inner_text() == f"{folded} more"
    assert page.locator("#panel .sources .count").inner_text() == f"Source 1 of {shown} and {folded} more"
    answer.locator("details.more summary").click()
    page.locator("#panel .count", has_text=f"Source 1 of {shown + folded}").wait_for()
    answer.locator("details.more summary").click()
    page.locator("#panel .count", has_text=f"Source 1 of {shown} and {folded} more").wait_for()
    for number in range(2, shown + 1):
        page.get_by_role("button", name="Next source").click()
        page.locator("#panel .count", has_text=f"Source {number} of {shown} and {folded} more").wait_for()
    page.get_by_role("button", name="Next source").click()  # which unfolds it
    page.locator("#panel .count", has_text=f"Source {shown + 1} of {shown + folded}").wait_for()
    assert not re.search(r"\d+ passages? from", answer.inner_text())
