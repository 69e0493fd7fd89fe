"""Minutes as sections of a report: the same for the page and for the PDF (`portal.pdf.report`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from meetings.actions.record import Facts
from meetings.enums import ItemKind
from portal.templatetags.portal import govuk_date

Section = dict[str, Any]
Cell = list[tuple[str, str]]
NO = "Not recorded."


def sections_of(facts: Facts, notes: Mapping[str, str], *, sees_interests: bool) -> list[Section]:
    """`sees_interests`: also what was declared, and why somebody is barred; that is for who sees the register."""
    sections = [_meeting(facts, notes.get("", "")), *_came(facts), *_away(facts)]
    own = _fixed_sections(facts, sees_interests)
    kinds = {item["kind"] for item in facts["items"]}
    sections += [{"heading": heading} | part for kind, heading, part in own if kind not in kinds]
    own_parts = {kind: part for kind, _, part in own}
    for number, item in enumerate(facts["items"], 1):
        sections += _item(
            number, item, notes.get(str(item["item"]), ""), own_parts.get(item["kind"], {}), sees_interests
        )
    sections += [*_loose_motions(facts, sees_interests), *_actions("Actions agreed", facts["actions"])]
    return [*sections, *_reasons(facts.get("reasons") or {}), *_agreement(facts.get("agreement") or {})]


def _reasons(reasons: Facts) -> Iterator[Section]:
    """What the record lacks, and why."""
    if reasons:
        points = [
            f"{reason['words']} {reason['by']} gave the reason: {reason['reason']}" for reason in reasons.values()
        ]
        yield {"heading": "What the record lacks, and why", "points": points}


def _agreement(agreement: Facts) -> Iterator[Section]:
    """Who agreed the minutes, and corrections that were asked for and not made."""
    if not agreement:
        return
    own = [f"{name} agreed" for name in agreement["own"]]
    recorded = [f"{answer['name']} agreed, as {answer['by']} recorded" for answer in agreement["recorded"]]
    asked = [
        f"{correction['name']} asked for a correction: {correction['words']} What became of it: {correction['then']}"
        for correction in agreement["corrections"]
    ]
    yield {"heading": "Who agreed these minutes", "points": [*own, *recorded, *asked]}


def _statement(was_read: bool | None) -> str:
    """In records of minutes agreed before a "no" could be recorded it stands for nothing: the words fit both."""
    if was_read:
        return "The competition statement was read, or another step was taken against anti-competitive activity."
    return NO if was_read is None else "Not recorded as read, nor that another step was taken in its place."


def _fixed_sections(facts: Facts, sees_interests: bool) -> list[tuple[str, str, Section]]:
    """What was recorded under standing items: the kind, a heading where the meeting has no such item, the part."""
    back = {"table": _table("Actions from earlier meetings", facts["back"])} if facts["back"] else {}
    said = _statement(facts["competition_statement"])
    parts = [
        (ItemKind.DECLARATIONS, "Check for declarations of interest", _declarations(facts, sees_interests)),
        (ItemKind.COMPETITION, "Competition statement", {"text": [said]}),
        (ItemKind.ACTIONS, "Actions from earlier meetings", back),
    ]
    return [(str(kind), heading, part) for kind, heading, part in parts if part]


def _meeting(facts: Facts, note: str) -> Section:
    lines = [("Held", _day(facts["on"]) + facts["hours"])]
    if facts["place"]:
        lines.append(("Place", facts["place"]))
    if facts["also_there"]:
        lines.append(("Also there", facts["also_there"]))
    return {"heading": "", "facts": lines, "text": [note] if note else []}


def _came(facts: Facts) -> Iterator[Section]:
    if not facts["came"]:
        return
    rows = [[_name(fact), [("plain", fact["organisation"])], [("date", fact["how"])]] for fact in facts["came"]]
    table = {"name": "Who came", "widths": [3, 3, 2], "header": ["Name", "Organisation", "How"], "rows": rows}
    no = [fact for fact in facts["came"] if fact.get("contradicted")]
    points = [f"{person['name']} says that what was recorded of them is not so{_said(person)}" for person in no]
    yield {"heading": "Who came", "table": table} | ({"points": points} if points else {})


def _name(facts: Facts) -> Cell:
    is_employer = facts["role"] in ("", "Employer member")
    return [("strong", facts["name"])] if is_employer else [("strong", facts["name"]), ("small", facts["role"])]


def _plain(text: str) -> Cell:
    return [("plain", text)]


def _away(facts: Facts) -> Iterator[Section]:
    if facts["away"]:
        points = [
            f"{fact['name']}{', ' if fact['organisation'] else ''}{fact['organisation']}: {fact['presence'].lower()}"
            for fact in facts["away"]
        ]
        yield {"heading": "Who was not there", "points": points}


def _declarations(facts: Facts, sees_interests: bool) -> Section:
    if not facts["came"]:
        return {"text": ["The check for declarations was made." if facts["declarations_checked"] else NO]}
    unasked = [f"{fact['name']}: not recorded" for fact in facts["came"] if not fact["check"]]
    declared = [_declared(fact, sees_interests) for fact in facts["came"] if fact["has_declared"]]
    text = "Everybody who came was asked, person by person." if not unasked else "Not everybody who came was asked."
    if not declared and not unasked:
        text += " Nobody had anything new to declare."
    return {"text": [text], "points": [*declared, *unasked]}


def _declared(facts: Facts, sees_interests: bool) -> str:
    what = "; ".join(facts["declared"]) if sees_interests else ""
    if what:
        return f"{facts['name']} declared: {what}"
    where = "on the register of interests" if facts["declared"] else "not on the register of interests yet"
    return f"{facts['name']} declared something new, {where}"


# --- items -----------------------------------------------------------------------------------------------------------
def _item(number: int, item: Facts, note: str, recorded: Section, sees_interests: bool) -> Iterator[Section]:
    """`recorded`: what stands under a standing item of its kind."""
    text = [f"Led by {item['led_by']}"] if item["led_by"] else []
    text += [paragraph for paragraph in (item["details"], *recorded.get("text", []), note) if paragraph]
    points = [*recorded.get("points", []), *(_left(person) for person in item["left"])]
    content = {"heading": f"{number}. {item['title']}", "text": text, "points": points}
    yield content | ({"table": recorded["table"]} if "table" in recorded else {})
    for motion in item["motions"]:
        yield _motion(motion, sees_interests)


def _left(facts: Facts) -> str:
    after = ", and came back after it" if facts["came_back"] else ", and did not come back"
    return f"{facts['name']} left the meeting for this item{after}"


def _loose_motions(facts: Facts, sees_interests: bool) -> Iterator[Section]:
    if facts["motions"]:
        yield {"heading": "Motions"}
    for motion in facts["motions"]:
        yield _motion(motion, sees_interests)


def _motion(motion: Facts, sees_interests: bool) -> Section:
    result = f"Motion: {motion['result'].lower()}" if motion["result"] else "Motion: open for votes"
    text = [motion["text"], f"About: {motion['subject']}"]
    if "withdrawn_by" in motion:
        text.append(f"Withdrawn by {motion['withdrawn_by']} before it was counted: {motion['reason']}")
    elif motion["result"]:
        text.append(
            f"{motion['for']} for, {motion['against']} against, {motion['abstained']} abstained. "
            f"{motion['took_part']} of {motion['denominator']} voters took part; {motion['quorum']} had to. "
            f"It needed: {_lower(motion['threshold'])}."
        )
    if motion.get("without"):
        text.append(_without(motion["without"], motion["result"]))
    recorded = [_recorded(answer) for answer in motion.get("recorded", [])]
    barred = [_barred(person, sees_interests) for person in motion.get("barred", [])]
    absent = [f"{person['name']} did not vote: {_lower(person['why'])}" for person in motion.get("absent", [])]
    return {"heading": result, "level": 3, "text": text, "points": [*recorded, *barred, *absent]}


def _recorded(facts: Facts) -> str:
    text = f"{facts['name']} voted {_lower(facts['choice'])}, as {facts['recorded_by']} recorded"
    return (
        f"{text}. {facts['name']} says that this is not how they voted{_said(facts)}" if facts["contradicted"] else text
    )


def _said(facts: Facts) -> str:
    return f" (“{facts['said']}”)" if facts["said"] else ""


def _without(count: Facts, result: str) -> str:
    then = f"would not be {_lower(result)}" if count["turns"] else f"would still be {_lower(result)}"
    votes = f"{count['for']} for, {count['against']} against, {count['abstained']} abstained"
    return f"Disputed. Without what is contradicted: {votes}; the motion {then}."


def _barred(facts: Facts, sees_interests: bool) -> str:
    reason = f". {facts['reason']}" if sees_interests and facts["reason"] else ""
    return f"{facts['name']} was barred: {_lower(facts['why'])}{reason}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _actions(heading: str, actions: list[Facts]) -> Iterator[Section]:
    if actions:
        yield {"heading": heading, "table": _table(heading, actions)}


def _table(name: str, actions: list[Facts]) -> Section:
    rows = [
        [[("strong", action["text"])], _plain(action["name"]), [("date", _day(action["due_on"]))], _status(action)]
        for action in actions
    ]
    header = ["What is to be done", "Who", "By", "Status"]
    return {"name": name, "widths": [5, 3, 3, 3], "header": header, "rows": rows}


def _status(facts: Facts) -> Cell:
    if not facts["done_on"]:
        return _plain("To be done")
    outcome = [("small", facts["outcome"])] if facts["outcome"] else []
    return [("plain", f"Done on {_day(facts['done_on'])}"), *outcome]


def _day(iso: str) -> str:
    return govuk_date(date.fromisoformat(iso))
