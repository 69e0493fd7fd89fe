"""For officials: who agrees, today, to wider mailings; asked at each request, so that a withdrawal counts at once."""

from collections.abc import Iterator
from datetime import date

import structlog
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action
from groups.access import require
from guidance.policies import statements_given
from guidance.statements import MAILINGS
from guidance.vocabulary import ConsentCode, MembershipKind
from members.models import ChairAppointment, Consent, Membership, holding_withdrawn
from portal.calendar import today
from portal.exports import csv_download
from portal.lists import paginate

log = structlog.get_logger(__name__)
HEADER = (
    *("Name", "Email address", "Role", "Organisation", "Group", "Reference"),
    *("Agreed on", "Version of the words", "Words"),
)


@require_GET
def mailings(request: Request) -> HttpResponse:
    require(request.user, Action.MAILING_LIST)
    page = paginate(request, agreed(today()))
    return render(request, "members/mailings.html", {"page": page, "words": MAILINGS.text})


@require_GET
def mailings_csv(request: Request) -> HttpResponseBase:
    """Everybody who agrees today: good for a mailing of today, not to be kept for the next one."""
    require(request.user, Action.MAILING_LIST)
    on = today()
    log.info("mailing list downloaded", user_id=request.user.pk)
    return csv_download(f"wider-mailings-{on.isoformat()}", HEADER, _cells(agreed(on)))


def agreed(on: date) -> QuerySet[Consent]:
    """One consent of each person, the newest; with `is_chair`.

    Of chairs and facilitators who serve today, whose details may be held, and who took this consent back in no other
    group since they gave it.
    """
    mailing = Consent.objects.filter(code=ConsentCode.WIDER_MAILINGS, given_on__lte=on)
    chairing = ChairAppointment.objects.leading(on).filter(
        group=OuterRef("membership__group"), person=OuterRef("membership__person")
    )
    taken_back = mailing.filter(
        membership__person=OuterRef("membership__person"),
        withdrawn_on__lte=on,
        withdrawn_on__gte=OuterRef("given_on"),
    ).exclude(membership=OuterRef("membership"))
    consents_in_force = (
        mailing.in_force(on)
        .filter(membership__in=Membership.objects.current(on).exclude(holding_withdrawn(on)))
        .filter(membership__group__support_withdrawn_on=None, membership__person__email__isnull=False)
        .annotate(is_chair=Exists(chairing))
        .filter(Q(is_chair=True) | Q(membership__kind=MembershipKind.FACILITATOR))
        .exclude(Exists(taken_back))
    )
    newest = consents_in_force.order_by("membership__person", "-given_on", "-pk").distinct("membership__person")
    consents_once = consents_in_force.filter(pk__in=newest.values("pk"))
    brought = consents_once.select_related("membership__person", "membership__organisation", "membership__group")
    return brought.order_by("membership__person__name", "pk")


def _cells(rows: QuerySet[Consent]) -> Iterator[tuple[object, ...]]:
    for row in rows.iterator(chunk_size=500):
        membership, wording = row.membership, statements_given(row.wording_version, row.given_on)
        item = wording.item(row.code)
        role = "Chair" if row.is_chair else membership.get_kind_display()  # type: ignore[attr-defined]  # of `agreed`
        person, group = membership.person, membership.group
        yield (
            *(person.name, person.email, role, membership.organisation.name, group.name, group.reference),
            *(row.given_on, wording.version, item.text if item else row.get_code_display()),
        )
