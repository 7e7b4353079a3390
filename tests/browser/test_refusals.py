"""Every answer of the server that is not an answer is told as what it is: F4 of docs/reported.md."""

import json

import pytest

from browser.conftest import ask, quote
from rag.types import Answer, Row

HOW = "What are the values of Salford Royal?"
RUN = "**/gradio_api/run/predict*"
LOGIN = {"content_type": "text/html", "body": "<html>Sign in</html>"}
DETAIL = {"content_type": "application/problem+json", "body": json.dumps({"detail": "That was many questions in a minute."})}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"status": 429, **DETAIL}, "many questions in a minute"),
        ({"status": 413, **LOGIN}, "too much text"),
        ({"status": 401, **LOGIN}, "signed out"),
        ({"status": 403, **LOGIN}, "firewall"),
        ({"status": 404, **LOGIN}, "Reload this page"),
        ({"status": 503, **LOGIN}, "(503)"),
        ({"status": 200, **LOGIN}, "signed out"),
    ],
)
def test_what_is_no_answer_is_told_in_the_log_and_the_question_stays(chat, answer, told):
    page = chat()
    page.route(RUN, lambda route: route.fulfill(**answer))
    page.fill("#question textarea", HOW)
    page.click("#ask")
    words = page.locator("#log .stuck .wait")
    words.wait_for()
    assert told in words.inner_text()
    assert "could not be reached" not in page.locator("body").inner_text()
    assert page.locator("#question textarea").input_value() == HOW
    page.unroute(RUN)
    page.get_by_role("button", name="Ask it again").click()
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW]
    assert page.locator("#question textarea").input_value() == ""
    assert page.locator("#log .stuck").count() == 0


def test_a_question_whose_talk_is_not_taken_is_asked_by_itself(chat):
    page = chat()
    ask(page, "How are new consultants inducted at Salford?")
    page.route(RUN, lambda route: route.fulfill(status=422, **DETAIL), times=1)
    page.fill("#question textarea", "And at UCLH?")
    page.click("#ask")
    page.locator("#log .stuck .wait", has_text="Asked again, it is asked by itself.").wait_for()
    page.get_by_role("button", name="Ask it again").click()
    page.locator("#log .answer").nth(1).wait_for()
    assert "Taken as" not in page.locator("#log .answer").nth(1).inner_text()


def test_a_connection_that_is_lost_after_a_refusal_is_told_as_that_and_loses_no_question(chat):
    page = chat()
    page.route(RUN, lambda route: route.fulfill(status=503, **LOGIN), times=1)
    page.fill("#question textarea", HOW)
    page.click("#ask")
    page.locator("#log .stuck .wait", has_text="(503)").wait_for()
    page.route(RUN, lambda route: route.abort(), times=1)
    page.get_by_role("button", name="Ask it again").click()
    page.locator("#log .stuck .wait", has_text="cannot be reached just now").wait_for()
    page.locator("#log .answer").wait_for()  # of the page that Gradio has loaded again
    assert page.locator("#log .asked").all_inner_texts() == [HOW]


def test_a_question_is_asked_again_by_itself_when_it_can_be(chat):
    page = chat()
    page.route(RUN, lambda route: route.fulfill(status=429, headers={"retry-after": "1"}, **DETAIL), times=1)
    page.fill("#question textarea", HOW)
    page.click("#ask")
    page.locator("#log .answer").wait_for()
    assert page.locator("#log .asked").inner_text() == HOW
    assert page.locator("#log .stuck").count() == 0


def test_behind_a_proxy_that_takes_a_prefix_off_the_page_asks_under_it(new_page, address):
    """F11: nothing tells the server of the prefix, but the page knows where it stands."""
    page = new_page("about:blank")
    prefix = f"{address}/assistant/"
    page.route(
        f"{prefix}**", lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(prefix, f"{address}/")))
    )
    page.goto(prefix)
    page.wait_for_selector("#log .welcome")
    ask(page, HOW)
    outside = [url for url in page.requests if url.startswith(address) and not url.startswith(prefix)]
    assert [url for url in outside if "iframeResizer" not in url] == []  # Gradio's page asks for that at the root; nothing needs it


def refused(longest):
    """The message says of all what each row would."""
    rows = tuple(Row(trust, (), "no_mention", ("beds",)) for trust in ("northumbria", "salford", "southern-health", "uclh"))
    said = "The report does not say that: ‘beds’ does not occur in it. The nearest passage is offered below; it is not an answer."
    return Answer("Q?", "not_stated", said, nearest=(quote(longest[-1]),), rows=rows, edition="f0e4ad43")


def unanswered(longest):
    """Nothing is quoted, for reasons that differ."""
    rows = (Row("salford", (), "no_mention", ("beds",)), Row("uclh", (), "not_answered", ("beds",), page="26"))
    return Answer("Q?", "not_stated", "The report does not say that.", rows=rows, edition="f0e4ad43")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_refusal_says_once_what_is_so_of_all(answered, width):
    _page, answer = answered(refused, viewport={"width": width, "height": 844})
    assert answer.inner_text().count("does not occur") == 1
    assert answer.locator(".row").count() == 0
    assert answer.locator(".nearest figure").is_visible()


def test_where_no_row_quotes_each_says_why(answered):
    _, answer = answered(unanswered, viewport={"width": 390, "height": 844})
    first, second = answer.locator(".row").all()
    assert first.locator(".silent").is_visible()
    assert second.locator(".silent").inner_text().startswith("Mentioned, not answered")


def test_a_question_that_is_too_long_is_told_beside_the_box_and_not_sent(chat):
    page = chat()
    long = "why " * 2_000
    page.fill("#question textarea", long)
    page.click("#ask")
    assert page.locator(".word").inner_text().startswith("That question is too long")
    assert page.locator("#log .turn").count() == 0
    assert page.locator("#question textarea").input_value() == long
    page.fill("#question textarea", "")
    page.click("#ask")
    assert page.locator(".word", has_text="Type a question first.").is_visible()


def test_a_refusal_leads_to_the_part_that_was_looked_in(chat, address):
    page = chat(viewport={"width": 390, "height": 844})
    answer = ask(page, "Does Salford have a car parking policy for consultants?")
    with page.expect_popup() as opened:
        answer.get_by_role("link", name="Read the part on Salford Royal").click()
    part = opened.value
    part.wait_for_url(f"{address}/read#of-salford")
    top = part.evaluate("() => document.querySelector('#of-salford').parentElement.getBoundingClientRect().top")
    assert 0 <= top < 844 / 2
    page.reload()
    page.locator("#log .answer").wait_for()
    assert page.get_by_role("link", name="Read the part on Salford Royal").count() == 1  # the tab keeps it with the talk
