"""A group under the guidance of June 2025, off the map: its people leave things out, declare interests, advise."""

from datetime import date

from occupations.models import Route
from portal.calendar import add_months
from tests.walk import enquiry, joining, registering
from tests.walk.frame import Walk
from tests.walk.officials import MANAGER, ROUTE

GROUP, LEAD = "second", "Sam Second"
BEGIN = date(2025, 7, 1)
SHORT_OF = {  # a member by what is left out
    "Ann Archer": ("uses_apprenticeships",),
    "Bea Barnard": ("track_record",),
    "Cal Cooper": ("knowledge",),
    "Duncan Dyer": ("future_skills",),
    "Edo Ellis": ("judgement", "own_workforce", "operational_role"),
    "Flo Foster": ("inclusion",),
    "Gil Grant": ("employer_agrees_membership",),
}
SOON, TRAINS, NEVER_WORKED = "Hal Hunter", "Ira Irwin", "Jay Jordan"
CHAIR = "Ann Archer"
ADVISERS = ("apprentice", "epao", "higher_education", "professional_body", "regulator", "trade_union")
FACILITATOR = "Fin Facilitator"
EXPERTS = ("assessment_approaches", "assessment_risk")
COLLEGE = {"organisation": "Sample College", "concerns": ["training", "profits"]}


def enquires_by_telephone(walk: Walk) -> None:
    """An official records it; the occupation is not on the map."""
    walk.on(BEGIN)
    manager, lead = walk.person(MANAGER), walk.person(LEAD)
    told = {"proposed_title": "Heat lantern keeper", "proposed_level": "3", "reason": enquiry.WHY}
    route = Route.objects.get(slug=ROUTE).pk
    known = {"name": LEAD, "email": lead.email, "job_title": "Owner", "organisation": "Second Works Ltd"}
    manager.sends("/enquiries/record/", route=route, **told, **known)
    walk.later(1)
    enquiry.is_accepted(walk, LEAD, GROUP, by=MANAGER)
    walk.worker()


def has_members(walk: Walk) -> None:
    """Fewer than the guidance expects, and none of a sector in which others are."""
    joining.adds_self(walk, GROUP, LEAD, number=4, details={"expertise": EXPERTS})
    for number, (name, codes) in enumerate(SHORT_OF.items()):
        joining.invites(walk, GROUP, name, by=LEAD)
        joining.accepts(walk, name, number, without=codes, interests=_interests(walk).get(name, ()))
    walk.worker()


def has_members_who_do_not_fit(walk: Walk) -> None:
    odd = {
        SOON: {f"plans_to_serve_until-{part}": value for part, value in _in_a_year(walk).items()},
        TRAINS: {"organisation_kind": "training_provider"},
        NEVER_WORKED: {"occupation_experience": "none", "organisation_employs_in_occupation": False},
    }
    for number, (name, details) in enumerate(odd.items()):
        joining.invites(walk, GROUP, name, by=LEAD)
        joining.accepts(walk, name, number, details=details, interests=_interests(walk).get(name, ()))


def _in_a_year(walk: Walk) -> dict[str, str]:
    day = add_months(walk.today, 12)
    return {part: str(getattr(day, part)) for part in ("day", "month", "year")}


def _interests(walk: Walk) -> dict[str, list[dict[str, object]]]:
    def one(nature: str, perception: str, **more: object) -> list[dict[str, object]]:
        return [{"nature": nature, "perception": perception, "description": "What touches the group."} | more]

    return {
        "Ann Archer": one("financial", "actual", began_on=add_months(walk.today, -18), **COLLEGE),
        "Bea Barnard": one("employment", "potential", by_employment=True, **COLLEGE),
        "Cal Cooper": one("personal", "perceived"),
        "Duncan Dyer": one("other", "perceived"),
        SOON: one("directorship", "actual", organisation="Sample Assessors Ltd", concerns=["epa"]),
    }


def has_advisers(walk: Walk) -> None:
    """One of each kind, and a facilitator who does not give the undertaking at first."""
    for sector, kind in zip("ADGHIKM", (*ADVISERS, "training_provider"), strict=True):
        name = f"{kind.replace('_', ' ').title()} Adviser"
        body = {"organisation_kind": kind if kind != "apprentice" else "employer", "adviser_kind": kind}
        joining.invites(walk, GROUP, name, by=LEAD, kind="adviser", **body)
        details = {"organisation_sector": sector, "organisation_region": "south_east"}
        joining.accepts(walk, name, details=details, without=("no_promotion",) if kind == "epao" else ())
    joining.invites(walk, GROUP, FACILITATOR, by=LEAD, kind="facilitator", organisation_kind="other")
    joining.accepts(walk, FACILITATOR, details={"organisation_sector": "N", "organisation_region": "east_of_england"})
    walk.worker()


def registers(walk: Walk) -> None:
    registering.answers_tasks(walk, GROUP, by=LEAD, running={"charges_fee": "True", "apprenticeship_count": "6"})
    registering.tells_population(walk, GROUP, by=LEAD, sector_K="", region_london="20", region_north_east="5")
    registering.has_chairs(walk, GROUP, SOON, CHAIR, by=LEAD, confirmed_by=MANAGER)
    walk.worker()
