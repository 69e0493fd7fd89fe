"""A second count of votes, from a diary of what happened: one person at a time, and nothing of the portal is asked."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

BARS = {"no_vote", "leave_for_item", "step_down"}


def slow_count(employers, bars, ballots, *, by_correspondence):
    """Asks of each employer member in turn; nothing of what is tested is used."""
    count = {"for": 0, "against": 0, "abstain": 0, "may": 0, "took": 0, "barred": 0, "absent": 0}
    for one in employers:
        if one.person in bars:
            count["barred"] += 1
        elif one.away:
            count["absent"] += 1
        else:
            count["may"] += 1
            theirs = [ballot.choice for ballot in ballots if ballot.person == one.person]
            count["took"] += 1 if theirs or not by_correspondence else 0
            for choice in theirs:
                count[choice] += 1
    return count


def slow_result(count, threshold, quorum):
    yes, no = count["for"], count["against"]
    if count["took"] < quorum or yes == 0:
        return "lost"
    share = Fraction(yes, yes + no)
    of_all = Fraction(yes, count["may"] - count["abstain"])
    carried = {
        "majority": share > Fraction(1, 2),
        "two_thirds": share >= Fraction(2, 3),
        "majority_of_all": of_all > Fraction(1, 2),
        "nobody_against": no == 0,
    }
    return "carried" if carried[threshold] else "lost"


@dataclass
class Told:
    """A motion as it was put: by keys. `met_on` is the day of its meeting."""

    key: int
    subject: str
    threshold: str
    quorum: int
    closes_on: date | None = None
    meeting: int | None = None
    met_on: date | None = None
    is_closed: bool = False


@dataclass
class Diary:
    """Events in the order in which they happened; people, interests, meetings and motions by their keys."""

    joined: list[tuple[int, bool, date, list[date]]] = field(default_factory=list)  # person, employer?, from, ends
    interests: list[tuple[int, int, date, list[date]]] = field(default_factory=list)  # key, person, from, ends
    handled: list[tuple[int, str, list[str], date]] = field(default_factory=list)  # interest, measure, subjects, from
    attended: dict[tuple[int, int], str] = field(default_factory=dict)  # meeting, person -> presence
    outside: dict[int, set[int]] = field(default_factory=dict)  # motion -> who is out of the room for it
    denied: dict[int, set[int]] = field(default_factory=dict)  # motion -> who says that a recorded vote is not theirs
    voted: dict[tuple[int, int], tuple[str, bool]] = field(default_factory=dict)  # motion, person -> choice, own

    def verdicts(self, motion, today):
        """Of each employer member on the motion's day: "voter", "barred", or why they are absent."""
        on = motion.met_on or min(today, motion.closes_on)
        bar_days = {on, min(today, motion.closes_on) if motion.closes_on else today}
        return {
            person: self._verdict(person, motion, bar_days)
            for person, is_employer, since, ends in self.joined
            if is_employer and since <= on and not (ends and ends[-1] <= on)
        }

    def least_quorum(self, motion, today):
        """Half of those who may vote on a motion that opens today, whether or not they came; at least one."""
        may = [verdict for verdict in self.verdicts(motion, today).values() if verdict not in ("barred", "left")]
        return max(1, (len(may) + 1) // 2)

    def _verdict(self, person, motion, days):
        if any(self._is_barred(person, motion.subject, day) for day in days):
            return "barred"
        if motion.meeting is None:
            return "voter"
        if person in self.outside.get(motion.key, set()):
            return "left"
        presence = self.attended.get((motion.meeting, person), "unrecorded")
        return "voter" if presence == "came" else presence

    def _is_barred(self, person, subject, day):
        for key, owner, since, ends in self.interests:
            if owner == person and since <= day and not (ends and ends[-1] <= day):
                known = [(measure, about) for one, measure, about, on in self.handled if one == key and on <= day]
                if known and known[-1][0] in BARS and (not known[-1][1] or subject in known[-1][1]):
                    return True
        return False

    def ballots(self, motion):
        return {person: choice for (key, person), (choice, _) in self.voted.items() if key == motion.key}

    def count(self, motion, today):
        """As `slow_count` counts, with the employers."""
        verdicts, ballots = self.verdicts(motion, today), self.ballots(motion)
        voters = [person for person, verdict in verdicts.items() if verdict == "voter"]
        cast = [ballots[person] for person in voters if person in ballots]
        return {
            "for": cast.count("for"),
            "against": cast.count("against"),
            "abstain": cast.count("abstain"),
            "may": len(voters),
            "took": len(voters) if motion.meeting else len(cast),
            "barred": list(verdicts.values()).count("barred"),
            "absent": len(verdicts) - len(voters) - list(verdicts.values()).count("barred"),
            "employers": len(verdicts),
        }

    def count_without(self, motion, voters):
        """As `slow_count`, of those who voted on a closed motion in a meeting and do not deny it."""
        ballots, denied = self.ballots(motion), self.denied.get(motion.key, set())
        cast = [ballots[person] for person in voters if person in ballots and person not in denied]
        told = {choice: cast.count(choice) for choice in ("for", "against", "abstain")}
        return told | {"may": len(voters), "took": len(voters)}

    def all_voted(self, motion, today):
        voters = {person for person, verdict in self.verdicts(motion, today).items() if verdict == "voter"}
        own = {person for (key, person), (_, is_own) in self.voted.items() if key == motion.key and is_own}
        return bool(voters) and voters <= own
