"""Figures and index in a browser: without script, in both schemes, at every width."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import IN_SIGHT
from conftest import CORPUS
from rag.answering.assistant import Assistant
from rag.answering.prepared import Prepared
from rag.corpus.prepared import load_prepared
from rag.settings import Settings
from reference_entries import entries

pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
PATHS = ("/figures", "/index")


@pytest.fixture(scope="session")
def address(assistant, anchors, serve):
    own = entries(anchors)
    known = {entry.id for entry in own}
    prepared = Prepared((*own, *(e for e in load_prepared(CORPUS, anchors) if e.id not in known)))
    return serve(
        Assistant(
            assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, Settings(), prepared
        ),
        Settings(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        (path, width, ("light", "dark")[(row + column) % 2])
        for row, path in enumerate((*PATHS, "/figures?sort=figures/staff", "/figures open"))
        for column, width in enumerate((1280, 390))
    ],
)
def test_axe_finds_nothing(new_page, path, scheme, width):
    page = new_page(path.split()[0], color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    if path.endswith("open"):
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_the_page_never_scrolls_sideways(new_page, path, width):
    page = new_page(path, viewport={"width": width, "height": 800})
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_click_sorts_a_column_without_script_and_a_second_turns_it(new_page):
    page = new_page("/figures", java_script_enabled=False)
    names = page.locator(".compared tbody th")
    page.get_by_role("link", name="Staff employed (most first)").first.click()
    assert names.all_inner_texts() == ["Northumbria Healthcare", "Southern Health", "UCLH", "Salford Royal"]
    page.get_by_role("link", name="Staff employed (least first)").first.click()
    assert names.all_inner_texts()[0] == "Salford Royal"
    assert page.errors == []


def test_a_value_leads_to_its_words_marked(new_page):
    page = new_page("/figures", java_script_enabled=False)
    page.get_by_role("link", name="more than 6,500").first.click()
    page.wait_for_url("**/read?edition=*&mark=*#salford-*")
    assert "employs more than 6,500 staff" in page.locator("mark").first.inner_text()


def test_a_letter_leads_to_its_headings_and_a_number_to_the_words(new_page):
    page = new_page("/index", java_script_enabled=False)
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="C", exact=True).click()
    box = page.locator("#letter-c").bounding_box()
    bar = page.locator(".letters").bounding_box()
    assert bar["y"] + bar["height"] <= box["y"] < 900  # in the window
    page.locator("#clinical-policy-group-cpg .pages a").first.click()
    page.wait_for_url("**/read?edition=*&mark=*#northumbria-*")
    assert page.locator("mark").count() >= 1


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_what_has_the_focus_is_in_sight(new_page, path, width):
    """Backwards, since then the page scrolls up under what sticks to its top."""
    page = new_page(path, viewport={"width": width, "height": 600})
    page.evaluate("() => { const all = document.querySelectorAll('main a'); all[Math.min(all.length, 90) - 1].focus(); }")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        page.wait_for_function(IN_SIGHT, timeout=3_000)  # it scrolls some frames after the key


def test_on_paper_every_word_is_there_and_no_control(new_page):
    page = new_page("/figures")
    page.emulate_media(media="print")
    assert not page.locator(".links, .files, .jump > summary").first.is_visible()
    assert page.locator(".compared details blockquote").first.is_visible()
    assert page.locator(".compared details").first.evaluate("d => d.getBoundingClientRect().height") > 30
