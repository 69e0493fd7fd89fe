import pytest

from accounts.permissions import GRANTS, READING, Action, Role, can


def test_every_action_has_a_row_and_somebody_who_may():
    assert set(GRANTS) == set(Action)
    assert all(GRANTS.values())


def test_every_role_may_do_something():
    assert frozenset().union(*GRANTS.values()) == set(Role) - {Role.ENDED}


def test_little_is_left_to_do_for_a_group_whose_support_has_ended():
    left = {action for action in Action if can([*Role], action)}
    assert left >= {Action.GROUP_VIEW, Action.MEMBER_LIST, Action.GROUP_HISTORY, Action.REGISTER_OPEN}
    assert {action for action in left if action not in READING} == {
        Action.MEMBER_END,
        Action.QUERY_ANSWER,
        Action.WITHDRAWAL_DECIDE,
    }


@pytest.mark.parametrize(
    "role, action, expected",
    [
        (Role.MEMBER, Action.GROUP_VIEW, True),
        (Role.MEMBER, Action.GROUP_EDIT, False),
        (Role.ADVISER, Action.REGISTER_VIEW, False),
        (Role.FACILITATOR, Action.GROUP_SUBMIT, False),
        (Role.LEAD, Action.GROUP_SUBMIT, True),
        (Role.LEAD, Action.INTEREST_HANDLE, False),
        (Role.CHAIR, Action.MEMBERSHIP_DECIDE, False),
        (Role.PRODUCT_MANAGER, Action.MEMBERSHIP_DECIDE, True),
        (Role.PRODUCT_MANAGER, Action.OWN_DECLARATION_EDIT, False),
        (Role.OWN_ROUTE_OFFICIAL, Action.GROUP_EDIT, False),
        (Role.OFFICIAL, Action.DASHBOARD_VIEW, True),
        (Role.OFFICIAL, Action.ENQUIRY_DECIDE, False),
        (Role.ADMINISTRATOR, Action.USERS_MANAGE, True),
        (Role.ADMINISTRATOR, Action.GROUP_SUBMIT, False),
    ],
)
def test_can(role, action, expected):
    assert can([role], action) is expected


def test_one_of_several_roles_is_enough_and_none_allows_nothing():
    assert can([Role.MEMBER, Role.CHAIR], Action.GROUP_SUBMIT)
    assert not any(can([], action) for action in Action)


def test_nobody_but_the_administrator_manages_users():
    assert GRANTS[Action.USERS_MANAGE] == {Role.ADMINISTRATOR}


def test_officials_who_only_read_change_nothing():
    granted = {action for action in Action if can([Role.OFFICIAL], action)}
    assert granted == {
        Action.ENQUIRY_LIST,
        Action.ENQUIRY_VIEW,
        Action.GROUP_VIEW,
        Action.GROUP_HISTORY,
        Action.MEMBER_LIST,
        Action.MISSING_VIEW,
        Action.DOUBLE_LIST,
        Action.COLLABORATION_VIEW,
        Action.HAND_OVER_VIEW,
        Action.MEETING_VIEW,
        Action.PROPOSAL_VIEW,
        Action.SUPPORT_VIEW,
        Action.DASHBOARD_VIEW,
        Action.POLICY_PREVIEW,
        Action.ALLOCATION_VIEW,
        Action.ABSENCE_LIST,
        Action.WORK_LIST,
        Action.IMPORT_LIST,
    }
