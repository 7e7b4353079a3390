"""The widget in pages of another origin: the host page on ``localhost``, the assistant on ``127.0.0.1``."""

import gzip
import http.server
import json
import re
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import ARGUMENTS, CHROMIUM
from conftest import CORPUS, ROOT
from rag.corpus.profile import load_profile
from rag.settings import Settings
from rag.web.branding import widget_js
from rag.web.server import UI

WIDGET = ROOT / "src" / "rag" / "web" / "ui" / "widget.js"
ASKED = "What are the values of Salford Royal?"
HOSTILE = """* { all: unset; position: fixed !important; display: none !important; transform: scale(.1) !important; visibility: hidden !important }
html, body, main { display: block !important; visibility: visible !important; transform: none !important; position: static !important }
report-assistant { opacity: 0 !important; left: -9999px !important }
button, dialog, iframe { display: none !important; width: 0 !important; pointer-events: none !important }"""


class Host:
    """A small intranet: its pages may be added to; ``requests`` counts what was asked of it."""

    def __init__(self):
        self.pages = {}
        pages = self.pages

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body, headers = pages.get(self.path.split("?")[0], ("", {}))
                self.send_response(200 if body else 204)
                self.send_header("content-type", "text/html; charset=utf-8")
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.origin = f"http://localhost:{self.server.server_port}"

    def add(self, body, **headers):
        path = f"/page-{len(self.pages)}"
        head = '<title>Intranet</title><meta name="viewport" content="width=device-width">'
        page = f'<main><h1>Intranet</h1><p><a href="#x" id="before">A link</a></p>{body}</main>'
        self.pages[path] = (
            f'<!doctype html><html lang="en"><head>{head}</head><body>{page}</body></html>',
            {name.replace("_", "-"): value for name, value in headers.items()},
        )
        return self.origin + path


@pytest.fixture(scope="module")
def host():
    host = Host()
    yield host
    host.server.shutdown()


@pytest.fixture(scope="module")
def server(assistant, serve, host):
    """An assistant that may be shown on the intranet."""
    return serve(assistant, Settings(allowed_origins=(host.origin,)))


@pytest.fixture
def intranet(host, server, new_page):
    """Opens an intranet page with the script tag; ``page.events`` are the widget's."""

    def open_page(attributes="", body="", tags=1, headers=None, **options):
        script = f'<script src="{server}/widget.js" defer {attributes}></script>' * tags
        page = new_page(host.add(body + script, **(headers or {})), **options)
        page.wait_for_selector("report-assistant", state="attached")
        page.evaluate("""() => { window.events = []; for (const kind of ["open", "close", "answer"])
            document.addEventListener(`report-assistant:${kind}`, (event) => window.events.push([kind, event.detail])) }""")
        return page

    return open_page


def frame_of(page):
    """The chat inside the widget, usable."""
    page.locator("report-assistant .note").wait_for(state="hidden")
    frame = page.frame_locator("report-assistant iframe")
    frame.locator("#question textarea").wait_for()
    return frame


def opened(page):
    page.locator("button.launch").click()
    return frame_of(page)


def events(page, kind):
    return [detail for name, detail in page.evaluate("() => window.events") if name == kind]


def test_it_weighs_next_to_nothing():
    assert len(gzip.compress(WIDGET.read_bytes(), 9)) < 5_000
    assert not re.search(r"localStorage|sessionStorage|document\.cookie|innerHTML|\beval\b|fetch\(", WIDGET.read_text())


def test_only_the_script_is_asked_for_before_the_first_opening(intranet, server):
    page = intranet()
    page.wait_for_timeout(300)
    assert [url for url in page.requests if url.startswith(server)] == [f"{server}/widget.js"]
    opened(page)
    own = (server, page.url.split("/page")[0], "data:", "blob:")
    assert all(url.startswith(own) for url in page.requests)
    assert page.errors == []
    assert page.context.cookies() == []


def test_open_ask_click_a_chip_close(intranet, server):
    page = intranet()
    frame = opened(page)
    launcher = page.locator("button.launch")
    assert launcher.get_attribute("aria-expanded") == "true"
    frame.locator("#question textarea").fill(ASKED)
    frame.locator("#ask").click()
    chip = frame.locator("#log a.chip").first
    chip.click()
    frame.locator("#panel mark").first.wait_for()
    with page.context.expect_page() as tab:
        frame.get_by_role("link", name="Read on in the report").click()
    assert tab.value.url.startswith(f"{server}/read?edition=")
    assert tab.value.locator("mark").count() >= 1
    tab.value.close()
    assert page.get_by_role("button", name="Close").count() == 1
    assert frame.get_by_role("button", name="Close").count() == 0  # one in the heading bar is all there is
    frame.get_by_role("button", name="Back to the answer").click()
    assert frame.locator("#panel").is_hidden()
    assert chip.evaluate("chip => chip === document.activeElement")
    chip.click()
    frame.locator("#panel mark").first.wait_for()
    frame.locator("#panel").press("Escape")
    assert frame.locator("#panel").is_hidden()
    assert page.locator("dialog").is_visible()
    frame.locator("#question textarea").press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    assert launcher.get_attribute("aria-expanded") == "false"
    assert page.evaluate("() => document.querySelector('report-assistant').shadowRoot.activeElement.className") == "launch"
    opened(page)
    assert frame.locator("#log .asked").inner_text() == ASKED  # closing forgets nothing


def test_by_keyboard(intranet):
    page = intranet()
    page.focus("#before")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    frame = frame_of(page)
    page.wait_for_function("() => document.querySelector('report-assistant').shadowRoot.activeElement?.tagName === 'IFRAME'")
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    frame.locator("#log a.chip").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")


def test_by_script_with_events_that_never_hold_the_words(intranet):
    page = intranet()
    page.evaluate("question => ReportAssistant.ask(question)", ASKED)
    frame_of(page).locator("#log a.chip").first.wait_for()
    page.wait_for_function("() => window.events.some(([kind]) => kind === 'answer')")
    (answer,) = events(page, "answer")
    assert set(answer) == {"status", "citations"}
    assert answer["status"] == "answered"
    cited = answer["citations"][0]
    assert set(cited) == {"trust", "theme", "page", "speaker", "start", "end", "passage", "link"}
    assert (cited["trust"], cited["speaker"]) == ("salford", None)
    assert ASKED not in json.dumps(answer)
    page.evaluate(
        "() => { ReportAssistant.ask(3); ReportAssistant.ask(' '); ReportAssistant.close(); ReportAssistant.close(); ReportAssistant.open() }"
    )
    assert [kind for kind, _ in page.evaluate("() => window.events")] == ["open", "answer", "close", "open"]


def test_what_an_answer_cites_is_the_answer_record(intranet, assistant):
    page = intranet()
    question = "What do people at Northumbria say about doctors and managers working together in partnership?"
    page.evaluate("question => ReportAssistant.ask(question)", question)
    page.wait_for_function("() => window.events.some(([kind]) => kind === 'answer')")
    record = [[q.trust, q.theme, q.page, q.speaker, q.start, q.end, q.passage] for q in assistant.ask(question).quotes]
    names = ["trust", "theme", "page", "speaker", "start", "end", "passage"]
    assert [[c[n] for n in names] for c in events(page, "answer")[0]["citations"]] == record


def test_a_page_that_is_not_allowed_gets_no_content(new_page, host, address):
    page = new_page(host.add(f'<script src="{address}/widget.js" defer></script>'))
    page.locator("button.launch").click()
    page.get_by_text("The assistant cannot be reached just now.").wait_for()
    assert page.locator("iframe").count() == 0
    assert any("frame-ancestors" in line for line in page.errors)
    assert any("RAG_ALLOWED_ORIGINS" in line and host.origin in line for line in page.errors)


def test_where_the_server_is_away_there_is_a_kind_word_and_a_retry(host, new_page, assistant, serve):
    server = serve(assistant, Settings(allowed_origins=(host.origin,)))
    page = new_page(host.add(f'<script src="{server}/widget.js" defer></script>'))
    page.wait_for_selector("button.launch")
    page.context.set_offline(True)
    page.locator("button.launch").click()
    page.get_by_text("The assistant cannot be reached just now.").wait_for()
    assert page.locator("#before").is_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    assert frame_of(page).locator("#log .welcome").is_visible()


def test_a_server_that_goes_away_loses_no_question(intranet):
    page = intranet()
    frame = opened(page)
    for number, question in enumerate([ASKED, "And at UCLH?"]):
        frame.locator("#question textarea").fill(question)
        frame.locator("#ask").click()
        frame.locator("#log .answer").nth(number).wait_for()
    frame.locator("#question textarea").fill("Who leads TICKLE at Salford?")
    page.context.set_offline(True)
    frame.locator("#ask").click()
    frame.get_by_text("could not be reached").first.wait_for()
    assert frame.locator("#log .waiting .asked").inner_text() == "Who leads TICKLE at Salford?"
    page.context.set_offline(False)
    frame.locator("p.word").wait_for()
    assert frame.locator("#log .asked").all_inner_texts() == [ASKED, "And at UCLH?", "Who leads TICKLE at Salford?"]
    assert frame.locator("#question textarea").input_value() == ""


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


@pytest.mark.parametrize(("attribute", "value"), [("position", "middle"), ("accent", "#ffdd00"), ("accent", "red"), ("color-scheme", "blue"), ("lang", "xx"), ("open", "yes"), ("z-index", "-1"), ("width", "10"), ("height", "9999"), ("label", "x" * 61), ("trust", "Salford Royal!")])  # fmt: skip
def test_an_invalid_value_warns_and_falls_back(host, server, new_page, attribute, value):
    page = new_page("about:blank")
    warnings = []
    page.on("console", lambda m: warnings.append(m.text) if m.type == "warning" else None)
    page.goto(host.add(f'<script src="{server}/widget.js" defer data-{attribute}="{value}"></script>'))
    button = page.locator("button.launch")
    assert button.inner_text().strip() == "Ask the report"
    assert len(warnings) == 1
    assert f'data-{attribute}="{value}" is ignored' in warnings[0]
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(10, 77, 116)"


def test_every_attribute_has_its_effect(intranet):
    page = intranet(
        'data-position="top-left" data-label="Holi" data-title="Medical engagement" data-greeting="Ask &lt;b&gt;us&lt;/b&gt;." data-trust="salford,uclh" '
        'data-theme="induction" data-accent="#7a1f5c" data-color-scheme="dark" data-lang="cy" data-open="true" data-z-index="7" data-width="500" data-height="500"',
        color_scheme="null",  # Playwright would else override what the page asks of its frame
    )
    frame = frame_of(page)
    button = page.locator("button.launch")
    assert (button.bounding_box()["x"], button.bounding_box()["y"]) == (16, 16)
    assert button.inner_text().strip() == "Holi"
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(122, 31, 92)"
    assert page.locator("report-assistant").evaluate("e => getComputedStyle(e).zIndex") == "7"
    assert page.get_by_role("dialog", name="Medical engagement").bounding_box()["width"] == 500
    assert page.locator("header button").all_inner_texts() == ["Ehangu", "Cau"]
    assert frame.locator(".greeting").inner_text() == "Ask <b>us</b>."
    assert frame.locator("#scope").inner_text() == "Salford Royal, UCLH, on Induction"
    assert frame.locator("body").evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    assert page.evaluate("() => document.activeElement.tagName") == "BODY"  # opened by itself: focus stays in the page


def test_the_documented_attributes_are_the_widgets():
    rules = widget_js(UI, load_profile(CORPUS)).split("const RULES = {")[1].split("};")[0]
    coded = dict(re.findall(r'"?([a-z-]+)"?: \["([^"]*)"', rules))
    table = (
        (ROOT / "docs" / "embedding.md")
        .read_text(encoding="utf-8")
        .split("<!-- attributes -->")[1]
        .split("<!-- /attributes -->")[0]
    )
    rows = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]
    assert {row[0].removeprefix("data-") for row in rows} == set(coded)
    for name, default, *_ in rows:
        said = coded[name.removeprefix("data-")]
        assert said in default or not said, name


@pytest.mark.parametrize("message", ["'hello'", "{type: 'report-assistant:ask', question: 'x', more: 1}", "{type: 'report-assistant:ask', question: 5}", "{type: 'report-assistant:ask'}", "{type: 'report-assistant:nonsense'}", "['report-assistant:ask']", "null", "{type: 'report-assistant:__proto__'}", "{type: 'report-assistant:hello', greeting: '<img src=x>', accent: 'red;}'}"])  # fmt: skip
def test_the_frame_ignores_what_is_no_message(intranet, message):
    page = intranet()
    frame = opened(page)
    page.evaluate(
        f"() => document.querySelector('report-assistant').shadowRoot.querySelector('iframe').contentWindow.postMessage({message}, '*')"
    )
    page.wait_for_timeout(150)
    assert frame.locator("#log .asked, .greeting").count() == 0
    assert page.errors == []


def test_the_frame_hears_its_parent_only(intranet, server):
    page = intranet()
    opened(page)
    inner = next(f for f in page.frames if f.url.startswith(f"{server}/embed"))
    inner.evaluate("() => window.postMessage({ type: 'report-assistant:ask', question: 'x' }, '*')")  # itself is not its parent
    page.wait_for_timeout(150)
    assert inner.locator("#log .asked").count() == 0


def test_the_widget_hears_its_frame_only(intranet):
    page = intranet()
    opened(page)
    page.evaluate("() => window.postMessage({ type: 'report-assistant:close' }, '*')")
    inner = page.frames[1]
    inner.evaluate("""() => { for (const data of [{ type: "report-assistant:answer", status: "answered", citations: [{ words: "secret" }] },
        { type: "report-assistant:answer", status: 3, citations: [] }, { type: "report-assistant:answer", status: "answered", citations: [], question: "x" },
        { type: "report-assistant:nonsense" }, "report-assistant:close", null]) parent.postMessage(data, "*") }""")
    page.wait_for_timeout(150)
    assert page.locator("dialog").is_visible()
    assert events(page, "answer") == []


def test_the_frame_is_as_tight_as_the_chat_allows(intranet):
    page = intranet()
    opened(page)
    frame = page.locator("report-assistant iframe")
    assert set(frame.get_attribute("sandbox").split()) == {
        "allow-scripts",
        "allow-same-origin",
        "allow-popups",
        "allow-popups-to-escape-sandbox",
    }
    assert frame.get_attribute("allow") == "clipboard-write"
    assert frame.get_attribute("referrerpolicy") == "no-referrer"


def test_with_storage_and_cookies_blocked(chromium, host, server, tmp_path):
    preferences = {"profile": {"default_content_setting_values": {"cookies": 2}, "block_third_party_cookies": True}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences), encoding="utf-8")
    context = chromium.browser_type.launch_persistent_context(str(tmp_path), executable_path=CHROMIUM, args=ARGUMENTS)
    try:
        page = context.new_page()
        errors = []
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.goto(host.add(f'<script src="{server}/widget.js" defer></script>'))
        assert page.evaluate("() => { try { return !!window.localStorage } catch { return 'blocked' } }") == "blocked"
        frame = opened(page)
        frame.locator("#question textarea").fill(ASKED)
        frame.locator("#ask").click()
        frame.locator("#log a.chip").first.wait_for()
        assert errors == []
    finally:
        context.close()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_outside_or_inside(intranet, width, scheme):
    page = intranet(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    closed = Axe().run(page)
    assert closed.violations_count == 0, closed.generate_report()
    page.evaluate("question => ReportAssistant.ask(question)", ASKED)
    frame_of(page).locator("#log a.chip").first.wait_for()
    both = Axe().run(page)  # axe looks into frames where its script stands in them
    assert both.violations_count == 0, both.generate_report()
    inside = Axe().run(page.frames[1])
    assert inside.violations_count == 0, inside.generate_report()


def test_the_time_from_opening_to_a_usable_box(intranet):
    page = intranet()
    took = page.evaluate("""() => new Promise((done) => { const started = performance.now();
        const root = document.querySelector("report-assistant").shadowRoot;
        new MutationObserver(() => { if (root.querySelector(".note")?.hidden) done(performance.now() - started) }).observe(root, { subtree: true, childList: true, attributes: true });
        root.querySelector(".launch").click() })""")
    print(f"usable after {took:.0f} ms")
    assert took < 10_000  # the mark is 1,500 ms on a quiet machine; this only notices that it hangs


def test_the_embedded_page_alone(new_page, server):
    page = new_page(f"{server}/embed?trust=salford")
    page.wait_for_selector("#log .arrived")
    assert page.locator("#masthead h1").bounding_box()["width"] <= 1
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
