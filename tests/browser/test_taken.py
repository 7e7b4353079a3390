"""What can be taken away: one quotation, an answer, the talk; copied, saved, printed."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document

from browser.conftest import ask, quote, take
from rag.types import Answer, Row

HOW = "What are the values of Salford Royal?"
ABSENT = "How many beds does Salford Royal have?"


def test_a_refusal_can_be_copied_and_says_where_it_looked(chat):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, "How does King's College Hospital appraise its consultants?")
    assert answer.locator(".copy").all_text_contents() == ["Copy these words", "Copy link"]
    take(answer, "Copy these words")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("How does King's College Hospital appraise its consultants?\n\n")
    assert "Looked in" in copied


def test_one_quotation_an_answer_and_the_talk_are_taken_away(chat):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, HOW)
    ask(page, ABSENT)

    def copied(button):
        button.click()
        page.get_by_role("button", name="Copied").wait_for()
        text = page.evaluate("() => navigator.clipboard.readText()")
        page.get_by_role("button", name="Copied").wait_for(state="detached")
        return text

    words = " ".join(answer.locator("figure.lead blockquote").inner_text().split())
    one = copied(answer.get_by_role("button", name="Copy quotation 1"))
    assert words in " ".join(one.split())
    assert one.count("“") == 1
    take(answer, "Copy with citations")
    whole = page.evaluate("() => navigator.clipboard.readText()")
    assert whole.startswith(f"{HOW}\n\n")
    assert "?ask=What+are+the+values" in whole
    page.click("#asked-many")
    talk = copied(page.get_by_role("button", name="Copy it as Markdown"))
    assert re.findall(r"^## (.*)$", talk, re.MULTILINE) == [HOW, ABSENT]
    assert "f0e4ad43" in talk


def test_the_talk_is_saved_for_word_and_as_markdown(chat):
    page = chat()
    answer = ask(page, HOW)
    ask(page, ABSENT)
    words = " ".join(answer.locator("figure.lead blockquote").inner_text().split())
    page.click("#asked-many")
    files = {}
    for button in ("Save for Word", "Save as Markdown"):
        with page.expect_download() as saved:
            page.get_by_role("button", name=button).click()
        files[saved.value.suggested_filename] = Path(saved.value.path())
    text = [paragraph.text for paragraph in Document(files["talk.docx"]).paragraphs]
    assert [line for line in text if line in (HOW, ABSENT)] == [HOW, ABSENT]
    assert words in " ".join(text)
    assert files["talk.md"].read_text(encoding="utf-8").count("\n## ") + 1 == 2


def test_where_the_clipboard_is_refused_the_text_is_selected_in_a_box(chat):
    page = chat()
    answer = ask(page, HOW)
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")  # as over plain HTTP
    answer.get_by_role("button", name="Copy quotation 1").click()
    page.locator("dialog.copying textarea").wait_for()
    selected = page.evaluate("() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd); }")
    assert "(Salford Royal · " in selected
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert "copy" in page.evaluate("() => document.activeElement.className")


def test_a_copy_that_fails_is_seen(chat):
    page = chat()
    answer = ask(page, HOW)
    page.route("**/api/cite*", lambda route: route.abort())
    answer.get_by_role("button", name="Copy quotation 1").click()
    page.locator("p.word", has_text="could not be copied").wait_for()


def test_on_paper_there_are_words_and_no_controls_dark_on_light(chat):
    page = chat(color_scheme="dark")
    answer = ask(page, HOW)
    source = page.locator("#masthead .on-paper")
    assert not source.is_visible()
    page.emulate_media(media="print")
    assert "King’s Fund" in source.inner_text()
    assert "edition f0e4ad43" in source.inner_text()
    assert answer.locator("figure.lead").is_visible()
    for control in ("#bar", "#masthead .links", "#log .take summary", "#log .take .copy", "#log .next", "#log button.one"):
        assert not page.locator(control).first.is_visible(), control
    ink, paper = page.evaluate(
        "() => [getComputedStyle(document.querySelector('#log blockquote')).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 80
    assert min(map(int, re.findall(r"\d+", paper)[:3])) > 230


def test_one_quotation_an_answer_and_the_talk_are_copied_as_rich_text_too(chat, address):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, "What are the values of Salford Royal? <b>")
    ask(page, ABSENT)
    rich = """async () => {
      const [item] = await navigator.clipboard.read();
      const page = new DOMParser().parseFromString(await (await item.getType('text/html')).text(), 'text/html').body;
      const all = (name) => [...page.querySelectorAll(name)].map((e) => e.getAttribute('href') || e.textContent);
      return { quotes: all('blockquote'), links: all('a'), heads: all('h2'), bold: all('b'), plain: await (await item.getType('text/plain')).text() };
    }"""

    def copied(button):
        button.click()
        page.get_by_role("button", name="Copied").wait_for()
        found = page.evaluate(rich)
        page.get_by_role("button", name="Copied").wait_for(state="detached")
        return found

    def letters(text):
        return re.sub(r"[\s“”•]", "", text)

    words = letters(answer.locator("figure.lead blockquote").inner_text())
    one = copied(answer.get_by_role("button", name="Copy quotation 1"))
    assert [letters(quote) for quote in one["quotes"]] == [words]
    assert one["links"][0].startswith(f"{address}/read?edition=f0e4ad43&mark=")
    assert one["plain"].count("“") == 1
    take(answer, "Copy with citations")
    whole = page.evaluate(rich)
    assert whole["heads"] == ["What are the values of Salford Royal? <b>"]
    assert letters(whole["quotes"][0]) == words
    assert whole["links"][-1].startswith(f"{address}/?ask=What+are+the+values")
    page.click("#asked-many")
    talk = copied(page.get_by_role("button", name="Copy the talk"))
    assert talk["heads"][1:] == [ABSENT]
    assert talk["bold"] == []


@pytest.fixture
def said_of_all(chat, asking):
    """A page with an answer in whose second row stands what is said of all, and that answer."""

    def shape(longest):
        own = next(p for p in longest if p.trust == "salford")
        every = next(p for p in longest if p.trust is None)
        rows = (Row("salford", (quote(own),)), Row("uclh", (quote(every),)), Row("northumbria", (), "no_mention", ("beds",)))
        return Answer("Q?", "partial", "M.", (quote(own), quote(every)), rows=rows, edition="f0e4ad43")

    def open_answer(**options):
        page = chat(asking(shape), **options)
        return page, ask(page, "Q?")

    return open_answer


def test_whose_row_has_what_is_said_of_all_is_told_in_whatever_is_taken_away(said_of_all):
    page, answer = said_of_all(permissions=["clipboard-read", "clipboard-write"])
    row = answer.locator(".row.trust-uclh")
    told = f"UCLH: Said of all of them ({row.locator('a.chip').inner_text().split(' · ')[1]})."
    for name, form in (
        ("Copy with citations", "text/plain"),
        ("Copy with citations", "text/html"),
        ("Copy as Markdown", "text/plain"),
    ):
        take(answer, name)
        copied = page.evaluate("async (form) => (await (await navigator.clipboard.read())[0].getType(form)).text()", form)
        assert copied.count(told) == copied.count("Said of all") == 1, (name, form)
        assert copied.count("Northumbria Healthcare: The report does not say") == 1
    page.click("#asked-many")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save for Word").click()
    text = [paragraph.text for paragraph in Document(saved.value.path()).paragraphs]
    assert text.count(told) == 1


def test_a_phone_s_row_tells_that_its_words_are_said_of_all(said_of_all):
    _, answer = said_of_all(viewport={"width": 390, "height": 844})
    assert ["Said of all of them" in row.inner_text() for row in answer.locator(".row").all()] == [False, True, False]


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (390, 500)], ids=str)
@pytest.mark.parametrize("question", [HOW, ABSENT, "hello"])
def test_of_an_answer_one_control_to_copy_is_in_view_and_of_a_quotation_one(chat, question, size):
    page = chat(viewport={"width": size[0], "height": size[1]})
    answer = ask(page, question)
    assert answer.locator(".take .copy:visible").count() == 0
    assert answer.locator(".take summary").count() == (question != "hello")
    figures = answer.locator("figure.quote:visible")
    assert answer.locator(".copy:visible").count() == figures.count()
    assert all(figure.locator(".copy").count() == 1 for figure in figures.all())


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (390, 500)], ids=str)
def test_the_ways_of_copying_are_opened_chosen_and_closed_by_keys(chat, size):
    page = chat(viewport={"width": size[0], "height": size[1]}, permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, HOW)
    focused = "() => document.activeElement.textContent"
    control = answer.locator(".take summary")
    control.focus()
    page.keyboard.press("Enter")
    ways = answer.locator(".take .copy")
    assert ways.all_text_contents() == ["Copy with citations", "Copy as Markdown", "Copy link"]
    bar = page.locator("#bar").bounding_box()["y"]
    page.wait_for_function(
        "bar => document.querySelector('.take .link').getBoundingClientRect().bottom <= bar", arg=bar
    )  # what was opened is seen
    for name in ways.all_text_contents():
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == name
    page.keyboard.press("Escape")
    assert not ways.first.is_visible()
    assert page.evaluate(focused) == "Copy this answer"
    assert page.locator("#panel").is_visible() == (size[0] >= 1280)  # Escape closed only what it was pressed in
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    answer.locator(".take summary", has_text="Copied").wait_for()
    assert not ways.first.is_visible()
    assert page.evaluate("() => document.activeElement.matches('.take summary')")
    assert "(Salford Royal · " in page.evaluate("() => navigator.clipboard.readText()")
    page.evaluate("() => document.querySelector('#talk').scrollTo(0, 9999)")
    place = control.bounding_box()
    following = answer.locator(".next").bounding_box()
    control.click()
    ways.first.wait_for()
    assert (
        control.bounding_box()["y"] - place["y"] == answer.locator(".next").bounding_box()["y"] - following["y"]
    )  # nothing moves apart
    assert control.bounding_box()["x"] == place["x"]
    ways.last.focus()
    page.keyboard.press("Tab")  # out of them, to what they lie over
    assert not ways.first.is_visible()
    assert page.evaluate("() => document.activeElement.matches('.next a')")
    control.click()
    page.locator("#log .asked").click()
    assert not ways.first.is_visible()
    control.click()
    page.reload()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .take .copy:visible").count() == 0  # a kept talk comes closed


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_where_the_ways_of_copying_are_open(chat, width, colours):
    scheme = {"forced_colors": "active"} if colours == "forced" else {"color_scheme": colours}
    page = chat(viewport={"width": width, "height": 844}, bypass_csp=True, **scheme)
    answer = ask(page, HOW)
    answer.locator(".take summary").click()
    answer.locator(".take .link").wait_for()
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert answer.locator(".take .link").evaluate("e => e.getBoundingClientRect().right <= innerWidth")


def test_a_quotation_is_copied_with_the_way_to_its_place_and_as_it_is_printed(chat, address):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, "How did Salford select its clinical directors?")
    answer.get_by_role("button", name="Copy quotation 1").click()
    page.get_by_role("button", name="Copied").first.wait_for()
    assert (
        page.evaluate("() => navigator.clipboard.readText()")
        .strip()
        .splitlines()[-1]
        .startswith(f"{address}/read?edition=f0e4ad43&mark=")
    )
    page.get_by_role("button", name="Copied").wait_for(state="detached")
    page.click("#asked-many")
    page.get_by_role("button", name="Copy it as Markdown").click()
    page.get_by_role("button", name="Copied").first.wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "three-day assessment" in copied
    assert "\\-" not in copied
