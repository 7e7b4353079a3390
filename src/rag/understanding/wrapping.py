"""What people wrap a request for a summary in – for whom it is, how long it may be – taken off before it is routed.

“Exec summary of the trust for my slides” asks for what “summary of the trust” does, and for nothing of executives.
"""

from __future__ import annotations

from rag.understanding.rules import Rule

SUM = Rule(
    "asks for a summary",
    (
        r"summar(?:y|ies|ise|ize|ised|ized)", r"sum up", r"summing up", r"tl;?dr", r"(?:the |a )?gist", r"overview",
        r"(?:key|main|top) (?:points?|messages?|takeaways?|findings?|lessons?|learning)", r"takeaways?", r"nutshell", r"in brief",
        r"(?:elevator pitch|short version|highlights|headlines)",
    ),
    yes=("a summary", "summarise it", "sum up ash", "summing up", "tldr please", "the gist", "overview of birch", "key points",
         "what are the takeaways", "in a nutshell", "the report in brief", "elevator pitch"),
    no=("what did executives say", "for the board", "how long is the summer", "a pitch"),
)  # fmt: skip
KIND = Rule(
    "says which kind of summary",
    (
        (r"(?:an? )?(?:exec(?:utive)?s?|management|board|one[- ]page|1[- ]page|single[- ]page|half[- ]page|two[- ]minute|quick"
        r"|brief|short|high[- ]level|bullet(?:[- ]point)?)[ ,]++(?=summar|overview|gist|tl;?dr|takeaways|highlights)"),
    ),
    yes=("exec summary", "an executive summary", "a one-page overview", "quick summary"),
    no=("what executives say", "summary of executives", "the board's summary"),
)  # fmt: skip
WHOM = Rule(
    "says for whom or what a summary is",
    (
        (r"for (?:(?:my|our|the|an?|this|his|her|their|next|tomorrow's|tonight's)[ ]){0,2}+(?:trust |exec(?:utive)? |busy |new )?"
         r"(?:board(?: paper| meeting| report)?|ppt|powerpoint|slides?|slide deck|deck|presentation|paper|essay|assignment"
         r"|dissertation|boss|chief exec(?:utive)?s?|ceo|md|medical directors?|chair|directors?|team|committee|colleagues?"
         r"|newsletter|talk|teaching(?: session)?|email|meeting|briefing|blog|handout|people in a hurry)"),
    ),
    yes=("for my ppt", "for the board", "for a board paper", "for our trust board", "for a busy chief exec", "for my new boss"),
    no=("for the patients", "what it did for doctors", "the board"),
)  # fmt: skip


def unwrapped(text: str) -> str:
    """A request for a summary, in lower case, without for whom and how short it is to be; any other text as it is."""
    lowered = text.lower()
    if not SUM.found(lowered):
        return text
    return " ".join(WHOM.without(KIND.without(lowered)).split())
