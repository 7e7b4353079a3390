"""A comparison on the phone: a tab a row, every one of them reached by keys, printed, copied, found and kept."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask, quote
from rag.types import Answer, Row

COMPARE = "Compare how Salford and UCLH appraise their consultants"
FOUR = "Compare the four trusts on culture"
PANELS = "Who chairs consultant interview panels at each trust?"
PHONE = {"width": 390, "height": 844}


def words(answer):
    """Of each row, whether it is shown or not."""
    return answer.locator(".row").evaluate_all(
        "all => all.map((row) => [...row.querySelectorAll('blockquote, .silent')].map((e) => e.textContent))"
    )


def shown(answer):
    return [
        row.get_attribute("class").split("trust-")[1]
        for row in answer.locator(".row").all()
        if row.is_visible() and row.bounding_box()["height"] > 20
    ]


@pytest.mark.parametrize("width", [320, 390])
def test_the_arrow_keys_reach_every_row(chat, width):
    page = chat(viewport={"width": width, "height": 844})
    answer = ask(page, FOUR)
    names = ["Northumbria Healthcare", "Salford Royal", "Southern Health", "UCLH"]
    tabs = answer.get_by_role("tab")
    assert tabs.locator(".who").all_inner_texts() == names
    assert shown(answer) == ["northumbria"]
    tabs.first.focus()
    for at, trust in enumerate(("salford", "southern-health", "uclh", "northumbria"), start=1):
        page.keyboard.press("ArrowRight")
        assert shown(answer) == [trust]
        assert tabs.nth(at % 4).evaluate("tab => tab === document.activeElement")
        panel = answer.locator("[role=tabpanel]:not([hidden])")
        assert panel.get_attribute("aria-labelledby") == tabs.nth(at % 4).get_attribute("id")
    page.keyboard.press("ArrowLeft")
    assert shown(answer) == ["uclh"]
    page.keyboard.press("Home")
    assert shown(answer) == ["northumbria"]
    page.keyboard.press("Tab")  # out of the tabs, into the row
    assert page.evaluate("() => !!document.activeElement.closest('.row.trust-northumbria')")
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_wide_page_has_the_rows_and_turning_it_changes_over(chat):
    page = chat()
    answer = ask(page, COMPARE)
    assert answer.get_by_role("tab").count() == 0
    assert shown(answer) == ["salford", "uclh"]
    page.set_viewport_size(PHONE)
    answer.get_by_role("tab").nth(1).click()
    assert shown(answer) == ["uclh"]
    page.set_viewport_size({"width": 1000, "height": 800})
    answer.get_by_role("tab").first.wait_for(state="detached")
    assert shown(answer) == ["salford", "uclh"]
    assert answer.locator("[role=tabpanel], [hidden]").count() == 0


def test_all_rows_are_printed_and_copied(chat):
    page = chat(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, COMPARE)
    quotes = answer.locator("figure.quote:not(details figure)").count()
    answer.get_by_role("button", name="Copy with citations").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()").count("“") >= quotes
    page.emulate_media(media="print")
    assert not answer.locator(".tabs").is_visible()
    assert shown(answer) == ["salford", "uclh"]
    assert [box.is_visible() for box in answer.locator(".row h3").all()] == [True, True]


def test_the_tab_keeps_the_rows_and_makes_tabs_anew(chat):
    page = chat(viewport=PHONE)
    before = words(ask(page, COMPARE))
    page.reload()
    page.locator("#log .answer").wait_for()
    assert words(page.locator("#log .answer")) == before
    assert page.locator("#log .tabs").count() == 1
    page.set_viewport_size({"width": 1000, "height": 800})
    page.reload()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .tabs").count() == 0


def test_the_next_source_is_shown_in_its_tab(chat):
    page = chat(viewport=PHONE)
    answer = ask(page, COMPARE)
    answer.locator("a.chip:visible").first.click()
    while page.get_by_role("button", name="Next source").is_enabled():
        number = page.locator("#panel .sources").inner_text()
        page.get_by_role("button", name="Next source").click()
        page.wait_for_function("number => document.querySelector('#panel .sources').innerText !== number", arg=number)
        assert answer.locator("figure.open").is_visible()
    page.get_by_role("button", name="Close").click()
    assert shown(answer) == ["uclh"]


def test_what_each_row_says_is_seen_before_any_tab_is_opened(chat):
    page = chat(viewport=PHONE)
    answer = ask(page, PANELS)
    bar = page.locator("#bar").bounding_box()["y"]
    told = {}
    for tab in answer.get_by_role("tab").all():
        box = tab.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= bar
        told[tab.locator(".who").inner_text()] = [tab.locator(".many").inner_text(), *tab.locator(".gist").all_inner_texts()]
        gist = tab.locator(".gist")
        assert gist.count() == 0 or gist.evaluate("words => words.scrollHeight <= words.clientHeight + 1")  # none is cut
    assert list(told) == ["Northumbria Healthcare", "Salford Royal", "Southern Health", "UCLH"]
    assert told["Northumbria Healthcare"] == told["Southern Health"] == ["The report does not say"]
    assert told["UCLH"] == ["p. 28", "“The interview panel is chaired by a NED – a non-executive director.” — Medical director"]
    assert told["Salford Royal"][0] == "p. 16"
    assert told["Salford Royal"][1].endswith("in keeping with the trust.” — Clinical chair")
    assert told["Salford Royal"][1].startswith("“I’ve chaired interview panels")
    assert shown(answer) == ["salford"]  # the first that has anything behind it


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, {"width": 390, "height": 500}], ids=str)
def test_the_chosen_tab_is_filled_and_its_row_framed_with_its_colour(answered, scheme, size):
    page, answer = answered(every_row_long, viewport=size, color_scheme=scheme)
    tabs = answer.get_by_role("tab")
    tabs.nth(2).click()
    page.mouse.move(0, 0)
    colours = "one => { const own = getComputedStyle(one), name = getComputedStyle(one.querySelector('.who')); return [own.backgroundColor, name.color, own.borderLeftColor]; }"
    drawn = [tab.evaluate(colours) for tab in tabs.all()]
    ground, _, trust = drawn[2]
    assert ground == trust
    assert [name == own for at, (_, name, own) in enumerate(drawn) if at != 2] == [True] * 3
    assert ground not in [other for at, (other, _, _) in enumerate(drawn) if at != 2]
    row = answer.locator("[role=tabpanel]:not([hidden])")
    assert row.evaluate("one => { const own = getComputedStyle(one); return [own.borderRightColor, own.borderBottomWidth]; }") == [
        trust,
        "2px",
    ]
    assert row.bounding_box()["y"] + 60 < page.locator("#bar").bounding_box()["y"]  # and is begun, however low the window is


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_axe_finds_nothing_in_a_tab(chat, scheme):
    colours = {"forced_colors": "active"} if scheme == "forced" else {"color_scheme": scheme}
    page = chat(viewport=PHONE, bypass_csp=True, **colours)
    ask(page, FOUR).get_by_role("tab").nth(1).click()
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()


def test_the_chosen_row_stands_under_its_tab_and_says_nothing_twice(chat):
    page = chat(viewport=PHONE)
    answer = ask(page, FOUR)
    tabs = answer.get_by_role("tab")
    bar = page.locator("#bar").bounding_box()["y"]
    for at in (2, 0, 3, 1):
        tab, before = tabs.nth(at), tabs.nth(at).bounding_box()
        page.mouse.click(before["x"] + 40, before["y"] + 12)
        panel = answer.locator("[role=tabpanel]:not([hidden])")
        box, row = tab.bounding_box(), panel.bounding_box()
        begun = row["y"] + min(row["height"], 96)
        assert (
            abs(box["y"] - before["y"]) <= 1 or abs(begun - bar) <= 1
        )  # where the finger is, or as high as its row needs to begin
        assert begun <= bar + 1
        assert abs(row["y"] - (box["y"] + box["height"])) <= 1
        if at < 3:
            assert tabs.nth(at + 1).bounding_box()["y"] >= row["y"] + row["height"] - 1
        told = panel.locator(".key").first.inner_text().strip()
        assert told in panel.inner_text()
        assert answer.inner_text().count(told) == 1


def test_every_tab_stays_in_sight_of_who_walks_through_them(chat):
    page = chat(viewport={"width": 390, "height": 500})
    tabs = ask(page, FOUR).get_by_role("tab")
    tabs.first.focus()
    for at in (1, 2, 3, 0, 3):
        page.keyboard.press("ArrowUp" if at == 3 and tabs.first.get_attribute("aria-selected") == "true" else "ArrowDown")
        box = tabs.nth(at).bounding_box()
        assert tabs.nth(at).get_attribute("aria-selected") == "true"
        assert box["y"] >= -1
        assert box["y"] + box["height"] <= page.locator("#bar").bounding_box()["y"] + 1


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
