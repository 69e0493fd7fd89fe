"""Briefing and mentors of chairs; groups that work together."""

from chairs.models.chair_support import Briefing, Mentoring, MentoringQuerySet
from chairs.models.collaborations import (
    Collaboration,
    GroupAgreement,
    OverArchingChair,
    Participation,
    ParticipationQuerySet,
)

__all__ = [
    "Briefing",
    "Collaboration",
    "GroupAgreement",
    "Mentoring",
    "MentoringQuerySet",
    "OverArchingChair",
    "Participation",
    "ParticipationQuerySet",
]
