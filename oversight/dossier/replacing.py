"""What makes room for a dossier that replaces a group: its rows go, their history stays."""

from __future__ import annotations

from django.db.models import ProtectedError, QuerySet

from conflicts.models import Declaration, Handling, Interest
from groups.models import (
    Concern,
    EmployerPopulation,
    Group,
    Justification,
    Milestone,
    PopulationShare,
    WorkPlan,
)
from meetings.models import Meeting
from members.models import ChairAppointment, Consent, Engagement, MemberDecision, Membership, RequestedMember, Statement
from oversight.dossier.errors import DossierError
from oversight.models import Mitigation
from proposals.models import EpaoQuote, FundingEvidence, Submission

# each before what it points at
PARTS = (
    *((Handling, "interest__declaration__group"), (Interest, "declaration__group"), (Declaration, "group")),
    *((RequestedMember, "group"), (Statement, "membership__group"), (Consent, "membership__group")),
    *(
        (MemberDecision, "membership__group"),
        (Membership, "group"),
        (ChairAppointment, "group"),
        (Engagement, "group"),
        (Meeting, "group"),
    ),
    *((Milestone, "work_plan__group"), (WorkPlan, "group"), (Concern, "group"), (Justification, "group")),
    *((PopulationShare, "population__group"), (EmployerPopulation, "group"), (Mitigation, "group")),
    *((Submission, "group"), (EpaoQuote, "evidence__group"), (FundingEvidence, "group")),
)


def clear(group: Group) -> None:
    """Take away all that a dossier tells of the group. Raises DossierError where more than a dossier depends on it."""
    try:
        for model, owner in PARTS:
            results: QuerySet = model._default_manager.filter(**{owner: group})
            results.delete()
    except ProtectedError as problem:
        raise DossierError(
            "$.group.reference", f"{group.reference} cannot be replaced: it has been worked on in the portal"
        ) from problem
