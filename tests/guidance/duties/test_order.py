"""Which duties there are, in the order in which they are shown."""

from guidance.duties.order import IN_ORDER, ORDER
from guidance.duties.registry import DUTIES, Duty, Urgency

# as the design of duties lists them, less those whose feature is to come
LISTED = """
seat.fill absence.cover enquiry.decide membership.submit membership.decide member.decide member.mend invitation.answer
invitation.renew member.confirm interests.declare chair.confirm chair.select interest.handle register.check
details.confirm group.represent group.replace justification.decide listed.answer address.mend chair.accept
handover.confirm handover.prepare chair.brief mentor.find mentor.guide collaboration.answer overarching.agree
query.answer request.answer proposal.submit draft.feedback document.review document.decide condition.meet
condition.decide declined.follow plan.propose plan.answer milestone.reach standard.submit revision.submit
notice.publish meeting.plan meeting.reply meeting.attend meeting.record meeting.check minutes.show minutes.agree
vote.cast motion.close action.do travel.decide travel.pay risk.look concern.answer concern.judge mitigation.decide
mitigation.review case.talk case.discuss case.decide case.map double.judge mail.failed
"""
URGENT = """
seat.fill absence.cover enquiry.decide membership.decide chair.confirm chair.accept handover.confirm query.answer
draft.feedback document.review document.decide condition.decide notice.publish meeting.check vote.cast concern.answer
mitigation.decide case.talk case.discuss case.decide
"""
STAY_AFTER_SUPPORT = {
    *("absence.cover", "enquiry.decide", "notice.publish", "case.map", "travel.decide", "travel.pay"),
    *("double.judge", "mail.failed"),  # of the portal
}
CONDITIONS = {  # open while something holds, with no row of their own
    *("seat.fill", "membership.submit", "member.confirm", "interests.declare", "chair.confirm", "chair.select"),
    *("register.check", "details.confirm", "group.represent", "group.replace", "listed.answer", "proposal.submit"),
    *("condition.decide", "plan.propose", "standard.submit", "meeting.plan", "risk.look", "mitigation.review"),
    *("double.judge", "mail.failed"),
}


def _codes(chosen: list[Duty]) -> list[str]:
    return [duty.code for duty in chosen]


def test_every_duty_is_declared_and_in_order() -> None:
    assert _codes(list(IN_ORDER)) == list(ORDER) == LISTED.split()
    assert set(DUTIES) == set(LISTED.split())


def test_urgent_ones() -> None:
    assert _codes([duty for duty in IN_ORDER if duty.urgency == Urgency.URGENT]) == URGENT.split()


def test_what_stays_when_support_is_withdrawn() -> None:
    assert {duty.code for duty in IN_ORDER if not duty.of_group} == STAY_AFTER_SUPPORT


def test_what_has_no_row() -> None:
    assert {duty.code for duty in IN_ORDER if not duty.dated} == CONDITIONS


def test_each_says_where_it_comes_from() -> None:
    assert all(duty.source.document for duty in IN_ORDER)
