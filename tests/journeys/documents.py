"""How a document goes from its first words to its decision, as people do it page by page."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from groups.models import Group
from meetings.actions import motions
from meetings.actions import votes as casting
from meetings.actions.voters import eligible_voters
from meetings.enums import Choice, Threshold
from meetings.models import Motion
from portal.calendar import today
from portal.edits import form_digest
from proposals.actions import agreeing, drafting
from proposals.models import Submission
from proposals.rules.sections import sections_of
from tests.duties.helpers import answered
from tests.journeys.visitor import Visitor
from tests.proposals.files import PDF


def begins(chair: Visitor, group: Group, what: str) -> Submission:
    chair.opens(f"/groups/{group.pk}/")
    chair.follows("Proposals and standards")
    chair.presses(what)
    chair.sees(f"{what}: a draft is begun.", "What comes next:")
    return Submission.objects.latest("pk")


def writes(chair: Visitor, submission: Submission, section: str, text: str) -> None:
    chair.follows(section)
    chair.fills(text=text)
    chair.presses("Save and go back")
    chair.sees("Saved.", text)


def is_written(submission: Submission, by: User) -> None:
    """The sections that nobody wrote in the browser."""
    content = submission.versions.get(frozen_at=None).content
    for section in sections_of(submission.kind):
        if not content.get(section.key):
            text = section.choices[0][0] if section.choices else f"What the group has to say: {section.title.lower()}."
            seen = form_digest({section.key: ""})
            drafting.save_section(
                submission=submission, section=section, text=text, seen=seen, by=by, now=timezone.now()
            )


def adds_document(chair: Visitor, name: str) -> None:
    chair.follows("The document")
    file = {"name": name, "mimeType": "application/pdf", "buffer": PDF}
    chair.page.locator("input[type='file']").set_input_files(files=[file])
    chair.presses("Add the document")
    chair.sees("The document is added.", name)


# --- the employers' agreement ----------------------------------------------------------------------------------------
def asks_employers(chair: Visitor, submission: Submission, quorum: int) -> Motion:
    """Fixes the version and puts it to the vote by correspondence."""
    chair.opens(submission.get_absolute_url())
    chair.presses("Fix this version for agreement")
    chair.sees("is fixed. Ask the employers to agree it.")
    chair.presses("Ask the employers to agree it")
    chair.chooses(how="By correspondence until a date")
    chair.fills_date(closes_on=today() + timedelta(days=7))
    chair.fills(quorum=str(quorum))
    chair.presses("Ask the employers")
    chair.sees("The employers are asked to agree this version.")
    return Motion.objects.latest("pk")


def votes(voter: Visitor) -> None:
    answered()
    voter.opens("/home/")
    voter.follows("Vote")
    voter.chooses(choice="For")
    voter.presses("Cast my vote")
    voter.sees("Your vote is recorded: for")


def others_vote(motion: Motion) -> None:
    """Whoever has not voted does, for it: what `votes` walks through page by page, here by the portal's action."""
    told = eligible_voters(motion, today())
    waiting = told.electorate.voter_ids - told.voted.keys()
    for user in User.objects.filter(person__in=waiting):
        casting.cast(motion=motion, choice=Choice.FOR, by=user, now=timezone.now())


def is_carried(chair: Visitor, motion: Motion) -> None:
    """By correspondence nobody votes for others: the chair waits for everybody, then closes."""
    chair.opens(motion.get_absolute_url())
    chair.does_not_see("Record votes of others", "Close the motion")
    chair.sees("You can close the motion once all have voted.")
    others_vote(motion)
    chair.opens(motion.get_absolute_url())
    chair.follows("Close the motion")
    chair.presses("Close and count")
    chair.sees("Result: carried")


def agree_without_the_barred_member(
    chair: Visitor, voter: Visitor, barred: Visitor, submission: Submission, voters: int = 9
) -> None:
    motion = asks_employers(chair, submission, quorum=5)
    votes(voter)
    barred.opens(motion.get_absolute_url())
    barred.sees("You do not vote on this motion")
    expect(barred.page.get_by_role("button", name="Cast my vote")).to_have_count(0)
    is_carried(chair, motion)
    took_part = f"{voters} for, 0 against, 0 abstained. {voters} of {voters} voters took part"
    chair.sees(took_part, "Barred from this vote, and why", f"{barred.name},")


def is_agreed(submission: Submission, by: User) -> None:
    """As `agree_without_the_barred_member` walks through page by page; here by the portal's actions."""
    now = timezone.now()
    drafting.finalise(submission=submission, by=by, now=now)
    terms = {"threshold": Threshold.MAJORITY, "quorum": 5, "meeting": None, "closes_on": today() + timedelta(days=7)}
    motion = agreeing.ask(submission=submission, terms=terms, by=by, now=now)
    others_vote(motion)
    motions.close(motion=motion, by=by, now=now)


# --- before the regulator --------------------------------------------------------------------------------------------
def submits_it(chair: Visitor, submission: Submission) -> None:
    chair.opens(submission.get_absolute_url())
    chair.sees("Agreed by the employers")
    chair.presses("Check and submit")
    chair.sees("Everything that the guidance asks for at this step is there.")
    chair.presses("Submit")
    chair.sees("Submitted. We aim to answer by")


def recommends(manager: Visitor, submission: Submission, outcome: str, reasons: str = "") -> None:
    manager.opens(submission.get_absolute_url())
    manager.presses("Say what you recommend")
    manager.chooses(outcome=outcome)
    manager.fills(reasons=reasons)
    manager.presses("Save the recommendation")
    manager.sees("Your recommendation is saved.", "Reviewed, to be decided")


def decides(official: Visitor, submission: Submission, outcome: str, *, asks_for: str = "", reasons: str = "") -> None:
    official.opens(submission.get_absolute_url())
    official.presses("Decide")
    official.chooses(outcome=outcome)
    if asks_for:
        official.fills(requested=asks_for)
    official.fills(reasons=reasons)
    official.presses("Save the decision")
    official.sees("Your decision is saved. The group is told.")
