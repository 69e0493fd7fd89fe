"""Organisations, people, who serves on which group, and what each agreed to."""

from members.models.advice import Engagement
from members.models.chairs import ChairAppointment
from members.models.hand_overs import HandOver, HandOverQuerySet
from members.models.invitations import Invitation, InvitationQuerySet
from members.models.ledger import Consent, LedgerEntry, Statement, holding_withdrawn
from members.models.memberships import (
    MemberDecision,
    MemberDecisionQuerySet,
    Membership,
    MembershipQuerySet,
)
from members.models.people import Organisation, Person
from members.models.preparing import Preparation
from members.models.registers import RegisterEntry
from members.models.requested import RequestedMember, RequestedMemberQuerySet

__all__ = [
    "ChairAppointment",
    "Consent",
    "Engagement",
    "HandOver",
    "HandOverQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "LedgerEntry",
    "MemberDecision",
    "MemberDecisionQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "Person",
    "Preparation",
    "RegisterEntry",
    "RequestedMember",
    "RequestedMemberQuerySet",
    "Statement",
    "holding_withdrawn",
]
