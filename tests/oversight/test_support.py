"""Concerns, mitigating circumstances and cases: who does what, in which order, and what the group reads."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from groups.actions.registering import lock
from groups.models import Concern, Group, GroupOfficial
from guidance.assessment import assess
from guidance.stage import Stage
from guidance.vocabulary import ConcernKind, RiskCode, RiskLevel
from occupations.enums import OccupationStatus
from oversight.actions import concerns, mitigations, withdrawals
from oversight.enums import CaseOutcome, MapOutcome
from oversight.models import Mitigation, WithdrawalCase
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    ConcernFactory,
    MitigationFactory,
    OfficialFactory,
    RouteOfficialFactory,
    UserFactory,
    WithdrawalCaseFactory,
)
from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return ready_group()


@pytest.fixture
def manager(group):
    return GroupOfficial.objects.get(group=group).user


@pytest.fixture
def route_manager(group):
    user = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)
    RouteOfficialFactory(route=group.occupation.route, user=user)
    return user


def level_of(group, risk):
    return next(found.level for found in assess(group.pk, today()).risks if found.risk == risk)


def make_user_of(person):
    person.user = UserFactory(email=person.email)
    person.save()
    return person.user


def subjects():
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


def post(client, page, group, *keys, **data):
    return client.post(reverse(f"oversight:{page}", args=[group.pk, *keys]), data)


def decide(case, by, outcome=CaseOutcome.WITHDRAW, until=None):
    return withdrawals.decide(
        case=case, outcome=outcome, decision="As discussed.", until=until, by=by, now=timezone.now()
    )


# --- concerns --------------------------------------------------------------------------------------------------------
def test_concern_is_raised_answered_and_closed(client, group, manager):
    sign_in_official(client, manager)
    post(client, "concern_raise", group, kind="quality", reason="Two occupations in one.")
    concern = Concern.objects.get()
    assert level_of(group, RiskCode.QUALITY) == RiskLevel.AT_RISK

    client.force_login(chair_of(group).person.user)
    post(client, "concern_answer", group, concern.pk, response="We drop one of them.")
    sign_in_official(client, manager)
    post(client, "concern_close", group, concern.pk, answer="The new draft has one.")

    page = client.get(reverse("oversight:support", args=[group.pk])).content.decode()
    assert all(words in page for words in ("Two occupations in one.", "We drop one of them.", "The new draft has one."))
    assert level_of(group, RiskCode.QUALITY) == RiskLevel.NONE
    assert [words.split(": ", 1)[1] for words in subjects()] == [
        "A concern was raised: no prospect of meeting the quality criteria",
        "The group answered a concern",
        "A concern was closed",
    ]


def test_concern_of_a_kind_is_open_once(group, manager):
    ConcernFactory(group=group, kind=ConcernKind.QUALITY)
    with pytest.raises(Conflict):
        concerns.raise_concern(group=group, kind=ConcernKind.QUALITY, reason="Again", by=manager, now=timezone.now())


def test_closed_concern_is_neither_answered_nor_closed_again(group, manager):
    concern = ConcernFactory(group=group, closed_on=today(), closed_by=manager, answer="Settled")
    with pytest.raises(Conflict):
        concerns.respond(concern=concern, response="But", by=chair_of(group).person.user, now=timezone.now())
    with pytest.raises(Conflict):
        concerns.close(concern=concern, answer="Again", by=manager, now=timezone.now())


# --- mitigating circumstances ----------------------------------------------------------------------------------------
def test_circumstances_are_asked_for_and_accepted(client, group, manager, route_manager):
    Group.objects.filter(pk=group.pk).update(first_contact_on=today() - timedelta(days=300))
    client.force_login(chair_of(group).person.user)
    until = today() + timedelta(days=30)
    asked = {"until-day": until.day, "until-month": until.month, "until-year": until.year}
    post(client, "mitigation_ask", group, risk=RiskCode.PROPOSAL_LATE, reason="The chair was ill.", **asked)
    mitigation = Mitigation.objects.get()
    sign_in_official(client, route_manager)

    answer = post(client, "mitigation_decide", group, mitigation.pk, decision="accept", answer="")

    assert answer.status_code == 302
    assert level_of(group, RiskCode.PROPOSAL_LATE) == RiskLevel.MITIGATED
    assert f"accepted to {until:%-d %B %Y}" in subjects()[-1]


def test_circumstances_asked_for_again_replace_those_that_wait(group):
    chair, until = chair_of(group).person.user, today() + timedelta(days=9)
    for reason in ("First", "Second"):
        asked = {"risk": RiskCode.QUALITY, "reason": reason, "until": until}
        mitigations.ask(group=group, **asked, by=chair, now=timezone.now())
    assert list(Mitigation.objects.values_list("reason", flat=True)) == ["Second"]


def test_circumstances_are_not_accepted_by_who_asked_nor_after_their_day_nor_twice(group, manager, route_manager):
    own = MitigationFactory(group=group, asked_by=route_manager)
    over = MitigationFactory(group=group, until=today() - timedelta(days=1))
    done = MitigationFactory(group=group, accepted_on=today(), decided_by=route_manager)
    arguments = {"is_accepted": True, "answer": "", "by": route_manager, "now": timezone.now()}
    with pytest.raises(PermissionDenied):
        mitigations.decide(mitigation=own, **arguments)
    for mitigation in (over, done):
        with pytest.raises(Conflict):
            mitigations.decide(mitigation=mitigation, **arguments)


def test_declining_circumstances_needs_an_answer(client, group, route_manager):
    mitigation = MitigationFactory(group=group)
    sign_in_official(client, route_manager)
    answer = post(client, "mitigation_decide", group, mitigation.pk, decision="decline", answer="")
    assert answer.status_code == 422
    assert "Say why you decline" in answer.content.decode()


# --- withdrawal ------------------------------------------------------------------------------------------------------
def test_case_goes_from_talk_to_decision_to_map(client, group, manager, route_manager):
    sign_in_official(client, manager)
    post(client, "case_raise", group, reason=RiskCode.QUALITY, evidence="Three drafts.")
    case = WithdrawalCase.objects.get()
    day = {"discussed_on-day": today().day, "discussed_on-month": today().month, "discussed_on-year": today().year}
    post(client, "case_discuss", group, case.pk, discussed_with="The chair", discussion="No way.", **day)
    sign_in_official(client, route_manager)
    post(client, "case_decide", group, case.pk, outcome="withdraw", decision="No prospect.")
    post(client, "case_map", group, case.pk, outcome="removed", reason="No employer wants it.")

    group = Group.objects.select_related("occupation").get(pk=group.pk)
    assert (assess(group.pk, today()).stage, group.support_withdrawn_on) == (Stage.WITHDRAWN, today())
    assert group.occupation.status == OccupationStatus.WITHDRAWN
    client.force_login(chair_of(group).person.user)
    page = client.get(reverse("oversight:support", args=[group.pk])).content.decode()
    assert all(words in page for words in ("Three drafts.", "No way.", "No prospect.", "No employer wants it."))


def test_decision_before_the_talk_is_refused(client, group, manager, route_manager):
    case = WithdrawalCaseFactory(group=group, raised_by=manager)
    sign_in_official(client, route_manager)

    answer = post(client, "case_decide", group, case.pk, outcome="withdraw", decision="At once.")

    assert answer.status_code == 409
    case.refresh_from_db()
    group.refresh_from_db()
    assert (case.outcome, group.support_withdrawn_on) == ("", None)


def test_database_refuses_a_decision_without_a_talk_and_one_by_the_raiser(group, manager, route_manager):
    made = {"outcome": CaseOutcome.CONTINUE, "decision": "So be it.", "decided_at": timezone.now()}
    bare = WithdrawalCaseFactory(group=group, raised_by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        WithdrawalCase.objects.filter(pk=bare.pk).update(**made, decided_by=route_manager)
    discussed = WithdrawalCaseFactory(group=ready_group(), raised_by=manager, discussed=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        WithdrawalCase.objects.filter(pk=discussed.pk).update(**made, decided_by=manager)


def test_case_is_decided_by_somebody_else_than_raised_it(group, route_manager):
    case = WithdrawalCaseFactory(group=group, raised_by=route_manager, discussed=True)
    with pytest.raises(PermissionDenied):
        decide(case, route_manager)


def test_continuing_with_circumstances_mitigates_to_the_day(group, route_manager):
    ConcernFactory(group=group, kind=ConcernKind.QUALITY)
    case = WithdrawalCaseFactory(group=group, discussed=True)
    decide(case, route_manager, CaseOutcome.MITIGATE, until=today())
    assert level_of(group, RiskCode.QUALITY) == RiskLevel.MITIGATED


def test_withdrawal_ends_concerns_and_circumstances_that_wait(group, route_manager):
    concern, settled = ConcernFactory(group=group), ConcernFactory(group=group, closed_on=today(), answer="Settled.")
    waiting, accepted = MitigationFactory(group=group), MitigationFactory(group=group, accepted_on=today())

    decide(WithdrawalCaseFactory(group=group, discussed=True), route_manager)

    for row in (concern, settled, waiting, accepted):
        row.refresh_from_db()
    assert (concern.closed_on, concern.closed_by) == (today(), route_manager)
    assert concern.answer == waiting.answer == "Support was withdrawn. As discussed."
    assert (waiting.declined_on, waiting.decided_by) == (today(), route_manager)
    assert (settled.answer, accepted.declined_on) == ("Settled.", None)


@pytest.mark.parametrize("days", [None, -1])
def test_circumstances_of_a_decision_need_a_day_to_come(client, group, route_manager, days):
    case = WithdrawalCaseFactory(group=group, discussed=True)
    until = None if days is None else today() + timedelta(days=days)
    with pytest.raises(ValueError, match="a day that has not passed"):
        decide(case, route_manager, CaseOutcome.MITIGATE, until=until)
    sign_in_official(client, route_manager)
    typed = {"until": until.isoformat()} if until else {}
    answer = post(client, "case_decide", group, case.pk, outcome="mitigate", decision="Wait.", **typed)
    assert answer.status_code == 422


@pytest.mark.parametrize("days", [-1, 1])
def test_talk_lies_between_the_case_and_today(client, group, manager, days):
    case = WithdrawalCaseFactory(group=group, raised_by=manager)
    day = today() + timedelta(days=days)
    with pytest.raises(ValueError, match="between"):
        withdrawals.discuss(
            case=case, discussed_on=day, discussed_with="A", discussion="B", by=manager, now=timezone.now()
        )
    sign_in_official(client, manager)
    typed = {"discussed_on": day.isoformat(), "discussed_with": "The chair", "discussion": "Words"}
    assert post(client, "case_discuss", group, case.pk, **typed).status_code == 422


def test_map_is_decided_after_withdrawal_and_once(group, route_manager):
    case = WithdrawalCaseFactory(group=group, discussed=True)
    arguments = {"outcome": MapOutcome.REMAINS, "reason": "Others need it.", "by": route_manager, "now": timezone.now()}
    with pytest.raises(Conflict):
        withdrawals.decide_map(case=case, **arguments)
    decide(case, route_manager)
    withdrawals.decide_map(case=case, **arguments)
    with pytest.raises(Conflict):
        withdrawals.decide_map(case=case, **arguments)
    group.occupation.refresh_from_db()
    assert group.occupation.status != OccupationStatus.WITHDRAWN


def test_what_is_taken_off_the_map_bears_the_day_so_that_no_import_sets_it_back(group, route_manager):
    case = WithdrawalCaseFactory(group=group, discussed=True)
    decide(case, route_manager)
    now = timezone.now()
    withdrawals.decide_map(case=case, outcome=MapOutcome.REMOVED, reason="Nobody needs it.", by=route_manager, now=now)
    group.occupation.refresh_from_db()
    assert group.occupation.status == OccupationStatus.WITHDRAWN
    assert group.occupation.taken_off_on == timezone.localdate(now)


def test_group_whose_support_is_withdrawn_changes_no_more(client, group, route_manager):
    decide(WithdrawalCaseFactory(group=group, discussed=True), route_manager)
    with pytest.raises(Conflict), transaction.atomic():
        lock(group)
    client.force_login(chair_of(group).person.user)
    answer = client.post(reverse("overview:submit", args=[group.pk]))
    assert answer.status_code == 409
    assert "Support for this group was withdrawn" in answer.content.decode()


def test_one_case_of_a_group_is_open(group, manager):
    WithdrawalCaseFactory(group=group)
    with pytest.raises(Conflict):
        withdrawals.raise_case(group=group, reason=RiskCode.QUALITY, evidence="More", by=manager, now=timezone.now())


@pytest.fixture
def mitigated(group):
    """Circumstances that excuse the quality of its drafts to the end of today."""
    return MitigationFactory(group=group, risk=RiskCode.QUALITY, accepted_on=today(), until=today())


def test_proposal_that_is_excused_is_not_said_to_be_overdue(client, group, manager):
    Group.objects.update(first_contact_on=today() - timedelta(days=300), membership_approved_on=today())
    sign_in_official(client, manager)
    page = reverse("overview:group", args=[group.pk])
    assert "<strong>overdue</strong>" in client.get(page).content.decode()

    MitigationFactory(group=group, risk=RiskCode.PROPOSAL_LATE, accepted_on=today(), until=today())

    excused = client.get(page).content.decode()
    assert "excused until later" in excused and "<strong>overdue</strong>" not in excused


def test_no_case_is_opened_for_a_reason_while_its_circumstances_hold(group, manager, mitigated):
    told = {"group": group, "evidence": "Three drafts.", "by": manager}
    with pytest.raises(Conflict, match="Mitigating circumstances"):
        withdrawals.raise_case(**told, reason=RiskCode.QUALITY, now=timezone.now())
    assert not WithdrawalCase.objects.exists()

    later = timezone.now() + timedelta(days=1)
    assert withdrawals.raise_case(**told, reason=RiskCode.QUALITY, now=later).is_open


def test_case_for_another_reason_is_opened_while_circumstances_hold(group, manager, mitigated):
    withdrawals.raise_case(
        group=group, reason=RiskCode.PROPOSAL_LATE, evidence="None came.", by=manager, now=timezone.now()
    )
    assert WithdrawalCase.objects.get().reason == RiskCode.PROPOSAL_LATE


def test_form_says_until_when_a_reason_is_excused_and_keeps_what_was_typed(client, group, manager, mitigated):
    sign_in_official(client, manager)
    day = f"{today():%-d %B %Y}"
    assert f"Mitigated until {day}" in client.get(reverse("oversight:case_raise", args=[group.pk])).content.decode()

    answer = post(client, "case_raise", group, reason=RiskCode.QUALITY, evidence="Three drafts.")

    assert answer.status_code == 422 and f"for this reason until {day}" in answer.content.decode()
    assert "Three drafts." in answer.content.decode()


def test_circumstances_accepted_since_a_case_was_opened_hold_back_the_withdrawal(client, group, route_manager):
    case = WithdrawalCaseFactory(group=group, discussed=True)
    MitigationFactory(group=group, risk=case.reason, accepted_on=today(), until=today())
    with pytest.raises(Conflict, match="Mitigating circumstances"):
        decide(case, route_manager)
    sign_in_official(client, route_manager)
    answer = post(client, "case_decide", group, case.pk, outcome="withdraw", decision="At once.")
    assert answer.status_code == 422 and "At once." in answer.content.decode()
    decide(case, route_manager, CaseOutcome.CONTINUE)


def test_every_member_hears_of_the_withdrawal_once(group, route_manager):
    decide(WithdrawalCaseFactory(group=group, discussed=True), route_manager)
    told = list(OutgoingMail.objects.filter(subject__contains="Support is withdrawn").values_list("to", flat=True))
    serving = set(group.memberships.values_list("person__email", flat=True)) - {None}
    assert serving <= set(told) and len(told) == len(set(told))


def test_first_page_and_group_page_of_a_member_say_so_and_ask_for_nothing(client, group, route_manager):
    member = group.memberships.exclude(person=chair_of(group).person).first()
    decide(WithdrawalCaseFactory(group=group, discussed=True), route_manager)
    client.force_login(member.person.user or make_user_of(member.person))
    for page in ("/home/", group.get_absolute_url(), reverse("overview:mine", args=[group.pk])):
        told = " ".join(client.get(page).content.decode().split())
        assert (
            f"withdrew its support for this group on {today():%-d %B %Y}" in told or "withdrew its support on" in told
        )
        assert "Nothing more is asked of" in told and "Asked of you" not in told


# --- the page --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_statements_however_much_there_is(
    client, django_assert_num_queries, group, manager, number
):
    for kind in list(ConcernKind)[:number]:
        ConcernFactory(group=group, kind=kind)
        MitigationFactory(group=group)
        case = WithdrawalCaseFactory(group=group, discussed=True)
        decide(case, OfficialFactory(), CaseOutcome.CONTINUE)
    sign_in_official(client, manager)
    client.get(reverse("oversight:support", args=[group.pk]))

    with django_assert_num_queries(10):
        page = client.get(reverse("oversight:support", args=[group.pk])).content.decode()

    assert page.count("Support continues</strong>") == number
    assert page.count("Waits for an answer") == number


def test_page_of_a_group_without_trouble_says_so(client, group):
    client.force_login(chair_of(group).person.user)
    page = client.get(reverse("oversight:support", args=[group.pk])).content.decode()
    assert "None: the group keeps its dates and its requirements." in page
    assert "Nothing yet." in page


def test_circumstances_are_offered_while_a_reason_stands(client, group):
    client.force_login(chair_of(group).person.user)
    page = reverse("oversight:support", args=[group.pk])
    assert "Put mitigating circumstances forward" not in client.get(page).content.decode()
    ConcernFactory(group=group)
    assert "Put mitigating circumstances forward" in client.get(page).content.decode()


# --- where nobody decides in the route -------------------------------------------------------------------------------
def test_what_waits_for_a_decision_in_a_vacant_route_reaches_the_administrators(group, manager):
    administrator = OfficialFactory(official_role=OfficialRole.ADMINISTRATOR)
    closed = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER, is_active=False)
    RouteOfficialFactory(route=group.occupation.route, user=closed)
    RouteOfficialFactory(route=group.occupation.route, user=OfficialFactory())  # a product manager decides nothing
    answers = {"reason": "Two members fell ill.", "until": today() + timedelta(days=30)}
    mitigations.ask(group=group, risk=RiskCode.PROPOSAL_LATE, by=manager, now=timezone.now(), **answers)
    to = set(OutgoingMail.objects.filter(kind="oversight.support").values_list("to", flat=True))
    assert administrator.email in to and closed.email not in to
