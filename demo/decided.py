"""Groups whose membership was submitted, returned or approved."""

from demo.plans import Ask, Attempt, Plan
from groups.enums import Outcome

RETURNED, APPROVED = Outcome.RETURNED, Outcome.APPROVED
SMALL_TRADE = "There are nine employers with more than one person in this occupation, and all of them are members."

SUBMITTED = (
    Plan(
        occupation="ST1472",
        trades=("Office Services", "Records"),
        sectors="NO",
        contact=95,
        attempts=(Attempt(1),),
        advisers=("trade_union",),
    ),
    Plan(  # nine members, justified
        occupation="ST1455",
        trades=("Wind Services", "Turbine Care"),
        sectors="DC",
        contact=140,
        members=9,
        attempts=(Attempt(3),),
        asks=(Ask("group.size", SMALL_TRADE, "accepted", "Agreed for this occupation."),),
        interests={2: ("own_shares",)},
        advice=("training_provider",),
    ),
    Plan(  # waits longer than five working days
        occupation="ST1238",
        trades=("Skin Clinics", "Aesthetics"),
        sectors="SQ",
        contact=120,
        attempts=(Attempt(9),),
        advisers=("regulator", "professional_body"),
    ),
    Plan(  # returned once, submitted again, near its six months
        occupation="ST1375",
        trades=("Retrofit", "Energy Homes"),
        sectors="FM",
        contact=172,
        members=14,
        attempts=(
            Attempt(60, 54, RETURNED, "Two members work for training providers. Please replace them with employers."),
            Attempt(12),
        ),
        advice=("local_authority", "training_provider"),
    ),
    Plan(  # co-chairs
        occupation="ST0891",
        trades=("Nutrition", "Dietary Kitchens"),
        sectors="QCI",
        contact=70,
        chairs=(0, 1),
        attempts=(Attempt(2),),
        interests={5: ("trustee",)},
    ),
    Plan(  # lost a member after it was submitted, so it cannot be approved as it stands
        occupation="ST0865",
        trades=("Cyber Defence", "Secure Networks"),
        sectors="JK",
        contact=100,
        members=10,
        attempts=(Attempt(5),),
        left={7: "resigned"},
        facilitator=True,
    ),
)
RETURNED_GROUPS = (
    Plan(
        occupation="ST1034",
        trades=("Upholstery", "Furniture"),
        sectors="CS",
        contact=150,
        attempts=(
            Attempt(
                30,
                24,
                RETURNED,
                "Please say where the figures on the employers in this occupation come from, and who does the work in"
                " small workshops. We could not find the survey that you name.",
            ),
        ),
        advice=("sector_body",),
    ),
    Plan(  # the chair became a director of an end-point assessment organisation
        occupation="ST1476",
        trades=("Legal", "Law Offices"),
        sectors="MO",
        contact=125,
        attempts=(
            Attempt(
                21,
                17,
                RETURNED,
                "The chair has told us of a new directorship of an end-point assessment organisation. Please choose a"
                " chair without such a position, then submit again.",
            ),
        ),
        interests={"0 later": ("directs_epao",)},
        advisers=("professional_body",),
    ),
    Plan(  # past its six months
        occupation="ST1361",
        trades=("Interiors", "Design Studio"),
        sectors="MF",
        contact=192,
        members=13,
        attempts=(
            Attempt(40, 33, RETURNED, "Three members plan to leave this spring. Please tell us who follows them."),
        ),
        left={9: "resigned", 10: "resigned", 11: "service_ended", 12: "resigned"},
        invitations="waiting opened expired",
    ),
)
WITHDRAWN_GROUPS = (
    Plan(  # found that another apprenticeship meets its needs
        occupation="ST1410",
        trades=("Turf Care", "Sports Grounds"),
        sectors="RN",
        contact=200,
        attempts=(Attempt(150, 144, APPROVED),),
        members=11,
    ),
)
APPROVED_GROUPS = (
    Plan(  # approved under the guidance of November 2023, and not renewed since
        occupation="ST1474",
        paper="returned",
        trades=("Ecology", "Habitat Survey"),
        sectors="MA",
        old=True,
        contact=150,
        attempts=(Attempt(7, 0, APPROVED),),
        advisers=("higher_education",),
        interests={3: ("trustee",)},
        advice=("professional_body", "training_provider"),
        work_plan="moved",
    ),
    Plan(  # likewise, but half of its members have given the new statements
        occupation="ST1498",
        paper="in_review",
        trades=("Flooring", "Timber Floors"),
        sectors="FG",
        old=True,
        contact=140,
        members=13,
        renewed=6,
        apprenticeships=6,
        attempts=(Attempt(6, 0, APPROVED),),
        asks=(
            Ask(
                "group.capacity_limit",
                "The six apprenticeships share most of their duties, and three of them are due for retirement.",
                "accepted",
                "Agreed until the three are retired.",
            ),
        ),
        facilitator=True,
        left={10: "service_ended"},
        work_plan="agreed",
        queries=("longer",),
    ),
    Plan(
        occupation="ST1370",
        paper="agreed",
        trades=("Toolmaking", "Precision Dies"),
        sectors="C",
        contact=150,
        attempts=(Attempt(66, 60, APPROVED, "A well balanced group."),),
        interests={0: ("trustee",), 4: ("lectures",), 6: ("own_shares",)},
        handled=("trustee", "lectures", "own_shares"),
        advisers=("training_provider", "apprentice"),
        advice=("training_provider", "epao", "apprentices"),
        work_plan="proposed",
        queries=("closed", "answered", "open"),
    ),
    Plan(  # six months are nearly over
        occupation="ST0191",
        paper="draft",
        trades=("Bakeries", "Bread"),
        sectors="CGI",
        contact=170,
        members=15,
        chairs=(0, 2),
        attempts=(Attempt(80, 75, APPROVED),),
        advisers=("epao",),
        queries=("overdue",),
    ),
    Plan(
        occupation="ST1502",
        paper="recommended",
        trades=("Academy Trust", "Schools"),
        sectors="P",
        contact=120,
        members=16,
        attempts=(
            Attempt(58, 52, RETURNED, "No member comes from outside London. Please add employers of other regions."),
            Attempt(41, 35, APPROVED),
        ),
        advisers=("regulator",),
        advice=("regulator", "higher_education"),
    ),
    Plan(  # two members joined after the approval and wait for their own
        occupation="ST1441",
        paper="on_condition",
        trades=("Railways", "Rail Operations"),
        sectors="H",
        contact=90,
        later=2,
        attempts=(Attempt(19, 14, APPROVED),),
        invitations="waiting",
    ),
)
