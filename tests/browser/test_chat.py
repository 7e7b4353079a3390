import json
import re
import sqlite3

import pytest
from bench.page import visit

from browser.conftest import ask, take
from rag.answering.assistant import Assistant
from rag.settings import Settings

HOW = "What are the values of Salford Royal?"
COMPARE = "Compare how Salford and UCLH appraise their consultants"
REFUSED = "How does King's College Hospital appraise its consultants?"


def test_a_question_gets_quotes_with_citations(chat):
    page = chat()
    answer = ask(page, HOW)
    chip = answer.locator("a.chip").first
    assert re.match(r"1 · Salford Royal, p\. \d+", chip.inner_text())
    assert "Salford Royal · " in chip.get_attribute("title")
    assert page.locator("#log .asked").inner_text() == HOW


def test_no_request_leaves_for_another_host_and_nothing_is_stored(chat, address):
    page = chat()
    assert page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    answer = ask(page, HOW)
    answer.locator("a.chip").first.click()
    page.wait_for_selector("#panel mark")
    assert [url for url in page.requests if not url.startswith((address, "data:", "blob:"))] == []
    assert page.context.cookies() == []
    assert page.errors == []


@pytest.mark.parametrize("index", [0, -1])
def test_a_click_on_a_chip_opens_the_report_at_the_passage(chat, index):
    page = chat(viewport={"width": 1024, "height": 900})
    answer = ask(page, "What do people at Northumbria say about doctors and managers working together in partnership?")
    ask(page, HOW)
    chips = answer.locator("a.chip")
    chip = chips.nth(index % chips.count())
    words = chip.locator("xpath=ancestor::figure").locator("blockquote").inner_text()
    chip.click()
    page.wait_for_selector("#panel mark")
    marked = " ".join(page.locator("#panel mark").all_inner_texts())
    assert re.sub(r"\W", "", marked) == re.sub(r"\W", "", words)
    assert page.evaluate("() => document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("() => document.activeElement.className").startswith("chip")


def test_previous_and_next_walk_through_the_report(chat):
    page = chat()
    ask(page, HOW).locator("a.chip").first.click()
    page.wait_for_selector("#panel mark")
    assert page.locator("#panel .around").count() > 1  # the whole section
    first = page.locator("#panel .here").inner_text()
    page.get_by_role("button", name="Next passage").click()
    page.wait_for_function("words => document.querySelector('#panel .here').innerText !== words", arg=first)
    page.get_by_role("button", name="Previous passage").click()
    page.wait_for_function("words => document.querySelector('#panel .here').innerText === words", arg=first)


def test_the_marked_sentence_is_there_in_a_moment(chat):
    page = chat(viewport={"width": 1024, "height": 900})
    ask(page, HOW)
    took = page.evaluate(
        """() => new Promise((done) => {
          const started = performance.now();
          new MutationObserver(() => { if (document.querySelector('#panel mark')) done(performance.now() - started); })
            .observe(document.querySelector('#panel'), { childList: true, subtree: true });
          document.querySelector('#log a.chip').click();
        })"""
    )
    print(f"marked after {took:.0f} ms")
    assert took < 2_000  # the mark is 200 ms on a quiet machine; this only notices that it hangs


def test_a_permanent_link_leads_to_the_marked_place_without_script(chat, chromium, address):
    page = chat()
    link = ask(page, HOW).locator("a.chip").first.get_attribute("href")
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/" + link)
    assert plain.locator("mark").count() >= 1
    assert plain.locator(f"#{link.split('#')[1]}").is_visible()
    plain.goto(f"{address}/" + link.replace("edition=f0e4ad43", "edition=00000000"))
    assert "Your link names edition 00000000" in plain.get_by_role("status").inner_text()
    assert plain.locator("mark").count() == 0
    context.close()


def test_a_comparison_has_a_row_a_trust(chat):
    page = chat()
    answer = ask(page, COMPARE)
    assert answer.locator(".row h3").all_inner_texts() == ["Salford Royal", "UCLH"]


def test_a_refusal_says_what_can_be_asked(chat):
    page = chat()
    answer = ask(page, REFUSED)
    assert "King's College Hospital" in answer.inner_text()
    assert answer.locator("a.chip").count() == 0


@pytest.mark.parametrize("typed", ["<img src=x onerror=document.title='hit'>", "<script>document.title='hit'</script>", "${document.title='hit'}", "**b** [x](http://example.org) ![](http://example.org/a.png)"])  # fmt: skip
def test_a_question_is_text_whatever_it_holds(chat, address, typed):
    page = chat()
    ask(page, typed)
    assert page.locator("#log .asked").inner_text() == typed
    assert page.title() != "hit"
    assert page.locator("#log .asked img, #log .asked a, #log .asked strong").count() == 0
    assert all(url.startswith((address, "data:", "blob:")) for url in page.requests)


def test_nothing_is_not_asked(chat):
    page = chat()
    sent = []
    page.on("request", lambda r: sent.append(r.url) if "run/predict" in r.url else None)
    page.click("#ask")
    page.fill("#question textarea", "  ")
    page.press("#question textarea", "Enter")
    page.locator("p.word", has_text="Type a question first.").first.wait_for()
    assert page.locator("#log .asked").count() == 0
    ask(page, HOW)
    assert len(sent) == 1


def test_a_filter_is_in_the_link_and_keeps_other_trusts_out(chat):
    page = chat()
    page.click("#scope")
    page.locator("#trusts label", has_text="UCLH").click()
    page.wait_for_url("**/?trust=uclh")
    page.wait_for_function("() => document.querySelector('#log .welcome')?.innerText.includes('UCLH')")
    answer = ask(page, "How are consultants selected?")
    assert all("trust-uclh" in n for n in answer.locator("figure").evaluate_all("all => all.map((f) => f.className)"))
    page.locator("#trusts label", has_text="UCLH").click()
    page.wait_for_function("() => location.search === ''")


def test_a_question_in_the_address_is_asked_on_arrival(chat):
    page = chat("/?ask=How+are+new+consultants+inducted%3F&trust=southern-health")
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").inner_text() == "How are new consultants inducted?"
    assert all("trust-southern-health" in n for n in page.locator("#log figure").evaluate_all("all => all.map((f) => f.className)"))
    assert page.locator("#trusts input:checked").count() == 1


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_question_in_the_address_is_in_no_later_request(chat, path):
    """As seen on 4a040a8: Gradio's own requests repeated the address's query."""
    page = chat(f"{path}?ask=How+are+new+consultants+inducted+at+Salford%3F+xylophone&trust=salford")
    page.locator("#log .answer").wait_for()
    ask(page, "And at UCLH?")
    assert any("run/predict" in url for url in page.requests)
    assert [url for url in page.requests if "xylophone" in url] == page.requests[:1]
    assert "xylophone" not in page.url.partition("#")[0]  # after that no browser sends it
    assert page.locator("#log .asked").first.inner_text().endswith("xylophone")
    page.requests.clear()
    page.reload()
    kept = 2 if path == "/" else 1  # the tab keeps the talk; a frame asks again what came with the address
    page.locator("#log .answer").nth(kept - 1).wait_for()
    assert page.locator("#log .asked").count() == kept
    assert page.requests
    assert not [url for url in page.requests if "xylophone" in url]


def test_an_example_and_a_suggestion_are_asked_by_a_click(chat):
    page = chat()
    example = page.locator("#log .welcome a.ask").first
    question = example.inner_text()
    example.click()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").inner_text() == question
    page.locator("#log .next a.ask").first.click()
    page.locator("#log .answer").nth(1).wait_for()


def test_copies_hold_the_citation_and_the_edition(chat):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, HOW)
    for name, wanted in (
        ("Copy with citations", "(Salford Royal · "),
        ("Copy as Markdown", "> — Salford Royal"),
        ("Copy link", "?ask="),
    ):
        take(answer, name)
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert wanted in copied
        assert "f0e4ad43" in copied or "?ask=" in copied
    answer.locator(".take summary", has_text="Copied").wait_for(state="detached")
    assert answer.locator(".take summary").text_content() == "Copy this answer"


def test_the_keyboard_alone_is_enough(chat):
    page = chat()
    page.locator("h1").click()
    page.keyboard.press("/")  # no single key does anything outside the box (WCAG 2.1.4)
    assert page.evaluate("() => document.activeElement.tagName") == "BODY"
    page.locator("#question textarea").focus()
    page.keyboard.type(HOW)
    page.keyboard.press("Enter")
    page.locator("#log .answer").wait_for()
    page.locator("#log a.chip").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel mark")
    page.keyboard.press("Escape")
    page.locator("#question textarea").focus()
    page.keyboard.press("ArrowUp")
    assert page.locator("#question textarea").input_value() == HOW


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_scrolls_sideways(chat, width):
    page = chat(viewport={"width": width, "height": 800})
    ask(page, COMPARE)
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_first_visit_is_light(chromium, address):
    context = chromium.new_context()
    first = visit(context, address, "/", "#log .arrived", "first")
    context.close()
    assert 100_000 < first.bytes < 260_000  # on the wire, heads and all
    assert first.elsewhere == 0


def test_a_theme_is_compared_from_the_map(new_page):
    page = new_page("/map")
    page.get_by_role("link", name="Compare on culture").click()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").inner_text() == "Compare the four trusts on culture"
    assert page.locator("#log .row h3").all_inner_texts() == ["Northumbria Healthcare", "Salford Royal", "Southern Health", "UCLH"]


def test_a_cell_of_the_map_leads_into_the_report(new_page):
    page = new_page("/map")
    page.get_by_role("link", name="Salford Royal, Induction: 1 passage").click()
    page.wait_for_url("**/read#salford-leadership-development-*")


def test_forced_colours_keep_everything_in_sight(chat):
    page = chat(forced_colors="active")
    answer = ask(page, HOW)
    answer.locator("a.chip").first.click()
    page.wait_for_selector("#panel mark")
    assert page.locator("#panel mark").first.is_visible()
    assert page.evaluate("() => getComputedStyle(document.querySelector('#panel')).borderTopWidth") == "2px"


def test_a_word_is_asked_for_only_where_an_operator_turned_it_on(chat, serve, assistant, tmp_path):
    assert ask(chat(), HOW).locator(".feedback").count() == 0
    settings = Settings(feedback=tmp_path / "feedback.db")
    asking = Assistant(assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, settings)
    page = chat(serve(asking, settings))
    answer = ask(page, HOW)
    answer.get_by_role("button", name="Yes").click()
    answer.get_by_text("Thank you.").wait_for()
    with sqlite3.connect(tmp_path / "feedback.db") as database:
        assert database.execute("SELECT useful, question FROM feedback").fetchall() == [(1, None)]


def test_a_cleared_log_lends_nothing_to_follow_ups(chat):
    page = chat()
    ask(page, "How are new consultants inducted at Salford?")
    assert "Taken as" in ask(page, "And at UCLH?").inner_text()
    page.locator("#new-talk").click()
    page.wait_for_selector("#log .welcome")
    assert "Taken as" not in ask(page, "And at UCLH?").inner_text()


def test_the_page_sends_a_question_and_what_it_follows_on_but_no_answer(chat):
    page = chat()
    sent = []
    page.on("request", lambda r: sent.append(r.post_data_json) if "run/predict" in r.url else None)
    for _ in range(3):
        ask(page, HOW)
    questions, contexts, *filters = zip(*(body["data"] for body in sent), strict=True)
    assert (questions, filters) == ((HOW,) * 3, [([],) * 3] * 2)
    assert contexts[0] == ""
    assert [json.loads(context)["request"] for context in contexts[1:]] == [HOW] * 2  # and nothing of what was answered
    assert page.locator("#log .asked").all_inner_texts() == [HOW] * 3  # the same again is a turn of its own
    assert page.locator("#log .answer").count() == 3
    assert page.locator("#turn, #context").evaluate_all("all => all.filter((e) => e.offsetParent).length") == 0
    page.click("#scope")
    page.locator("#trusts label", has_text="UCLH").click()
    page.wait_for_url("**/?trust=uclh")
    assert page.locator("#log .answer").count() == 3
    assert page.locator("#log .welcome").is_hidden()
