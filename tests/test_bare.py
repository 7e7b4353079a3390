"""Bare words: a look-up, unless an editor put them to an entry that is likely meant."""

from types import SimpleNamespace

import numpy as np
import pytest

from rag.answering import bare
from rag.answering.bare import is_bare, is_meant, unheard
from rag.understanding.question import Question

HEARD = {"staff", "nurses"}


class Kit:
    """Of a report that has a word for staff and for nurses only."""

    concordance = SimpleNamespace(with_synonyms=lambda word: {1} if word in HEARD else set())

    def telling(self, asked):
        return tuple(word for word in asked.text.split() if word not in ("the", "who", "of", "from"))

    def proves(self, word):
        return word != "quotation"

    def unheard(self, telling):
        return tuple(word for word in telling if word not in HEARD)


class Rivals:
    def __init__(self, form, share, known):
        self.entry, self.share, self.known = SimpleNamespace(form=form), share, known

    def subjects(self, _route):
        return [(self.entry, self.share)] if self.entry.form else []

    def knows(self, _entry, things):
        return any(thing in self.known for thing in things)


def judged(able, best):
    return SimpleNamespace(answerable=able, chances=np.array([0.1, best]))


@pytest.mark.parametrize(("text", "bare"), [("staff morale", True), ("the morale", False), ("who morale", False)])
def test_bare_words_are_words_for_things_alone(text, bare):
    assert is_bare(Kit(), Question(text)) == bare
    assert unheard(Kit(), Question(text)) == (("morale",) if bare else ())


def test_what_a_quotation_is_called_is_not_looked_for():
    assert unheard(Kit(), Question("staff quotation")) == ()


def test_what_leans_on_another_request_is_not_bare():
    assert not is_bare(Kit(), Question("staff morale", lead="nurses"))


@pytest.mark.parametrize(
    ("text", "form", "share", "known", "meant"),
    [
        ("staff morale", "topic", 0.6, (), True),  # the route is sure
        ("staff morale", "topic", 0.4, ("morale",), True),  # its editor thought of what the report has no word for
        ("staff morale", "topic", 0.4, ("staff",), False),
        ("staff morale", "topic", 0.2, ("morale",), False),
        ("staff nurses", "figures", 0.4, ("staff", "nurses"), True),
        ("staff nurses", "figures", 0.4, ("staff",), False),
        ("staff morale", "about", 0.9, ("morale",), False),
        ("who morale", "topic", 0.9, ("morale",), False),
        ("fdgjkl qwpeoi", "topic", 0.9, (), False),
        ("fdgjkl qwpeoi", "topic", 0.9, ("fdgjkl",), True),  # an editor's own
        ("lessons from wards", "topic", 0.6, ("wards", "lessons"), True),
        ("lessons from wards", "topic", 0.6, ("wards",), False),
        ("the wards", "topic", 0.6, (), False),
        ("grumbles", "voices", 0.6, (), True),
    ],
)
def test_an_entry_is_meant_that_is_likely_and_thought_of(text, form, share, known, meant):
    assert is_meant(Kit(), Rivals(form, share, known), Question(text), None, [judged(0.5, 0.5)]) == meant


def test_without_an_entry_none_is_meant():
    assert not is_meant(Kit(), Rivals("", 0.9, ()), Question("staff morale"), None, [judged(0.5, 0.5)])


@pytest.mark.parametrize(
    ("text", "able", "best", "meant"),
    [
        ("staff morale", 0.95, 0.85, True),
        ("staff morale", 0.85, 0.95, False),
        ("staff morale", 0.95, 0.75, False),
        ("morale parking", 0.95, 0.95, False),  # the report has neither
        ("morale", 0.95, 0.95, False),
        ("the morale", 0.95, 0.95, False),
    ],
)
def test_what_the_judge_is_sure_of_is_meant_where_the_report_has_one_of_the_words(text, able, best, meant):
    assert is_meant(Kit(), Rivals("", 0.0, ()), Question(text), None, [judged(0.1, 0.1), judged(able, best)]) == meant


def test_an_entry_that_is_wider_than_what_was_found_goes_first(monkeypatch):
    monkeypatch.setattr(bare, "names_a_heading", lambda *_: True)

    def candidate(worth, *sentences):
        return SimpleNamespace(worth=worth, laid=SimpleNamespace(sentences=frozenset(sentences)) if sentences else None)

    found, same, wide, other = candidate(1.0), candidate(0.9, 1, 2), candidate(0.8, 1, 2, 3), candidate(0.9, 7, 8)
    rivals = SimpleNamespace(found=lambda _judged: frozenset((1, 2)))

    def first(*others):
        return bare.edited_first(None, rivals, Question("a"), [found, *others], ())[0]

    assert (first(same), first(other), first(wide), first(candidate(0.6, 1, 2, 3))) == (found, found, wide, found)
    assert first(other, same, wide) is wide
