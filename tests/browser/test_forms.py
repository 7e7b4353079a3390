"""What an answer may hold beside quotes, drawn in the chat: marks, lead-ins, what is folded, silences, values, parts, choices."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask, prepared, take
from rag.types import Answer, Quote, Row


def quotes(assistant, trust):
    """The first sentences of a trust's passages, the first ten letters marked."""
    found = [p for p in assistant.index.passages if p.trust == trust and p.kind == "paragraph"][:3]
    return tuple(
        Quote(s.text, p.trust, p.theme, p.heading, p.page, None, s.start, s.end, p.id, ((s.start, s.start + 10),), "What stands above:")
        for p in found for s in p.sentences[:1]
    )  # fmt: skip


@pytest.fixture(scope="module")
def forms(assistant, serve):
    uclh, salford = quotes(assistant, "uclh"), quotes(assistant, "salford")
    rows = (Row("uclh", uclh[:1], value=537, unit="training posts"), Row("salford", (), "no_mention", ("sabbatical",)))
    first = Answer(
        "How many posts are there?", "partial", "Posts, by trust.", uclh[:1], rows=rows, more=uclh[1:], edition="f0e4ad43"
    )
    second = Answer("And what of Salford?", "answered", "Salford: p. 13.", salford[:1], edition="f0e4ad43")
    given = Answer(
        "Both?", "partial", "Two requests.", (*uclh[:1], *salford[:1]), rows=rows, parts=(first, second), next=("Only UCLH",),
        edition="f0e4ad43",
    )  # fmt: skip
    asked = prepared(assistant, given)
    return serve(assistant, asked.settings, asking=asked)


@pytest.fixture
def answer(chat, forms):
    def open_answer(**options):
        page = chat(forms, **options)
        return page, ask(page, "Both?")

    return open_answer


def test_every_part_of_an_answer_is_drawn(answer):
    page, shown = answer(permissions=["clipboard-read", "clipboard-write"])
    assert shown.locator("h3.question").all_inner_texts() == ["How many posts are there?", "And what of Salford?"]
    assert shown.locator("blockquote mark").count() == 4
    assert shown.locator("p.lead-in").first.inner_text() == "What stands above:"
    assert shown.locator(".row h3").first.inner_text().endswith("537 training posts")
    assert shown.locator(".silent").inner_text() == (
        "The report does not say: ‘sabbatical’ does not occur in its part on Salford Royal."
    )
    folded = shown.locator("details.more figure").first
    assert not folded.is_visible()
    take(shown, "Copy with citations")
    assert page.evaluate("() => navigator.clipboard.readText()").count("“") == 2  # what is folded is not copied
    shown.locator(".more summary").click()
    assert folded.is_visible()
    assert shown.locator("a.chip").all_inner_texts()[1].startswith("2 ·")
    assert page.errors == []


def test_a_phone_s_row_tells_its_figure_beside_its_trust(answer):
    _, shown = answer(viewport={"width": 390, "height": 844})
    first, second = shown.locator(".row").all()
    assert re.fullmatch(r"UCLH\s+537 training posts", first.locator("h3").inner_text())
    weights = [first.locator(one).evaluate("e => Number(getComputedStyle(e).fontWeight)") for one in (".value", "blockquote")]
    assert weights[0] >= 600 > weights[1]
    assert second.inner_text().startswith("Salford Royal\n\nThe report does not say")


def test_a_choice_is_asked_by_a_click(answer):
    page, shown = answer()
    shown.locator(".next a", has_text="Only UCLH").click()
    page.locator("#log .asked", has_text="Only UCLH").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(answer, scheme, width):
    page, shown = answer(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    shown.locator(".more summary").click()
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()


def test_the_pane_walks_through_every_source_the_folded_ones_too(answer):
    page, shown = answer()
    figures = shown.locator("figure.quote")
    assert shown.locator("details figure.quote").count()
    page.locator("#panel .count", has_text=f"Source 1 of {figures.count()}").wait_for()
    page.get_by_role("button", name="Next source").focus()
    for number in range(2, figures.count() + 1):
        page.keyboard.press("Enter")  # the focus stays on what was pressed
        page.locator("#panel .count", has_text=re.compile(rf"Source {number} of {figures.count()}$")).wait_for()
        assert "open" in figures.nth(number - 1).get_attribute("class")
        assert figures.nth(number - 1).is_visible()
        seen = figures.nth(number - 1).bounding_box()
        assert seen["y"] < page.locator("#bar").bounding_box()["y"]
    assert page.get_by_role("button", name="Next source").is_disabled()
