"""What each version of the guidance asks people to state and to agree to."""

import pytest

from guidance.policies import every_policy
from guidance.vocabulary import ConsentCode, MembershipKind, StatementCode
from tests.oversight.made import NEW, OLD


def codes(items):
    return [item.code for item in items]


@pytest.mark.parametrize("policy", every_policy(), ids=lambda policy: policy.code)
def test_every_code_is_known_and_every_item_has_words(policy):
    wording = policy.statements
    for kind in MembershipKind.values:
        statements, consents = wording.statements(kind), wording.consents(kind, is_chair=True)
        assert set(codes(statements)) <= set(StatementCode.values)
        assert set(codes(consents)) <= set(ConsentCode.values)
        assert all(item.text for item in (*statements, *consents))


def test_members_state_what_the_rules_ask_for():
    assert "intends_apprentices" in codes(OLD.statements.members)
    assert codes(NEW.statements.members)[-5:] == [
        "track_record",
        "knowledge",
        "future_skills",
        "judgement",
        "inclusion",
    ]


@pytest.mark.parametrize("kind", ["adviser", "facilitator"])
def test_others_give_the_undertaking_alone(kind):
    assert codes(NEW.statements.statements(kind)) == ["no_promotion"]


def test_wider_mailings_are_for_chairs_and_facilitators():
    assert "wider_mailings" not in codes(NEW.statements.consents("employer"))
    assert "wider_mailings" not in codes(NEW.statements.consents("adviser"))
    assert "wider_mailings" in codes(NEW.statements.consents("employer", is_chair=True))
    assert "wider_mailings" in codes(NEW.statements.consents("facilitator"))
