"""Whose request it is: the client's address, in any form, believed only from a trusted proxy, and who is signed in."""

import asyncio

import pytest
from starlette.testclient import TestClient

from conftest import with_settings
from rag.settings import Settings
from rag.web.clients import Clients, address_of
from rag.web.limits import _network
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

QUESTION = {"question": "What are Salford's values?"}


def client_of(assistant, peer=("testclient", 1), **settings):
    return TestClient(build_app(*with_settings(assistant, **settings)), client=peer)


def test_a_header_that_anyone_may_send_is_not_believed(assistant):
    client = client_of(assistant, rate_limit=1)
    answers = [client.post("/api/ask", json=QUESTION, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(3)]
    assert answers == [200, 429, 429]


def test_behind_a_trusted_proxy_each_client_has_its_own_count(assistant):
    client = client_of(assistant, ("10.0.0.9", 1), rate_limit=1, trusted_proxies=("10.0.0.0/24",))

    def ask(forwarded):
        return client.post("/api/ask", json=QUESTION, headers={"x-forwarded-for": forwarded}).status_code

    assert [ask("1.1.1.1"), ask("2.2.2.2"), ask("1.1.1.1")] == [200, 200, 429]
    assert ask("3.3.3.3, 1.1.1.1") == 429  # what the client itself wrote on the left is nobody's word
    assert ask("1.1.1.1, 10.0.0.7") == 429  # a second proxy of ours is passed over
    assert [ask("2001:db8::1"), ask("2001:db8::2")] == [200, 429]  # one client has all of its /64
    # As seen on 4a040a8: all of these were one client, and a proxy that was named so was none of ours.
    assert [ask("::ffff:4.4.4.4"), ask("::ffff:5.5.5.5"), ask("4.4.4.4"), ask("4.4.4.4:1234")] == [200, 200, 429, 429]
    assert [ask("6.6.6.6:1"), ask("6.6.6.6:2"), ask("7.7.7.7:1"), ask("[2001:db8:1::1]:5")] == [200, 429, 200, 200]
    assert ask("1.1.1.1, ::ffff:10.0.0.7") == 429
    assert ask("1.1.1.1, 10.0.0.7:4000") == 429


@pytest.mark.parametrize(("form", "address"), [
    ("203.0.113.7:1007", "203.0.113.7"), ("::ffff:198.51.100.7", "198.51.100.7"), ("[::ffff:198.51.100.7]:443", "198.51.100.7"),
    ("[2001:db8:7::1]:50", "2001:db8:7::1"), ("[2001:db8:7::1]", "2001:db8:7::1"), ("fe80::1%eth0", "fe80::1"), ("[fe80::1%eth0]:50", "fe80::1"),
    ("64:ff9b::192.0.2.33", "192.0.2.33"), ("unknown", "None"), ("_hidden", "None"), ("203.0.113.7:", "None"), ("", "None"),
])  # fmt: skip
def test_an_address_in_any_form_is_one_reader(form, address):
    """Five readers who came with a port, or as IPv4 inside IPv6, were one."""
    assert str(address_of(form)) == address
    assert (_network(form) == "unknown") is (address == "None")


def test_translated_and_zoned_addresses_are_readers_of_their_own():
    assert len({_network(f"64:ff9b::192.0.2.{n}") for n in range(5)}) == 5
    assert len({_network(f"::ffff:192.0.2.{n}") for n in range(5)}) == 5
    assert _network("fe80::1%eth0") == _network("fe80::1%eth1")


@pytest.mark.parametrize(("peer", "headers", "seen"), [
    ("1.2.3.4", [(b"x-forwarded-for", b"9.9.9.9"), (b"x-forwarded-proto", b"https"), (b"x-forwarded-host", b"evil.example"), (b"forwarded", b"for=9.9.9.9")], ("1.2.3.4", "http", [])),
    ("10.0.0.1", [(b"x-forwarded-for", b"9.9.9.9"), (b"x-forwarded-proto", b"https")], ("9.9.9.9", "https", [b"x-forwarded-for", b"x-forwarded-proto"])),
    ("10.0.0.1", [(b"x-forwarded-proto", b"gopher")], ("10.0.0.1", "http", [b"x-forwarded-proto"])),
    ("10.0.0.1", [(b"x-forwarded-for", b"garbage")], ("garbage", "http", [b"x-forwarded-for"])),
])  # fmt: skip
def test_who_asks(peer, headers, seen):
    found = {}

    async def app(scope, _receive, _send):
        found.update(scope)

    scope = {"type": "http", "path": "/", "scheme": "http", "client": (peer, 1), "headers": headers}
    asyncio.run(Clients(app, Settings(trusted_proxies=("10.0.0.1",)))(scope, None, None))
    assert (found["client"][0], found["scheme"], [name for name, _ in found["headers"]]) == seen


def test_signing_in_by_a_trusted_proxy(assistant):
    settings = {"trusted_proxies": ("10.0.0.1",), "sign_in_header": "X-Remote-User"}
    proxied = client_of(assistant, ("10.0.0.1", 1), **settings)
    assert proxied.get("/").status_code == 401
    assert proxied.post("/api/ask", json=QUESTION).headers["content-type"] == "application/problem+json"
    assert proxied.get("/", headers={"x-remote-user": "a.consultant"}).status_code == 200
    assert proxied.get("/healthz").status_code == 200
    outside = client_of(assistant, ("10.0.0.2", 1), **settings)
    assert outside.post("/api/ask", json=QUESTION, headers={"x-remote-user": "anyone"}).status_code == 401
