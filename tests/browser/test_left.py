"""What a reader had asked and typed when the page was left, and where they were: it is there again when they come back."""

import pytest

from browser.conftest import ask

HOW = "How did Salford select its clinical directors?"
RUN = "**/gradio_api/run/predict"
READ = "() => navigator.clipboard.readText()"


def test_a_question_whose_page_was_left_before_the_answer_is_asked_again(chat):
    page = chat()
    ask(page, HOW)
    page.route(RUN, lambda _: None)  # its answer never comes
    page.fill("#question textarea", "And at UCLH?")
    page.click("#ask")
    page.locator("#log .waiting").wait_for()
    page.unroute(RUN)
    page.reload()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW, "And at UCLH?"]
    assert page.locator("#log .answer").nth(1).get_attribute("class") == "answer answered"
    page.reload()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .turn").count() == 2  # asked once


def test_a_first_question_is_asked_again_too(chat):
    page = chat()
    page.route(RUN, lambda _: None)
    page.fill("#question textarea", HOW)
    page.click("#ask")
    page.locator("#log .waiting").wait_for()
    page.unroute(RUN)
    page.reload()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW]


def test_questions_that_wait_are_asked_again_in_their_order_however_often_the_page_is_left(chat):
    page = chat()
    page.route(RUN, lambda _: None)
    for question in (HOW, "And at UCLH?", "hello"):
        page.fill("#question textarea", question)
        page.click("#ask")
        page.locator("#log .waiting").wait_for()
    page.reload()
    page.locator("#log .waiting").wait_for()
    assert page.locator("#log .behind li").all_inner_texts() == ["And at UCLH?", "hello"]
    page.unroute(RUN)
    page.reload()
    page.locator("#log .answer").nth(2).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW, "And at UCLH?", "hello"]
    assert "Taken as" in page.locator("#log .answer").nth(1).inner_text()
    page.reload()
    page.locator("#log .answer").nth(2).wait_for()
    assert page.locator("#log .turn").count() == 3  # asked once


def test_what_waits_behind_a_question_of_the_address_is_asked_again_too(chat):
    page = chat()
    page.route(RUN, lambda _: None)
    page.goto(f"{page.url}?ask=What+are+the+values+of+Salford+Royal%3F")
    page.locator("#log .waiting").wait_for()
    page.fill("#question textarea", HOW)
    page.click("#ask")
    page.locator("#log .behind li").wait_for()
    page.unroute(RUN)
    page.reload()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == ["What are the values of Salford Royal?", HOW]


def test_a_link_of_many_questions_is_asked_in_its_order_and_a_new_talk_ends_it(chat, address):
    asked = [f"What is theme {n}?" for n in range(12)]
    talk = "&".join(f"talk={one.replace(' ', '+')}" for one in asked)
    page = chat(f"/#{talk}")
    page.locator("#log .answer").nth(11).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == asked
    page.route(RUN, lambda _: None)
    page.goto("about:blank")
    page.goto(f"{address}/#{talk}")
    page.locator("#log .behind li").nth(10).wait_for()
    page.click("#new-talk")
    page.unroute(RUN)
    ask(page, HOW)
    page.reload()
    page.locator("#log .answer").wait_for()
    page.wait_for_timeout(300)  # in which the others would have been asked
    assert page.locator("#log .asked").all_inner_texts() == [HOW]


def test_a_question_that_was_refused_is_in_the_box_again_though_others_wait(chat):
    page = chat()
    held = []
    page.route(RUN, lambda route: held.append(route), times=1)  # noqa: PLW0108 - Playwright marks what it calls
    page.fill("#question textarea", HOW)
    with page.expect_request(RUN):
        page.press("#question textarea", "Enter")
    page.fill("#question textarea", "hello")
    page.press("#question textarea", "Enter")
    page.locator("#log .behind li").wait_for()
    held[0].fulfill(status=401, body="no")
    page.locator("#log .stuck").wait_for()
    page.reload()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").all_inner_texts() == ["hello"]
    assert page.locator("#question textarea").input_value() == HOW


def test_who_was_signed_out_finds_the_question_in_the_box(chat):
    page = chat()
    page.route(RUN, lambda route: route.fulfill(status=401, body="no"))
    page.fill("#question textarea", HOW)
    page.click("#ask")
    page.locator("#log .stuck").wait_for()
    page.unroute(RUN)
    page.reload()
    page.wait_for_selector("#log .arrived", state="attached")
    assert page.locator("#question textarea").input_value() == HOW
    assert page.locator("#log .turn").count() == 0


def test_what_was_half_typed_is_in_the_box_again_and_goes_with_a_new_talk(chat):
    page = chat()
    ask(page, HOW)
    page.fill("#question textarea", "And what about")
    page.reload()
    page.locator("#log .answer").wait_for()
    assert page.locator("#question textarea").input_value() == "And what about"
    page.click("#new-talk")
    page.reload()
    page.wait_for_selector("#log .arrived", state="attached")
    assert page.locator("#question textarea").input_value() == ""


def test_nothing_is_kept_before_the_first_question(chat):
    page = chat()
    page.fill("#question textarea", "half a question")
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("() => sessionStorage.length") == 0


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=str)
def test_who_comes_back_is_where_the_talk_was_left(chat, address, size):
    page = chat(viewport={"width": size[0], "height": size[1]})
    for question in (HOW, "What are the values of Salford Royal?", "Compare how Salford and UCLH appraise their consultants"):
        ask(page, question)
    second = page.locator("#log .turn").nth(1)
    top = second.locator("figure").first.evaluate(
        "e => { const t = document.querySelector('#talk'); t.scrollBy(0, e.getBoundingClientRect().top - 200); return e.getBoundingClientRect().top; }"
    )
    figure = "() => document.querySelectorAll('#log .turn')[1].querySelector('figure').getBoundingClientRect().top"
    for leave in (lambda: (page.goto(f"{address}/figures"), page.go_back()), page.reload):
        leave()
        page.locator("#offered .arrived").wait_for(state="attached")
        assert page.locator("#log .turn").count() == 3
        page.wait_for_function(f"top => Math.abs(({figure})() - top) < 2", arg=top)
    page.goto(f"{address}/figures")
    page.goto(f"{address}/")  # not back, but anew: at what was asked last
    page.wait_for_function("() => Math.abs(document.querySelectorAll('#log .asked')[2].getBoundingClientRect().top) < 20")
