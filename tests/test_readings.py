"""Which reading of a turn is answered: within the talk, or alone. Over the report itself."""

import pytest

APPRAISAL = "how does salford appraise its consultants"


@pytest.mark.parametrize("typed", [
    "its raining here", "is it going to rain tomorrow", "im hungry", "fancy a pint?", "my boss is here brb", "nice weather today",
    "lovely day isnt it", "hows your day going", "explain pointers to me with async",
    "how do you lay laminate round a door frame", "does a hamster get lonely",
])  # fmt: skip
def test_chatter_in_a_talk_is_none_of_it(real, typed):
    """A pronoun does not make it a follow-up, nor do short words that may ask for an aspect of anything."""
    answer = real.ask(typed, context=real.ask(APPRAISAL).context)
    assert answer.quotes == answer.nearest == ()
    assert answer.status != "answered"


@pytest.mark.parametrize(
    "typed", ["is it liked", "did they hate it", "how much notice do they get", "who does it", "any moans about it"]
)
def test_what_sounds_like_chatter_and_points_at_the_talk_is_asked_of_it(real, typed):
    answer = real.ask(typed, context=real.ask(APPRAISAL).context)
    assert answer.status not in ("off_topic", "greeting")
    assert answer.trusts == ("salford",)
