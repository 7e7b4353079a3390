"""The whole report as a reader has it: where they are, what they look for, the way back, and what they take along."""

from urllib.parse import unquote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask

HOW = "What are the values of Salford Royal?"
PHONE = {"width": 390, "height": 844}
SELECT = """([id, from, to]) => {
  const own = document.getElementById(id);
  const text = (own.querySelector('p') ?? own).firstChild;
  getSelection().setBaseAndExtent(text, from, text, to);
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_outline_follows(new_page, width):
    page = new_page("/read#salford-governance-3", viewport={"width": width, "height": 844})
    current = page.locator("#outline a[aria-current]")
    current.wait_for(state="attached")
    assert current.text_content() == "Salford Royal: Governance"
    assert page.locator(".tools .where").text_content() == "Salford Royal: Governance"
    if width == 1280:
        outline, link = page.locator("#outline").bounding_box(), current.bounding_box()
        assert outline["y"] <= link["y"] < outline["y"] + outline["height"]
    page.evaluate("() => document.querySelector('#uclh-culture').scrollIntoView()")
    page.locator("#outline a[aria-current]", has_text="UCLH: Culture").wait_for(state="attached")


def test_words_are_found_and_walked_through_by_keys(new_page):
    page = new_page("/read", viewport=PHONE)
    page.fill("#find", "Going Viral")
    found = page.locator(".found")
    many = page.evaluate("() => document.querySelector('main').textContent.match(/going viral/gi).length")
    assert found.inner_text() == str(many)
    assert page.evaluate("() => CSS.highlights.get('found').size") == many
    page.press("#find", "Enter")
    assert found.inner_text() == f"1 of {many}"
    place = "() => { const [range] = CSS.highlights.get('here'); const { top } = range.getBoundingClientRect(); return [range.toString(), top]; }"
    words, top = page.evaluate(place)
    assert words.lower() == "going viral"
    assert 100 < top < 844
    page.press("#find", "Shift+Enter")
    assert found.inner_text() == f"{many} of {many}"
    page.fill("#find", "xylophone")
    assert found.inner_text() == "Nowhere"
    assert page.get_by_role("button", name="Next place").is_disabled()


def test_the_way_back_leads_to_the_answer(chat):
    page = chat(viewport={"width": 1000, "height": 800})
    ask(page, HOW)
    page.locator("#log a.chip").first.click()
    page.get_by_role("link", name="Read on in the report").click()
    page.get_by_role("link", name="Back to the answer").click()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").inner_text() == HOW


def test_a_selection_is_cited_by_whole_sentences_and_asked_about(new_page, assistant):
    page = new_page("/read", permissions=["clipboard-read", "clipboard-write"])
    passage = next(p for p in assistant.index.passages if p.kind == "paragraph" and len(p.sentences) > 2 and "\n" not in p.text)
    second = passage.sentences[1]
    begins = second.start - passage.start
    page.evaluate(SELECT, [passage.id, begins + 5, begins + 12])
    page.get_by_role("region", name="The selected words").get_by_role("button", name="Copy with citation").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith(f"“{second.text}”\n(")
    assert passage.text[begins + 5 : begins + 12].strip() in unquote_plus(page.locator(".chosen a").get_attribute("href"))
    page.evaluate("() => getSelection().removeAllRanges()")
    page.locator("h1").click()
    page.locator(".chosen").wait_for(state="hidden")
    page.evaluate(SELECT, [passage.id, 0, 20])
    page.get_by_role("link", name="Ask about this").click()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").inner_text().startswith("What does the report say about “")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_with_the_tools_in_use(new_page, width, scheme):
    page = new_page("/read#salford-governance-3", viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    page.fill("#find", "leader")
    page.press("#find", "Enter")
    page.evaluate(SELECT, ["salford-governance-3", 0, 20])
    page.locator(".chosen").wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()


def test_without_script_there_are_no_tools_that_do_nothing(new_page):
    page = new_page("/read", java_script_enabled=False)
    assert page.locator(".tools").is_hidden()
    assert page.locator("#outline a").count() > 40


def test_the_outline_names_a_trust_once_to_the_eye_and_every_time_to_the_ear(new_page):
    page = new_page("/read")
    owners = page.locator("#outline .owner")
    assert owners.all_inner_texts()[:4] == ["Northumbria Healthcare", "Salford Royal", "Southern Health", "UCLH"]
    assert page.get_by_role("link", name="UCLH: Governance", exact=True).count() == 1
    assert page.get_by_role("navigation", name="Outline").get_by_text("UCLH", exact=True).first.is_visible()


def test_dashes_are_found_as_they_are_printed_and_as_they_are_typed(new_page):
    page = new_page("/read")
    for words in ("clinical – and", "clinical - and"):
        page.fill("#find", words)
        page.locator(".found", has_text="1").wait_for()
