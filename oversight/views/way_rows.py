"""The steps of a way in words: who must do what, where, and the sentence of the guidance that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from groups.models import Group
from guidance import messages
from guidance.policies import Source
from guidance.rules import RULES
from guidance.rules.coverage import REGION_PHRASES
from guidance.sentences import counted, joined
from guidance.vocabulary import Region, Sector, SizeBand, SubmissionKind
from members.findings import fix_address
from oversight.foresight.situation import Actor, Kind, Profile, Repair, Situation
from oversight.foresight.ways import Way
from oversight.views.candidates import People

WHO = {
    Actor.A_MEMBER: "A member",
    Actor.CHAIRS: "The chairs",
    Actor.GROUP: "The group",
    Actor.EMPLOYERS: "The employers",
    Actor.NEW_EMPLOYER: "Somebody new",
    Actor.ASSESSOR: "The group",  # which asks for it
}
IMPERATIVE = {Kind.SAY, Kind.HANDLE, Kind.HAND_ON, Kind.PAPER, Kind.RECORD}
CONFIRMED = {
    "chair.confirmed_no_interest": "having no interest that disqualifies",
    "chair.publication_agreed": "that contact details are published",
}


@dataclass(frozen=True)
class StepRow:
    """One step; `href` is where it is done, empty where the reader may not do it, or no page does it."""

    who: str
    what: str
    sources: tuple[Source, ...]
    href: str = ""
    is_imperative: bool = False  # what is said to those who do it, not of them


@dataclass(frozen=True)
class WayRow:
    steps: list[StepRow]
    looks_again: bool


class Wording:
    """Words for the ways of one group before one gate."""

    def __init__(self, group: Group, situation: Situation, people: People, *, may_edit: bool) -> None:
        self.group, self.situation, self.people, self.may_edit = group, situation, people, may_edit

    def way(self, way: Way) -> WayRow:
        return WayRow([self.step(repair) for repair in way.steps], way.looks_again)

    def step(self, repair: Repair) -> StepRow:
        sources = dict.fromkeys(self.situation.policy.rule(code).source for code in repair.rules)
        text = _TEXTS[repair.kind](self, repair)
        return StepRow(self._who(repair), text, tuple(sources), self._href(repair), repair.kind in IMPERATIVE)

    def _who(self, repair: Repair) -> str:
        if repair.person is not None and repair.kind != Kind.LEAVE:
            return self.people.name(repair.person)
        if repair.actor == Actor.REGULATOR:
            return str(settings.REGULATOR_NAME)
        if repair.actor == Actor.CHAIRS and not self.situation.facts.chairs:
            return "Whoever leads the group"
        return WHO[repair.actor]

    def _href(self, repair: Repair) -> str:
        if not self.may_edit or repair.kind in (Kind.APPROVE, Kind.JUSTIFY):
            return ""
        if repair.kind == Kind.JOIN:
            return reverse("members:invite", args=[self.group.pk, "employer"])
        if repair.kind == Kind.COMPLETE and (member := self.people.serving.get(repair.person or 0)):
            return reverse("overview:member", args=[self.group.pk, member.pk])
        return fix_address(self.group, repair.rules[0])

    # --- what is done ------------------------------------------------------------------------------------------------
    def complete(self, repair: Repair) -> str:
        """What is missing, by the names that rules about members bear among others."""
        person = repair.person or 0
        abouts = [RULES[rule].message.about for rule in self.situation.unmet_members.get(person, [])]
        if not abouts:
            more = {"group.interests_declared": "declaration of interests"}
            more["group.adviser_undertakings"] = "undertaking not to promote services"
            abouts = [more[rule] for rule in repair.rules if rule in more]
        return f"gives what is missing: {joined(abouts)}"

    def answer(self, repair: Repair) -> str:
        not_said = counted(repair.args["people"], "member has", "members have")
        return f"who works in the occupation, or did so recently, says so: {not_said} not answered"

    def by_rule(self, repair: Repair) -> str:
        """What the rule's own message says is to be done."""
        [rule] = repair.rules
        return messages.next_step(rule).rstrip(".")

    def advice(self, repair: Repair) -> str:
        return f"asks for advice and records it: {_within(messages.requirement(repair.rules[0]))}"

    def leave(self, repair: Repair) -> str:
        most = self.situation.policy.parameters.employers_max
        return (
            f"decides which employer member stops serving, as it would have more than {most}: not a chair, and nobody"
            " who alone brings what is asked for"
        )

    def join(self, repair: Repair) -> str:
        return f"from {_employer(repair.profile or Profile())} joins as an employer member, and is approved"

    def step_down(self, repair: Repair) -> str:
        return "stops being chair, and stays a member"

    def appoint(self, repair: Repair) -> str:
        instead = " in the place of who cannot be" if repair.args["replaced"] else ""
        return f"chooses one of its employer members as chair{instead}, who confirms what chairs confirm"

    def confirm(self, repair: Repair) -> str:
        return "confirms " + joined([CONFIRMED[rule] for rule in repair.args["unmet"]])

    def approve(self, repair: Repair) -> str:
        return f"approves {counted(repair.args['people'], 'employer member')}, whom the group submits"

    def add(self, repair: Repair) -> str:
        return f"whom the regulator asked for joins: {counted(repair.args['missing'], 'member')} still to be added"

    def write(self, repair: Repair) -> str:
        verb = "finishes" if repair.args["is_begun"] else "writes"
        return f"{verb} the {_document(repair)} and fixes the version to be agreed"

    def agree(self, repair: Repair) -> str:
        return f"agree the exact version of the {_document(repair)}, by a vote or in a meeting"

    def justify(self, repair: Repair) -> str:
        asked = _within(messages.requirement(repair.rules[0]))
        return f"accepts a reason that the group gives for what is not met: {asked}"

    def record(self, repair: Repair) -> str:
        return f"Record the figures of the occupation’s employers by {joined(repair.args['dimensions'])}"


_TEXTS: dict[Kind, Callable[[Wording, Repair], str]] = {
    Kind.COMPLETE: Wording.complete,
    Kind.ANSWER: Wording.answer,
    Kind.SAY: Wording.by_rule,
    Kind.HANDLE: Wording.by_rule,
    Kind.HAND_ON: Wording.by_rule,
    Kind.LEAVE: Wording.leave,
    Kind.JOIN: Wording.join,
    Kind.STEP_DOWN: Wording.step_down,
    Kind.APPOINT: Wording.appoint,
    Kind.CONFIRM: Wording.confirm,
    Kind.APPROVE: Wording.approve,
    Kind.ADD: Wording.add,
    Kind.ADVICE: Wording.advice,
    Kind.PAPER: Wording.by_rule,
    Kind.WRITE: Wording.write,
    Kind.AGREE: Wording.agree,
    Kind.JUSTIFY: Wording.justify,
    Kind.RECORD: Wording.record,
}


def profile_text(profile: Profile) -> str:
    """As a heading: what a new employer has to be."""
    text = _employer(profile)
    return text[0].upper() + text[1:]


def _employer(profile: Profile) -> str:
    size = SizeBand(profile.size).label.split(":")[0].lower() if profile.size else ""
    parts = [f"a {size} employer" if size else "an employer"]
    parts += [f"in {Sector(profile.sector).label.lower()}"] if profile.sector else []
    parts += [_head_office(profile.region)] if profile.region else []
    parts += ["where somebody works in the occupation, or did so recently,"] if profile.is_experienced else []
    return " ".join(parts) if len(parts) > 1 or size else "another employer"


def _head_office(region: str) -> str:
    return f"with its head office {REGION_PHRASES[Region(region)]}"


def _document(repair: Repair) -> str:
    return _within(str(SubmissionKind(repair.args["document"]).label))


def _within(text: str) -> str:
    """As part of a longer sentence."""
    return text[0].lower() + text[1:]
