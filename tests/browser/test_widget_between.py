"""What passes between the widget, its frame and the page: attributes, messages, and what a browser withholds."""

import json
import re

import pytest

from browser.conftest import ARGUMENTS, CHROMIUM
from browser.hosts import ASKED, events, frame_of, opened
from conftest import CORPUS, ROOT
from rag.corpus.profile import load_profile
from rag.web.branding import widget_js
from rag.web.server import UI

FIRST_VISITS = True

WIDGET = ROOT / "src" / "rag" / "web" / "ui" / "widget.js"


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
        "allow-downloads",
        "allow-modals",
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


def test_the_talk_is_saved_and_printed_from_the_panel(intranet):
    page = intranet()
    frame = opened(page)
    frame.locator("#question textarea").fill("How are new consultants inducted at Salford?")
    frame.locator("#ask").click()
    frame.locator("#log .answer").wait_for()
    frame.locator("#asked-many").click()
    with page.expect_download() as saved:
        frame.get_by_role("button", name="Save for Word").click()
    assert saved.value.suggested_filename == "talk.docx"
    blocked = []
    page.on("console", lambda message: blocked.append(message.text) if "sandbox" in message.text.lower() else None)
    frame.get_by_role("button", name="Print").click()
    page.wait_for_timeout(300)
    assert blocked == []
