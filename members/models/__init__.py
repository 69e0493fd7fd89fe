"""Organisations, people, who serves on which group, and what each agreed to."""

from members.models.advice import Engagement
from members.models.chairs import ChairAppointment
from members.models.dated import DatedQuerySet
from members.models.invitations import Invitation, InvitationQuerySet
from members.models.ledger import Consent, LedgerEntry, Statement
from members.models.memberships import Membership, MembershipQuerySet
from members.models.officials import GroupOfficial, GroupOfficialQuerySet
from members.models.people import Organisation, Person
from members.models.registers import RegisterEntry
from members.models.requested import RequestedMember, RequestedMemberQuerySet

__all__ = [
    "ChairAppointment",
    "Consent",
    "DatedQuerySet",
    "Engagement",
    "GroupOfficial",
    "GroupOfficialQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "LedgerEntry",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "Person",
    "RegisterEntry",
    "RequestedMember",
    "RequestedMemberQuerySet",
    "Statement",
]
