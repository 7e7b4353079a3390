"""The talk as a busy reader has it: where answers land, what the scope is, what the tab keeps, what can be taken away."""

import re
from pathlib import Path

import pytest
from docx import Document

from browser.conftest import ask, quote
from rag.types import Answer

HOW = "What are the values of Salford Royal?"
COMPARE = "Compare how Salford and UCLH appraise their consultants"
ABSENT = "How many beds does Salford Royal have?"
SEEN = """() => {
  const [question, lead, bar] = ["#log .turn:last-child .asked", "#log figure.lead blockquote", "#bar"].map((s) => [...document.querySelectorAll(s)].at(-1).getBoundingClientRect());
  return { question: question.top, lead: Math.min(lead.top + 40, lead.bottom), bar: bar.top, scrolled: scrollY };
}"""


@pytest.mark.parametrize("size", [(390, 500), (844, 390), (1280, 800), (640, 400)], ids=str)  # the last is 1280×800 at 200%
def test_every_answer_lands_on_its_question_with_the_leading_words_in_view(chat, size):
    page = chat(viewport={"width": size[0], "height": size[1]})
    for question in (HOW, COMPARE):
        ask(page, question)
        page.wait_for_function("() => document.querySelectorAll('#log .waiting').length === 0")
        seen = page.evaluate(SEEN)
        assert -1 <= seen["question"] <= seen["lead"] < seen["bar"]
        assert seen["bar"] > size[1] / 2  # the answer has the most of the screen


def test_the_head_is_a_line_once_something_is_asked(chat):
    page = chat(viewport={"width": 1200, "height": 900})
    before = page.locator("#masthead").bounding_box()["height"]
    ask(page, HOW)
    assert page.locator("#masthead").bounding_box()["height"] < min(before / 2, 60)
    page.click("#new-talk")
    assert page.locator("#masthead").bounding_box()["height"] == before


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
            room: document.documentElement.classList.contains('pane') });
        })"""
    )
    print(f"echoed after {took['ms']:.1f} ms")  # in the same task as the key, and nothing else but the pane's room
    assert (took["handed"], took["panel"], took["room"]) == ("", False, True)
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
    page.wait_for_function("() => document.querySelector('#question textarea').value === ''")
    held[0].continue_()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW, ABSENT]


def test_what_is_typed_while_an_answer_is_awaited_stays_in_the_box(chat):
    page = chat()
    held = []
    page.route("**/run/predict*", lambda route: held.append(route), times=1)  # noqa: PLW0108 - Playwright marks what it calls
    page.fill("#question textarea", HOW)
    with page.expect_request("**/run/predict*"):
        page.press("#question textarea", "Enter")
    page.fill("#question textarea", "And wh")
    held[0].continue_()
    page.locator("#log .answer").wait_for()
    assert page.input_value("#question textarea") == "And wh"
    page.fill("#question textarea", ABSENT)
    page.press("#question textarea", "Enter")
    page.locator("#log .answer").nth(1).wait_for()
    page.wait_for_function("() => document.querySelector('#question textarea').value === ''")


def test_the_scope_stands_beside_the_box_and_a_filter_is_lifted_by_a_click(chat):
    page = chat("/?theme=induction")
    page.locator("#scope", has_text="Asking only the whole report, on Induction").wait_for()
    answer = ask(page, HOW)
    assert "Looked only within Induction, as you chose." in answer.inner_text()
    assert "on Induction" in answer.locator(".scope").inner_text()
    answer.get_by_role("link", name="Ask the whole report").click()
    page.locator("#log .answer").nth(1).wait_for()
    assert page.locator("#log .asked").all_inner_texts() == [HOW, HOW]
    assert page.locator("#log .answer").nth(1).locator(".within").count() == 0
    assert page.locator("#scope").inner_text().startswith("Asking the whole report")
    assert page.url.endswith("/")


def test_a_refusal_within_a_filter_is_none_of_the_whole_report(chat):
    page = chat("/?theme=induction")
    answer = ask(page, ABSENT)
    assert answer.locator(".said").inner_text().startswith("Within Induction, the report does not say that of Salford Royal")
    assert answer.locator(".within").bounding_box()["y"] < answer.locator(".said").bounding_box()["y"]


@pytest.mark.parametrize("question", [ABSENT, "What is the weather in Leeds?", "Who wrote this report?", "hello"])
def test_every_end_has_something_to_click(chat, question):
    page = chat()
    answer = ask(page, question)
    assert 1 <= answer.locator(".next a").count() <= 3
    answer.locator(".next a").first.click()
    page.locator("#log .answer.answered, #log .answer.partial").wait_for()


def test_a_refusal_can_be_copied_and_says_where_it_looked(chat):
    page = chat(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, "How does King's College Hospital appraise its consultants?")
    answer.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("How does King's College Hospital appraise its consultants?\n\n")
    assert "Looked in" in copied


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
        """() => addEventListener('pagehide', () => {
          const turn = '<div class="turn tx"><h2 class="asked">Q<img src=x onerror="document.title=1"></h2><div class="answer"><a href="javascript:alert(1)" class="ask" onclick="x">A</a><script>1</script></div></div>';
          sessionStorage.setItem(sessionStorage.key(0), JSON.stringify({ turns: [turn], context: '' }));
        })"""
    )
    page.reload()
    page.locator("#log .asked", has_text="Q").wait_for()
    assert page.locator("#log .turns").locator("img, script, [onclick], [onerror], [href^=javascript]").count() == 0


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
    whole = copied(answer.get_by_role("button", name="Copy with citations"))
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
        answer.locator(".tools .link").click()
        answer.locator(".tools .link", has_text="Copied").wait_for()
        links.append(page.evaluate("() => navigator.clipboard.readText()"))
    assert links[0] == f"{address}/?ask=How+are+new+consultants+inducted%3F&trust=salford"
    assert links[1] == f"{address}/?ask=How+are+new+consultants+inducted+at+UCLH%3F"
    again = chat(links[0])
    again.locator("#log .answer").wait_for()
    quoted = [page.locator("#log .answer").first.locator("blockquote").all_inner_texts() for page in (page, again)]
    assert quoted[0] == quoted[1]


def test_the_page_is_english_and_a_question_runs_as_its_letters_do(chat):
    page = chat(locale="ur-PK")
    assert page.evaluate("() => document.documentElement.lang") == "en"
    ask(page, HOW)
    ask(page, "نئے ڈاکٹروں کا تعارف کیسے ہوتا ہے؟")
    runs = page.locator("#log .asked").evaluate_all("all => all.map((e) => getComputedStyle(e).direction)")
    assert runs == ["ltr", "rtl"]
    assert page.locator("#question textarea").get_attribute("dir") == "auto"
    assert {*page.locator("#log blockquote").evaluate_all("all => all.map((e) => e.translate)")} == {False}
    assert page.evaluate("() => document.documentElement.lang") == "en"


def test_a_copy_that_fails_is_seen(chat):
    page = chat()
    answer = ask(page, HOW)
    page.route("**/api/cite*", lambda route: route.abort())
    answer.get_by_role("button", name="Copy quotation 1").click()
    page.locator("p.word", has_text="could not be copied").wait_for()


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


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("question", [COMPARE, "Compare the four trusts on culture", ABSENT, "hello"])
def test_what_has_the_focus_is_not_under_the_bar(chat, width, question):
    page = chat(viewport={"width": width, "height": 600})
    ask(page, question)
    own = page.locator("#log .turn a, #log .turn button")
    many = own.evaluate_all("all => all.filter((e) => e.tabIndex >= 0 && e.checkVisibility()).length")
    own.first.focus()
    for _ in range(many - 1):
        page.keyboard.press("Tab")
        page.wait_for_function(
            """() => { const own = document.activeElement, box = own.getBoundingClientRect();
              const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              return top && (own.contains(top) || top.contains(own)); }""",
            timeout=3_000,
        )


@pytest.mark.parametrize("width", [1200, 1440])
def test_the_width_does_not_depend_on_what_is_shown(chat, width):
    page = chat(viewport={"width": width, "height": 900})
    widths = []
    for question in ("hello", COMPARE, ABSENT):
        ask(page, question)
        widths.append(page.locator("#bar").bounding_box()["width"])
    assert len({*widths}) == 1


def test_on_paper_there_are_words_and_no_controls_dark_on_light(chat):
    page = chat(color_scheme="dark")
    answer = ask(page, HOW)
    page.emulate_media(media="print")
    assert answer.locator("figure.lead").is_visible()
    for control in ("#bar", "#masthead .links", "#log .tools", "#log .next", "#log button.one"):
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
    whole = copied(answer.get_by_role("button", name="Copy with citations"))
    assert whole["heads"] == ["What are the values of Salford Royal? <b>"]
    assert letters(whole["quotes"][0]) == words
    assert whole["links"][-1].startswith(f"{address}/?ask=What+are+the+values")
    page.click("#asked-many")
    talk = copied(page.get_by_role("button", name="Copy the talk"))
    assert talk["heads"][1:] == [ABSENT]
    assert talk["bold"] == []


def test_a_link_to_the_talk_asks_it_again_and_is_sent_to_nobody(chat, address):
    page = chat("/?trust=salford", permissions=["clipboard-read", "clipboard-write"])
    for question in ("How are new consultants inducted?", ABSENT):
        ask(page, question)
    page.click("#asked-many")
    page.get_by_role("button", name="Copy a link to it").click()
    page.get_by_role("button", name="Copied").wait_for()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert (
        link == f"{address}/?trust=salford#talk=How+are+new+consultants+inducted%3F&talk=How+many+beds+does+Salford+Royal+have%3F"
    )
    again = chat(link)
    again.locator("#log .answer").nth(1).wait_for()
    quoted = [p.locator("#log .answer").nth(0).locator("blockquote").all_inner_texts() for p in (page, again)]
    assert quoted[0] == quoted[1]
    assert again.locator("#log .asked").all_inner_texts() == ["How are new consultants inducted?", ABSENT]
    assert not [url for url in again.requests if "talk=" in url.partition("#")[0]]
    assert again.url == f"{address}/?trust=salford"
    ask(page, "And at UCLH?")
    page.click("#scope")
    page.locator("#trusts label", has_text="Salford Royal").click()
    page.wait_for_url(f"{address}/")
    ask(page, ABSENT)
    page.get_by_role("button", name="Copy a link to it").click()
    page.locator("p.word", has_text="no one link can hold").wait_for()


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (390, 500), (844, 390)])
@pytest.mark.parametrize("question", ["hello", "What are the values of Salford Royal?"])
def test_the_bar_stands_at_the_foot_however_short_the_answer_and_cuts_nothing(chat, size, question):
    page = chat(viewport={"width": size[0], "height": size[1]})
    ask(page, question)
    bar = page.locator("#bar").bounding_box()
    assert abs(bar["y"] + bar["height"] - size[1]) <= 1
    assert page.locator("#notice").bounding_box()["y"] >= bar["y"] - 1  # it does not show by its upper half
    page.locator("#box").focus()
    box = page.locator("#box").bounding_box()
    assert box["y"] + box["height"] + 4 <= size[1]  # its ring is whole


def test_what_is_ours_to_say_is_dark_where_it_is_the_answer_and_quiet_over_quotations(answered):
    def alone(_):
        return Answer("Q?", "about", "The text names no authors.", edition="f0e4ad43")

    def over(longest):
        return Answer("Q?", "answered", "It stands in 22 places.", (quote(longest[0]),), edition="f0e4ad43")

    same = """([said, name]) => {
      const sample = Object.assign(document.createElement('i'), { style: `color: var(${name})` });
      said.append(sample);
      const [own, wanted] = [said, sample].map((one) => getComputedStyle(one).color);
      sample.remove();
      return own === wanted;
    }"""
    for shape, name, other in ((alone, "--ink", "--muted"), (over, "--muted", "--ink")):
        page, answer = answered(shape)
        said = answer.locator(".said").element_handle()
        assert page.evaluate(same, [said, name])
        assert not page.evaluate(same, [said, other])
