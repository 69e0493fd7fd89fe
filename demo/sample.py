"""The demo's sample data: invented people and employers, real titles of occupations, the same each time.

Every date counts back from today. Rows are gathered in memory with their history (`book`), then written in bulk.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import enrol_totp
from accounts.models import User
from conflicts.models import Declaration, Handling, Interest
from demo import (
    agreements,
    allocation,
    correspondence,
    deciding,
    duplicates,
    interests,
    joining,
    leading,
    lists,
    meetings,
    members,
    papers,
    steps,
    support,
    uploads,
)
from demo.book import Book
from demo.clock import moment
from demo.decided import APPROVED_GROUPS, RETURNED_GROUPS, SUBMITTED, WITHDRAWN_GROUPS
from demo.draft import Draft, begin
from demo.enquiries import add_waiting
from demo.names import Names
from demo.plans import Plan
from demo.post import send_recent
from demo.registering import REGISTERING
from demo.scene import PASSWORD, SEED, Scene, add_occupations, add_officials, totp_secret
from groups.models import (
    EmployerPopulation,
    Enquiry,
    Group,
    GroupOfficial,
    Justification,
    MembershipSubmission,
    Milestone,
    PopulationShare,
    Query,
    WorkPlan,
)
from members.models import (
    ChairAppointment,
    Consent,
    Engagement,
    Invitation,
    Membership,
    Organisation,
    Person,
    RequestedMember,
    Statement,
)
from occupations.models import Occupation, RouteOfficial
from oversight.actions import backfilling, finish_day, sweep, take_snapshots
from oversight.emails import flags
from portal.calendar import add_months
from portal.models import OutgoingMail
from proposals.models import (
    Decision,
    EpaoQuote,
    FundingDocument,
    FundingEvidence,
    ReviewComment,
    Submission,
    Version,
)

ORDER = (
    *(User, Occupation, RouteOfficial, Group, Enquiry, GroupOfficial, EmployerPopulation, PopulationShare),
    *(Justification, MembershipSubmission, Organisation, Person, Membership, Statement, Consent, ChairAppointment),
    *(Invitation, Engagement, Declaration, Interest, Handling, WorkPlan, Milestone, Query),
    *(RequestedMember, Submission, Version, ReviewComment, Decision, FundingEvidence, EpaoQuote),
    FundingDocument,
)
PLANS = (*WITHDRAWN_GROUPS, *APPROVED_GROUPS, *RETURNED_GROUPS, *SUBMITTED, *REGISTERING)
ASSESSED_DAYS_AGO = (60, 30, 7, 0)  # so that what is not met tells since when
WEEKS_BEFORE = 26  # of which there are pictures
ROLES = (  # in the order in which a stranger would try them
    *("chair", "member", "adviser", "facilitator", "product_manager", "route_manager", "assurance_manager"),
    *("administrator", "invited", "chair_2", "chair_3", "successor", "product_manager_2", "product_manager_3"),
)
OFFICIALS_BEGAN = 24  # months ago


class NotEmpty(Exception):
    """There are people in the database already: sample data goes into an empty one only."""


@transaction.atomic
def load(*, today: date) -> list[dict[str, Any]]:
    """Fill an empty database, and return the accounts to try.

    Each account: role, name, email, password, and for officials totp_secret (base32) and recovery_codes. Raises
    NotEmpty, and ImproperlyConfigured where the demo is off: its password and secrets are known to everybody.
    """
    if not apps.is_installed("demo"):
        raise ImproperlyConfigured("Sample data is loaded only where DEMO is on")
    if User.objects.exists():
        raise NotEmpty("The database is not empty. To start anew: make demo RESET=1")
    names = Names(Random(SEED))
    scene = Scene(now=moment(today, 8), book=Book(), names=names, password=make_password(PASSWORD))
    began = moment(add_months(today, -OFFICIALS_BEGAN))
    add_officials(scene, began)
    add_occupations(scene, began)
    drafts = [add_group(scene, plan, number) for number, plan in enumerate(_by_contact(), start=1)]
    add_waiting(scene, len(drafts) + 1)
    scene.book.write(ORDER)
    _count_on(groups_group_number=len(drafts), groups_enquiry_number=scene.book.count(Enquiry))
    _verify_addresses()
    correspondence.take_longer(drafts)
    agreements.agree(drafts)
    meetings.meet(drafts)
    support.stand_by(drafts)
    members.return_member(drafts, today)
    lists.bring_in(drafts, today)
    leading.lead(drafts, today)
    duplicates.judge_some(drafts)
    uploads.bring(drafts)
    allocation.change_hands(drafts, scene)
    assess(drafts, today)
    send_recent(scene.now)
    return [_account(role, scene.accounts[role]) for role in ROLES]


def _by_contact() -> Sequence[Plan]:
    """The oldest first, so that references follow time."""
    return sorted(PLANS, key=lambda plan: (not plan.old, -plan.contact))


def add_group(scene: Scene, plan: Plan, number: int) -> Draft:
    draft = begin(scene, plan, number)
    steps.enquire(draft, number)
    steps.answer_tasks(draft)
    joining.employers_join(draft)
    joining.advisers_join(draft)
    steps.choose_chairs(draft)
    steps.record_population(draft)
    steps.ask_to_pass(draft)
    steps.seek_advice(draft)
    deciding.submit_and_decide(draft)
    joining.join_later(draft)
    steps.leave_invitations(draft)
    deciding.change_since(draft)
    papers.write_papers(draft)
    interests.look_after(draft)
    correspondence.plan_work(draft)
    correspondence.ask(draft)
    return draft


def _count_on(**numbers: int) -> None:
    """The next references follow those given here."""
    with connection.cursor() as cursor:
        for sequence, number in numbers.items():
            cursor.execute("SELECT setval(%s, %s)", [sequence, number])


def _verify_addresses() -> None:
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in User.objects.all()
    )


def assess(drafts: Sequence[Draft], today: date) -> None:
    """As the nightly sweep would have done, for lists to be read at once; of what came up, today's alone is told."""
    for days in ASSESSED_DAYS_AGO:
        on = today - timedelta(days=days)
        keys = sorted(draft.group.pk for draft in drafts if draft.span.first <= on)
        sweep(keys, on=on)
        # groups between that had not begun have no answer yet, and get none
        take_snapshots(range(keys[0], keys[-1] + 1), on=on)
        if days:
            OutgoingMail.objects.filter(kind=flags.FLAG_OPENED).delete()
    _backfill(keys, today)


def _backfill(keys: Sequence[int], today: date) -> None:
    """As the command of that name, then the end of today's sweep."""
    first = today - timedelta(weeks=WEEKS_BEFORE)
    backfilling.backfill(range(keys[0], keys[-1] + 1), days=backfilling.weekly(first, today))
    backfilling.count_weeks(backfilling.weekly(first, today - timedelta(days=1)))
    finish_day(on=today, groups=len(keys), failed=0, now=timezone.now())


def _account(role: str, user: User) -> dict[str, Any]:
    account: dict[str, Any] = {"role": role, "name": user.name, "email": user.email, "password": PASSWORD}
    if user.needs_second_factor:
        account["totp_secret"] = totp_secret(role)
        enrol_totp(user=user, secret=totp_secret(role))
        account["recovery_codes"] = RecoveryCodes.activate(user).get_unused_codes()
    return account
