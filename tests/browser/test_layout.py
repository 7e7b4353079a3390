"""Where answers land, and what stands where around them."""

import io

import pytest
from PIL import Image

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


@pytest.mark.parametrize("width", [390, 1280])
def test_what_answers_by_itself_is_the_first_and_strong_line(answered, width):
    def shape(longest):
        return Answer("Q?", "answered", "Yes: in 18 places. Not of all.", (quote(longest[0]),), edition="f0e4ad43")

    _, answer = answered(shape, viewport={"width": width, "height": 844})
    said = answer.locator(".said")
    assert said.inner_text() == "Yes: in 18 places. Not of all."
    style = "e => { const own = getComputedStyle(e); return [Number(own.fontWeight), Number.parseFloat(own.fontSize), own.color]; }"
    point, rest, source = (answer.locator(one).evaluate(style) for one in (".point", ".said", ".group h3"))
    assert point[0] >= 600 > rest[0]
    assert point[1] > source[1]
    assert point[2] == source[2] != rest[2]
    assert said.bounding_box()["y"] < answer.locator("figure").first.bounding_box()["y"]


def test_the_head_is_a_line_once_something_is_asked(chat):
    page = chat(viewport={"width": 1200, "height": 900})
    before = page.locator("#masthead").bounding_box()["height"]
    ask(page, HOW)
    assert page.locator("#masthead").bounding_box()["height"] < min(before / 2, 60)
    page.click("#new-talk")
    assert page.locator("#masthead").bounding_box()["height"] == before


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


CUT = """() => {
  const bar = document.querySelector('#bar').getBoundingClientRect().top, talk = document.querySelector('#talk');
  const fade = Number.parseFloat(getComputedStyle(talk, '::after').height);
  const lines = [...talk.querySelectorAll('#log a, #log button, #log summary, #log p, #log h3')].flatMap((e) => [...e.getClientRects()]);
  const cut = lines.filter((line) => line.height && line.top < bar && line.bottom > bar);
  const style = getComputedStyle(talk, '::after');
  return { fade, cut: cut.length, ground: style.backgroundImage, takes: style.pointerEvents, last: document.querySelector('#notice').getBoundingClientRect().bottom, bar };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (390, 500)], ids=str)
def test_what_goes_on_below_the_bar_fades_out_and_the_end_does_not(chat, size, scheme):
    page = chat(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    ask(page, "Compare the four trusts on culture")
    cut = 0
    for _ in range(6):  # wherever it is scrolled to
        seen = page.evaluate(CUT)
        cut += seen["cut"]
        assert seen["fade"] >= 20
        assert seen["takes"] == "none"
        paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert f"{paper} 15%" in seen["ground"]
        image = Image.open(io.BytesIO(page.screenshot()))
        row = [
            image.getpixel((x, int(seen["bar"]) - 2))
            for x in range(8, page.evaluate("() => document.querySelector('#talk').clientWidth"))
        ]
        assert max(max(p[n] for p in row) - min(p[n] for p in row) for n in range(3)) <= 6  # nothing meets the bar
        page.evaluate("() => document.querySelector('#talk').scrollBy(0, 97)")
    assert cut  # there was something to cut
    page.evaluate("() => document.querySelector('#talk').scrollTo(0, 99999)")
    end = page.evaluate(CUT)
    assert end["last"] <= end["bar"] - end["fade"] + 1


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=str)
def test_what_has_the_focus_is_not_under_the_fade(chat, size):
    page = chat(viewport={"width": size[0], "height": size[1]})
    answer = ask(page, "Compare the four trusts on culture")
    own = answer.locator("a, button, summary")
    many = own.evaluate_all("all => all.filter((e) => e.tabIndex >= 0 && e.checkVisibility()).length")
    own.first.focus()
    foot = page.locator("#bar").bounding_box()["y"] - page.evaluate(CUT)["fade"]
    for _ in range(many - 1):
        page.keyboard.press("Tab")
        page.wait_for_function("foot => document.activeElement.getBoundingClientRect().bottom <= foot + 1", arg=foot, timeout=3_000)
