"""The demonstration of ``make demo``: the page, its form, and that what the form writes is what the page shows."""

import importlib.util
import re
import threading

import pytest

from conftest import ROOT, reserved_port
from rag.settings import Settings

FIRST_VISITS = True

spec = importlib.util.spec_from_file_location("demo_serve", ROOT / "docs" / "demo" / "serve.py")
demo_serve = importlib.util.module_from_spec(spec)
spec.loader.exec_module(demo_serve)


@pytest.fixture(scope="module")
def demo(assistant, serve):
    with reserved_port() as port:
        origin = f"http://localhost:{port}"
        assistant_address = serve(assistant, Settings(allowed_origins=(origin,)))
        page = demo_serve.intranet(assistant_address, port)
        threading.Thread(target=page.serve_forever, daemon=True).start()
        yield f"{origin}/demo", assistant_address
        page.shutdown()


def test_the_form_builds_the_tag_and_the_page_shows_it(new_page, demo):
    address, assistant_address = demo
    page = new_page(address)
    page.select_option("[name=position]", "top-left")
    page.select_option("[name=trust]", "uclh")
    page.fill("[name=label]", 'Ask "us" & <b>')
    page.press("[name=label]", "Tab")
    tag = page.locator("#tag").inner_text()
    assert tag == (
        f'<script src="{assistant_address}/widget.js" defer data-position="top-left" data-label="Ask &quot;us&quot; &amp; &lt;b>" data-trust="uclh"></script>'
    )
    assert page.locator("report-assistant").count() == 1
    assert page.locator("button.launch").inner_text() == 'Ask "us" & <b>'
    page.click("#ask")
    page.frame_locator("report-assistant iframe").locator("#log .answer").wait_for()
    page.wait_for_function("() => document.querySelector('#heard').textContent.startsWith('answer: ')")
    assert [line for line in page.errors if "favicon" not in line and "404" not in line] == []


def test_what_the_form_wrote_works_when_pasted(new_page, demo):
    page = new_page(demo[0])
    page.check("[value=inline]")
    page.fill("[name=greeting]", "Hello")
    page.press("[name=greeting]", "Tab")
    assert page.frame_locator("report-assistant iframe").locator(".greeting").inner_text() == "Hello"
    element = re.match(r"<report-assistant .*?</report-assistant>", page.locator("#tag").inner_text())[0]
    page.evaluate("() => document.querySelectorAll('report-assistant').forEach((e) => e.remove())")
    page.evaluate(
        "tag => document.querySelector('#inline').setHTMLUnsafe?.(tag) ?? (document.querySelector('#inline').innerHTML = tag)",
        element,
    )
    assert page.frame_locator("report-assistant iframe").locator(".greeting").inner_text() == "Hello"


def test_advice_on_a_colour_without_contrast(new_page, demo):
    page = new_page(demo[0])
    page.fill("[name=accent]", "#ffee00")
    page.dispatch_event("[name=accent]", "change")
    assert 'data-accent="#ffee00" is ignored' in page.locator("#advice").inner_text()


def test_other_paths_are_not_there(new_page, demo):
    page = new_page(demo[0])
    for path in ("/demo/../serve.py", "/demo/serve.py", "/nonsense"):
        assert page.request.get(demo[0].removesuffix("/demo") + path).status == 404
