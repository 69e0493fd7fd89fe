"""What is due, in the words of a mail."""

from __future__ import annotations

from duties.models import Duty
from guidance.messages import risk_title
from guidance.messages.duties import duty_message


def what(duty: Duty) -> str:
    """As lists say it; of a risk also which, for no mail of its own tells the official."""
    text = duty_message(duty.code).what
    if duty.code != "risk.look":
        return text
    title = risk_title(duty.subject)
    return f"{text}: {title[0].lower()}{title[1:]}"
