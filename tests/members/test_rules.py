import pytest

from guidance.policies.ifate_2023_11.statements import INSTITUTE_2023
from guidance.policies.skills_england_2025_06.statements import SKILLS_ENGLAND_2025
from guidance.vocabulary import ConsentCode, MembershipKind, StatementCode
from guidance.wording import WORDINGS, wording_for
from members.rules import same_name
from portal.calendar import today


def codes(items):
    return [item.code for item in items]


def test_the_policy_in_force_has_its_words():
    assert wording_for(today()) is SKILLS_ENGLAND_2025


@pytest.mark.parametrize("wording", WORDINGS.values(), ids=WORDINGS)
def test_every_code_is_known_and_every_item_has_words(wording):
    for kind in MembershipKind.values:
        statements, consents = wording.statements(kind), wording.consents(kind, is_chair=True)
        assert set(codes(statements)) <= set(StatementCode.values)
        assert set(codes(consents)) <= set(ConsentCode.values)
        assert all(item.words for item in (*statements, *consents))


def test_members_state_what_the_rules_ask_for():
    assert "intends_apprentices" in codes(INSTITUTE_2023.members)
    assert codes(SKILLS_ENGLAND_2025.members)[-5:] == [
        "track_record",
        "knowledge",
        "future_skills",
        "judgement",
        "inclusion",
    ]


@pytest.mark.parametrize("kind", ["adviser", "facilitator"])
def test_others_give_the_undertaking_alone(kind):
    assert codes(SKILLS_ENGLAND_2025.statements(kind)) == ["no_promotion"]


def test_wider_mailings_are_for_chairs_and_facilitators():
    assert "wider_mailings" not in codes(SKILLS_ENGLAND_2025.consents("employer"))
    assert "wider_mailings" not in codes(SKILLS_ENGLAND_2025.consents("adviser"))
    assert "wider_mailings" in codes(SKILLS_ENGLAND_2025.consents("employer", is_chair=True))
    assert "wider_mailings" in codes(SKILLS_ENGLAND_2025.consents("facilitator"))


@pytest.mark.parametrize(
    "other",
    ["sample works ltd", " Sample  Works Limited ", "Sample Works, Ltd.", "Sample\u00a0Works Private Limited Company"],
)
def test_same_name_passes_over_what_makes_no_difference(other):
    assert same_name(other) == same_name("Sample Works Ltd")


@pytest.mark.parametrize(
    "pair",
    [
        ("Sample & Sons plc", "SAMPLE AND SONS PUBLIC LIMITED COMPANY"),
        ("Sample’s Café CIC", "Samples Cafe Community Interest Company"),
        ("Sample LLP", "Sample L.L.P."),
    ],
)
def test_same_name_passes_over_legal_forms_in_full_accents_and_ampersands(pair):
    assert same_name(pair[0]) == same_name(pair[1])


def test_same_name_tells_names_apart():
    assert same_name("Sample Works Ltd") != same_name("Sample Works (North) Ltd")
