"""Addresses as monitors, link checkers, proxies and browsers write them: F11 and F15 of docs/reported.md."""

import httpx
import pytest
from starlette.testclient import TestClient

from conftest import with_settings
from rag.errors import SettingsError
from rag.settings import Settings
from rag.web.addresses import prefix_said, under
from rag.web.server import UI, build_app
from rag.web.warming import Warming

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

PAGES = ("/", "/embed", "/read", "/map", "/figures", "/index", "/check", "/docs", "/widget.js", "/healthz", "/readyz", "/metrics", "/api/outline", "/favicon.ico", "/openapi.json")  # fmt: skip
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def app(assistant):
    return build_app(*with_settings(assistant, read_limit=0, trusted_proxies=("10.0.0.1",)))


@pytest.fixture(scope="module")
def client(app):
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def proxied(app):
    return TestClient(app, client=("10.0.0.1", 1), follow_redirects=False)


@pytest.mark.parametrize("path", PAGES)
def test_head_is_get_without_a_body(client, path):
    got, head = client.get(path), client.head(path)
    assert (got.status_code, head.status_code, head.content) == (200, 200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


def test_head_over_a_real_connection_leaves_it_usable(assistant, serve):
    address = serve(assistant, Settings(read_limit=0))
    with httpx.Client(base_url=address, timeout=20) as client:
        for path in PAGES:
            assert client.head(path).status_code == 200
            assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/gradio_api/run/predict", "/mcp", "/api/ask"])
def test_head_starts_nothing(client, path):
    assert client.head(path).status_code == 405


@pytest.mark.parametrize("path", [p for p in PAGES if p != "/"])
def test_a_slash_at_the_end_leads_to_the_page(client, path):
    answer = client.get(f"{path}/?a=b")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"../{path.rpartition('/')[2]}?a=b"
    assert client.get(f"{path}/", follow_redirects=True).status_code == 200


def test_index_html_is_the_page(client):
    assert client.get("/index.html", follow_redirects=True).url.path == "/"


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example/", "/a%0d%0ab/"])
def test_no_slash_leads_to_another_host(client, path):
    answer = client.get(f"http://testserver{path}")
    assert answer.headers.get("location", "../").startswith("../")
    assert "\n" not in answer.headers.get("location", "")


@pytest.mark.parametrize("path", ["/nothing", "/a/b/c", "/api/nothing", "/gradio_api/upload"])
def test_a_browser_is_refused_by_a_page_and_a_program_by_problem_details(client, path):
    page, details = client.get(path, headers=BROWSER), client.get(path)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert details.headers["content-type"] == "application/problem+json"
    assert details.json()["detail"] in page.text.replace("&#39;", "'")
    up = "../" * (path.count("/") - 1) or "./"
    assert f'href="{up}ui/warming.css"' in page.text
    assert "content-security-policy" in page.headers
    assert (client.head(path, headers=BROWSER).status_code, client.head(path, headers=BROWSER).content) == (page.status_code, b"")


def test_a_limit_is_told_to_a_browser_by_a_page_with_its_time(assistant):
    client = TestClient(build_app(*with_settings(assistant, read_limit=1)))
    refused = [client.get("/read", headers=BROWSER) for _ in range(3)][-1]
    assert (refused.status_code, refused.headers["content-type"]) == (429, "text/html; charset=utf-8")
    assert int(refused.headers["retry-after"]) > 0
    assert "come again in" in refused.text


@pytest.mark.parametrize("said", ["/assistant", "/assistant/", "assistant", "/nhs/, /assistant"])
@pytest.mark.parametrize("path", ["/read", "/ui/style.css", "/api/outline", "/swagger/swagger-ui.css", "/"])
def test_a_trusted_proxy_may_leave_its_prefix_on(proxied, said, path):
    prefix = prefix_said(said)
    answer = proxied.get(prefix + path, headers={"x-forwarded-prefix": said})
    assert answer.status_code == 200
    assert proxied.get(path, headers={"x-forwarded-prefix": said}).status_code == 200  # and may take it off


def test_a_prefix_without_its_slash_leads_to_the_page(proxied):
    answer = proxied.get("/nhs/assistant", headers={"x-forwarded-prefix": "/nhs/assistant"})
    assert (answer.status_code, answer.headers["location"]) == (308, "assistant/")


def test_a_stranger_says_no_prefix(client):
    assert client.get("/assistant/read", headers={"x-forwarded-prefix": "/assistant"}).status_code == 404


@pytest.mark.parametrize("said", ["", "//evil.example", "/a b", "/<x>", "/../x", "javascript:x", "/a" * 9, "/a\r\nx"])
def test_what_is_no_prefix_is_none(said):
    assert prefix_said(said) in ("", "/evil.example")
    scope = {"path": "/evil.example2/read"}
    under(scope, "/evil.example")
    assert scope == {"path": "/evil.example2/read"}


def test_an_operator_sets_the_prefix(assistant):
    client = TestClient(build_app(*with_settings(assistant, root_path="/assistant")))
    for prefix in ("", "/assistant"):
        assert client.get(f"{prefix}/healthz").json() == {"status": "ok"}
        assert client.get(f"{prefix}/read").status_code == 200
        assert "gradio" in client.get(f"{prefix}/").text
    assert client.get("/assistant", follow_redirects=False).headers["location"] == "assistant/"
    assert client.get("/assistantx/read").status_code == 404
    assert "immutable" in client.get("/assistant/static/fonts/ui-sans-serif/ui-sans-serif-Regular.woff2").headers.get("cache-control", "immutable")  # fmt: skip


@pytest.mark.parametrize("value", ["assistant", "/a b", "/.hidden", "http://x/y"])
def test_a_prefix_that_is_none_is_told(value):
    with pytest.raises(SettingsError, match="RAG_ROOT_PATH"):
        Settings.from_environment({"RAG_ROOT_PATH": value})


def test_while_it_loads_a_prefix_leads_to_the_page_that_says_so():
    app = Warming(lambda: None, UI, "", Settings(root_path="/assistant", allowed_hosts=("testserver",)), ready=print, failed=print)
    client = TestClient(app)
    assert "Warming up" in client.get("/assistant/").text
    assert "still loading" in client.get("/assistant/read", headers=BROWSER).text
    assert client.head("/assistant/healthz").status_code == 200
    assert client.get("/assistant/healthz").json() == {"status": "ok"}


def test_scripts_go_out_without_the_lines_that_only_tell_why_and_are_known_again(client):
    script = client.get("/ui/talk.js")
    assert script.headers["content-type"].startswith("text/javascript")
    own = (UI / "talk.js").read_text(encoding="utf-8").splitlines()
    assert script.text.splitlines() == [line for line in own if not line.lstrip().startswith("//")] != own
    again = client.get("/ui/talk.js", headers={"if-none-match": script.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/ui/none.js").status_code == 404
    assert "/*" in client.get("/ui/style.css").text
