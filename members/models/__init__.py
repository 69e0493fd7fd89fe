"""Organisations, people, who serves on which group, and what each agreed to."""

from members.models.advice import Engagement
from members.models.chair_support import Briefing, Mentoring, MentoringQuerySet
from members.models.chairs import ChairAppointment
from members.models.collaborations import (
    Collaboration,
    GroupAgreement,
    OverArchingChair,
    Participation,
    ParticipationQuerySet,
)
from members.models.doubles import Double, DoubleQuerySet, LikelyDouble, Pair, PersonDouble
from members.models.hand_overs import HandOver, HandOverQuerySet
from members.models.invitations import Invitation, InvitationQuerySet
from members.models.ledger import Consent, LedgerEntry, Statement, holding_withdrawn
from members.models.listed import ListedEmployer, ListQuestion, ListQuestionQuerySet
from members.models.memberships import (
    MemberDecision,
    MemberDecisionQuerySet,
    Membership,
    MembershipQuerySet,
)
from members.models.officials import (
    GroupOfficial,
    GroupOfficialQuerySet,
    answerable,
    answerable_users,
    deciding,
    leading,
)
from members.models.people import Organisation, Person
from members.models.preparing import Preparation
from members.models.registers import RegisterEntry
from members.models.requested import RequestedMember, RequestedMemberQuerySet
from members.models.uploads import MemberUpload, MemberUploadQuerySet, UploadRow

__all__ = [
    "Briefing",
    "ChairAppointment",
    "Collaboration",
    "Consent",
    "Double",
    "DoubleQuerySet",
    "Engagement",
    "GroupAgreement",
    "GroupOfficial",
    "GroupOfficialQuerySet",
    "HandOver",
    "HandOverQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "LedgerEntry",
    "LikelyDouble",
    "ListQuestion",
    "ListQuestionQuerySet",
    "ListedEmployer",
    "MemberDecision",
    "MemberDecisionQuerySet",
    "MemberUpload",
    "MemberUploadQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Mentoring",
    "MentoringQuerySet",
    "Organisation",
    "OverArchingChair",
    "Pair",
    "Participation",
    "ParticipationQuerySet",
    "Person",
    "PersonDouble",
    "Preparation",
    "RegisterEntry",
    "RequestedMember",
    "RequestedMemberQuerySet",
    "Statement",
    "UploadRow",
    "answerable",
    "answerable_users",
    "deciding",
    "holding_withdrawn",
    "leading",
]
