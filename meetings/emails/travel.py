"""Messages about claims for travel."""

from meetings.models import TravelClaim
from portal import mail
from portal.links import absolute


def travel_claimed(claim: TravelClaim, *, to: str, name: str) -> None:
    """To the product manager: a claim waits for a decision."""
    _about(claim, to, name, f"Travel claim to decide: {claim.group.name}", "travel_claimed")


def travel_decided(claim: TravelClaim, *, to: str, name: str) -> None:
    """To who claimed."""
    _about(claim, to, name, f"Travel claim {claim.outcome}: {claim.group.name}", "travel_decided")


def _about(claim: TravelClaim, to: str, name: str, subject: str, template: str) -> None:
    mail.write(
        f"meetings.{template}",
        to=to,
        subject=subject,
        key=f"{template.replace('_', '-')}-{claim.pk}-{to}",
        claim=claim,
        group=claim.group,
        name=name,
        link=absolute(claim.get_absolute_url()),
    )
