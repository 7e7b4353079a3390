"""What strangers may send and other sites may do: origins, frames, paths, headers."""

import pytest
from starlette.testclient import TestClient

from conftest import with_settings
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

ALLOWED = "https://intranet.example"
ORIGINS = (
    ALLOWED,
    "https://evil.example",
    "https://intranet.example.evil.example",
    "http://intranet.example",
    "null",
    "https://intranet.example:8443",
)
PATHS = (
    "/",
    "/embed",
    "/read",
    "/map",
    "/api/outline",
    "/figures",
    "/figures.csv",
    "/api/concordance?q=doctors",
    "/healthz",
    "/gradio_api/app_id",
    "/widget.js",
    "/ui/chat.js",
    "/api/nonsense",
    "/docs",
)


def client_of(assistant, **settings):
    # Gradio reflects any origin on a host name other than localhost: so the tests are on one.
    return TestClient(
        build_app(*with_settings(assistant, rate_limit=0, allowed_hosts=("report.example",), **settings)),
        base_url="http://report.example",
    )


@pytest.fixture(scope="module")
def client(assistant):
    return client_of(assistant, allowed_origins=(ALLOWED,))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", ORIGINS)
def test_only_an_allowed_origin_may_read_across(client, path, origin):
    headers = client.get(path, headers={"origin": origin}).headers
    assert headers.get("access-control-allow-origin") == (ALLOWED if origin == ALLOWED else None)
    assert "access-control-allow-credentials" not in headers


@pytest.mark.parametrize("path", ["/api/ask", "/gradio_api/run/predict", "/mcp"])
@pytest.mark.parametrize("origin", ORIGINS)
def test_only_an_allowed_origin_passes_the_preflight(client, path, origin):
    asked = {"origin": origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    answer = client.options(path, headers=asked)
    assert (answer.status_code == 200) == (origin == ALLOWED)
    assert answer.headers.get("access-control-allow-origin") == (ALLOWED if origin == ALLOWED else None)


@pytest.fixture(scope="module")
def alone(assistant):
    """A client of a server that allows no other origin."""
    return client_of(assistant, allowed_origins=())


@pytest.mark.parametrize("path", [path for path in PATHS if not path.endswith(".js")])  # a script is shown as text
@pytest.mark.parametrize(("served", "ancestors"), [("alone", "'self'"), ("client", f"'self' {ALLOWED}")])
def test_only_allowed_origins_may_frame_any_page(request, path, served, ancestors):
    policy = request.getfixturevalue(served).get(path).headers["content-security-policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["frame-ancestors"] == ancestors
    assert "'unsafe-eval'" not in policy
    assert "http:" not in policy.replace("http://", "")
    assert directives["default-src"] == directives["connect-src"] == "'self'"


@pytest.mark.parametrize("path", [
    "/ui/../server.py", "/ui/%2e%2e/server.py", "/ui/..%2fserver.py", "/ui/....//server.py", "/swagger/../main.py", "/swagger/%2e%2e/main.py",
    "/api/passages/..%2f..%2f..%2fetc%2fpasswd", "/gradio_api/file=/etc/passwd", "/gradio_api/file=../../corpus/report.txt", "/gradio_api/file=app.py",
    "/gradio_api/proxy=http://evil.example/", "/static/../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/routes.py", "//etc/passwd", "/ui/chat.js%00.css",
])  # fmt: skip
def test_no_path_leads_out_of_what_is_served(client, path):
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code in (400, 403, 404, 422), answer.text[:200]
    assert "root:" not in answer.text
    assert "import " not in answer.text


def test_nothing_can_be_uploaded(client):
    answer = client.post("/gradio_api/upload", files={"files": ("x.html", b"<script>1</script>")})
    assert answer.status_code in (403, 404), "the chat takes no files, so none may be left on the disk"


@pytest.mark.parametrize(
    "path",
    [
        "/read?edition=%0d%0aSet-Cookie:%20a=b",
        "/read?mark=%0d%0aX-Evil:%201",
        "/?ask=%0d%0aX-Evil:%201",
        "/embed?trust=%0d%0aX-Evil:%201",
    ],
)
def test_nothing_typed_becomes_a_header(client, path):
    headers = client.get(path, headers={"x-request-id": "a%0d%0aX-Evil: 1"}).headers
    assert "set-cookie" not in headers
    assert "x-evil" not in headers


@pytest.mark.parametrize("path", ["/read?edition=<script>alert(1)</script>&mark=<img src=x>", "/?ask=<script>alert(1)</script>", "/embed?trust=<script>alert(1)</script>&theme='\"><img src=x onerror=alert(1)>", "/api/passages/<script>alert(1)</script>"])  # fmt: skip
def test_nothing_typed_becomes_markup(client, path):
    text = client.get(path).text
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text


def test_forged_forwarding_moves_no_address_of_the_page(client):
    forged = {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "gopher",
        "x-forwarded-for": "1.1.1.1",
        "forwarded": "host=evil.example",
        "x-gradio-server": "http://evil.example",
    }
    for path in ("/", "/config"):
        assert "evil.example" not in client.get(path, headers=forged).text


def test_no_cookie_is_set(client):
    for path in PATHS:
        assert "set-cookie" not in client.get(path).headers
