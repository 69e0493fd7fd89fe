"""Titles of real occupations, as facts, so that the sample data reads like the real map without any import.

Source: the list of apprenticeship standards that the Institute for Apprenticeships and Technical Education published
(export of 25 May 2025): reference, title, level, route and status of the highest version. Crown copyright, Open
Government Licence v3.0. `regulated` and `professional_status` say what the list says of each, in short.
"""

from typing import NamedTuple

from occupations.enums import OccupationStatus as Status

AGRICULTURE = "Agriculture, environmental and animal care"
BUSINESS = "Business and administration"
CARE = "Care services"
CATERING = "Catering and hospitality"
CONSTRUCTION = "Construction and the built environment"
CREATIVE = "Creative and design"
DIGITAL = "Digital"
EDUCATION = "Education and early years"
ENGINEERING = "Engineering and manufacturing"
HAIR = "Hair and beauty"
HEALTH = "Health and science"
LEGAL = "Legal, finance and accounting"
PROTECTIVE = "Protective services"
SALES = "Sales, marketing and procurement"
TRANSPORT = "Transport and logistics"


class Fact(NamedTuple):
    reference: str
    title: str
    level: int
    route: str
    status: Status
    regulated: bool = False
    professional_status: bool = False


OCCUPATIONS = (
    Fact("ST0005", "Adult care worker", 2, CARE, Status.APPROVED),
    Fact("ST0095", "Bricklayer", 2, CONSTRUCTION, Status.APPROVED),
    Fact("ST0120", "Digital support technician", 3, DIGITAL, Status.APPROVED, professional_status=True),
    Fact("ST0135", "Early years educator", 3, EDUCATION, Status.APPROVED),
    Fact("ST0191", "Baker", 2, CATERING, Status.APPROVED),
    Fact("ST0228", "Commis chef", 2, CATERING, Status.APPROVED),
    Fact("ST0544", "Port agent", 3, TRANSPORT, Status.RETIRED),
    Fact("ST0560", "Heritage carpenter and joiner", 2, CONSTRUCTION, Status.WITHDRAWN),
    Fact("ST0865", "Cyber security technician", 3, DIGITAL, Status.APPROVED, professional_status=True),
    Fact("ST0880", "Asset finance practitioner", 3, LEGAL, Status.IN_DEVELOPMENT),
    Fact("ST0891", "Nutritionist", 6, HEALTH, Status.IN_DEVELOPMENT),
    Fact("ST0975", "Uncrewed marine vehicle specialist", 5, TRANSPORT, Status.IN_DEVELOPMENT),
    Fact("ST1034", "Upholstery operative", 2, ENGINEERING, Status.IN_DEVELOPMENT),
    Fact("ST1238", "Aesthetic practitioner - skin rejuvenation", 5, HAIR, Status.IN_DEVELOPMENT),
    Fact("ST1361", "Interior designer", 6, CREATIVE, Status.IN_DEVELOPMENT),
    Fact("ST1370", "Toolmaker and tool and die maintenance technician", 3, ENGINEERING, Status.IN_DEVELOPMENT),
    Fact("ST1375", "Retrofit coordinator", 5, CONSTRUCTION, Status.IN_DEVELOPMENT),
    Fact("ST1396", "Insulation technician", 3, CONSTRUCTION, Status.IN_DEVELOPMENT),
    Fact("ST1401", "Protective security adviser", 4, PROTECTIVE, Status.PAUSED),
    Fact("ST1410", "Sports Turf Technical Manager", 5, AGRICULTURE, Status.IN_DEVELOPMENT),
    Fact("ST1435", "Sports massage therapist", 4, HEALTH, Status.PROPOSAL),
    Fact("ST1441", "Railway Operations Manager", 6, TRANSPORT, Status.IN_DEVELOPMENT, professional_status=True),
    Fact("ST1445", "Fraud control specialist", 4, PROTECTIVE, Status.IN_DEVELOPMENT),
    Fact("ST1446", "Veterinary Care Assistant", 2, AGRICULTURE, Status.IN_DEVELOPMENT),
    Fact("ST1455", "Wind turbine maintenance technician", 3, ENGINEERING, Status.IN_DEVELOPMENT, False, True),
    Fact("ST1469", "Collections technician", 3, CREATIVE, Status.IN_DEVELOPMENT),
    Fact("ST1472", "Administration assistant", 2, BUSINESS, Status.IN_DEVELOPMENT),
    Fact("ST1474", "Assistant Ecologist", 4, AGRICULTURE, Status.IN_DEVELOPMENT, professional_status=True),
    Fact("ST1476", "Advanced paralegal", 5, LEGAL, Status.IN_DEVELOPMENT, professional_status=True),
    Fact("ST1485", "Treasury assistant", 4, LEGAL, Status.PROPOSAL, professional_status=True),
    Fact("ST1495", "Sales representative", 3, SALES, Status.PROPOSAL),
    Fact("ST1498", "Floorlayer wood based", 2, CONSTRUCTION, Status.IN_DEVELOPMENT),
    Fact("ST1502", "Teacher - Undergraduate", 6, EDUCATION, Status.IN_DEVELOPMENT, True, True),
)
