"""Checking quotations in a browser: without script, in both schemes, at desktop's and phone's width; nothing is kept or refused."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")

SELECTION = "In 2010, around 45 consultants expressed interest in being considered for a development programme."
DRAFT = f"""Salford chose with care: “{SELECTION}” (p. 16). At UCLH, “{SELECTION.replace("45", "46").replace("expressed", "rarely expressed")}” (p. 30).

> I think it [the MSC] is approaching being moribund, to be honest.
>
> — Clinical director, Salford, p. 14

They value “respect”, and say that “<b>engagement</b> is a matter of bananas & averylongwordwithoutanyend{"x" * 90}”.
"""  # fmt: skip


def checked(new_page, draft=DRAFT, **options):
    page = new_page("/check", **{"java_script_enabled": False, **options})
    page.get_by_label("Your draft").fill(draft)
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector("#found")
    return page


def test_a_draft_is_checked_without_script(new_page):
    page = checked(new_page)
    heading = page.get_by_role("heading", name="5 quotations: 3 true, 1 altered, 1 not found. 2 are of another trust or page")
    assert heading.count() == 0 or heading.is_visible()
    assert page.locator("#found").inner_text().startswith("5 quotations: 3 true, 1 altered, 1 not found.")
    items = page.locator(".checked > li")
    assert [re.match(r"\S", text)[0] for text in items.locator(".verdict").all_inner_texts()] == ["✓", "≠", "✓", "✓", "✗"]
    assert items.nth(1).locator("del").inner_text().strip("() ").endswith("45") or "45" in items.nth(1).inner_text()
    assert items.nth(1).locator("ins").count() == 2
    assert page.locator("b").count() == 0  # what was pasted is text
    assert page.get_by_label("Change it, or check another").input_value() == DRAFT
    assert page.errors == []
    items.nth(0).get_by_role("link", name="p. 16").click()
    page.wait_for_url("**/read?edition=*&mark=*#salford-*")
    assert page.locator("mark").first.inner_text() == SELECTION


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(new_page, scheme, width):
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}, "bypass_csp": True, "java_script_enabled": True}
    for page in (new_page("/check", **options), checked(new_page, **options)):
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_difference_is_not_told_by_colour_alone(new_page):
    page = checked(new_page, java_script_enabled=True)
    decoration = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator(".checked ins").first.evaluate(decoration) == "underline"
    assert page.locator(".checked del").first.evaluate(decoration) == "line-through"


def test_on_paper_are_the_findings_and_no_form(new_page):
    page = checked(new_page, java_script_enabled=True)
    page.emulate_media(media="print")
    assert not page.locator("form").is_visible()
    assert page.locator(".checked > li").last.is_visible()


def test_every_page_leads_to_it(new_page):
    for path in ("/read", "/figures", "/index", "/map"):
        page = new_page(path, java_script_enabled=False)
        page.get_by_role("link", name="Check quotations").first.click()
        page.wait_for_url("**/check")


def test_a_form_of_another_site_is_turned_away(new_page, address):
    page = new_page("about:blank")
    page.set_content(
        f'<form method=post action="{address}/check" enctype="multipart/form-data"><input name=text value="“x”"><button>go</button></form>'
    )
    with page.expect_response(re.compile("/check$")) as answer:
        page.get_by_role("button").click()
    assert answer.value.status == 403
