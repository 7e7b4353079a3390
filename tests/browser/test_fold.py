"""Long quotations show the sentences that answer, so that what stands beside them is seen at once; no sentence is cut."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask, quote
from rag.types import Answer, Row

PHONE = {"width": 390, "height": 844}
SIZES = pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])


def late(passage):
    """All of a passage that answers by its last words."""
    return quote(passage, ((passage.end - 12, passage.end),))


def several(longest):
    """Three long quotations, the second of which answers by its last words."""
    first, second, third = longest[:3]
    return Answer("Q?", "answered", "Three passages.", (quote(first), late(second), quote(third)), edition="f0e4ad43")


def alone(longest):
    return Answer("Q?", "answered", "One passage.", (quote(longest[0]),), more=(quote(longest[1]),), edition="f0e4ad43")


def leading(longest):
    """A long quotation, a sentence of which answers that begins with "It" and has others before and after it."""
    passage, sentence = next(
        (p, s) for p in longest for s in p.sentences[2:-1] if s.text.startswith("It ") and len(p.text) > 600 and p.trust
    )
    return Answer("Q?", "answered", "M.", (quote(passage, ((sentence.start, sentence.end),)),), edition="f0e4ad43")


def compared(longest):
    """What is said of all at once, before rows; both answer by their last words."""
    general, *others = (
        next(p for p in longest if p.trust is None),
        *(next(p for p in longest if p.trust == trust) for trust in ("salford", "uclh")),
    )
    rows = tuple(Row(p.trust, (late(p),)) for p in others)
    return Answer("Q?", "answered", "Rows.", tuple(map(late, (general, *others))), rows=rows, edition="f0e4ad43")


def requests(longest):
    """Three requests, each with three long quotations that answer by their last words."""
    parts = tuple(
        Answer(f"Request {n}?", "answered", "Three.", tuple(map(late, longest[n : n + 9 : 3])), edition="f0e4ad43")
        for n in range(3)
    )
    every = tuple(q for part in parts for q in part.quotes)
    return Answer("Q?", "answered", "Three requests.", every, parts=parts, edition="f0e4ad43")


def seen(figure):
    """The sentences of a quotation that are shown, and how many it has."""
    sentences = figure.locator(".sentence")
    return [one.inner_text().strip() for one in sentences.all() if one.is_visible()], sentences.count()


def is_cut(figure):
    shown, count = seen(figure)
    return len(shown) < count


def answers(figure):
    """Whether the words that answer are seen, and no sentence is cut: what is left of them is on the page, letter for letter."""
    mark = figure.locator("mark").last
    styles = figure.locator("blockquote").evaluate("words => [getComputedStyle(words).maxHeight, getComputedStyle(words).overflow]")
    return mark.is_visible() and styles == ["none", "visible"]


def test_a_long_quotation_is_unfolded_and_folded_again_by_keys(answered):
    page, answer = answered(several, viewport=PHONE)
    third = answer.locator("figure.quote").nth(2)
    assert is_cut(third)
    page.emulate_media(media="print")
    assert not is_cut(third)
    page.emulate_media(media="screen")
    button = answer.get_by_role("button", name="Show all of quotation 3")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    assert button.evaluate(
        """own => { const box = own.getBoundingClientRect();
          return own.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)); }"""
    )
    button.press("Enter")
    assert not is_cut(third)
    answer.get_by_role("button", name="Show less of quotation 3", expanded=True).press("Enter")
    assert is_cut(third)


def test_a_quotation_is_folded_around_what_answers(answered):
    _, answer = answered(several, viewport=PHONE)
    second = answer.locator("figure.quote").nth(1)
    assert is_cut(second)
    assert answers(second)
    assert not second.locator(".sentence").first.is_visible()
    assert answer.get_by_role("button", name="Show all of quotation 2").count() == 1


def letters(figure):
    return len(" ".join(seen(figure)[0]))


@SIZES
def test_the_leading_quotation_shows_what_answers_with_what_it_leans_on_and_its_place_under_it(answered, size):
    _, answer = answered(leading, viewport=size)
    lead = answer.locator("figure.lead")
    assert is_cut(lead)
    assert answers(lead)
    shown, _ = seen(lead)
    at = next(n for n, one in enumerate(shown) if one == lead.locator(".answers").inner_text().strip())
    assert shown[at].startswith("It ")  # which cannot be read without the one before
    assert at > 0
    assert len(shown) <= 3
    words, place = lead.locator("blockquote").bounding_box(), lead.locator("a.chip").bounding_box()
    assert 0 <= place["y"] - words["y"] - words["height"] < 16
    assert re.fullmatch(r"\s*1 · .+, p\. [\d–]+", lead.locator("a.chip").text_content())
    lead.get_by_role("button", name="Show all of quotation 1").click()
    assert not is_cut(lead)


def most_of_a_lead(size):
    """Letters of one of which no sentence is known to answer more than another."""
    return 352 if size == PHONE else 448


@SIZES
def test_a_leading_quotation_of_which_no_sentence_answers_more_than_another_begins_with_whole_sentences(answered, size):
    page, answer = answered(several, viewport=size)
    lead = answer.locator("figure.lead")
    shown, count = seen(lead)
    assert len(shown) < count
    assert shown == [one.strip() for one in lead.locator(".sentence").all_text_contents()][: len(shown)]
    assert 200 < letters(lead) <= most_of_a_lead(size) or len(shown) == 1
    page.emulate_media(media="print")
    assert not is_cut(lead)


@SIZES
def test_a_lone_quotation_leads_as_well(answered, size):
    _, answer = answered(alone, viewport=size)
    assert answer.get_by_role("button", name="Show all of quotation 1").count() == 1
    assert letters(answer.locator("figure.lead")) <= most_of_a_lead(size)


def test_a_list_and_an_item_that_lead_are_whole(chat):
    page = chat(viewport=PHONE)
    answer = ask(page, "What are the values of Salford Royal?")
    lead = answer.locator("figure.lead")
    assert lead.locator(".item, .lead-in").count()
    assert lead.get_by_role("button", name="Show all").count() == 0


def test_what_is_folded_of_the_leading_quotation_is_copied(answered):
    page, answer = answered(leading, viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    lead = answer.locator("figure.lead")
    every = [one.strip() for one in lead.locator(".sentence").all_text_contents()]
    lead.get_by_role("button", name="Copy quotation 1").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert is_cut(lead)
    assert all(one in copied for one in every)


@SIZES
def test_what_answers_of_all_and_of_each_row_is_seen(answered, size):
    page, answer = answered(compared, viewport=size)
    general, *rows = answer.locator("figure.quote").all()
    assert is_cut(general)
    assert answers(general)
    bar = page.locator("#bar").bounding_box()["y"]
    for row in rows:
        assert is_cut(row)
        assert answers(row)
    first = answer.locator(".row blockquote").first.bounding_box()
    assert first["y"] + 60 < bar


def test_what_is_said_of_all_begins_with_what_its_answer_cannot_be_read_without(answered):
    def leaning(longest):
        passage, at = next((p, s) for p in longest for s in p.sentences if s.text.startswith("Others not only"))
        rows = tuple(Row(p.trust, (late(p),)) for p in longest if p.trust in ("salford", "uclh"))[:2]
        general = quote(passage, ((at.start, at.end),))
        return Answer("Q?", "answered", "R.", (general, *(q for row in rows for q in row.quotes)), rows=rows, edition="f0e4ad43")

    _, answer = answered(leaning, viewport={"width": 1280, "height": 800})
    shown, count = seen(answer.locator("figure.quote").first)
    assert shown[0].startswith("This philosophy")
    assert shown[1].startswith("Others not only")
    assert len(shown) < count


@SIZES
def test_each_of_several_requests_begins_on_the_first_screen_with_what_answers_it(answered, size):
    page, answer = answered(requests, viewport=size)
    parts = answer.locator(".part")
    assert parts.count() == 3
    bar = page.locator("#bar").bounding_box()["y"]
    tops = []
    for part in parts.all():
        figures = [figure for figure in part.locator("figure.quote").all() if figure.is_visible()]
        assert len(figures) == 1
        assert answers(figures[0])
        assert part.locator("details.more summary").inner_text() == "2 more quotations"
        heading, words = part.locator("h3.question").bounding_box(), figures[0].bounding_box()
        assert words["y"] - heading["y"] < 110
        tops.append(heading["y"])
    assert tops[1] < bar
    if size != PHONE:
        assert tops[2] < bar
    parts.first.locator("summary").click()
    assert parts.first.locator("figure.quote:visible").count() == 3
    numbers = [int(re.match(r"\d+", chip)[0]) for chip in answer.locator("a.chip").all_text_contents()]
    assert numbers == list(range(1, 10))


def test_several_short_answers_are_all_seen_on_a_phone(chat):
    page = chat(viewport=PHONE)
    answer = ask(page, "How many staff does UCLH have? What is a DCD? Who paid for executive shadowing?")
    bar = page.locator("#bar").bounding_box()["y"]
    leads = [part.locator("figure.quote").first.bounding_box() for part in answer.locator(".part").all()]
    assert len(leads) == 3
    assert all(lead["y"] + 50 < bar for lead in leads)
    assert "8,000" in answer.locator(".part").first.locator("figure.quote").first.inner_text()


def test_it_is_kept_in_the_tab_and_follows_the_width(answered):
    page, answer = answered(several, viewport=PHONE)
    answer.get_by_role("button", name="Show all of quotation 3").click()
    page.reload()
    page.locator("#log .answer").wait_for()
    assert page.get_by_role("button", name="Show less of quotation 3").count() == 1
    narrow = page.locator("#log figure.long").count()
    page.set_viewport_size({"width": 1000, "height": 800})
    page.wait_for_function("narrow => document.querySelectorAll('#log figure.long').length <= narrow", arg=narrow)
    cut = sum(is_cut(figure) for figure in page.locator("#log figure.quote").all())
    assert cut == page.get_by_role("button", name="Show all of quotation").count()  # nothing is cut that no button brings back


@pytest.mark.parametrize("shape", [several, compared, requests])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(answered, scheme, shape):
    page, answer = answered(shape, viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    assert answer.locator("button.fold").count()
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()


def announced(longest):
    """A passage whose last sentence leads into what stands under it, and another of its section."""
    said = next(p for p in longest if p.trust and len(p.sentences) > 1 and p.sentences[-1].text.endswith(":"))
    return said, next(p for p in longest if (p.trust, p.theme) == (said.trust, said.theme) and p is not said)


def announcing(longest):
    """Three rows, one of them with what leads into the quotation that is folded under it."""
    said, other = announced(longest)
    rows = (Row(None, (quote(other),)), Row("salford", ()), Row(said.trust, (quote(said), quote(other))))
    return Answer("Q?", "partial", "Rows.", (quote(other), quote(said)), rows=rows, edition="f0e4ad43")


def beneath(longest):
    """The same with what it leads into right under it."""
    said, other = announced(longest)
    return Answer("Q?", "answered", "M.", (late(said), quote(other)), edition="f0e4ad43")


@SIZES
def test_what_only_leads_into_a_quotation_that_is_not_seen_is_not_seen_either(answered, size):
    _, answer = answered(announcing, viewport=size)
    figure = answer.locator(".row").nth(2).locator("figure.quote").first
    last = figure.locator(".sentence").last
    assert last.text_content().strip().endswith(":")
    assert not last.is_visible()
    figure.locator("button.fold").click()
    assert last.is_visible()


def test_what_leads_into_a_quotation_right_under_it_is_seen(answered):
    _, answer = answered(beneath, viewport={"width": 1280, "height": 900})
    figure = answer.locator("figure.quote").first
    last = figure.locator(".sentence").last
    assert last.text_content().strip().endswith(":")
    assert last.is_visible()
