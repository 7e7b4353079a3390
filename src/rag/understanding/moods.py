"""Of what mood words are wished, "something warm a nurse said", "an upbeat quote on wards": no report tells which of its words are
so; whose they are and on what they are it does, and by that they are found.
"""

from __future__ import annotations

from rag.understanding.rules import Rule

_MOOD = (
    r"(?:funny|amusing|witty|wry|humorous|comic|light-?hearted|self[- ](?:deprecating|mocking|effacing|critical)|rueful|cheeky"
    r"|modest|candid|frank|honest|heartfelt|touching|human|humble|vulnerable|quirky|personal|memorable|striking|warm(?:-hearted)?"
    r"|upbeat|cheerful|cheery|hopeful|optimistic|pessimistic|gloomy|downbeat|worried|anxious|sober(?:ing)?|wistful|poignant|moving"
    r"|emotional|passionate|sincere|blunt|outspoken|down-to-earth|encouraging|reassuring|kind|friendly|colourful|vivid|lively"
    r"|proud|rousing|punchy|snappy|catchy|powerful|thoughtful|bitter|weary|grateful|affectionate)(?:[- ]sounding)?"
)
_MOODS = rf"(?:a (?:bit|little|touch) |slightly |quite |really |rather |fairly |more )?+{_MOOD}"
_IN_MOOD = rf"{_MOODS}(?:(?:,| or| and|,? or|/) ?{_MOODS}){{0,2}}+"
_BITE = r"(?:quot(?:e|ation)|line|sentence|remark|comment|sound ?bite)"
_SAID = r"(?: that)?(?: ever| once| actually)?(?: have| has| had)? (?:said|says?|told (?:you|them|us|the interviewers?))\b"
MOODED_OF = Rule(
    "wishes words of a mood that somebody said",
    (
        rf"(?:something|anything|an? {_BITE}) (?:that(?:'s| is| sounds) |which is )?{_IN_MOOD}(?: that)?",
        rf"(?:an? |any |some |one )?{_IN_MOOD} (?:{_BITE}s?|words|things?)(?: that)?",
    ),
    yes=("give me something warm a nurse said about ash", "an upbeat line the chairs said",
         "anything gloomy that a chair or a clerk says"),
    no=("something warm about ash that was said", "something a nurse said", "a funny thing is said"),
    head=r"(?:^(?:can|could|would) you (?:please )?(?:give|find|get|send|show|dig out)(?: for)? (?:me|us) )?(?<!not )",
    tail=rf" (?P<who>(?:an?|the|any|some|one of|former|ex)\b[^?.!,;:]{{2,60}}?){_SAID}",
)  # fmt: skip
MOODED_ON = Rule(
    "wishes words of a mood, and says on what",
    (
        rf"(?:something|anything|an? {_BITE}) (?:that(?:'s| is| sounds) |which is )?{_IN_MOOD}",
        rf"(?:an? |any |some |one )?{_IN_MOOD} {_BITE}s?",
    ),
    yes=("an upbeat quote on wards", "a worried-sounding line about pay", "something gloomy on pay"),
    no=("a good quote about pay", "a funny story on wards", "an upbeat quote from a chair", "they are honest about it"),
    head=r"(?:^(?:can|could|would) you (?:please )?(?:give|find|get|send|show|dig out)(?: for)? (?:me|us) )?(?<!not )",
    tail=r"(?= (?:about|on)\b)",
)  # fmt: skip
MOODED = Rule(
    "wishes words of a mood, and says whose",
    (
        rf"(?:something|anything|an? {_BITE}) (?:that(?:'s| is| sounds) |which is )?{_IN_MOOD}",
        rf"(?:an? |any |some |one )?{_IN_MOOD} {_BITE}s?",
        r"(?<=need )something(?= said by)|(?<=want )something(?= said by)",
    ),
    yes=("something a bit funny or self-deprecating said by a nurse", "a quote that's wry from a chair",
         "an honest, modest remark by her", "i need something said by a nurse"),
    no=("a good quote from a chair", "something funny", "an upbeat quote on wards", "they are honest about it"),
    head=r"(?:^(?:can|could|would) you (?:please )?(?:give|find|get|send|show|dig out)(?: for)? (?:me|us) )?(?<!not )",
    tail=r",?(?: (?:was |were |that )?(?:said|made|spoken))?(?= (?:by|from|where|in which|when)\b)",
)  # fmt: skip
"""Which of its words are so no report tells; on what they are it does."""
SOUNDS_OR = Rule(
    "wishes words of a tone or that say something",
    ((r"(?:sounds?|is|are|was|being|seems?|gets?) (?:a bit |quite |really |rather |very )?"
      r"(?:critical|negative|sceptical|skeptical|harsh|unhappy|grumpy|fed up|annoyed|positive|proud|pleased|enthusiastic)"
      r",? or (?:else |even |at least )?(?=(?:says?|thinks?|feels?|claims?|admits?|complains?|argues?|wants?)\b)"),),
    yes=("any quote where someone sounds critical or says a ward is too small",
         "a chair who is a bit negative, or feels it failed"),
    no=("someone sounds critical or not", "is it critical or good", "he is critical of pay or says so"),
    bounded=False, head=r"\b",
)  # fmt: skip
"""What is said chooses, which a tone beside it would hide."""
