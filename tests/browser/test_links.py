"""Links that open the very answer or the whole talk, and the page's own address, which follows what is asked."""

import pytest

from browser.conftest import ask, take

HOW = "How did Salford select its clinical directors?"
ABSENT = "How many beds does Salford Royal have?"
READ = "() => navigator.clipboard.readText()"


def test_a_link_opens_the_very_answer(chat, address):
    """A follow-up stands in it as it was understood, and the filters as they were when it was asked."""
    page = chat("/?trust=salford", permissions=["clipboard-read", "clipboard-write"])
    first = ask(page, "How are new consultants inducted?")
    page.click("#scope")
    page.locator("#trusts label", has_text="Salford Royal").click()
    page.wait_for_url(f"{address}/")
    ask(page, "How are new consultants inducted at Salford?")
    links = []
    for answer in (first, ask(page, "And at UCLH?")):
        take(answer, "Copy link")
        links.append(page.evaluate("() => navigator.clipboard.readText()"))
    assert links[0] == f"{address}/?ask=How+are+new+consultants+inducted%3F&trust=salford&edition=f0e4ad43"
    assert links[1] == f"{address}/?ask=How+are+new+consultants+inducted+at+UCLH%3F&edition=f0e4ad43"
    again = chat(links[0])
    again.locator("#log .answer").wait_for()
    quoted = [page.locator("#log .answer").first.locator("blockquote").all_inner_texts() for page in (page, again)]
    assert quoted[0] == quoted[1]


def test_a_link_to_the_talk_asks_it_again_and_is_sent_to_nobody(chat, address):
    page = chat("/?trust=salford", permissions=["clipboard-read", "clipboard-write"])
    for question in ("How are new consultants inducted?", ABSENT):
        ask(page, question)
    page.click("#asked-many")
    page.get_by_role("button", name="Copy a link to it").click()
    page.get_by_role("button", name="Copied").wait_for()
    link = page.evaluate("() => navigator.clipboard.readText()")
    talk = "#talk=How+are+new+consultants+inducted%3F&talk=How+many+beds+does+Salford+Royal+have%3F"
    assert link == f"{address}/?trust=salford&edition=f0e4ad43{talk}"
    again = chat(link)
    again.locator("#log .answer").nth(1).wait_for()
    quoted = [p.locator("#log .answer").nth(0).locator("blockquote").all_inner_texts() for p in (page, again)]
    assert quoted[0] == quoted[1]
    assert again.locator("#log .asked").all_inner_texts() == ["How are new consultants inducted?", ABSENT]
    assert not [url for url in again.requests if "talk=" in url.partition("#")[0]]
    assert again.url == f"{address}/?trust=salford#talk=How+many+beds+does+Salford+Royal+have%3F&edition=f0e4ad43"
    ask(page, "And at UCLH?")
    page.click("#scope")
    page.locator("#trusts label", has_text="Salford Royal").click()
    page.wait_for_url(f"{address}/")
    ask(page, ABSENT)
    page.get_by_role("button", name="Copy a link to it").click()
    page.locator("p.word", has_text="no one link can hold").wait_for()


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
