"""Minutes of the sample groups' meetings and the actions agreed in them, made by the portal's own actions."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from demo.dated import dated
from meetings.actions import agenda, agreement, follow_up_actions, minutes, minutes_answers
from meetings.enums import ItemKind
from meetings.models import Action, Meeting, Minutes, MinutesAnswer
from members.models import Person

AFTER = timedelta(days=2)
SAID = (
    "Members compared how the work is done at their sites. Two tasks that some had thought special turned out common.",
    "Members went through the duties one by one. Three were put together, and one was taken out as too narrow.",
    "Members spoke about how long a new entrant needs before they work alone, and found themselves close together.",
)
RECENT = timedelta(days=10)  # of older minutes nobody's mailbox has the mail any more
TIME_TO_CONTRADICT = timedelta(days=6)
CORRECTION = "I said that new entrants need about three months, not three weeks."
UPDATE = "The product manager told the group what the regulator looks at first, and when the next panel sits."
DUTIES = ("Send the job descriptions in use to the chair", "Ask two colleges what they would need to train people")


def arrange(meeting: Meeting, chair: User, number: int) -> None:
    """An item of the group's own on the agenda, led by the chair."""
    title = ("What people in this occupation do", "Duties, one by one", "How long training takes")[number % 3]
    led_by = Person.objects.filter(user=chair).first()
    answers = {"title": title, "details": "", "subject": "", "led_by": led_by}
    agenda.add_item(meeting=meeting, answers=answers, by=chair)


def write_up(chair: User, held: list[Meeting], now: datetime) -> None:
    """Every meeting has its minutes two days later; each but the newest had them agreed in the one after it."""
    for number, meeting in enumerate(held):
        at = min(_start(meeting) + AFTER, now)
        _agree_action(meeting, chair, number)
        minutes.write(
            meeting=meeting, notes=_notes(meeting, number), seen=minutes.minutes_digest(None), by=chair, now=at
        )
        with dated(at, is_notified=now - at < RECENT):
            minutes.show(meeting=meeting, by=chair, now=at)
    for earlier, later in pairwise(held):
        at = _start(later) + timedelta(minutes=10)
        for action in earlier.actions.filter(done_at=None):
            follow_up_actions.finish(action=action, outcome="Sent to everybody.", by=chair, now=at)
        people = agreement.employers_at(later)
        minutes_answers.record(meeting=earlier, agreed_in=later, people=people, by=chair, now=at)
        agreement.agree_if_due(minutes=earlier.minutes, now=min(at + TIME_TO_CONTRADICT, now))
    if held:
        _answer_newest(held[-1], now)


def _answer_newest(meeting: Meeting, now: datetime) -> None:
    """Some have agreed the newest minutes in the portal, and one asks for a correction."""
    at = min(_start(meeting) + AFTER + timedelta(hours=4), now)
    seen = agreement.content_digest(Minutes.objects.select_related("meeting").get(meeting=meeting))
    came = User.objects.filter(person__in=agreement.employers_at(meeting)).order_by("pk")
    others = [user for user in came if not user.email.startswith(("member@", "chair@"))]
    for user in others[:3]:
        minutes_answers.answer(meeting=meeting, agrees=True, seen=seen, by=user, now=at)
    for user in others[3:4]:
        minutes_answers.answer(meeting=meeting, agrees=False, text=CORRECTION, by=user, now=at)


def _agree_action(meeting: Meeting, chair: User, number: int) -> None:
    came = [attendance.person for attendance in meeting.attendances.filter(presence="came").select_related("person")]
    owner = came[number % len(came)]
    answers = {"text": f"{DUTIES[number % 2]}.", "owner": owner, "due_on": meeting.day + timedelta(days=14)}
    with dated(_start(meeting), Action):
        follow_up_actions.agree(meeting=meeting, answers=answers, by=chair)


def _notes(meeting: Meeting, number: int) -> dict[str, str]:
    notes: dict[str, str] = {ItemKind.OWN: SAID[number % len(SAID)], ItemKind.UPDATE: UPDATE}
    return {str(item.pk): notes[item.kind] for item in meeting.items.on_agenda() if item.kind in notes}


def _start(meeting: Meeting) -> datetime:
    return meeting.starts_at or timezone.now()


def date_back() -> None:
    """History tells when minutes were written in the sample's time, not when it was made."""
    Minutes.history.filter(agreed_at=None).update(history_date=F("changed_at"))
    Minutes.history.filter(agreed_at__isnull=False).update(history_date=F("agreed_at"))
    MinutesAnswer.history.update(history_date=F("answered_at"))
    Action.history.filter(done_at__isnull=False).update(history_date=F("done_at"))
