"""A mail or a note that tells its background is asked the one thing that it asks."""

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding.parts import split

TAGS = load_report(CORPUS).tags


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hi all, at Monday's board we talked of a buddy scheme. Ann asked me to look at the Fund's report. Could you find which trusts have one and who pays? Thanks, Jo (sent from my phone)",
         "Could you find which trusts have a buddy scheme and who pays?"),
        ("Dear Ann, the chair raised coaching for new leads. Please tell me which trust did this first. Regards, Jo",
         "Please tell me which trust did coaching for new leads first."),
        ("Hello, our exec want to copy the nine box grid. How did doctors at Salford take it? I need this by noon. Cheers Jo",
         "How did doctors at Salford take the nine box grid?"),
        ("Hi, a governor has heard of something called Kaiser. Which trusts went there? Best, Jo",
         "Which trusts went there? (something called Kaiser)"),
        ("Background: 2 sites, deficit of 9m, consultants at war. I start on Monday. Before I sign - how long does this kind of change take and does it hurt?",
         "how long does this kind of change take and does it hurt?"),
        ("A bit of context. We are a small trust with 90 doctors. So what does UCLH do for its juniors?", "what does UCLH do for its juniors?"),
        ("context: we merge in April. q: did any of the four merge with another?", "did any of the four merge with another?"),
        ("Hi, a word on Salford before we visit. Who chairs the divisions? Thanks, Jo", "Who chairs the divisions? (Salford)"),
        ("Dear library, our chair makes the point that change takes years. Please could you find a sentence which says it? Regards, Jo (PA to the Chair)",
         "Please could you find a sentence which says change takes years?"),
        ("Hi Sam, I am writing a note on induction. Can you dig out the passage and its page? Best, Jo", "Can you dig out the passage and its page? (induction)"),
        ("Hello, I am at an essay about why leads leave. Some resigned, I hear. What was the cause? Thanks, Jo Bell, staff nurse, Ward 5",
         "What was the cause? (why leads leave)"),
        ("Dear Ann, Thank you for Tuesday. Our lead has left and the budget is overspent. What I'd really like to know is how Salford appraises its consultants. Many thanks, and do give my love to Sam. Best, Jo",
         "how Salford appraises its consultants."),
        ("Hello, me again! Colin is back. What he is after is what each of the four says about its values. Sorry to be a pain. Ta, Jo",
         "what each of the four says about its values."),
        ("Morning team, Short one from me as I'm on leave from the 18th: the chair wants to know which trusts have a staff forum. Enjoy the sun! Bw Jo",
         "which trusts have a staff forum."),
        ("Hello. Our chair is new. Among other things she would like to know whether doctors were unhappy. Could you point me to it? Best, Jo",
         "whether doctors were unhappy."),
        ("Dear Mrs Bell,\nI was away. What I need from you in return is a list of what Salford offers to juniors.\nRespectfully, B. Roe",
         "a list of what Salford offers to juniors."),
        ("To whom it may concern, I am preparing a bid. My question is as follows: does Salford train its juniors? Yours sincerely, Lt Roe",
         "does Salford train its juniors?"),
        ("Dear Prof Roe, Lovely to meet you on the 6th. My chair has asked whether Southern Health had to join its services. Warm wishes, Jo",
         "whether Southern Health had to join its services."),
        ("Hi - sorry for the essay. The exec would like a paragraph for our strategy on what UCLH does for its juniors. Many thanks. Regards, Jo",
         "what UCLH does for its juniors."),
        ("Hi Pat, You owe me a coffee. I need to know before Monday's board, for Salford, Southern Health and UCLH, how long leads stay. See you!",
         "for Salford, Southern Health and UCLH, how long leads stay."),
        ("Hi Team, Our lead (ex-Ford, very keen) asks: did Salford borrow a method from a company? He'd love a page number too. Ta, Jo",
         "did Salford borrow a method from a company?"),
        ("Hello, we are short of staff. What I want to know is how long change of this kind takes. No rush. Jo",
         "how long change of this kind takes."),
        ("Hello both. We are a bit stuck on mentoring: nurses hate ours. What do the four trusts do, and does anyone link it to pay? Jo",
         "What do the four trusts do on mentoring, and does anyone link it to pay?"),
        ("Dear Kim, as discussed, for the four trusts please list what prizes they won. One line each would be perfect. Many thanks, Jo",
         "as discussed, for the four trusts please list what prizes they won."),
        ("Hi all, Dr Roe has asked for anything on links with schools, museums and the clergy. Could you list what each of the four foundation trusts has? Short bullets are fine, he is on a train. Regards, Jo",
         "links with schools, museums and the clergy at each trust"),
        ("Dear team, our chair would like something on coaching for leads. Could you tell me what each trust offers its nurses? Best, Jo",
         "Could you tell me what each trust offers its nurses?"),
        ("Hello, our lead is keen on pay. He wants to know for each of the four how wards are run. Ta, Jo",
         "for each of the four how wards are run."),
        ("Hi team, the exec is redoing its page. They would like to hear at every trust what prizes were won. Best, Jo",
         "at every trust what prizes were won."),
        ("for context im a registrar and our meetings are empty. anything on how managers and doctors work together",
         "anything on how managers and doctors work together"),
    ],
)  # fmt: skip
def test_a_mail_or_a_note_with_its_background_asks_what_it_asks(text, asked):
    assert split(text, TAGS).requests == (asked,)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hi all. Somebody said doctors hate the new interviews. What do the quotes say? Best, Jo",
         "Somebody said doctors hate the new interviews. What do the quotes say?"),  # nothing is asked without it
        ("Hello, I read on Southern Health. They held a conference. Who came to it? Thanks, Jo",
         "I read on Southern Health. They held a conference. Who came to it?"),
        ("Hi, at UCLH there are four directors. Our own chair doubts it. What does each of them do? Thanks, Jo",
         "at UCLH there are four directors. Our own chair doubts it. What does each of them do?"),
    ],
)  # fmt: skip
def test_what_a_request_may_need_stays_with_it(text, asked):
    assert split(text, TAGS).requests == (asked,)


def test_an_emergency_is_read_whole_whatever_is_asked_in_it():
    text = "Hi, I have taken thirty of my tablets. Can you help? Thanks, M"
    assert split(text, TAGS).requests == (text,)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Our board rejected the idea of extra pay for leads. I disagree. Which of the four pays it?",
         "Which of the four pays extra pay for leads?"),
        ("Our place is dull. I disagree. Which of the four pays them?", ""),  # nothing is brought up
        ("Salford rejected the idea of extra pay. I disagree. Who pays it?", ""),  # a trust's
    ],
)  # fmt: skip
def test_a_story_without_a_mail_round_it_may_be_left_out(text, bare):
    parts = split(text, TAGS)
    assert (parts.requests, parts.bare) == ((text,), bare)


def test_what_is_brought_up_is_a_thing():
    told = split("Hi all, we looked at mentoring in the spring. I need a quick answer. Which of the four offers it?", TAGS)
    assert told.requests == ("Which of the four offers mentoring?",)
    somebody = split(
        "We think of trying mentoring here and would like to ring someone who has done it. Did any of them use it?", TAGS
    )
    assert somebody.bare == "Did any of them use trying mentoring?"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Dear Ms Roe, thank you for your note of the 3rd. I should be obliged if you could tell me how Salford picks its chairs. Yours truly, Jo",
         "how Salford picks its chairs."),
        ("Dear Mr Roe, Our own wards are under review. It would help us to learn what UCLH offers its juniors. We meet on the 9th. Regards, Jo",
         "what UCLH offers its juniors."),
        ("Dear Mr Roe, The roof leaks. I know what it is. Regards, Jo", ""),
        ("Dear Mr Roe, The roof of our main ward leaks badly. Regards, Jo", ""),
    ],
)  # fmt: skip
def test_what_a_mail_asks_by_the_way_is_kept_beside_the_whole(text, bare):
    assert split(text, TAGS).bare == bare
