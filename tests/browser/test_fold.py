"""Long quotations show their beginning, so that what stands beside them is seen at once; nothing that answers is out of sight."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ask
from browser.test_forms import Prepared
from rag.settings import Settings
from rag.types import Answer, Quote, Row

PHONE = {"width": 390, "height": 844}
CUT = """figure => { const [words, last] = [figure.querySelector('blockquote'), [...figure.querySelectorAll('blockquote p')].at(-1)];
  return last.getBoundingClientRect().bottom > words.getBoundingClientRect().bottom + 8; }"""


def quote(passage, marks=()):
    return Quote(
        passage.text,
        passage.trust,
        passage.theme,
        passage.heading,
        passage.page,
        None,
        passage.start,
        passage.end,
        passage.id,
        marks,
    )


@pytest.fixture(scope="module")
def asking(assistant, serve):
    """The address of a page whose every question gets the answer that ``shape`` makes of the report's passages, longest first."""

    def address(shape):
        plain = [p for p in assistant.index.passages if p.kind == "paragraph" and p.speaker is None and "\n•" not in p.text]
        longest = sorted(plain, key=lambda p: -len(p.text))
        asked = Prepared(
            assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, Settings(read_limit=0),
            assistant.answerer.prepared,
        )  # fmt: skip
        asked.given = shape(longest)
        return serve(assistant, asked.settings, asking=asked)

    return address


def several(longest):
    """Three long quotations, the second of which answers by its last words."""
    first, second, third = longest[:3]
    late = quote(second, ((second.end - 12, second.end),))
    return Answer("Q?", "answered", "Three passages.", (quote(first), late, quote(third)), edition="f0e4ad43")


def alone(longest):
    return Answer("Q?", "answered", "One passage.", (quote(longest[0]),), more=(quote(longest[1]),), edition="f0e4ad43")


def compared(longest):
    """What is said of all at once, before rows."""
    general, *others = (
        next(p for p in longest if p.trust is None),
        *(next(p for p in longest[::-1] if p.trust == trust) for trust in ("salford", "uclh")),
    )
    rows = tuple(Row(p.trust, (quote(p),)) for p in others)
    return Answer("Q?", "answered", "Rows.", tuple(map(quote, (general, *others))), rows=rows, edition="f0e4ad43")


@pytest.fixture
def answered(chat, asking):
    def open_answer(shape, **options):
        page = chat(asking(shape), **options)
        return page, ask(page, "Q?")

    return open_answer


def test_a_long_quotation_is_unfolded_and_folded_again_by_keys(answered):
    page, answer = answered(several, viewport=PHONE)
    third = answer.locator("figure.quote").nth(2)
    assert third.evaluate(CUT)
    page.emulate_media(media="print")
    assert not third.evaluate(CUT)
    page.emulate_media(media="screen")
    button = answer.get_by_role("button", name="Show all of quotation 3")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    assert button.evaluate(
        """own => { const box = own.getBoundingClientRect();
          return own.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)); }"""
    )
    button.press("Enter")
    assert not third.evaluate(CUT)
    answer.get_by_role("button", name="Show less of quotation 3", expanded=True).press("Enter")
    assert third.evaluate(CUT)


def test_what_answers_is_never_folded(answered):
    _, answer = answered(several, viewport=PHONE)
    assert answer.get_by_role("button", name="of quotation").count() == 1
    assert answer.get_by_role("button", name="of quotation 2").count() == 0
    assert not answer.locator("figure.quote").nth(1).evaluate(CUT)


def test_the_leading_quotation_is_whole(answered):
    _, answer = answered(several, viewport=PHONE)
    assert answer.get_by_role("button", name="of quotation 1").count() == 0
    assert not answer.locator("figure.quote").first.evaluate(CUT)


def test_a_lone_quotation_is_whole(answered):
    _, answer = answered(alone, viewport=PHONE)
    assert answer.get_by_role("button", name="of quotation").count() == 0
    assert not answer.locator("figure.quote").first.evaluate(CUT)


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
def test_rows_are_seen_under_what_is_said_of_all(answered, size):
    page, answer = answered(compared, viewport=size)
    assert answer.locator("figure.quote").first.evaluate(CUT)
    row = answer.locator(".row blockquote").first.bounding_box()
    assert row["y"] + 60 < page.locator("#bar").bounding_box()["y"]


def test_it_is_kept_in_the_tab_and_follows_the_width(answered):
    page, answer = answered(several, viewport=PHONE)
    answer.get_by_role("button", name="Show all of quotation 3").click()
    page.reload()
    page.locator("#log .answer").wait_for()
    assert page.get_by_role("button", name="Show less of quotation 3").count() == 1
    narrow = page.locator("#log figure.long").count()
    page.set_viewport_size({"width": 1000, "height": 800})
    page.wait_for_function("narrow => document.querySelectorAll('#log figure.long').length <= narrow", arg=narrow)
    cut = page.locator("#log figure.quote").evaluate_all(f"all => all.filter({CUT}).length")
    assert cut == page.get_by_role("button", name="Show all of quotation").count()  # nothing is cut that no button brings back


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(answered, scheme):
    page, answer = answered(several, viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    assert answer.locator("button.fold").count() == 1
    page.evaluate("() => window.scrollTo(0, document.documentElement.scrollHeight)")
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()
