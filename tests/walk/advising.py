"""The group asks others for advice, and gathers what informs the funding band."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.proposals.files import PDF
from tests.walk.first_group import GROUP, LEAD
from tests.walk.frame import Walk
from tests.walk.registering import page_of

ASKED = {
    "training_provider": "Sample College",
    "epao": "Sample Assessors Ltd",
    "apprentices": "",
    "regulator": "Sample Register of Lanterns",
    "professional_body": "Sample Institute of Lanterns",
    "sector_body": "Sample Light Council",
    "local_authority": "Sample County Council",
    "higher_education": "Sample University",
}


def is_sought(walk: Walk) -> None:
    for kind, organisation in ASKED.items():
        told = {"kind": kind, "organisation": organisation, "summary": "Asked how long the training takes: 18 months."}
        walk.person(LEAD).sends(f"{page_of(walk, GROUP)}advice/add/", held_on=walk.today, **told)


def informs_funding(walk: Walk) -> None:
    chair, page = walk.person(LEAD), f"{page_of(walk, GROUP)}proposals/funding/"
    quote = {"organisation": "Sample Assessors Ltd", "assesses": "yes", "amount": "950.50"}
    chair.sends(f"{page}quotes/add/", received_on=walk.today, **quote)
    chair.sends(f"{page}documents/add/", part="quote", document=SimpleUploadedFile("quote.pdf", PDF))
    chair.sends(
        page,
        delivery_methods="A day a week in college for 18 months.",
        consumable_costs="None",
        qualification_fees="None",
        epao_in_principle="Sample Assessors Ltd, by letter of its director.",
    )
