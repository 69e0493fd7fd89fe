"""Who leads sample groups: a change of chair arranged and one done, who may prepare, groups that work together."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from accounts.models import User
from chairs.actions import chair_support, collaborations
from chairs.models import Briefing, Collaboration, GroupAgreement, Mentoring, OverArchingChair, Participation
from demo.dated import dated
from demo.draft import Draft
from groups.models import Group, GroupOfficial
from guidance.policies import statements_for
from members.actions import hand_overs, preparing
from members.models import ChairAppointment, HandOver, Person, Preparation

CHANGED = HandOver, ChairAppointment
TOGETHER = Collaboration, Participation, OverArchingChair, GroupAgreement
FOLLOWER = 4  # place among the members
AHEAD = timedelta(days=12)
NOTE = (
    "How the group agreed its standard, what its employers expect of the first review, and who to ask about funding."
    " Went through the register of interests together."
)
HOMES = "Every home that is built or repaired needs several of our trades. We compare duties so that none is left out."
DIGITAL = "Support and security overlap in small companies. We want to agree on where one occupation ends."


class Leaders:
    """A group with its chair when the sample began, its manager, and the day and hour so many days ago."""

    def __init__(self, draft: Draft) -> None:
        self.group = Group.objects.select_related("occupation").get(pk=draft.group.pk)
        [self.appointment] = ChairAppointment.objects.filter(group=self.group).select_related("person__user")[:1]
        self.manager: User = GroupOfficial.objects.get(group=self.group).user
        self.ago: Callable[..., datetime] = draft.ago
        self.draft = draft

    @property
    def chair(self) -> Person:
        return self.appointment.person

    @property
    def user(self) -> User:
        assert self.chair.user is not None
        return self.chair.user

    def arrange(self, day: date, at: datetime) -> HandOver:
        follower = self.draft.place(FOLLOWER).membership.person
        return hand_overs.arrange(
            group=self.group,
            leaving=self.appointment,
            successor=follower,
            takes_place_on=day,
            by=self.user,
            now=at,
        )


def lead(drafts: list[Draft], today: date) -> None:
    """By the portal's own actions; the groups' rows are written already."""
    of = {draft.plan.occupation: draft for draft in drafts}
    _has_handed_over(Leaders(of["ST0095"]), mentor=Leaders(of["ST1474"]).chair)
    with dated(Leaders(of["ST1370"]).ago(3), *CHANGED, is_notified=True) as at:
        change = Leaders(of["ST1370"]).arrange(today + AHEAD, at)
    with dated(Leaders(of["ST1370"]).ago(2, 15), *CHANGED, is_notified=True) as at:
        accept(change, at)
    _let_facilitators_prepare(Leaders(of["ST1498"]))
    _work_together(*(Leaders(of[reference]) for reference in ("ST1498", "ST1370", "ST1396")))
    _ask_to_work_together(*(Leaders(of[reference]) for reference in ("ST0865", "ST0120")))


def accept(change: HandOver, at: datetime) -> HandOver:
    """By the follower, with both confirmations of a chair."""
    assert change.successor is not None and change.successor.user is not None
    return hand_overs.accept(hand_over=change, wording=statements_for(at.date()), by=change.successor.user, now=at)


def _has_handed_over(old: Leaders, *, mentor: Person) -> None:
    """The new chair has accepted, was briefed, and is guided by one with experience."""
    with dated(old.ago(44), *CHANGED) as at:
        change = old.arrange(old.ago(30).date(), at)
    with dated(old.ago(43, 15), *CHANGED) as at:
        accept(change, at)
    with dated(old.ago(41), *CHANGED) as at:
        change = hand_overs.confirm(hand_over=change, by=old.manager, now=at)
    new = change.appointment
    assert new is not None and new.person.user is not None
    user = new.person.user
    with dated(old.ago(27), Briefing) as at:
        chair_support.record_briefing(appointment=new, held_on=at.date(), note=NOTE, by=old.manager)
    with dated(old.ago(26), Mentoring) as at:
        chair_support.ask_for_mentor(appointment=new, by=user, now=at)
    with dated(old.ago(21), Mentoring) as at:
        chair_support.arrange_mentor(appointment=new, mentor=mentor, by=old.manager, now=at)


def _let_facilitators_prepare(leaders: Leaders) -> None:
    with dated(leaders.ago(28), Preparation) as at:
        preparing.allow(group=leaders.group, by=leaders.user, now=at)


def _work_together(first: Leaders, second: Leaders, asked: Leaders) -> None:
    """Two groups with an over-arching chair on whom both agreed; a third was asked."""
    with dated(first.ago(52), *TOGETHER) as at:
        name = "Example homes and buildings together"
        began = collaborations.begin(group=first.group, name=name, purpose=HOMES, by=first.user, now=at)
    with dated(first.ago(50), *TOGETHER) as at:
        part = collaborations.ask(collaboration=began, group=second.group, by=first.user, now=at)
    with dated(first.ago(44), *TOGETHER) as at:
        collaborations.join(participation=part, by=second.user, now=at)
    with dated(first.ago(37), *TOGETHER) as at:
        chosen = collaborations.propose_chair(
            collaboration=began, person=first.chair, groups=[first.group], by=first.user, now=at
        )
    with dated(first.ago(34), *TOGETHER) as at:
        collaborations.agree(chair=chosen, group=second.group, by=second.user, now=at)
    with dated(first.ago(3), *TOGETHER) as at:
        collaborations.ask(collaboration=began, group=asked.group, by=first.user, now=at)


def _ask_to_work_together(first: Leaders, asked: Leaders) -> None:
    """The demo's chair is asked, and has not answered yet."""
    with dated(first.ago(11), *TOGETHER) as at:
        name = "Example digital occupations together"
        began = collaborations.begin(group=first.group, name=name, purpose=DIGITAL, by=first.user, now=at)
    with dated(first.ago(2), *TOGETHER, is_notified=True) as at:
        collaborations.ask(collaboration=began, group=asked.group, by=first.user, now=at)
