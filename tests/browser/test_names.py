"""What a screen reader is told of the chat is what docs/accessibility.md lists."""

import re
from pathlib import Path

from browser.conftest import ask

LISTED = Path(__file__).parents[2] / "docs" / "accessibility.md"


def test_every_name_that_is_listed_is_the_page_s(chat):
    told = []
    for width, question in (
        (1280, "Compare the four trusts on culture"),
        (390, "Compare how Salford and UCLH appraise their consultants"),
        (1280, "How many beds does Salford Royal have?"),
        (1280, "How does King's College Hospital appraise its consultants?"),
    ):
        page = chat(viewport={"width": width, "height": 900})
        ask(page, question)
        page.get_by_role("status").get_by_text("Answer ready").wait_for()
        if width == 1280:
            page.locator("#panel h2").wait_for()
        page.click("#asked-many")
        page.click(".take summary")
        told.append(page.locator("body").aria_snapshot())
    listed = re.findall(r"^\| `(\w+)` \| (.+) \|$", LISTED.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(listed) > 20
    missing = [(role, name) for role, name in listed if not any(f'- {role} "{name}"' in page for page in told)]
    assert missing == []
