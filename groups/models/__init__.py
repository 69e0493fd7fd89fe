"""Enquiries, groups and what a group says of itself."""

from groups.models.absences import announced_absences
from groups.models.concern import Concern, ConcernQuerySet
from groups.models.enquiry import Enquiry, EnquiryQuerySet
from groups.models.group import Group, GroupQuerySet, MembershipSubmission
from groups.models.justification import Justification
from groups.models.look import MembershipLook
from groups.models.officials import (
    GroupOfficial,
    GroupOfficialQuerySet,
    answerable,
    answerable_users,
    deciding,
    leading,
    managing,
)
from groups.models.population import EmployerPopulation, PopulationShare
from groups.models.query import Query, QueryQuerySet
from groups.models.work_plan import Milestone, WorkPlan, WorkPlanQuerySet

__all__ = [
    "Concern",
    "ConcernQuerySet",
    "EmployerPopulation",
    "Enquiry",
    "EnquiryQuerySet",
    "Group",
    "GroupOfficial",
    "GroupOfficialQuerySet",
    "GroupQuerySet",
    "Justification",
    "MembershipLook",
    "MembershipSubmission",
    "Milestone",
    "PopulationShare",
    "Query",
    "QueryQuerySet",
    "WorkPlan",
    "WorkPlanQuerySet",
    "announced_absences",
    "answerable",
    "answerable_users",
    "deciding",
    "leading",
    "managing",
]
