"""Pages beside the chat: the API's documentation, and the page while the assistant loads."""

import json
import threading

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe

from conftest import listen, with_settings
from rag.settings import Settings
from rag.web.server import UI, _embed_head, build_app
from rag.web.warming import Warming

PREFIX = "/assistant"
ASKING = "How did Salford select its clinical directors?"


def tried_out(page, body=None):
    """Click “Try it out” and “Execute” of asking, with the example or this body; returns the text of the answer."""
    page.wait_for_selector(".opblock")
    page.locator("#operations-ask-ask_api_ask_post, .opblock-post").first.click()
    page.get_by_role("button", name="Try it out").click()
    if body:
        page.locator(".body-param textarea").fill(body)
    page.get_by_role("button", name="Execute").click()
    page.wait_for_selector(".responses-table.live-responses-table")
    return page.locator(".live-responses-table").inner_text()


def test_the_documentation_works_under_the_policy_and_asks_nobody_else(new_page, address):
    page = new_page("/docs")
    page.wait_for_selector(".opblock")
    assert page.locator(".opblock").count() == 13
    assert '"answered"' in tried_out(page)
    assert all(url.startswith((address, "data:", "blob:")) for url in page.requests)
    assert page.errors == []


def test_trying_it_out_sends_what_is_typed(new_page, address):
    page = new_page("/docs")
    assert ASKING in tried_out(page, json.dumps({"question": ASKING}))
    assert page.requests[-1] == f"{address}/api/ask"
    page.locator(".body-param textarea").fill('{"question": 3}')
    page.get_by_role("button", name="Execute").click()
    page.get_by_text("422").first.wait_for()
    assert "question" in page.locator(".live-responses-table").inner_text()


@pytest.mark.parametrize("proxy", ["leaves it on", "takes it off"])
def test_trying_it_out_stays_under_a_prefix(new_page, assistant, serve, address, proxy):
    """F11: what is asked at the root is answered by another application, or not at all."""
    page = new_page("about:blank")
    if proxy == "leaves it on":
        address = serve(assistant, Settings(read_limit=0, root_path=PREFIX))
    under = f"{address}{PREFIX}/"
    if proxy == "takes it off":
        page.route(
            f"{under}**", lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(under, f"{address}/")))
        )
    page.goto(f"{under}docs")
    assert '"answered"' in tried_out(page)
    assert f"{under}api/ask" in page.requests
    assert [url for url in page.requests if url.startswith(address) and not url.startswith(under)] == []
    assert page.errors == []


@pytest.fixture
def loading(assistant):
    """A server that loads until told otherwise."""
    gate = threading.Event()
    origins = ("http://localhost:1",)
    settings = Settings(allowed_origins=origins)

    def load():
        gate.wait(60)
        return build_app(*with_settings(assistant, allowed_origins=origins))

    listening = listen()
    port = listening.getsockname()[1]
    app = Warming(load, UI, _embed_head(settings), settings, ready=lambda: None, failed=print)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}", gate
    gate.set()
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_there_at_once_and_goes_on_by_itself(new_page, loading, scheme):
    address, gate = loading
    page = new_page(f"{address}/?trust=uclh", color_scheme=scheme, bypass_csp=True)
    assert page.get_by_role("heading", level=1).inner_text() == "Warming up"
    assert Axe().run(page).violations_count == 0
    gate.set()
    page.wait_for_selector("#log .arrived")
    assert [label.strip() for label in page.locator("#trusts label.selected").all_inner_texts()] == ["UCLH"]


def test_the_widget_shows_it_too_and_asks_when_it_may(new_page, loading):
    address, gate = loading
    page = new_page(f"{address}/widget.js")  # a page of the same origin, which may always embed
    page.set_content(
        f'<!doctype html><html lang="en"><title>x</title><body><script src="{address}/widget.js" defer></script></body></html>'
    )
    page.wait_for_selector("button.launch")
    page.evaluate("() => ReportAssistant.ask('What are the values of Salford Royal?')")
    frame = page.frame_locator("report-assistant iframe")
    frame.get_by_role("heading", name="Warming up").wait_for()
    page.locator(".note").wait_for(state="hidden")
    gate.set()
    frame.locator("#log a.chip").first.wait_for()


def test_a_translated_report_is_told_from_the_reports_own_words(new_page):
    """F23: Chrome marks a page that it has translated with a class."""
    page = new_page("/read")
    said = page.get_by_text("no longer the report’s own words")
    assert not said.is_visible()
    page.evaluate("document.documentElement.classList.add('translated-ltr')")
    assert said.is_visible()


@pytest.mark.parametrize("path", ["/read", "/map", "/figures", "/index"])
def test_every_page_prints_dark_on_light(new_page, path):
    page = new_page(path, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    inks = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
          .map((e) => Math.max(...getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).map(Number)))"""
    )
    assert inks
    assert max(inks) < 150  # the palest of the light scheme's, a link's blue
