"""Which region a postcode lies in.

The areas are Royal Mail's. Their regions are those of the look-up table of the register of end-point assessment
organisations (SkillsFundingAgency/das-assessor-service), put in the names of the Office for National Statistics; its
slip “Scotland111” is mended, and “distance or e-learning” is no place. An area that crosses a border counts for the
region where most of it lies, so what comes of it is a suggestion: who knows better says so.
"""

import re

from guidance.vocabulary import Region

AREAS = {
    Region.NORTH_EAST: "DH DL NE SR TS",
    Region.NORTH_WEST: "BB BL CA CH CW FY L LA M OL PR SK WA WN",
    Region.YORKSHIRE_AND_THE_HUMBER: "BD DN HD HG HU HX LS S WF YO",
    Region.EAST_MIDLANDS: "DE LE LN NG NN",
    Region.WEST_MIDLANDS: "B CV DY HR ST SY TF WR WS WV",
    Region.EAST_OF_ENGLAND: "AL CB CM CO IP LU NR PE SG SS WD",
    Region.LONDON: "BR CR E EC EN HA IG N NW RM SE SM SW TW UB W WC",
    Region.SOUTH_EAST: "BN CT DA GU HP KT ME MK OX PO RG RH SL SO TN",
    Region.SOUTH_WEST: "BA BH BS DT EX GL PL SN SP TA TQ TR",
    Region.OUTSIDE_ENGLAND: "AB BT CF DD DG EH FK G GY HS IM IV JE KA KW KY LD LL ML NP PA PH SA TD ZE",
}
REGION_OF_AREA = {area: region for region, areas in AREAS.items() for area in areas.split()}
POSTCODE = re.compile(r"([A-Z]{1,2})[0-9][A-Z0-9]?( ?[0-9][A-Z]{2})?")


def region_of(postcode: str) -> Region | None:
    """The region of a postcode, or of its first half; None for what is no postcode or has no place."""
    match = POSTCODE.fullmatch(" ".join(postcode.upper().split()))
    return REGION_OF_AREA.get(match[1]) if match else None
