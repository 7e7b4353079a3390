"""The index of topics and terms as one HTML page at ``/index``: A–Z, no script."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from rag.reference.topics import NUMBERS
from rag.web.navigation import pages_of
from rag.web.templating import TEMPLATES

if TYPE_CHECKING:
    from rag.corpus.profile import Profile
    from rag.reference.topics import Topics


def index_page(topics: Topics, profile: Profile) -> str:
    """The page; letters under which nothing stands are shown without a link."""
    present = [letter for letter, _ in topics.letters]
    alphabet = sorted({NUMBERS, *string.ascii_uppercase, *present}, key=lambda letter: (letter != NUMBERS, letter))
    return TEMPLATES.get_template("index.html").render(
        topics=topics, alphabet=alphabet, present=present, profile=profile, pages=pages_of(profile.group)
    )
