"""A comparison: a row a trust at every width, each told alike, so that none reads as chosen or as the winner."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask, quote, take
from rag.types import Answer, Row

COMPARE = "Compare how Salford and UCLH appraise their consultants"
FOUR = "Compare the four trusts on culture"
PANELS = "Who chairs consultant interview panels at each trust?"
PHONE = {"width": 390, "height": 844}
DRAWN = """row => {
  const [own, name, words] = [row, row.querySelector('h3'), row.querySelector('blockquote')].map((e) => getComputedStyle(e));
  return [own.backgroundColor, own.borderRightWidth, own.borderBottomWidth, name.fontSize, name.backgroundColor, words.fontSize, words.lineHeight];
}"""


def cut_at(figure):
    """Whether its first words, and its last, are away."""
    away = figure.locator(".sentence").evaluate_all("all => all.map((one) => one.classList.contains('away'))")
    return away[:1] == [True], away[-1:] == [True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 600}, {"width": 1280, "height": 800}], ids=str)
def test_every_row_is_told_alike_and_what_is_cut_says_so(answered, scheme, size):
    page, answer = answered(every_row_long, viewport=size, color_scheme=scheme)
    rows = answer.locator(".row")
    assert rows.locator("h3").all_inner_texts() == ["Northumbria Healthcare", "Salford Royal", "Southern Health", "UCLH"]
    assert answer.get_by_role("tab").count() == 0
    drawn = {str(row.evaluate(DRAWN)) for row in rows.all()}
    assert len(drawn) == 1
    assert [row.locator("figure.quote:visible").count() for row in rows.all()] == [1, 1, 1, 1]
    cuts = 0
    for figure in answer.locator("figure.quote:visible").all():
        first, last = cut_at(figure)
        marks = figure.locator(".goes-on").count(), figure.locator(".stops").count()
        assert marks == (first, last)
        ends = figure.evaluate("one => [getComputedStyle(one.querySelector('.goes-on') ?? one, '::before').content, getComputedStyle(one.querySelector('.stops') ?? one, '::after').content]")  # fmt: skip
        assert ["…" in content for content in ends] == [first, last]
        assert figure.get_by_role("button", name="Show all of quotation").count() == (first or last)
        cuts += first or last
    assert cuts >= 4
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=str)
def test_no_row_of_two_shows_more_quotations_than_the_other(answered, size):
    def shape(longest):
        more = tuple(quote(p) for p in longest if p.trust == "salford")[:3]
        one = (quote(next(p for p in longest if p.trust == "uclh")),)
        return Answer("Q?", "answered", "M.", (*more, *one), rows=(Row("salford", more), Row("uclh", one)), edition="f0e4ad43")

    _, answer = answered(shape, viewport=size)
    assert [row.locator("figure.quote:visible").count() for row in answer.locator(".row").all()] == [1, 1]
    answer.locator(".row details.more summary").click()
    assert [row.locator("figure.quote:visible").count() for row in answer.locator(".row").all()] == [3, 1]


def test_all_rows_are_printed_and_copied(chat):
    page = chat(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, COMPARE)
    quotes = answer.locator("figure.quote:not(details figure)").count()
    take(answer, "Copy with citations")
    assert page.evaluate("() => navigator.clipboard.readText()").count("“") >= quotes
    page.emulate_media(media="print")
    assert [box.is_visible() for box in answer.locator(".row h3").all()] == [True, True]
    assert [box.is_visible() for box in answer.locator(".row blockquote:not(details blockquote)").all()] == [True] * quotes


def test_the_next_source_is_shown_in_its_row(chat):
    page = chat(viewport=PHONE)
    answer = ask(page, COMPARE)
    answer.locator("a.chip:visible").first.click()
    while page.get_by_role("button", name="Next source").is_enabled():
        number = page.locator("#panel .sources").inner_text()
        page.get_by_role("button", name="Next source").click()
        page.wait_for_function("number => document.querySelector('#panel .sources').innerText !== number", arg=number)
        assert answer.locator("figure.open").is_visible()
    page.get_by_role("button", name="Close").click()
    assert page.evaluate("() => document.activeElement.matches('a.chip') && document.activeElement.checkVisibility()")


def test_the_open_quotation_is_framed_with_its_row_while_its_words_run_in_a_line(answered):
    _, answer = answered(every_row_long, viewport={"width": 1280, "height": 800})
    row = answer.locator(".row.trust-salford")
    row.locator("a.chip:visible").first.click()
    row.locator("figure.open").wait_for()
    framed = [one.evaluate("row => getComputedStyle(row).outlineStyle") for one in answer.locator(".row").all()]
    assert framed == ["none", "solid", "none", "none"]
    shadow = "figure => getComputedStyle(figure).boxShadow"
    assert row.locator("figure.open").evaluate(shadow) == "none"
    row.locator("details.more summary").click()
    assert row.locator("figure.open").evaluate(shadow) != "none"
    assert row.evaluate("row => getComputedStyle(row).outlineStyle") == "none"


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 844}], ids=str)
def test_on_a_phone_each_row_says_what_it_has_without_a_press(chat, size):
    page = chat(viewport=size)
    rows = ask(page, PANELS).locator(".row")
    assert rows.locator("h3").all_inner_texts() == ["Northumbria Healthcare", "Salford Royal", "Southern Health", "UCLH"]
    told = [row.inner_text() for row in rows.all()]
    assert "The report does not say" in told[0]
    assert "The report does not say" in told[2]
    assert "I’ve chaired interview panels" in told[1]
    assert "The interview panel is chaired by a NED – a non-executive director." in told[3]
    assert "p. 16" in told[1]
    assert "p. 28" in told[3]
    assert "Medical director" in told[3]


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_one_row_can_be_seen_alone_and_all_again(chat, width):
    page = chat(viewport={"width": width, "height": 844}, permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, PANELS)
    choice = answer.get_by_role("group", name="Show of this comparison")
    names = ["All", "Northumbria Healthcare", "Salford Royal", "Southern Health", "UCLH"]
    assert choice.get_by_role("button").evaluate_all("all => all.map((one) => one.ariaLabel)") == names
    assert choice.get_by_role("button").all_inner_texts() == ["All", "Northumbria", "Salford", "Southern", "UCLH"]
    chosen = "all => all.map((one) => one.ariaPressed === 'true' ? one.textContent : '').join('')"
    seen = lambda: answer.locator(".row h3:visible").all_inner_texts()  # noqa: E731
    assert (choice.get_by_role("button").evaluate_all(chosen), seen()) == ("All", names[1:])
    choice.get_by_role("button", name="UCLH").click()
    assert (choice.get_by_role("button").evaluate_all(chosen), seen()) == ("UCLH", ["UCLH"])
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    take(answer, "Copy with citations")
    assert "I’ve chaired interview panels" in page.evaluate("() => navigator.clipboard.readText()")
    page.emulate_media(media="print")
    assert (seen(), choice.is_visible()) == (names[1:], False)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 844})
    assert (seen(), choice.is_visible()) == (names[1:], False)
    page.set_viewport_size({"width": width, "height": 844})
    choice.get_by_role("button", name="All").click()
    assert seen() == names[1:]
    page.reload()
    choice.wait_for()
    assert (choice.count(), seen()) == (1, names[1:])


def test_two_rows_need_no_choice_and_a_source_shows_the_row_it_stands_in(chat):
    page = chat(viewport=PHONE)
    assert ask(page, COMPARE).locator(".choices").count() == 0
    answer = ask(page, PANELS)
    answer.locator(".row.trust-salford a.chip").first.click()
    page.get_by_role("button", name="Close").click()
    answer.get_by_role("button", name="Salford Royal", exact=True).click()
    answer.locator(".row.trust-salford a.chip").first.click()
    page.get_by_role("button", name="Next source").click()
    answer.locator(".row.trust-uclh figure.open").wait_for()
    page.get_by_role("button", name="Close").click()
    assert page.evaluate("() => document.activeElement.matches('.trust-uclh a.chip') && document.activeElement.checkVisibility()")


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
@pytest.mark.parametrize("width", [320, 390])
def test_axe_finds_nothing_in_the_rows_of_a_phone(chat, scheme, width):
    colours = {"forced_colors": "active"} if scheme == "forced" else {"color_scheme": scheme}
    page = chat(viewport={"width": width, "height": 844}, bypass_csp=True, **colours)
    answer = ask(page, FOUR)
    if answer.locator(".row summary").count():
        answer.locator(".row summary").first.click()
    for chosen in ("Salford Royal", "All"):
        answer.get_by_role("button", name=chosen, exact=True).click()
        results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert results.violations_count == 0, results.generate_report()


def test_four_rows_are_seen_at_once_on_a_wide_page(chat):
    page = chat(viewport={"width": 1280, "height": 800})
    answer = ask(page, PANELS)
    bar = page.locator("#bar").bounding_box()["y"]
    for row in answer.locator(".row").all():
        box = row.bounding_box()
        assert box["y"] + box["height"] <= bar
    key = answer.locator(".row.trust-uclh .key")
    assert key.inner_text().strip() == "The interview panel is chaired by a NED – a non-executive director."
    assert key.is_visible()


def every_row_long(longest):
    """A long quotation of all, then of each trust two, the longest first."""
    trusts = ["northumbria", "salford", "southern-health", "uclh"]
    rows = tuple(Row(t, tuple(quote(p) for p in longest if p.trust == t)[:2]) for t in trusts)
    general = quote(next(p for p in longest if p.trust is None))
    return Answer("Q?", "answered", "M.", (general, *(q for row in rows for q in row.quotes)), rows=rows, edition="f0e4ad43")


def test_four_rows_are_seen_at_once_after_what_is_said_of_all(answered):
    page, answer = answered(every_row_long, viewport={"width": 1280, "height": 800})
    bar = page.locator("#bar").bounding_box()["y"]
    assert answer.locator(".group figure.lead:visible").count() == 1
    rows = answer.locator(".row").all()
    assert len(rows) == 4
    for row in rows:
        assert row.locator("figure.quote:visible").count() == 1
        end = row.locator("details.more summary").bounding_box()
        assert end["y"] + end["height"] <= bar
        assert row.locator("figure.quote .sentence:not(.away)").first.is_visible()


def test_of_many_rows_all_are_begun_on_one_screen_and_the_rest_of_each_is_a_press_away(chat):
    page = chat(viewport={"width": 1440, "height": 900})
    answer = ask(page, FOUR)
    bar = page.locator("#bar").bounding_box()["y"]
    rows = answer.locator(".row")
    assert rows.count() == 4
    for row in rows.all():
        assert row.locator("figure.quote:visible").count() == 1
        box = row.locator("figure.quote").first.bounding_box()
        assert box["y"] + box["height"] <= bar
    folded = rows.filter(has=page.locator("details"))
    assert folded.count()
    folded.first.locator("summary").click()
    assert folded.first.locator("figure.quote:visible").count() == folded.first.locator("figure.quote").count() > 1
