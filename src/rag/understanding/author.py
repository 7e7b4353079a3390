"""“What does the Fund recommend?”: whoever published a report is asked what the report says."""

from __future__ import annotations

import re
from functools import lru_cache

_SAYS = (
    r"(?:says?|said|think|thinks|thought|believes?|argues?|argued|claims?|finds?|found|concludes?|concluded|recommends?|recommended"
    r"|advises?|advised|suggests?|suggested|advocates?|wants?|urges?|calls? for|makes? of|defines?|means?|describes?|tells?|told"
    r"|reports?|reported|mentions?|mentioned|wrote|writes?|expects?|stands?|sees?|views?|asks?)"
)
_ITS = (
    r"(?:advice|views?|opinions?|recommendations?|conclusions?|messages?|findings?|takes?|verdict|definition|positions?|guidance"
    r"|suggestions?|checklists?|lessons?|argument|thinking|stance)"
)


def as_report(text: str, publisher: str) -> str:
    """``text`` with "the report" in place of its ``publisher``, where that one is asked what it says: "what does the Fund advise".
    What the publisher does else ("who went on a course of the Fund") is left as it is.
    """
    return _asked(publisher).sub(lambda found: f"{found['before'] or ''}the report{found['owner'] or ''}", text)


@lru_cache(maxsize=8)
def _asked(publisher: str) -> re.Pattern[str]:
    own = re.sub(r"^the ", "", publisher, flags=re.IGNORECASE).split()
    name = r"[ -]?".join(re.sub(r"['’]", "['’]?", re.escape(word)) for word in own)
    adverb = r"(?: (?:actually|really|itself|generally|explicitly))?"
    return re.compile(
        rf"(?P<before>\baccording to |\b{_ITS} (?:of|from|by) )?\b(?:the )?\b{name}"
        rf"(?:(?P<owner>['’]s)(?= (?:[\w-]++ ){{0,2}}?{_ITS}\b)|(?={adverb} {_SAYS}\b)|(?= {_ITS}\b)|(?(before)\b|(?!)))",
        re.IGNORECASE,
    )
