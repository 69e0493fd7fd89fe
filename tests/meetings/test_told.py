"""Sections of minutes, without a database: what was recorded stands under its standing item, or under a heading."""

from meetings.views.minutes_sections import sections_of

NOBODY = {"came": [], "away": [], "also_there": "", "place": "", "hours": "", "on": "2026-10-25"}
BARE = NOBODY | {"competition_statement": None, "declarations_checked": True, "motions": [], "actions": [], "back": []}
ACTION = {"text": "Asks.", "name": "Ann", "due_on": "2026-11-01", "done_on": "", "outcome": ""}


def item(pk, kind, **more):
    return {
        "item": pk,
        "kind": kind,
        "title": kind.title(),
        "details": "",
        "led_by": "",
        "left": [],
        "motions": [],
    } | more


def headed(facts, notes=None, sees_interests=True):
    return {part["heading"]: part for part in sections_of(facts, notes or {}, sees_interests=sees_interests)}


def test_meeting_without_an_agenda_tells_checks_under_headings_of_their_own():
    told = headed(BARE | {"items": [], "back": [ACTION]})
    assert told["Check for declarations of interest"]["text"] == ["The check for declarations was made."]
    assert told["Competition statement"]["text"] == ["Not recorded."]
    assert told["Actions from earlier meetings"]["table"]["rows"][0][3] == [("plain", "To be done")]


def test_standing_items_hold_what_was_recorded_before_the_chair_s_words():
    items = [item(1, "declarations"), item(2, "competition"), item(3, "actions"), item(4, "own", details="Read it.")]
    told = headed(
        BARE | {"items": items, "back": [ACTION]}, {"1": "Nobody hesitated.", "4": "They agreed.", "": "Good."}
    )
    assert told["1. Declarations"]["text"] == ["The check for declarations was made.", "Nobody hesitated."]
    assert told["2. Competition"]["text"] == ["Not recorded."] and told["3. Actions"]["table"]["rows"]
    assert told["4. Own"]["text"] == ["Read it.", "They agreed."] and told[""]["text"] == ["Good."]
    assert "Competition statement" not in told


def test_open_motion_and_somebody_unasked_are_said():
    motion = {"text": "We start.", "subject": "Anything else", "result": ""}
    asked = {"name": "Ann", "organisation": "", "role": "", "how": "Remotely", "check": "", "has_declared": False}
    told = headed(BARE | {"items": [item(1, "own", motions=[motion])], "came": [asked | {"declared": []}]})
    assert told["Motion: open for votes"]["text"] == ["We start.", "About: Anything else"]
    assert told["Check for declarations of interest"]["points"] == ["Ann: not recorded"]
