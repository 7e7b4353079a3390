"""The talk as a busy reader has it: what waits, what its scope is, what the tab keeps and forgets."""

import pytest

from browser.conftest import ask

HOW = "What are the values of Salford Royal?"
COMPARE = "Compare how Salford and UCLH appraise their consultants"
ABSENT = "How many beds does Salford Royal have?"


def held(page, question):
    """Asks, and gives the request, which waits until it is let go on."""
    requests = []
    page.route("**/run/predict*", lambda route: requests.append(route), times=1)  # noqa: PLW0108 - Playwright marks what it calls
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    while not requests:  # Playwright hears of it while it waits; the test's own limit ends this
        page.wait_for_timeout(10)
    return requests[0]


def test_what_is_typed_is_echoed_before_anything_is_heard(chat):
    page = chat()
    page.route("**/run/predict*", lambda _: None)  # never answered
    page.fill("#question textarea", HOW)
    page.locator("#typed textarea").wait_for(state="attached")
    took = page.evaluate(
        """() => new Promise((done) => {
          const box = document.querySelector('#question textarea');
          const at = performance.now();
          box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
          if (document.querySelector('#log .waiting .asked')) done({
            ms: performance.now() - at, handed: document.querySelector('#typed textarea').value, panel: !document.querySelector('#panel').hidden,
            room: document.documentElement.classList.contains('pane'), head: document.documentElement.classList.contains('talking') });
        })"""
    )
    print(f"echoed after {took['ms']:.1f} ms")  # in the same task as the key, and nothing else but the pane's room
    assert (took["handed"], took["panel"], took["room"], took["head"]) == ("", False, True, False)
    page.wait_for_function("() => document.documentElement.classList.contains('talking')")
    top = page.evaluate("() => document.querySelector('#log .asked').getBoundingClientRect().top")
    assert 0 <= top < 20  # where it was echoed, though the head has given way since
    page.locator("#panel", has_text="What an answer quotes is shown here").wait_for()
    page.wait_for_function("words => document.querySelector('#typed textarea').value === words", arg=HOW)
    assert page.locator("#log .waiting .asked").inner_text() == HOW
    assert page.locator("#log .wait").inner_text() == "Looking in the report …"


def test_what_is_sent_while_an_answer_is_awaited_is_asked_after_it(chat):
    page = chat()
    held = []

    def hold(route):
        held.append(route)

    page.route("**/run/predict*", hold, times=1)
    page.fill("#question textarea", HOW)
    page.press("#question textarea", "Enter")
    page.locator("#log .waiting").wait_for()
    page.fill("#question textarea", ABSENT)
    page.press("#question textarea", "Enter")
    assert page.locator("#log .asked").all_inner_texts() == [HOW]
    assert page.locator("#log .behind li").all_inner_texts() == [ABSENT]
    page.wait_for_function("() => document.querySelector('#question textarea').value === ''")
    held[0].continue_()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW, ABSENT]
    assert page.locator("#log .behind").count() == 0


def test_what_finds_the_line_full_stays_in_the_box(chat):
    page = chat()
    page.route("**/run/predict*", lambda _: None)
    for question in [HOW, *(f"What is theme {n}?" for n in range(8)), "One more"]:
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
    assert page.locator("#log .behind li").count() == 8
    assert page.input_value("#question textarea") == "One more"
    page.locator(".word", has_text="ask this one when they are answered").wait_for()


def test_an_answer_that_comes_to_a_new_talk_is_none_of_it(chat):
    page = chat()
    request = held(page, HOW)
    page.click("#new-talk")
    request.continue_()
    page.wait_for_function("words => document.querySelector('#turn .asked')?.textContent === words", arg=HOW)
    assert page.locator("#log .turn").count() == 0
    assert "Taken as" not in ask(page, "And at UCLH?").inner_text()  # nor does what is asked then lean on it
    assert page.locator("#log .asked").all_inner_texts() == ["And at UCLH?"]


def test_a_new_talk_forgets_what_waits(chat):
    page = chat()
    page.route("**/run/predict*", lambda _: None, times=1)
    for question in (HOW, COMPARE):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
    page.click("#new-talk")
    ask(page, ABSENT)
    page.wait_for_timeout(300)  # in which what waited would have been asked
    assert page.locator("#log .asked").all_inner_texts() == [ABSENT]


def test_what_is_typed_while_an_answer_is_awaited_stays_in_the_box(chat):
    page = chat()
    request = held(page, HOW)
    page.fill("#question textarea", "And wh")
    request.continue_()
    page.locator("#log .answer").wait_for()
    assert page.input_value("#question textarea") == "And wh"
    page.fill("#question textarea", ABSENT)
    page.press("#question textarea", "Enter")
    page.locator("#log .answer").nth(1).wait_for()
    page.wait_for_function("() => document.querySelector('#question textarea').value === ''")


def test_the_scope_stands_beside_the_box_and_a_filter_is_lifted_by_a_click(chat, address):
    page = chat("/?theme=induction")
    page.locator("#scope", has_text="Asking only Induction").wait_for()
    answer = ask(page, HOW)
    assert "Looked only within Induction, as you chose." in answer.inner_text()
    assert "on Induction" in answer.locator(".scope").inner_text()
    answer.get_by_role("link", name="Ask the whole report").click()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW, HOW]
    assert page.locator("#log .answer").nth(1).locator(".within").count() == 0
    assert page.locator("#scope").inner_text().startswith("Asking the whole report")
    assert page.url.startswith(f"{address}/#talk=")


def test_a_refusal_within_a_filter_is_none_of_the_whole_report(chat):
    page = chat("/?theme=induction")
    answer = ask(page, ABSENT)
    assert (
        answer.locator(".said")
        .inner_text()
        .startswith("Within Induction, the report does not say how many there are at Salford Royal")
    )
    assert answer.locator(".within").bounding_box()["y"] < answer.locator(".said").bounding_box()["y"]


@pytest.mark.parametrize("question", [ABSENT, "What is the weather in Leeds?", "Who wrote this report?", "hello"])
def test_every_end_has_something_to_click(chat, question):
    page = chat()
    answer = ask(page, question)
    assert 1 <= answer.locator(".next a").count() <= 3
    answer.locator(".next a").first.click()
    page.locator("#log .answer.answered, #log .answer.partial").wait_for()


def test_the_tab_keeps_the_talk_and_a_new_one_forgets_it(chat, address):
    page = chat()
    kept = "() => sessionStorage.length + localStorage.length"
    assert page.evaluate(kept) == 0
    ask(page, "How are new consultants inducted at Salford?")
    page.reload()
    page.locator("#log .answer").wait_for()
    assert "Taken as" in ask(page, "And at UCLH?").inner_text()  # what a follow-up leans on is kept, too
    page.goto(f"{address}/figures")
    page.go_back()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == ["How are new consultants inducted at Salford?", "And at UCLH?"]
    page.click("#new-talk")
    page.locator("#log .welcome").wait_for()
    assert page.evaluate(kept) == 0
    page.reload()
    page.locator("#log .welcome").wait_for()
    assert page.locator("#log .asked").count() == 0


def test_a_new_talk_can_be_undone(chat):
    page = chat()
    ask(page, "How are new consultants inducted at Salford?")
    page.click("#new-talk")
    page.get_by_role("button", name="Undo").click()
    assert page.locator("#log .asked").count() == 1
    assert "Taken as" in ask(page, "And at UCLH?").inner_text()


def test_what_was_kept_is_drawn_as_text_whoever_wrote_it(chat):
    page = chat()
    ask(page, HOW)
    page.evaluate(
        """() => document.addEventListener('visibilitychange', () => {
          const turn = '<div class="turn tx"><h2 class="asked">Q<img src=x onerror="document.title=1"></h2><div class="answer"><a href="javascript:alert(1)" class="ask" onclick="x">A</a><script>1</script></div></div>';
          sessionStorage.setItem(sessionStorage.key(0), JSON.stringify({ turns: [turn], context: '' }));
        })"""
    )
    page.reload()
    page.locator("#log .asked", has_text="Q").wait_for()
    assert page.locator("#log .turns").locator("img, script, [onclick], [onerror], [href^=javascript]").count() == 0


def test_the_page_is_english_and_a_question_runs_as_its_letters_do(chat):
    page = chat(locale="ur-PK")
    assert page.evaluate("() => document.documentElement.lang") == "en"
    ask(page, HOW)
    ask(page, "نئے ڈاکٹروں کا تعارف کیسے ہوتا ہے؟")
    runs = page.locator("#log .asked").evaluate_all("all => all.map((e) => getComputedStyle(e).direction)")
    assert runs == ["ltr", "rtl"]
    assert page.locator("#question textarea").get_attribute("dir") == "auto"
    assert page.evaluate("() => document.documentElement.lang") == "en"


def test_a_translated_page_says_that_the_quotations_are_not_and_is_left_in_its_language(chat):
    page = chat()
    ask(page, HOW)
    words = page.get_by_text("a translation of them would not be a quotation")
    assert not words.is_visible()
    page.evaluate(
        "() => { const root = document.documentElement; root.lang = 'pl'; root.classList.add('translated-ltr'); }"
    )  # as Chrome does
    words.wait_for()
    quoted = page.locator("#log blockquote").evaluate_all("all => all.map((e) => `${e.translate} ${e.lang}`)")
    assert {*quoted} == {"false en"}
    assert page.evaluate("() => document.documentElement.lang") == "pl"


def test_a_source_is_marked_on_both_sides_and_counted(chat):
    page = chat(viewport={"width": 1024, "height": 900})
    answer = ask(page, COMPARE)
    chips = answer.locator("a.chip")
    chips.first.click()
    page.locator("#panel .sources", has_text=f"Source 1 of {chips.count()}").wait_for()
    assert answer.locator("figure.open.lead").count() == 1
    page.get_by_role("button", name="Next source").click()
    page.locator("#panel .sources", has_text=f"Source 2 of {chips.count()}").wait_for()
    assert page.locator("#panel mark").count() >= 1
    assert answer.locator("figure.open").count() == 1
    page.keyboard.press("Escape")
    assert answer.locator("figure.open").count() == 0
