"""Every rule by pattern finds its yes-examples and none of its no-examples, and every form of it has one of its own."""

import dataclasses

import pytest

from conftest import ROOT
from rag.answering import (
    acts,
    aims,
    at_large,
    begun,
    defined,
    demands,
    either,
    foremost,
    gestured,
    lookup,
    money,
    offers,
    office,
    on_a_list,
    one_of,
    one_source,
    only_named,
    paged,
    plainly_told,
    posts,
    readings,
    roles,
    shared,
    spoken_on,
    supporters,
    titled,
    tones,
    unsaid,
    what_came,
    whom,
)
from rag.answering import talk as talk_of_answers
from rag.corpus.profile import load_profile
from rag.understanding import (
    alarms,
    alike,
    alone,
    amended,
    asked_about,
    asking,
    background,
    by_the_way,
    clauses,
    dated,
    errand,
    given,
    in_play,
    laid_out,
    lent,
    letters,
    likened,
    mentioned,
    moods,
    moves,
    notes,
    numerals,
    one_thing,
    others,
    outcome,
    parts,
    phrases,
    places,
    plainly,
    pointing,
    recalled,
    reminded,
    scope,
    so_there,
    story,
    supposed,
    tables,
    talk,
    thing,
    turns,
    wants,
    whether,
    which_one,
    wrapping,
)
from rag.understanding.group import make_rules
from rag.understanding.rules import Rule, of_words

REPORTS = [ROOT / "corpus", ROOT / "tests" / "data" / "councils" / "corpus"]
PROFILES = [load_profile(report) for report in REPORTS]
GROUPS = [make_rules(profile.group, profile.words) for profile in PROFILES]
ONE_REPORTS = [
    [
        *(rule for rule in vars(rules).values() if isinstance(rule, Rule)),
        *(
            make(profile.group)
            for make in (
                plainly.figures_of_all,
                plainly.turnover_of_all,
                alone.the_only_one,
                alone.nothing_said,
                alone.unlike_the_others,
                alone.which_of_them,
                alone.ranks_members,
                likened.no_more_than_two,
                likened.no_more_than_all,
                likened.anyone_else,
                likened.alike_and_unlike_on,
                likened.of_their_own,
                errand.of_those_studied,
                laid_out.wish_of,
            )
        ),
        others.people(profile.words),
        whether.asks_of_each(profile.group),
        whether.laid_out_by_each(profile.group),
        whether.asks_of_which(profile.group),
        whether.asks_of_which_not(profile.group),
        whether.of_which(profile.group),
        which_one.asks_of_which_gone(profile.group),
        which_one.which_one(profile.group),
        whether.of_the_others(profile.group),
    ]
    for rules, profile in zip(GROUPS, PROFILES, strict=True)
]
MODULES = (
    acts,
    aims,
    begun,
    defined,
    demands,
    foremost,
    phrases,
    alarms,
    alike,
    alone,
    amended,
    in_play,
    so_there,
    at_large,
    lent,
    likened,
    letters,
    moods,
    notes,
    asked_about,
    asking,
    background,
    by_the_way,
    errand,
    recalled,
    reminded,
    wants,
    moves,
    turns,
    one_thing,
    outcome,
    pointing,
    places,
    numerals,
    plainly,
    plainly_told,
    gestured,
    given,
    clauses,
    dated,
    wrapping,
    parts,
    scope,
    shared,
    story,
    supporters,
    supposed,
    talk,
    talk_of_answers,
    thing,
    titled,
    others,
    either,
    lookup,
    mentioned,
    offers,
    office,
    on_a_list,
    one_of,
    one_source,
    only_named,
    unsaid,
    paged,
    posts,
    money,
    readings,
    roles,
    spoken_on,
    tables,
    tones,
    what_came,
    whom,
)
NAMED = [rule for module in MODULES for rule in vars(module).values() if isinstance(rule, Rule)]
RULES = list(dict.fromkeys(NAMED))  # some modules take one from another
RULES += [rule for rules in ONE_REPORTS for rule in rules]
FORMS = [(rule, form) for rule in RULES for form in rule.forms]


def named(value):
    return value.name if isinstance(value, Rule) else str(value)[:30]


def test_all_rules_are_here():
    assert len(RULES) == 369 + 2 * 38
    assert len({rule.name for rule in RULES}) == 369 + 38
    assert [len(rules) for rules in ONE_REPORTS] == [38, 38]


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_finds_what_it_must_and_nothing_else(rule):
    assert [text for text in rule.yes if not rule.found(text)] == []
    assert [text for text in rule.no if rule.found(text)] == []
    assert rule.no, "a rule without a text that it must not find says little"
    assert all(text == text.lower() for text in (*rule.yes, *rule.no))


@pytest.mark.parametrize(("rule", "form"), FORMS, ids=named)
def test_a_form_has_an_example_that_no_other_form_finds(rule, form):
    others = dataclasses.replace(rule, forms=tuple(other for other in rule.forms if other != form))
    if others.forms:
        assert any(rule.found(text) and not others.found(text) for text in rule.yes)


def test_words_are_whole_and_a_star_is_a_beginning():
    rule = of_words("toy", "cat dog* put_it")
    assert rule.yes == ("cat", "dog", "put it")
    assert [rule.found(text) for text in ("a cat", "doggerel", "put it so", "cats", "hot dogs", "input it")] == [
        True, True, True, False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "what did he say about the board collapsing?",
        "what did she say about suicide prevention?",
        "he said it was fitting that consultants lead",
        "my unconscious bias training",
        "did the chest pain clinic change?",
        "did she see the department collapse?",
    ],
)
def test_a_question_of_the_report_is_no_emergency(text):
    assert not alarms.is_emergency(text)


@pytest.mark.parametrize(
    "text",
    [
        "i have chest pain, help me",
        "my son has taken an overdose",
        "got chest pains and my arm feels funny",
        "what do i say to my son, he is suicidal",
        "my dad collapsed at the trust",
        "help! she can't breathe",
        "someone is having a heart attack",
    ],
)
def test_somebody_in_danger_is_one(text):
    assert alarms.is_emergency(text)
