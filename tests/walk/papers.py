"""Proposals, standards and plans: written, fixed, agreed by the employers, submitted, recommended, decided."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from proposals.rules.sections import NEEDS_DOCUMENT, sections_of
from tests.proposals.files import PDF
from tests.walk.frame import Walk
from tests.walk.person import Person
from tests.walk.registering import page_of

DAYS_TO_VOTE = 7


def begins(walk: Walk, group: str, kind: str, *, by: str) -> str:
    """The document's address."""
    chair = walk.person(by)
    chair.sends(f"{page_of(walk, group)}proposals/", to=f"start/{kind}/")
    return chair.path


def writes(chair: Person, paper: str, kind: str) -> None:
    """Every section, and the document where it needs one."""
    for section in sections_of(kind):
        chair.opens(f"{paper}sections/{section.key}/")
        if not chair.form().select('input[name=text][value], option[value!=""][selected]'):
            choice = section.choices[0][0] if section.choices else f"What the group says: {section.title.lower()}."
            chair.sends(text=choice)
    if kind in NEEDS_DOCUMENT:
        adds_document(chair, paper)


def adds_document(chair: Person, paper: str) -> None:
    chair.sends(f"{paper}document/", document=SimpleUploadedFile("document.pdf", PDF))


def fixes_and_asks(walk: Walk, paper: str, *, by: str) -> str:
    """The motion's address."""
    chair = walk.person(by)
    chair.sends(paper, to="freeze/")
    closes_on = walk.today + timedelta(days=DAYS_TO_VOTE)
    chair.sends(f"{paper}ask/", how="correspondence", closes_on=closes_on, quorum="6", threshold="majority")
    walk.worker()
    chair.opens(paper)
    return chair.link("The employers’ motion")


def is_agreed_by_employers(walk: Walk, paper: str, voters: Collection[str], *, by: str) -> None:
    """They vote one after the other, and the worker closes the motion after its last day."""
    motion = fixes_and_asks(walk, paper, by=by)
    for name in voters:
        walk.person(name).sends(motion, to="vote/", choice="for")
    walk.later(DAYS_TO_VOTE + 1)
    walk.worker()


def submits(walk: Walk, group: str, kind: str, *, by: str) -> None:
    walk.person(by).sends(f"{page_of(walk, group)}proposals/submit/{kind}/")


def recommends(walk: Walk, paper: str, *, by: str, **answers: Any) -> None:
    walk.person(by).sends(f"{paper}recommend/", **answers)
    walk.worker()


def decides(walk: Walk, paper: str, *, by: str, **answers: Any) -> None:
    walk.person(by).sends(f"{paper}decide/", **answers)
    walk.worker()
