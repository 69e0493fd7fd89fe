"""What the Institute pays of travel. The numbers are those of “Claiming travel costs”, the guide that the
sentence speaks of."""

from guidance.policies import Source, TravelFund
from guidance.policies.ifate_2023_11.rules import DOCUMENT

TRAVEL = TravelFund(
    attendees_an_employer=2,
    usual_days=28,
    latest_days=90,
    source=Source(
        DOCUMENT,
        "Travel fund",
        "We have a travel fund to reimburse small employers (that is those with fewer than 50 employees) for"
        " the reasonable costs involved in travelling to trailblazer group meetings.",
    ),
)
