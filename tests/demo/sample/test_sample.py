"""The sample data shows every stage, route and unmet rule, tells one coherent history, and is plainly invented."""

from collections import Counter
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import OfficialInvitation, User
from chairs.models import OverArchingChair, Participation
from conflicts.models import Declaration, Interest
from conflicts.rules import waiting_for
from demo import sample
from demo.clock import moment
from duplicates.models import LikelyDouble, PersonDouble
from groups.enums import EnquiryState
from groups.models import Enquiry, Group, GroupOfficial, Justification
from guidance import assessment
from guidance.policies import every_policy, policy_called
from guidance.stage import Stage
from guidance.vocabulary import GateCode, MembershipKind, RiskLevel, Status
from lists.models import MemberUpload
from meetings.models import Meeting, Motion
from members.enums import Judgement, RowOutcome
from members.models import (
    ChairAppointment,
    Engagement,
    HandOver,
    Invitation,
    Membership,
    Organisation,
    Preparation,
    RequestedMember,
)
from occupations.models import Occupation, Route
from officials.views import gaps
from portal.models import OutgoingMail
from proposals.actions.funding import copy_of
from proposals.models import FundingDocument, Submission, Version
from proposals.rules.versions import is_unchanged
from tests.accounts.helpers import totp_code
from tests.demo.helpers import TODAY

pytestmark = pytest.mark.usefixtures("loaded")
OFFICIALS = {"product_manager", "route_manager", "assurance_manager", "administrator"}


def by_role(accounts: list[dict]) -> dict[str, dict]:
    return {account["role"]: account for account in accounts}


def unmet(policy: str, on: date = TODAY) -> set[str]:
    results = assessment.assess_many(None, on, policy=policy_called(policy))
    return {found.rule for result in results for found in result.findings if found.status == Status.NOT_MET}


def group_of(role: str) -> Group:
    return Group.objects.get(memberships__person__user__email=f"{role}@example.org")


# --- what there is ---------------------------------------------------------------------------------------------------
def test_groups_stand_at_every_stage():
    stages = Counter(result.stage for result in assessment.assess_many(None, TODAY))

    assert stages == {
        Stage.REGISTERING: 12,
        Stage.MEMBERSHIP_SUBMITTED: 6,
        Stage.MEMBERSHIP_RETURNED: 3,
        Stage.APPROVED: 2,
        Stage.PROPOSAL_IN_REVIEW: 2,
        Stage.PROPOSAL_ON_CONDITION: 1,
        Stage.DEVELOPING: 1,
        Stage.STANDARD_IN_REVIEW: 1,
        Stage.DELIVERED: 1,
        Stage.WITHDRAWN: 1,
    }


def test_documents_stand_at_every_state_that_can_be_acted_on():
    states = Counter(one.state for one in Submission.objects.with_story())

    assert set(states) >= {
        *("drafting", "for_agreement", "agreed_by_employers", "in_review", "to_decide"),
        *("on_condition", "returned", "agreed"),
    }
    assert RequestedMember.objects.filter(met_on=None).count() == 1


def test_standards_are_in_review_and_delivered():
    states = {(one.kind, str(one.state)) for one in Submission.objects.with_story().exclude(kind="proposal")}

    assert states >= {
        *(("standard", state) for state in ("agreed_by_employers", "to_decide", "agreed")),
        *(("epa_plan", state) for state in ("for_agreement", "in_review", "agreed")),
    }
    assert FundingDocument.objects.count() == 3


def test_standards_were_submitted_through_their_gate():
    submitted = Submission.objects.filter(kind="standard").exclude(submitted_on=None)

    assert submitted.count() == 2
    for submission in submitted:
        gate = assessment.gate(submission.group_id, GateCode.STANDARD, submission.submitted_on)
        assert gate.ready, (submission, gate.blockers)


def test_every_version_that_is_agreed_was_carried_by_its_employers():
    agreed = Version.objects.exclude(submission__agreed_by_employers_on=None).exclude(frozen_at=None)

    assert agreed.count() >= 9
    for version in agreed.select_related("motion", "submission"):
        motion = version.motion
        assert (motion.result, motion.closes_on) == ("carried", version.submission.agreed_by_employers_on)
        assert motion.votes.count() == motion.outcome["denominator"] >= 9
        assert version.short_fingerprint in motion.text


def test_frozen_versions_bear_the_fingerprint_of_their_words():
    for version in Version.objects.exclude(frozen_at=None).select_related("submission"):
        assert is_unchanged(version.submission.kind, version)


def test_fixed_standards_hold_the_funding_evidence_of_their_group():
    fixed = Version.objects.filter(submission__kind="standard").exclude(frozen_at=None)
    assert fixed
    for version in fixed.select_related("submission__group"):
        assert (version.agrees_evidence, version.evidence) == (True, copy_of(version.submission.group))


def test_three_enquiries_wait_since_different_days_one_of_them_off_the_map():
    waiting = Enquiry.objects.to_decide()

    assert waiting.count() == 3
    assert len({timezone.localdate(enquiry.received_at) for enquiry in waiting}) == 3
    assert [enquiry.proposed_title for enquiry in waiting if not enquiry.occupation] == ["Heat network operator"]
    assert not Enquiry.objects.exclude(state__in=[EnquiryState.RECEIVED, EnquiryState.ACCEPTED]).exists()


def test_an_enquiry_asks_for_another_group_in_an_occupation_that_has_one():
    asking = Enquiry.objects.to_decide().get(wish="another")

    assert asking.another_reason
    assert asking.occupation.groups.published(TODAY).exists()


def test_groups_cover_all_routes():
    assert Route.objects.count() == 15
    assert set(Group.objects.values_list("occupation__route", flat=True)) == set(Route.objects.values_list(flat=True))


@pytest.mark.parametrize("policy", [policy.code for policy in every_policy()])
def test_every_rule_about_the_membership_is_unmet_somewhere(policy):
    rules = {
        rule.code
        for rule in policy_called(policy).rules
        if GateCode.MEMBERSHIP in rule.gates or rule.code.startswith(("member.", "chair."))
    }

    assert rules - unmet(policy) == set()


def test_only_the_old_groups_need_to_declare_again():
    """Nobody else has been there for a year: the rule shows what time alone does."""
    late = {
        declaration.group for declaration in Declaration.objects.filter(declared_on__lt=TODAY - timedelta(days=365))
    }

    assert {group.reference for group in late} == {"TB0001", "TB0002"}


def test_justifications_wait_and_are_accepted_and_declined():
    justified = {
        found.rule
        for result in assessment.assess_many(None, TODAY)
        for found in result.findings
        if found.status == Status.JUSTIFIED
    }

    assert justified == {"group.size"}
    assert Justification.objects.filter(accepted_on=None, declined_on=None).count() >= 2
    assert Justification.objects.exclude(declined_on=None).exclude(answer="").count() >= 1


def test_chairs_are_alone_or_two_conflicted_or_exempt():
    chairs = Counter(ChairAppointment.objects.current(TODAY).values_list("group", flat=True))
    interests = Interest.objects.current(TODAY).filter(
        declaration__person__chairs__isnull=False, nature__in=["financial", "directorship"]
    )
    exempt = interests.get(by_employment=True)
    findings = {
        found.rule: found.status
        for found in assessment.assess(exempt.declaration.group_id, TODAY).of_person(exempt.declaration.person_id)
    }

    assert set(chairs.values()) == {1, 2}
    assert interests.filter(by_employment=False).count() == 2
    assert exempt.organisation.may_profit
    assert findings["chair.no_disqualifying_interest"] == Status.MET


def test_interests_of_the_demo_group_wait_are_handled_changed_and_ended():
    group = group_of("chair")
    declared = Interest.objects.with_handlings(TODAY).filter(declaration__group=group)
    waiting = Interest.objects.waiting(TODAY).filter(declaration__group=group)

    assert {interest.handling is not None for interest in declared.current(TODAY)} == {True, False}
    assert declared.filter(ended_on__lte=TODAY).count() == 1
    assert waiting.filter(revision=2).exists()  # changed since it was handled
    assert waiting_for(group.officials.get().user, group, TODAY) == 1  # the chair's own
    assert waiting_for(group.chairs.get().person.user, group, TODAY) == 2
    assert {handling.measure for interest in declared for handling in interest.handlings.all()} >= {"none", "no_vote"}


def test_invitations_wait_and_are_opened_expired_and_revoked():
    waiting, now = Invitation.objects.waiting(), moment(TODAY, 8)

    assert waiting.filter(opened_at=None).exists()
    assert waiting.exclude(opened_at=None).exists()
    assert waiting.exclude(reminded_at=None).exists()
    assert any(invitation.has_expired(now) for invitation in waiting)
    assert Invitation.objects.exclude(revoked_at=None).exists()


def test_the_demo_group_shows_everybody():
    group = group_of("chair")
    kinds = Counter(Membership.objects.current(TODAY).filter(group=group).values_list("kind", flat=True))

    assert group == group_of("member") == group_of("adviser") == group_of("facilitator")
    assert group.officials.get().user.email == "product.manager@example.org"
    assert group.invitations.waiting().filter(email="invited@example.org").exists()
    assert kinds == {MembershipKind.EMPLOYER: 11, MembershipKind.ADVISER: 2, MembershipKind.FACILITATOR: 1}
    assert Engagement.objects.filter(group=group).count() == 2


def test_six_months_are_near_for_some_and_over_for_others():
    late = Counter((result.risks[0].level, result.stage) for result in assessment.assess_many(None, TODAY))

    assert RiskLevel.WATCH in {level for level, _ in late}
    assert late[RiskLevel.AT_RISK, Stage.REGISTERING] >= 1


# --- who may sign in -------------------------------------------------------------------------------------------------
def test_there_is_an_account_for_each_role(accounts):
    roles = [account["role"] for account in accounts]

    assert len(set(roles)) == len(roles)
    assert {"chair", "member", "adviser", "facilitator", "invited", "chair_2", *OFFICIALS} <= set(roles)
    assert group_of("chair.2") != group_of("chair")
    assert not Membership.objects.filter(person__user__email="invited@example.org").exists()
    leads = GroupOfficial.objects.current(TODAY).values_list("user__email", flat=True)
    assert len(set(leads)) == User.objects.filter(official_role="product_manager").count() == 3


def test_chairs_change_are_briefed_and_guided_and_groups_work_together():
    done = HandOver.objects.exclude(appointment=None).get()
    [ahead] = HandOver.objects.ahead(TODAY)
    new = ChairAppointment.objects.current(TODAY).get(group=done.group)

    assert (new.person, new.is_published, new.briefings.count()) == (done.successor, True, 1)
    assert new.mentorings.get().mentor.chairs.get().started_on < TODAY - timedelta(days=365)
    accounts = (ahead.leaving.person.user.email, ahead.successor.user.email)
    assert accounts == ("chair.3@example.org", "successor@example.org") and ahead.confirmed_at is None
    assert OverArchingChair.objects.current(TODAY).get().agreements.count() == 2
    chair = User.objects.get(email="chair@example.org")
    assert Participation.objects.asked_of(chair, TODAY).count() == 1
    assert Preparation.objects.current(TODAY).get().group.memberships.filter(kind="facilitator").exists()


def test_one_adviser_serves_on_several_groups():
    serving = Membership.objects.current(TODAY).values("person").annotate(groups=Count("group"))
    assert [one["groups"] for one in serving.filter(groups__gt=1)] == [3]


def test_doubles_wait_for_a_judgement_and_a_list_for_its_chair():
    assert {*LikelyDouble.objects.values_list("judgement", flat=True)} == {*Judgement}
    twice = PersonDouble.objects.undecided().get()
    assert twice.first.name == twice.second.name and twice.first.email != twice.second.email
    [upload] = MemberUpload.objects.waiting()
    assert upload.group == group_of("member")
    assert {*upload.counts} == {*RowOutcome}


def test_every_account_signs_in_and_has_a_first_page(accounts):
    for account in accounts:
        client = Client()
        client.post(reverse("account_login"), {"login": account["email"], "password": account["password"]})
        if "totp_secret" in account:
            client.post(reverse("mfa_authenticate"), {"code": totp_code(account["totp_secret"])})

        assert client.session["_auth_user_id"] == str(User.objects.get(email=account["email"]).pk), account["role"]
        assert client.get(reverse("home"), follow=True).status_code == 200, account["role"]


def test_officials_have_a_second_factor_that_works(accounts):
    for role, account in by_role(accounts).items():
        user = User.objects.get(email=account["email"])
        factors = Authenticator.objects.filter(user=user)
        if not user.is_official:
            assert "totp_secret" not in account
            assert not factors.exists()
            continue
        assert role.rstrip("_23") == user.official_role
        assert len(account["recovery_codes"]) == 10
        assert TOTP(factors.get(type=Authenticator.Type.TOTP)).validate_code(totp_code(account["totp_secret"]))


# --- what it is made of ----------------------------------------------------------------------------------------------
def test_everything_is_plainly_invented():
    addresses = [
        *User.objects.values_list("email", flat=True),
        *Invitation.objects.values_list("email", flat=True),
        *Enquiry.objects.values_list("email", flat=True),
        *OutgoingMail.objects.values_list("to", flat=True),
    ]

    assert len(addresses) > 600
    assert all(address.endswith("@example.org") for address in addresses)
    assert all(" Sample-" in name for name in User.objects.values_list("name", flat=True))
    assert all(name.startswith("Example ") for name in Organisation.objects.values_list("name", flat=True))
    came_in = User.objects.exclude(invitation__accepted_at=None, invitation__isnull=False)
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == came_in.count()


def test_titles_are_those_of_the_official_list():
    assert Occupation.objects.get(reference="ST0095").label == "Bricklayer (ST0095, level 2)"
    assert Occupation.objects.count() >= 30
    assert not Occupation.objects.filter(route=None).exists()


def test_rows_stand_alone():
    """Each group keeps its own organisations, so that one group never changes another's."""
    for organisation in Organisation.objects.prefetch_related("memberships", "invitations"):
        named = [*organisation.memberships.all(), *organisation.invitations.all()]
        assert len({row.group_id for row in named}) <= 1, organisation


# --- where it may not be loaded ---------------------------------------------------------------------------------------
def test_a_second_load_is_refused():
    with pytest.raises(sample.NotEmpty, match="RESET=1"):
        sample.load(today=TODAY)


def test_loading_where_the_demo_is_off_is_refused(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "demo")

    with pytest.raises(ImproperlyConfigured, match="DEMO"):
        sample.load(today=TODAY)


def test_groups_met_and_decided_and_vote_now():
    results = set(Motion.objects.values_list("result", flat=True))
    assert results == {"", "carried", "lost"}
    assert Meeting.objects.filter(held_on=None).exists()
    mine = Motion.objects.open().get(group__memberships__person__user__email="member@example.org")
    assert mine.is_by_correspondence and mine.votes.exists()
    assert not mine.votes.filter(person__user__email="member@example.org").exists()
    told = {entry.history_date.date() for entry in Motion.history.filter(closed_at__isnull=False)}
    assert told and max(told) < TODAY


def test_who_leads_changes_and_gaps_are_there_to_close():
    vacant = gaps.groups_without_manager(TODAY).get()
    assert vacant.officials.get().end_note
    changed = GroupOfficial.objects.exclude(note="").get()
    assert changed.group.officials.count() == 2
    assert any(seats.missing for seats in gaps.routes_with_seats(TODAY))
    invited = OfficialInvitation.objects.get()
    assert invited.accepted_at is None and not invited.user.has_usable_password()


def test_what_nobody_said_is_there_to_be_seen():
    members = Membership.objects.filter(kind="employer")
    assert members.filter(organisation__employs_in_occupation=None).exists()
    assert members.filter(organisation__employs_in_occupation=True).exists()
