"""Where history keeps what facts say of people: memberships, chairs and interests; in which words it is told."""

from __future__ import annotations

from conflicts.models import Declaration, Handling, Interest
from members.models import ChairAppointment, Consent, Membership, Organisation, Person, Statement
from oversight.foresight.units import CHAIRS, MEMBERS
from oversight.views.trail import Trail

ORGANISATION = {
    "kind": "Type of {what}",
    "size": "Size of {what}",
    "sector": "Main business activity of {what}",
    "region": "Head office of {what}",
}
DELIVERS = {"kind": "Type of {what}", "delivers": "What {what} delivers"}
OF_MEMBERS = (
    Trail(
        Membership,
        days={"started_on": "{who} joined", "ended_on": "{who} left"},
        plain={
            "kind": "Kind of membership of {who}",
            "approval": "Approval of {who}",
            "occupation_experience": "Experience of {who} in the occupation",
            "expertise": "Expertise of {who}",
            "plans_to_serve_until": "How long {who} plans to serve",
            "organisation": "Employer of {who}",
            "job_title": "Job title of {who}",
        },
        person="person_id",
    ),
    Trail(
        Statement,
        days={"given_on": "{who} stated what members state", "withdrawn_on": "{who} took back a statement"},
        person="membership__person_id",
        columns=("statements",),
    ),
    Trail(
        Consent,
        days={"given_on": "{who} gave a consent", "withdrawn_on": "{who} withdrew a consent"},
        person="membership__person_id",
        columns=("consents",),
    ),
    Trail(
        Declaration,
        days={"declared_on": "{who} declared their interests"},
        person="person_id",
        columns=("declared_on",),
    ),
    Trail(Person, plain={"email": "Email address of {who}"}, person="id", columns=("details",)),
    Trail(Organisation, plain=ORGANISATION, about="name", columns=("details", "sizes", "sectors", "regions")),
)
JOINED = {"started_on": "Somebody joined", "ended_on": "Somebody left"}
CHAIRED = {"started_on": "Somebody became chair", "ended_on": "Somebody stopped being chair"}
INTERESTS = (
    Trail(Declaration, days={"declared_on": "Interests were declared"}, is_private=True),
    Trail(
        Interest,
        days={"ended_on": "An interest ended"},
        plain={"nature": "What a declared interest is", "by_employment": "Whether an interest is the employer’s"},
        is_private=True,
    ),
)


OF_PEOPLE: dict[str, tuple[Trail, ...]] = {
    MEMBERS: OF_MEMBERS,
    "employer_left_on": (Trail(Membership, days={"ended_on": "{who} left"}, person="person_id"),),
    CHAIRS: (
        Trail(
            ChairAppointment,
            days={"started_on": "{who} became chair", "ended_on": "{who} stopped being chair"},
            person="person_id",
        ),
        Trail(
            ChairAppointment,
            days={"confirmed_no_interest_on": "{who} confirmed what chairs confirm"},
            person="person_id",
            columns=("chairs_confirmed",),
        ),
        Trail(
            ChairAppointment,
            days={
                "publication_agreed_on": "{who} agreed to be named in public",
                "publication_withdrawn_on": "{who} no longer agrees to be named in public",
            },
            person="person_id",
            columns=("chairs_published",),
        ),
    ),
    "interests": (
        *INTERESTS,
        Trail(ChairAppointment, days=CHAIRED, is_private=True),
        Trail(
            Organisation,
            plain={
                **DELIVERS,
                "may_profit": "Whether {what} may profit",
                "employs_in_occupation": "Whom {what} employs",
            },
            about="name",
        ),
    ),
    "unhandled": (
        *INTERESTS,
        Trail(Handling, days={"recorded_on": "An interest was handled"}, is_private=True),
        Trail(Membership, days=JOINED, is_private=True),
    ),
}
