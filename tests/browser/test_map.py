"""The map: shaded cells that open their passages, without script, by pointer and by keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe

CELL = "UCLH, Leadership development: 9 passages"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_cell_opens_its_passages_and_one_is_read(new_page, width):
    page = new_page("/map", viewport={"width": width, "height": 844}, java_script_enabled=False)
    button = page.get_by_role("button", name=CELL)
    button.focus()
    page.keyboard.press("Enter")
    cell = page.locator("#leadership-development-uclh")
    assert cell.locator("li").count() == 9
    assert cell.get_by_role("link", name="Ask about this").get_attribute("href").startswith("./?ask=What+does+the+report+say")
    page.keyboard.press("Escape")
    cell.wait_for(state="hidden")
    assert page.locator("button.count:focus").get_attribute("aria-label") == CELL
    button.click()
    cell.get_by_role("link").first.click()
    page.wait_for_url("**/read#uclh-*")


def test_the_more_passages_the_deeper_the_shade(new_page):
    page = new_page("/map")
    shades = page.locator("td[style]").evaluate_all(
        "all => all.map((td) => [parseInt(td.querySelector('.count')?.textContent || 0), parseInt(getComputedStyle(td).getPropertyValue('--share'))])"
    )
    assert {share for count, share in shades if count == 0} == {0}
    assert max(shades)[1] == 100
    assert [share for _, share in sorted(shades)] == sorted(share for _, share in shades)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_an_open_cell_and_nothing_scrolls_sideways(new_page, width, scheme):
    page = new_page("/map", viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.get_by_role("button", name=CELL).click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
