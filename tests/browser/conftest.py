"""A served page and a headless Chromium (Debian's). The embedder is the one that counts words: the page is what is tested."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from browser.hosts import Host
from rag.answering.assistant import Assistant
from rag.settings import Settings
from rag.types import Quote

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
IN_SIGHT = """() => {
  const own = document.activeElement, box = own.getBoundingClientRect();
  const middle = (start, end, most) => (Math.max(start, 0) + Math.min(end, most)) / 2;
  const top = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  return own === document.body || (top && (own.contains(top) || top.contains(own)));
}"""
"""Whether what has the focus is drawn at the middle of its part in the window, or nothing has it."""


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(
                pytest.mark.timeout(100, func_only=True)
            )  # for each try: Chromium was seen to lose a finger's touch for good
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="chromium is not installed (Debian: apt-get install chromium)"))


@pytest.fixture(scope="session")
def address(assistant, serve):
    return serve(assistant, Settings(read_limit=0))  # every test is a first visit, from one address


# Not for the session: while it lives, Playwright holds the event loop of this thread, and others want one.
@pytest.fixture(scope="package")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def kept():
    """Contexts that tests have done with, by what they were opened with: the next one finds the page's scripts compiled already."""
    return {}


@pytest.fixture
def new_page(request, chromium, address, kept):
    """Opens a page of the server; every request and console error is kept on it.

    Nothing that was stored is left of the test before. In a file of ``FIRST_VISITS`` nothing at all is: there the scripts come anew,
    and what cannot be undone, such as the clock, may be changed.
    """
    used = []
    alone = getattr(request.module, "FIRST_VISITS", False)

    def open_page(path="/", **options):
        asked = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        key = repr(sorted(asked.items()))
        old = None if alone or not kept.get(key) else kept[key].pop()
        context = old or chromium.new_context(**asked)
        used.append((None if alone else key, context))
        page = context.new_page()
        url = path if path.startswith(("http", "about:")) else address + path
        if old:
            emptied(page, {address, url}, asked.get("permissions", ()))
        page.requests, page.errors = [], []
        page.on("request", lambda r: page.requests.append(r.url))
        page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.errors.append(str(e)))
        page.goto(url)
        return page

    open_page.address = address
    yield open_page
    for key, context in used:
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")  # else a route still at work when its page goes fails the next test
            page.close()
        if key:
            kept.setdefault(key, []).append(context)
        else:
            context.close()


def emptied(page, addresses, permissions):
    """Throw away what pages of these addresses stored in a context, and what was permitted besides ``permissions``."""
    page.context.clear_cookies()
    page.context.clear_permissions()
    page.context.grant_permissions(list(permissions))
    session = page.context.new_cdp_session(page)
    for address in addresses:
        session.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
    session.detach()


@pytest.fixture
def chat(new_page):
    """The chat, ready for a question."""

    def open_chat(path="/", **options):
        page = new_page(path, **options)
        page.wait_for_selector("#log .arrived", state="attached")  # Gradio is there; before it, see test_shell.py
        return page

    return open_chat


def ask(page, question):
    """Ask and return the new answer's element."""
    count = page.locator("#log .answer").count()
    page.fill("#question textarea", question)
    page.click("#ask")
    answer = page.locator("#log .answer").nth(count)
    answer.wait_for()
    return answer


def take(answer, name):
    """Copy an answer by one of the ways behind its one control, and wait until that says that it was done."""
    summary = answer.locator(".take summary")
    summary.filter(has_text="Copied").wait_for(state="detached")  # said of the copy before, it tells nothing of this one
    summary.click()
    answer.locator(".take .copy", has_text=name).click()
    answer.locator(".take summary", has_text="Copied").wait_for()


class Prepared(Assistant):
    """Answers whatever it is asked with one answer, whose quotes are the report's."""

    __slots__ = ("given",)

    def ask(self, *_, **__):
        return self.given


def prepared(assistant, given):
    asked = Prepared(
        assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, Settings(read_limit=0),
        assistant.answerer.prepared,
    )  # fmt: skip
    asked.given = given
    return asked


def quote(passage, marks=()):
    """All of a passage."""
    return Quote(
        passage.text, passage.trust, passage.theme, passage.heading, passage.page, None, passage.start, passage.end, passage.id, marks
    )  # fmt: skip


@pytest.fixture(scope="module")
def asking(assistant, serve):
    """The address of a page whose every question gets the answer that ``shape`` makes of the report's paragraphs, longest first."""

    def address(shape):
        plain = [p for p in assistant.index.passages if p.kind == "paragraph" and p.speaker is None and "\n•" not in p.text]
        asked = prepared(assistant, shape(sorted(plain, key=lambda p: -len(p.text))))
        return serve(assistant, asked.settings, asking=asked)

    return address


@pytest.fixture
def answered(chat, asking):
    """A page with the answer that ``shape`` makes, and that answer."""

    def open_answer(shape, **options):
        page = chat(asking(shape), **options)
        return page, ask(page, "Q?")

    return open_answer


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
