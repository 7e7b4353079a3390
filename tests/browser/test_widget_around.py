"""The widget and the page around it, which it neither moves nor is disturbed by: its styles, policy, scrolling, scheme and size."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ARGUMENTS, CHROMIUM
from browser.hosts import ASKED, frame_of, opened

FIRST_VISITS = True

HOSTILE = """* { all: unset; position: fixed !important; display: none !important; transform: scale(.1) !important; visibility: hidden !important }
html, body, main { display: block !important; visibility: visible !important; transform: none !important; position: static !important }
report-assistant { opacity: 0 !important; left: -9999px !important }
button, dialog, iframe { display: none !important; width: 0 !important; pointer-events: none !important }"""


def test_under_a_strict_policy_of_the_host(intranet, server):
    policy = f"default-src 'none'; script-src {server}; frame-src {server}; require-trusted-types-for 'script'"
    page = intranet(body="<p>Strict</p>", headers={"content_security_policy": policy})
    frame = opened(page)
    box = page.locator("dialog").bounding_box()
    assert box["width"] == 420  # the style sheet is in force
    frame.locator("#log .welcome").wait_for()
    assert [line for line in page.errors if "favicon" not in line] == []


@pytest.mark.parametrize("mode", ["launcher", "inline"])
def test_inside_hostile_style_sheets(intranet, mode):
    element = '<report-assistant mode="inline"></report-assistant>' if mode == "inline" else ""
    page = intranet(body=f"<style>{HOSTILE}</style>{element}")
    if mode == "launcher":
        place = page.locator("button.launch").bounding_box()
        assert place["x"] + place["width"] == pytest.approx(1280 - 16, abs=1)
        assert place["y"] + place["height"] == pytest.approx(900 - 16, abs=1)
        frame = opened(page)
        assert page.locator("dialog").bounding_box()["height"] == 640
    else:
        frame = frame_of(page)
        style = page.locator("report-assistant").evaluate(
            "e => { const s = getComputedStyle(e); return [s.position, s.opacity, s.transform] }"
        )
        assert style == ["static", "1", "none"]
    frame.locator("#question textarea").fill(ASKED)
    frame.locator("#ask").click()
    frame.locator("#log a.chip").first.click()
    frame.locator("#panel mark").first.wait_for()


def test_twice_on_a_page(intranet):
    page = intranet(tags=2)
    page.wait_for_timeout(100)
    assert page.locator("report-assistant").count() == 1
    opened(page)
    assert page.errors == []


def test_inline_where_the_editor_wants_it(intranet, server):
    body = '<div style="height: 3000px"></div><report-assistant mode="inline" data-trust="uclh" data-width="500" data-height="700"></report-assistant>'
    page = intranet(body=body)
    page.wait_for_timeout(200)
    assert [url for url in page.requests if url.startswith(server)] == [f"{server}/widget.js"]
    page.locator("report-assistant").scroll_into_view_if_needed()
    frame = frame_of(page)
    box = page.locator("report-assistant").bounding_box()
    assert (box["width"], box["height"]) == (500, 700)
    frame.locator("#trusts label.selected", has_text="UCLH").wait_for(state="attached")
    assert frame.locator("#trusts label.selected").count() == 1
    assert page.locator("button.launch").count() == 0
    assert page.evaluate("() => document.activeElement.tagName") == "BODY"  # a frame takes no focus
    page.evaluate("question => ReportAssistant.ask(question)", "How are new consultants inducted at UCLH?")
    frame.locator("#log .answer").wait_for()


LONG = '<div style="height: 3000px"></div>'


def test_asking_inline_never_moves_the_page_around(intranet):
    page = intranet(body=f'<div style="height: 900px"></div><report-assistant mode="inline"></report-assistant>{LONG}')
    page.evaluate("() => document.querySelector('report-assistant').scrollIntoView()")
    frame = frame_of(page)
    page.evaluate("""() => { scrollBy(0, 400); window.moves = [];
        requestAnimationFrame(() => requestAnimationFrame(() => addEventListener("scroll", () => window.moves.push(scrollY)))) }""")
    box = frame.locator("#question textarea")
    box.evaluate("box => box.focus({ preventScroll: true })")
    page.keyboard.type("What are the values?")
    page.keyboard.press("Enter")
    chip = frame.locator("#log a.chip").first
    chip.wait_for()
    chip.evaluate("chip => chip.click()")
    frame.locator("#panel mark").first.wait_for()
    frame.locator("#panel button.close").evaluate("button => button.click()")
    frame.locator("#panel").wait_for(state="hidden")
    assert chip.evaluate("chip => chip === document.activeElement")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("() => window.moves") == []


def test_back_to_an_answer_that_is_out_of_sight_scrolls_to_it(intranet):
    frame = opened(intranet())
    frame.locator("#question textarea").fill(ASKED)
    frame.locator("#ask").click()
    frame.locator("#log a.chip").first.click()
    frame.locator("#panel mark").first.wait_for()
    frame.locator("body").evaluate(
        "() => { const space = document.createElement('p'); space.style.height = '3000px'; document.querySelector('#log').prepend(space) }"
    )
    frame.get_by_role("button", name="Back to the answer").click()
    place = frame.locator("#log a.chip").first.evaluate("chip => [chip.getBoundingClientRect().top, innerHeight]")
    assert 0 < place[0] < place[1]


def wheel(page, x, y):
    """The mouse wheel turned by 500 pixels at a place of the page; returns once the scrolling is over."""
    session = page.context.new_cdp_session(page)
    session.send("Input.synthesizeScrollGesture", {"x": x, "y": y, "yDistance": -500, "speed": 5000, "gestureSourceType": "mouse"})
    session.detach()


def swipe(page, x, y):
    """A finger drawn up by 240 pixels from a place of the page."""
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 13):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 20 * step}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_the_wheel_over_the_panel_does_not_move_the_page_behind(intranet):
    page = intranet(body=LONG)
    frame = opened(page)
    header, body = page.locator("dialog header").bounding_box(), page.locator("dialog .body").bounding_box()
    middle = body["x"] + body["width"] / 2
    places = [(header["x"] + 60, header["y"] + 20), (middle, body["y"] + 100), (middle, body["y"] + body["height"] - 60)]

    def wheel_all():
        for x, y in [*places, places[-1]]:  # and on from where it has ended
            wheel(page, x, y)
            assert page.evaluate("() => scrollY") == 0

    wheel_all()  # what the frame shows at first may be too short to scroll; an answer is not
    frame.locator("#question textarea").fill(ASKED)
    frame.locator("#ask").click()
    frame.locator("#log a.chip").first.click()
    frame.locator("#panel mark").first.wait_for()
    wheel_all()
    wheel(page, 300, 500)  # beside the panel
    assert page.evaluate("() => scrollY") > 100


def test_the_wheel_over_the_chat_inline_goes_on_to_the_page(intranet):
    page = intranet(body=f'<report-assistant mode="inline"></report-assistant>{LONG}')
    frame_of(page)
    for _ in range(4):
        wheel(page, 400, 400)
    assert page.evaluate("() => scrollY") > 100


@pytest.mark.parametrize("style", ["", "overflow: scroll auto !important; color: red"])
def test_touch_does_not_move_the_page_behind_a_full_screen(intranet, style):
    page = intranet(body=LONG, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.evaluate("style => style && document.documentElement.setAttribute('style', style)", style)
    state = "() => [document.documentElement.getAttribute('style'), getComputedStyle(document.documentElement).overflow]"
    before = page.evaluate(state)
    for way in ("button", "removed"):
        opened(page)
        page.screenshot()  # drawn, the frame's process too: no finger is quicker, and until then it meets the page without a dialog
        for y in (300, 700, 700):
            swipe(page, 195, y)
        assert page.evaluate("() => scrollY") == 0
        if not style:
            assert page.evaluate(state)[1] == "hidden"
        if way == "button":
            page.get_by_role("button", name="Close").click()
        else:
            page.evaluate("() => document.querySelector('report-assistant').remove()")
        assert page.evaluate(state) == before
    swipe(page, 195, 700)
    page.wait_for_function("() => scrollY > 100")


def test_it_can_be_enlarged(intranet):
    page = intranet()
    frame = opened(page)
    more = page.get_by_role("button", name="Enlarge")
    box = page.locator("dialog").bounding_box
    assert (box()["width"], more.get_attribute("aria-pressed")) == (420, "false")
    frame.locator("#question textarea:focus").fill("half a question")
    more.focus()
    page.keyboard.press("Enter")
    assert more.get_attribute("aria-pressed") == "true"
    assert box() == {"x": 48, "y": 24, "width": 1216, "height": 796}
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    page.locator("button.launch").click()
    assert box()["width"] == 1216  # as it was left
    assert frame.locator("#question textarea").input_value() == "half a question"
    both = Axe().run(page)
    assert both.violations_count == 0, both.generate_report()
    more.press("Space")
    assert (box()["width"], box()["height"]) == (420, 640)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("dialog:modal").wait_for()
    assert more.is_hidden()  # it fills the screen
    page.reload()
    page.set_viewport_size({"width": 1280, "height": 900})
    opened(page)
    assert (box()["width"], more.get_attribute("aria-pressed")) == (420, "false")


@pytest.mark.parametrize(("page_scheme", "dark"), [("", False), ("light", False), ("dark", True), ("light dark", True)])
def test_it_follows_the_scheme_of_the_page_when_asked(chromium, host, server, page_scheme, dark):
    # Playwright overrides what a page asks of its frame, but not where it is told to leave the scheme to the browser.
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, "--blink-settings=preferredColorScheme=0"])
    try:
        page = browser.new_context(color_scheme="null").new_page()
        style = f"<style>:root {{ color-scheme: {page_scheme or 'normal'} }}</style>"
        page.goto(host.add(f'{style}<script src="{server}/widget.js" defer data-color-scheme="page"></script>'))
        assert page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")  # as the reader's system asks
        frame = opened(page)
        is_dark = "() => matchMedia('(prefers-color-scheme: dark)').matches"
        panel = "dialog => getComputedStyle(dialog).backgroundColor === 'rgb(255, 255, 255)'"
        assert frame.locator("body").evaluate(is_dark) == dark
        assert page.locator("dialog").evaluate(panel) != dark
        if page_scheme:  # a switch of the page's is followed at once
            page.evaluate("scheme => { document.documentElement.style.colorScheme = scheme }", "light" if dark else "dark")
            assert page.locator("dialog").evaluate(panel) == dark
            frame.locator("body").evaluate("(_, was) => new Promise((done) => { const query = matchMedia('(prefers-color-scheme: dark)'); "
                "if (query.matches !== was) done(); else query.onchange = done })", dark)  # fmt: skip
    finally:
        browser.close()


@pytest.mark.parametrize("how", ["document.body.replaceWith(fresh)", "document.body.replaceChildren(...fresh.childNodes)"])
def test_it_outlives_the_body(intranet, how):
    page = intranet()
    page.evaluate("question => ReportAssistant.ask(question)", ASKED)
    frame = frame_of(page)
    frame.locator("#log a.chip").first.wait_for()
    renew = (
        f"() => {{ const fresh = document.createElement('body'); fresh.innerHTML = '<main><h1>Another page</h1></main>'; {how} }}"
    )
    page.evaluate(renew)
    assert page.locator("h1").inner_text() == "Another page"
    assert frame.locator("#log .asked").inner_text() == ASKED  # the talk goes on
    page.evaluate("() => ReportAssistant.close()")
    page.evaluate(renew)
    assert page.locator("button.launch").count() == 1
    page.locator("button.launch").click()
    assert frame.locator("#question textarea").is_visible()
    page.evaluate("() => { ReportAssistant.close(); ReportAssistant.open() }")
    assert page.get_by_role("dialog").is_visible()
    assert page.errors == []


def test_mounting_and_unmounting(intranet, server):
    page = intranet()
    opened(page)
    page.evaluate("() => document.querySelector('report-assistant').remove()")
    page.evaluate("() => { ReportAssistant.open(); ReportAssistant.close() }")  # nothing there: no harm
    assert page.locator("iframe").count() == 0
    page.evaluate("""src => new Promise((done) => { const script = document.createElement("script"); script.src = src; script.onload = done; document.body.append(script) })""", f"{server}/widget.js")  # fmt: skip
    assert page.locator("report-assistant").count() == 1
    opened(page)
    page.evaluate("() => { const e = document.querySelector('report-assistant'); document.querySelector('main').append(e) }")
    page.locator("button.launch").click()
    frame_of(page)
    page.evaluate("""() => { document.querySelector('report-assistant').remove(); const e = document.createElement('report-assistant');
        e.setAttribute('mode', 'inline'); document.querySelector('main').prepend(e) }""")
    frame_of(page).locator("#log .welcome").wait_for()
    assert page.errors == []


def test_at_phone_width_it_fills_the_screen_and_keeps_focus(intranet):
    page = intranet(viewport={"width": 390, "height": 844}, has_touch=True)
    opened(page)
    assert page.locator("dialog").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert page.locator("dialog").evaluate("e => e.matches(':modal')")
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => ['REPORT-ASSISTANT', 'BODY'].includes(document.activeElement.tagName) && document.activeElement.id !== 'before'"
        )
    page.get_by_role("button", name="Close").click()
    assert page.evaluate("() => document.querySelector('report-assistant').shadowRoot.activeElement.className") == "launch"


def test_turning_the_phone_keeps_the_chat(intranet):
    page = intranet()
    frame = opened(page)
    frame.locator("#question textarea").fill("half a question")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("() => document.querySelector('report-assistant').shadowRoot.querySelector('dialog').matches(':modal')")
    assert frame.locator("#question textarea").input_value() == "half a question"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function("() => !document.querySelector('report-assistant').shadowRoot.querySelector('dialog').matches(':modal')")
    assert (
        page.evaluate("() => getComputedStyle(document.documentElement).overflow") == "visible"
    )  # the page beside the panel scrolls
    assert frame.locator("#question textarea").input_value() == "half a question"
