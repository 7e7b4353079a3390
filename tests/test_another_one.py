"""After a quotation of somebody in a role, another one is of the same role."""

from dataclasses import replace

import tiny
from rag.answering import voices
from rag.understanding.question import Question

KIT = tiny.answerer().kit
NURSES, SAYS = 4, 5


def test_another_one_is_of_the_same_role_alone_and_first_what_was_found():
    asked = Question("give me a quote from a clinical chair")
    says = tiny.quote(SAYS, SAYS + 1)
    assert voices.others_of_theirs(KIT, asked, (tiny.quote(NURSES), says)) == (says,)
    assert tiny.texts(voices.others_of_theirs(KIT, asked, (tiny.quote(NURSES),))) == ["We listen to nurses. It works."]
    assert voices.others_of_theirs(KIT, replace(asked, trusts=("birch",)), (tiny.quote(NURSES),)) == ()
    assert voices.others_of_theirs(KIT, Question("how do they run wards"), (says,)) is None
