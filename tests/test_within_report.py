"""Of the report: a part that is asked by its name or number is held to, and what it does not have is told."""

import pytest


def sections(real, answer):
    return {next(s for s in real.index.report.sections if s.start <= q.start < s.end).chapter for q in answer.quotes}


@pytest.mark.parametrize(
    ("typed", "chapter"),
    [
        ("chapter 3 on appraisal", "3"),
        ("what does chapter three say about governance", "3"),
        ("in the conclusion, what is said of the next generation of doctors", "5"),
        ("anything on culture in the final chapter?", "5"),
        ("does the intro touch on performance", "1"),
        ("what has chapter 1 got on the medical engagement scale", "1"),
        ("according to the methods section, who was interviewed", "1"),
        ("chapter 4 on boards", "4"),
        ("what does the back cover promise about appointments", ""),
        ("Chapter 2: induction", "2"),
    ],
)
def test_a_part_that_is_named_is_held_to(real, typed, chapter):
    answer = real.ask(typed)
    assert answer.status in ("answered", "partial"), answer.message
    assert sections(real, answer) == {chapter}


@pytest.mark.parametrize("typed", ["the main points of chapter 3 on culture?", "chapter 3 on culture, main points"])
def test_what_is_headed_so_is_told_as_its_editor_chose(real, typed):
    answer = real.ask(typed)
    headings = {next(s for s in real.index.report.sections if s.start <= q.start < s.end).heading for q in answer.quotes[:2]}
    assert headings == {"Culture"}
    assert answer.message.startswith("Chapter 3, What can we learn from these four trusts?: ")


@pytest.mark.parametrize(
    ("typed", "message", "click"),
    [
        ("what does the conclusion say about payment", "Chapter 5, Conclusion, has nothing on it: ‘payment’ does not occur there. ",
         ("What does the report say about payment?",)),
        ("is coaching mentioned in the introduction", "Chapter 1, Introduction, has nothing on it: ‘coaching’ does not occur there. ",
         ("What does the report say about coaching?",)),
        ("what does chapter 3 say about locum doctors", "‘locum’ does not occur in the report.", ()),
    ],
)  # fmt: skip
def test_a_part_that_has_nothing_on_it_is_told_to(real, typed, message, click):
    answer = real.ask(typed)
    assert (answer.status, answer.quotes, answer.next) == ("not_stated", (), click)
    assert answer.message.startswith(message)
    assert bool(answer.nearest) == bool(click)


def test_there_is_no_such_chapter(real):
    assert real.ask("what does chapter 9 say about pay").message.startswith(
        "There is no chapter 9. The chapters are: 1 Introduction"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "what role did doctors play in the introduction of the nine box grid",  # no chapter
        "what conclusions do they draw about leadership",
        "which trusts were part of the study",  # all of it
        "what does chapter 2 say about governance at Salford",  # asked by trust
        "what does the conclusion say",  # of all that is in it
        "summarise the conclusion",
        "what is the conclusion on appraisal",
    ],
)
def test_what_names_no_part_or_asks_nothing_within_it_is_left(real, typed):
    assert real.answerer.contents.of(real.understood(typed)) is None


def test_what_is_asked_of_a_part_may_stand_in_the_request_before(real):
    first = real.ask("what does the report say about appraisal")
    answer = real.ask("and in the conclusion?", context=first.context)
    assert sections(real, answer) == {"5"}


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("read me the section called Time", "lessons-time"),
        (
            "overview of the selection of consultants and medical leaders, please",
            "lessons-selection-of-consultants-and-medical-leaders",
        ),
        ("sum up \u201cThe study\u201d", "introduction-the-study"),
        ("what is printed on the back cover", "back-cover"),
    ],
)
def test_a_part_that_is_asked_for_whole_is_shown_and_nothing_else(real, typed, section):
    answer = real.ask(typed)
    assert answer.quotes
    assert {next(s for s in real.index.report.sections if s.start <= q.start < s.end).id for q in answer.quotes} == {section}


def test_of_a_list_each_thing_that_is_named_has_its_items(real):
    told = " ".join(
        q.text for q in real.ask("what does the checklist ask on strategic planning and on SAS doctors' appointments?").quotes
    )
    assert "strategic planning" in told
    assert "associate specialty" in told
