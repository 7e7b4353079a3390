"""What a reader had asked and typed when the page was left, and links that open the very answer."""

import pytest

from browser.conftest import ask, take

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


@pytest.mark.parametrize("last", ["more", "who said that?", "since when?", "and the others?"])
def test_a_link_to_what_was_asked_of_an_answer_opens_the_same(chat, last):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    for question in (HOW, "And at UCLH?"):
        ask(page, question)
    answer = ask(page, last)
    take(answer, "Copy link")
    again = chat(page.evaluate(READ))
    again.locator("#log .answer").nth(2).wait_for()
    assert again.locator("#log .asked").all_inner_texts() == [HOW, "And at UCLH?", last]
    said = [one.locator("#log .answer").nth(2).locator("blockquote, .said").all_inner_texts() for one in (page, again)]
    assert said[0] == said[1]


def test_the_address_follows_what_was_asked_and_its_scope_and_is_sent_to_nobody(chat, address):
    page = chat("/?trust=salford,uclh")
    entries = page.evaluate("() => history.length")
    ask(page, HOW)
    end = "&edition=f0e4ad43"
    scope = f"{address}/?trust=salford,uclh"
    page.wait_for_url(f"{scope}#talk=How+did+Salford+select+its+clinical+directors%3F{end}")
    ask(page, "And at UCLH?")
    page.wait_for_url(f"{scope}#talk=How+did+UCLH+select+its+clinical+directors%3F{end}")
    ask(page, "more")
    page.wait_for_url(f"{scope}#talk=How+did+Salford+select+its+clinical+directors%3F&talk=And+at+UCLH%3F&talk=more{end}")
    assert page.evaluate("() => history.length") == entries
    page.requests.clear()
    page.reload()  # the tab has the talk: nothing is asked again
    page.wait_for_selector("#offered .arrived", state="attached")
    ask(page, "hello")  # asks nothing of the report
    assert page.locator("#log .answer").count() == 4
    assert page.url.endswith(f"talk=more{end}")
    assert not [url for url in page.requests if "talk=" in url.partition("#")[0]]
    again = chat(page.url)
    again.locator("#log .answer").nth(2).wait_for()
    said = [one.locator("#log .answer").nth(2).locator("blockquote, .said").all_inner_texts() for one in (page, again)]
    assert said[0] == said[1]
    page.click("#new-talk")
    assert page.url == scope
    page.get_by_role("button", name="Undo").click()
    assert page.url.endswith(f"talk=more{end}")
    page.click("#scope")
    page.locator("#trusts label", has_text="Salford Royal").click()
    page.wait_for_url(f"{address}/?trust=uclh")  # of which it was not asked


def test_a_link_follows_nothing_that_the_tab_has_asked_before(chat, address):
    page = chat()
    alone = ask(page, "How are new consultants inducted?").locator("blockquote").all_inner_texts()
    page.click("#new-talk")
    ask(page, HOW)
    page.goto(f"{address}/?ask=How+are+new+consultants+inducted%3F")
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .answer").nth(1).locator("blockquote").all_inner_texts() == alone
    assert page.locator("#log .answer").nth(1).locator(".taken").count() == 0


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


def test_a_kind_word_and_a_follow_up_are_part_of_the_link_to_the_talk_as_they_were_typed(chat):
    page = chat("/?trust=salford,uclh", permissions=["clipboard-read", "clipboard-write"])
    questions = [HOW, "thank you", "And at UCLH?", "more"]
    for question in questions:
        ask(page, question)
    page.click("#asked-many")
    page.get_by_role("button", name="Copy a link to it").click()
    page.get_by_role("button", name="Copied").wait_for()
    again = chat(page.evaluate(READ))
    again.locator("#log .answer").nth(3).wait_for()
    assert again.locator("#log .asked").all_inner_texts() == questions
    said = [one.locator("#log .answer").locator("blockquote, .said").all_inner_texts() for one in (page, again)]
    assert said[0] == said[1]
    assert again.locator("#trusts input:checked").count() == 2


def test_a_link_names_the_edition_and_another_one_is_told(chat, address):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    take(ask(page, HOW), "Copy link")
    link = page.evaluate(READ)
    assert link.endswith("&edition=f0e4ad43")
    same = chat(link)
    same.locator("#log .answer").wait_for()
    assert "names edition" not in same.locator("#log").inner_text()
    other = chat(link.replace("f0e4ad43", "0123abcd"))
    other.locator("#log .answer .within", has_text="Your link names edition 0123abcd; this is edition f0e4ad43.").wait_for()
    other.wait_for_url("**/#talk=*&edition=f0e4ad43")
    ask(other, "And at UCLH?")
    assert other.get_by_text("Your link names edition").count() == 1


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


def test_the_pane_follows_who_goes_back_in_the_talk_and_leads_back_to_the_source(chat):
    page = chat(viewport={"width": 1440, "height": 900})
    first = ask(page, HOW)
    ask(page, "And at UCLH?")
    page.locator("#panel", has_text="UCLH").wait_for()
    page.click("#asked-many")
    page.locator("#asked-list button", has_text=HOW).click()
    page.locator("#panel .place", has_text="Salford Royal").wait_for()
    assert first.locator("figure.open").count() == 1
    page.get_by_role("button", name="Next source").click()
    page.locator("#panel .count", has_text="Source 2 of").wait_for()
    page.get_by_role("button", name="Next passage").click()
    page.get_by_role("button", name="Back to source 2").click()
    page.locator("#panel .count", has_text="Source 2 of").wait_for()
    assert page.locator("#panel mark").count()


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


def test_a_quotation_is_copied_with_the_way_to_its_place_and_as_it_is_printed(chat, address):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, HOW)
    answer.get_by_role("button", name="Copy quotation 1").click()
    page.get_by_role("button", name="Copied").first.wait_for()
    assert page.evaluate(READ).strip().splitlines()[-1].startswith(f"{address}/read?edition=f0e4ad43&mark=")
    page.get_by_role("button", name="Copied").wait_for(state="detached")
    page.click("#asked-many")
    page.get_by_role("button", name="Copy it as Markdown").click()
    page.get_by_role("button", name="Copied").first.wait_for()
    copied = page.evaluate(READ)
    assert "three-day assessment" in copied
    assert "\\-" not in copied


def test_ask_is_a_button_to_the_eye_in_forced_colours(chat):
    page = chat(forced_colors="active")
    style = page.locator("#ask").evaluate(
        "button => [getComputedStyle(button).borderTopStyle, getComputedStyle(button).borderTopWidth]"
    )
    assert style == ["solid", "1px"]


def test_dashes_are_found_as_they_are_printed_and_as_they_are_typed(new_page):
    page = new_page("/read")
    for words in ("clinical – and", "clinical - and"):
        page.fill("#find", words)
        page.locator(".found", has_text="1").wait_for()
