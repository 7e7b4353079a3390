"""The report as a pane beside the talk, from 1280 pixels: it follows, both sides are marked, and it goes when told to."""

import re

import pytest

from browser.conftest import ask, quote
from rag.corpus.profile import contrast
from rag.types import Answer

HOW = "What are the values of Salford Royal?"
COMPARE = "Compare how Salford and UCLH appraise their consultants"
SELECTED = "How did Salford select its clinical directors?"
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
    page.get_by_text("Each section of the report can be read here.").wait_for()  # and no words of another question
    assert page.locator("#panel mark").count() == 0
    assert page.get_by_role("complementary", name="The report").is_visible()


def test_what_is_nearest_is_not_shown_as_if_it_answered(chat):
    page = chat()
    answer = ask(page, ABSENT)
    page.locator("#panel").get_by_text("The nearest passage opens here from its citation.").wait_for()
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


def test_the_report_away_is_told_in_the_pane(chat):
    page = chat()
    page.route("**/api/passages/*", lambda route: route.abort())
    ask(page, HOW)
    page.locator("#panel", has_text="The report cannot be reached").wait_for()


def test_the_sources_are_counted_through_as_the_answer_numbers_them(chat):
    page = chat()
    answer = ask(page, "Compare the four trusts on culture")
    page.locator("#panel mark").first.wait_for()
    shown = answer.locator("figure.quote:not(details figure)").count()
    folded = answer.locator("details figure.quote").count()
    assert folded
    counts = [
        re.fullmatch(r"(\d+) more quotations?", words)[1] for words in answer.locator("details.more summary").all_inner_texts()
    ]
    assert sum(map(int, counts)) == folded
    assert page.locator("#panel .sources .count").inner_text() == f"Source 1 of {shown + folded}"
    for number in range(2, shown + 2):  # some of which are unfolded
        page.get_by_role("button", name="Next source").click()
        page.locator("#panel .count", has_text=f"Source {number} of {shown + folded}").wait_for()
        assert answer.locator("figure.open a.chip").text_content().strip().startswith(f"{number} · ")
    assert not re.search(r"\d+ passages? from", answer.inner_text())


BEGINS = """() => {
  const panel = document.querySelector('#panel'), box = panel.getBoundingClientRect();
  const top = Math.max(box.top, panel.querySelector('header').getBoundingClientRect().bottom);
  const cited = panel.querySelector('mark').getBoundingClientRect();
  const cut = [...panel.querySelectorAll('.text > div:not(:has(mark))')].map((one) => one.getBoundingClientRect())
    .filter((one) => one.top < top && one.bottom > top);
  return { below: cited.top - top, inside: cited.top < box.bottom - 40, cut: cut.length, rest: panel.scrollHeight - panel.clientHeight - panel.scrollTop };
}"""


@pytest.mark.parametrize("height", [560, 900])
def test_the_pane_begins_with_what_is_cited_and_on_no_other_passages_last_words(chat, height):
    page = chat(viewport={"width": 1440, "height": height})
    answer = ask(page, "Compare the four trusts on culture")
    page.locator("#panel mark").first.wait_for()
    for chip in answer.locator("a.chip:not(details *)").all():
        chip.click()
        shows(page, answer.locator("figure.open"))
        begins = page.evaluate(BEGINS)
        assert begins["cut"] == 0
        assert begins["inside"]
        assert begins["below"] >= 0
        paragraph = page.locator("#panel p:has(mark)").first.bounding_box()["height"]
        assert begins["below"] < 20 + paragraph or begins["rest"] < height  # near the end of a section there is no more to scroll


COLOURS = """(element) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }), pen = canvas.getContext('2d', { willReadFrequently: true });
  const rgb = (...layers) => { for (const one of layers) { pen.fillStyle = one; pen.fillRect(0, 0, 1, 1); } return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const style = (one) => getComputedStyle(one), ground = style(document.querySelector('#panel') ?? document.body).backgroundColor;
  const line = element.closest('p, li'), before = getComputedStyle(line, '::before');
  const side = before.content.startsWith('"') ? before : style(line);
  return { words: rgb(style(element).color), tint: rgb(ground, style(element).backgroundColor), ground: rgb(ground), side: rgb(side.borderLeftColor),
    width: Number.parseFloat(side.borderLeftWidth), around: rgb(style(line).color), yellow: rgb(style(document.documentElement).getPropertyValue('--mark')),
    under: style(element).textDecorationLine };
}"""


def ratio(one, other):
    return contrast(*("#" + "".join(f"{part:02x}" for part in colour) for colour in (one, other)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["pane", "read"])
def test_what_is_cited_has_a_line_at_its_side_and_a_tint_that_is_not_the_yellow_of_what_answers(chat, new_page, scheme, where):
    page = chat(color_scheme=scheme)
    for question in (HOW, COMPARE):
        answer = ask(page, question)
        shows(page, answer.locator("figure.lead"))
        shown = page
        if where == "read":
            shown = new_page("/" + page.locator("#panel a", has_text="Read on").get_attribute("href"), color_scheme=scheme)
        for mark in shown.locator("#panel mark, #text mark").all():
            seen = mark.evaluate(COLOURS)
            whole = mark.evaluate("one => one.matches('#panel .whole')")  # of a paragraph that is cited whole the line is enough
            assert ratio(seen["words"], seen["ground"] if whole else seen["tint"]) >= 7
            assert ratio(seen["around"], seen["ground"]) >= 4.5
            assert ratio(seen["side"], seen["ground"]) >= 3
            assert seen["width"] >= 3
            assert seen["tint"] != seen["yellow"]
            assert whole or seen["tint"] != seen["ground"]
            assert max(seen["tint"]) - min(seen["tint"]) < 24  # a grey


def test_what_is_cited_is_told_in_forced_colours_by_a_line_at_its_side_and_one_under_it(chat, new_page):
    page = chat(forced_colors="active")
    ask(page, HOW)
    page.locator("#panel mark").first.wait_for()
    read = new_page("/" + page.locator("#panel a", has_text="Read on").get_attribute("href"), forced_colors="active")
    for shown in (page, read):
        seen = shown.locator("#panel mark, #text mark").first.evaluate(COLOURS)
        assert seen["under"] == "underline"
        assert seen["width"] >= 3
        assert ratio(seen["side"], seen["ground"]) >= 3


SIZES = "all => all.map((e) => Number.parseFloat(getComputedStyle(e).fontSize))"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_beside_a_refusal_the_pane_has_what_was_looked_at_quieter_than_the_refusal(chat, scheme):
    page = chat(color_scheme=scheme)
    answer = ask(page, ABSENT)
    pane = page.locator("#panel")
    pane.get_by_role("button", name="Salford Royal: Governance").wait_for()
    assert pane.locator("h2").inner_text() == "Looked in Salford Royal"
    assert pane.locator(".sections .owner").all_inner_texts() == ["Salford Royal"]
    assert pane.get_by_role("button", name="UCLH").count() == 0
    refusal = answer.locator(".said").evaluate_all(SIZES)
    assert max(pane.locator("h2, p, button, li").evaluate_all(SIZES)) < refusal[0]
    muted = page.locator("#log .foot .scope").first.evaluate("e => getComputedStyle(e).color")
    colours = "all => [...new Set(all.map((e) => getComputedStyle(e).color))]"
    assert pane.locator("h2, .sections button, .sections .owner").evaluate_all(colours) == [muted]
    lead = ask(page, HOW).locator("figure.lead blockquote").evaluate_all(SIZES)
    assert refusal[0] >= lead[0]


def test_what_is_cited_whole_has_its_line_and_no_ground_that_is_louder_than_the_answer(answered):
    page, answer = answered(lambda longest: Answer("Q?", "answered", "M.", (quote(longest[0]),), edition="f0e4ad43"))
    page.locator("#panel mark").first.wait_for()
    drawn = page.locator("#panel mark").evaluate_all("all => all.map((e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e.parentElement).borderLeftWidth])")  # fmt: skip
    assert drawn == [["rgba(0, 0, 0, 0)", "3px"]] * len(drawn)
    yellow = answer.evaluate("one => { const m = document.createElement('mark'); one.append(m); const c = getComputedStyle(m).backgroundColor; m.remove(); return c; }")  # fmt: skip
    page.locator("#panel .text p").first.evaluate("p => { p.replaceChildren(document.createElement('mark')); }")
    assert page.locator("#panel mark").first.evaluate("e => getComputedStyle(e).backgroundColor") not in (yellow, "rgba(0, 0, 0, 0)")  # some of a paragraph  # fmt: skip


def test_where_nothing_is_cited_the_pane_has_the_sections_to_read(chat):
    page = chat()
    ask(page, "hello")
    assert page.locator("#panel").get_by_role("button", name="Salford Royal: Governance").count() <= 1
    section = page.locator("#panel").get_by_role("button", name="UCLH: Governance")
    section.click()
    page.get_by_role("complementary", name="Governance").wait_for()
    assert page.locator("#panel .place").inner_text().startswith("UCLH · Governance · p. ")
    assert page.locator("#panel mark, #log figure.open").count() == 0
    ask(page, HOW)
    page.locator("#panel mark").first.wait_for()
    assert page.locator("#panel .sections").count() == 0


def test_the_pane_follows_who_goes_back_in_the_talk_and_leads_back_to_the_source(chat):
    page = chat(viewport={"width": 1440, "height": 900})
    first = ask(page, SELECTED)
    ask(page, "And at UCLH?")
    page.locator("#panel", has_text="UCLH").wait_for()
    page.click("#asked-many")
    page.locator("#asked-list button", has_text=SELECTED).click()
    page.locator("#panel .place", has_text="Salford Royal").wait_for()
    assert first.locator("figure.open").count() == 1
    page.get_by_role("button", name="Next source").click()
    page.locator("#panel .count", has_text="Source 2 of").wait_for()
    page.get_by_role("button", name="Next passage").click()
    page.get_by_role("button", name="Back to source 2").click()
    page.locator("#panel .count", has_text="Source 2 of").wait_for()
    assert page.locator("#panel mark").count()
