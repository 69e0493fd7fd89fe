"""Who may do what: one table, and a question to it. Each app's `access` finds who bears which role.

A role is always held towards something: chair of this group, product manager of it (allocated or covering), oneself.
"""

from collections.abc import Collection
from enum import StrEnum, auto


class Role(StrEnum):
    SELF = auto()  # the person whose row it is
    MEMBER = auto()  # employer member of this group
    ADVISER = auto()
    FACILITATOR = auto()
    PREPARER = auto()  # a facilitator whom the chair lets prepare documents and meetings
    LEAD = auto()  # who raised the enquiry, until a chair is appointed
    CHAIR = auto()
    OVER_ARCHING_CHAIR = auto()  # of a collaboration of groups, not of the groups themselves
    PRODUCT_MANAGER = auto()  # of this group: allocated to it, or covering for who is
    OWN_ROUTE_OFFICIAL = auto()  # route or assurance manager of this group's route
    OFFICIAL = auto()  # any official: reads
    ADMINISTRATOR = auto()
    ENDED = auto()  # everybody's, towards a group whose support was withdrawn: it leaves little to do


class Action(StrEnum):
    # enquiries
    ENQUIRY_LIST = auto()
    ENQUIRY_VIEW = auto()
    ENQUIRY_RECORD = auto()  # one that came by telephone or mail
    ENQUIRY_DECIDE = auto()
    ENQUIRY_ALLOCATE = auto()  # take it on, or hand it to another
    # the group and its task list
    GROUP_VIEW = auto()
    GROUP_EDIT = auto()
    GROUP_SUBMIT = auto()
    GROUP_HISTORY = auto()
    POPULATION_UPLOAD = auto()  # who employs people in the occupation, from a table of official figures
    WORK_PLAN_EDIT = auto()
    MILESTONE_REACH = auto()  # each side ticks what was reached
    QUERY_ASK = auto()
    QUERY_ANSWER = auto()
    QUERY_REQUEST = auto()  # ask the group, and withdraw that
    QUERY_RESPOND = auto()  # for the group
    JUSTIFICATION_ASK = auto()
    JUSTIFICATION_DECIDE = auto()
    # members
    MEMBER_LIST = auto()
    MEMBER_CONTACT_VIEW = auto()
    INVITED_CONTACT_VIEW = auto()  # of who is invited, and has agreed to nothing yet
    MISSING_VIEW = auto()  # what another person has not given, declared or put right
    MEMBER_INVITE = auto()
    MEMBER_REMIND = auto()
    MEMBER_END = auto()
    FACILITATOR_ALLOW = auto()  # to prepare documents and meetings
    CHAIR_PROPOSE = auto()
    CHAIR_CONFIRM = auto()
    HAND_OVER_VIEW = auto()  # of whoever neither hands over nor follows
    MEMBERSHIP_DECIDE = auto()
    # groups that work together: how far each is, and nothing of their people, interests or documents
    COLLABORATION_VIEW = auto()
    COLLABORATION_EDIT = auto()
    COLLABORATION_CHAIR_END = auto()
    # what only the person does
    OWN_MEMBERSHIP_VIEW = auto()
    OWN_MEMBERSHIP_EDIT = auto()
    OWN_DECLARATION_EDIT = auto()
    # interests
    REGISTER_OPEN = auto()  # the page, with at least one's own rows
    REGISTER_VIEW = auto()  # everybody's
    REGISTER_SHARE = auto()  # with advisers and facilitators
    INTEREST_HANDLE = auto()
    CHAIR_INTEREST_HANDLE = auto()
    # proposals, standards, plans, revisions, funding evidence
    PROPOSAL_VIEW = auto()
    PROPOSAL_EDIT = auto()
    PROPOSAL_FINALISE = auto()  # and ask for the employers' agreement
    PROPOSAL_SUBMIT = auto()  # and withdraw
    DRAFT_HAND_IN = auto()  # for feedback, and take it back
    DRAFT_ANSWER = auto()
    PROPOSAL_COMMENT = auto()
    COMMENT_RESOLVE = auto()
    PROPOSAL_RECOMMEND = auto()
    PROPOSAL_DECIDE = auto()  # which official decides hangs on the kind: proposals/rules
    REQUESTED_MEMBER_MEET = auto()
    # meetings and votes
    MEETING_VIEW = auto()
    MEETING_REPLY = auto()  # say for oneself whether one comes
    REPLY_VIEW = auto()  # everybody's
    REPLY_RECORD = auto()  # somebody else's
    MEETING_EDIT = auto()  # plan it, its agenda and papers, write its minutes
    MEETING_RECORD = auto()  # who came, who left for an item; call it off
    DECLARATION_RECORD = auto()  # of somebody who declares in a meeting
    RECORDED_ANSWER = auto()  # say of what was recorded for oneself whether it is so
    MINUTES_ANSWER = auto()  # agree them, or ask for a correction; of who came
    MINUTES_PUBLISH = auto()  # show them to the members, record who agreed them in a later meeting
    MOTION_RUN = auto()  # open, record votes and who left, close
    MOTION_VOTE = auto()
    TRAVEL_CLAIM = auto()
    TRAVEL_VIEW = auto()  # one's own claims; of the product manager all
    TRAVEL_DECIDE = auto()  # and send for payment
    # support: concerns, mitigating circumstances, withdrawal
    SUPPORT_VIEW = auto()
    RISK_LOOK = auto()  # say what is done about it
    CONCERN_RAISE = auto()
    CONCERN_ANSWER = auto()
    MITIGATION_ASK = auto()
    MITIGATION_DECIDE = auto()
    WITHDRAWAL_RAISE = auto()
    WITHDRAWAL_DECIDE = auto()
    # the programme
    DASHBOARD_VIEW = auto()
    WORK_LIST = auto()  # what one answers for
    POLICY_PREVIEW = auto()  # what another policy would change, for all groups
    MAILING_LIST = auto()  # who agrees to wider mailings, with their addresses
    DOUBLE_LIST = auto()  # organisations and people that may be the same
    DOUBLE_JUDGE = auto()
    ALLOCATION_VIEW = auto()  # who leads, and where nobody does
    GROUP_ALLOCATE = auto()  # a product manager to a group; a product manager takes a vacant one on
    ROUTE_OFFICIALS_EDIT = auto()
    ABSENCE_LIST = auto()  # who is away, and who covers
    ABSENCE_EDIT = auto()  # one's own; whose else: officials/rules/absences
    IMPORT_LIST = auto()  # files that were brought in, and what each changed
    USERS_MANAGE = auto()


LEADERS = frozenset({Role.LEAD, Role.CHAIR})
SERVING = frozenset({Role.MEMBER, Role.ADVISER, Role.FACILITATOR})
GROUP_PEOPLE = SERVING | LEADERS
ALL_OFFICIALS = frozenset({Role.PRODUCT_MANAGER, Role.OWN_ROUTE_OFFICIAL, Role.OFFICIAL, Role.ADMINISTRATOR})
OWN_OFFICIALS = frozenset({Role.PRODUCT_MANAGER, Role.OWN_ROUTE_OFFICIAL})
PRODUCT_MANAGER = frozenset({Role.PRODUCT_MANAGER})
PREPARER = frozenset({Role.PREPARER})  # drafts, and never decides, submits or handles
SELF = frozenset({Role.SELF})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

GRANTS: dict[Action, frozenset[Role]] = {
    Action.ENQUIRY_LIST: ALL_OFFICIALS,
    Action.ENQUIRY_VIEW: ALL_OFFICIALS | SELF,
    Action.ENQUIRY_RECORD: OWN_OFFICIALS,
    Action.ENQUIRY_DECIDE: PRODUCT_MANAGER,
    Action.ENQUIRY_ALLOCATE: OWN_OFFICIALS | ADMINISTRATOR,
    Action.GROUP_VIEW: GROUP_PEOPLE | ALL_OFFICIALS,
    Action.GROUP_EDIT: LEADERS | PRODUCT_MANAGER,
    Action.GROUP_SUBMIT: LEADERS,
    Action.GROUP_HISTORY: LEADERS | ALL_OFFICIALS,
    Action.POPULATION_UPLOAD: OWN_OFFICIALS,
    Action.WORK_PLAN_EDIT: LEADERS | PRODUCT_MANAGER,
    Action.MILESTONE_REACH: LEADERS | OWN_OFFICIALS,
    Action.QUERY_ASK: LEADERS,
    Action.QUERY_ANSWER: PRODUCT_MANAGER,
    Action.QUERY_REQUEST: PRODUCT_MANAGER,
    Action.QUERY_RESPOND: LEADERS,
    Action.JUSTIFICATION_ASK: LEADERS,
    Action.JUSTIFICATION_DECIDE: PRODUCT_MANAGER,
    Action.MEMBER_LIST: GROUP_PEOPLE | ALL_OFFICIALS,
    Action.MEMBER_CONTACT_VIEW: GROUP_PEOPLE | OWN_OFFICIALS,
    Action.INVITED_CONTACT_VIEW: frozenset({Role.MEMBER}) | LEADERS | OWN_OFFICIALS,
    Action.MISSING_VIEW: frozenset({Role.MEMBER}) | LEADERS | ALL_OFFICIALS,
    Action.MEMBER_INVITE: LEADERS | PRODUCT_MANAGER,
    Action.MEMBER_REMIND: LEADERS | PRODUCT_MANAGER,
    Action.MEMBER_END: LEADERS | PRODUCT_MANAGER,
    Action.FACILITATOR_ALLOW: frozenset({Role.CHAIR}),
    Action.CHAIR_PROPOSE: LEADERS | PRODUCT_MANAGER,
    Action.CHAIR_CONFIRM: PRODUCT_MANAGER,
    Action.HAND_OVER_VIEW: LEADERS | ALL_OFFICIALS,
    Action.MEMBERSHIP_DECIDE: PRODUCT_MANAGER,
    Action.COLLABORATION_VIEW: ALL_OFFICIALS | {Role.CHAIR, Role.OVER_ARCHING_CHAIR},
    Action.COLLABORATION_EDIT: frozenset({Role.CHAIR}),
    Action.COLLABORATION_CHAIR_END: frozenset({Role.CHAIR, Role.OVER_ARCHING_CHAIR}),
    Action.OWN_MEMBERSHIP_VIEW: SELF,
    Action.OWN_MEMBERSHIP_EDIT: SELF,
    Action.OWN_DECLARATION_EDIT: SELF,
    Action.REGISTER_OPEN: GROUP_PEOPLE | OWN_OFFICIALS,
    Action.REGISTER_SHARE: frozenset({Role.CHAIR}),
    Action.REGISTER_VIEW: frozenset({Role.MEMBER}) | LEADERS | OWN_OFFICIALS,
    Action.INTEREST_HANDLE: frozenset({Role.CHAIR}),
    Action.CHAIR_INTEREST_HANDLE: frozenset({Role.CHAIR, Role.PRODUCT_MANAGER}),
    Action.PROPOSAL_VIEW: GROUP_PEOPLE | ALL_OFFICIALS,
    Action.PROPOSAL_EDIT: LEADERS | PRODUCT_MANAGER | PREPARER,
    Action.PROPOSAL_FINALISE: LEADERS,
    Action.PROPOSAL_SUBMIT: LEADERS,
    Action.DRAFT_HAND_IN: LEADERS,
    Action.DRAFT_ANSWER: PRODUCT_MANAGER,
    Action.PROPOSAL_COMMENT: GROUP_PEOPLE | OWN_OFFICIALS,  # advisers and facilitators advise, and never decide
    Action.COMMENT_RESOLVE: LEADERS | OWN_OFFICIALS | {Role.MEMBER},
    Action.PROPOSAL_RECOMMEND: PRODUCT_MANAGER,
    Action.PROPOSAL_DECIDE: frozenset({Role.OWN_ROUTE_OFFICIAL}),
    Action.REQUESTED_MEMBER_MEET: PRODUCT_MANAGER,
    Action.MEETING_VIEW: GROUP_PEOPLE | ALL_OFFICIALS,
    Action.MEETING_REPLY: GROUP_PEOPLE | PRODUCT_MANAGER,
    Action.REPLY_VIEW: LEADERS | PRODUCT_MANAGER,
    Action.REPLY_RECORD: LEADERS,
    Action.MEETING_EDIT: LEADERS | PRODUCT_MANAGER | PREPARER,
    Action.MEETING_RECORD: LEADERS | PRODUCT_MANAGER,
    Action.DECLARATION_RECORD: LEADERS,
    Action.RECORDED_ANSWER: GROUP_PEOPLE,
    Action.MINUTES_ANSWER: GROUP_PEOPLE,
    Action.MINUTES_PUBLISH: LEADERS,
    Action.MOTION_RUN: LEADERS,
    Action.MOTION_VOTE: frozenset({Role.MEMBER}),
    Action.TRAVEL_CLAIM: frozenset({Role.MEMBER}),
    Action.TRAVEL_VIEW: PRODUCT_MANAGER | {Role.MEMBER},
    Action.TRAVEL_DECIDE: PRODUCT_MANAGER,
    Action.SUPPORT_VIEW: GROUP_PEOPLE | ALL_OFFICIALS,
    Action.RISK_LOOK: PRODUCT_MANAGER,
    Action.CONCERN_RAISE: PRODUCT_MANAGER,
    Action.CONCERN_ANSWER: LEADERS,
    Action.MITIGATION_ASK: LEADERS | PRODUCT_MANAGER,
    Action.MITIGATION_DECIDE: frozenset({Role.OWN_ROUTE_OFFICIAL}),
    Action.WITHDRAWAL_RAISE: PRODUCT_MANAGER,
    Action.WITHDRAWAL_DECIDE: frozenset({Role.OWN_ROUTE_OFFICIAL}),
    Action.DASHBOARD_VIEW: ALL_OFFICIALS,
    Action.WORK_LIST: ALL_OFFICIALS,
    Action.POLICY_PREVIEW: ALL_OFFICIALS,
    Action.MAILING_LIST: PRODUCT_MANAGER | ADMINISTRATOR,
    Action.DOUBLE_LIST: ALL_OFFICIALS,
    Action.DOUBLE_JUDGE: PRODUCT_MANAGER | ADMINISTRATOR,
    Action.ALLOCATION_VIEW: ALL_OFFICIALS,
    Action.GROUP_ALLOCATE: PRODUCT_MANAGER | ADMINISTRATOR | {Role.OWN_ROUTE_OFFICIAL},  # groups/rules/allocation
    Action.ROUTE_OFFICIALS_EDIT: ADMINISTRATOR,
    Action.ABSENCE_LIST: ALL_OFFICIALS,
    Action.ABSENCE_EDIT: OWN_OFFICIALS | ADMINISTRATOR,
    Action.IMPORT_LIST: ALL_OFFICIALS,
    Action.USERS_MANAGE: ADMINISTRATOR,
}

READING = frozenset(action for action in Action if action.endswith(("_view", "_list", "_history", "_open")))
AFTER_THE_END = READING | {Action.MEMBER_END, Action.WITHDRAWAL_DECIDE, Action.QUERY_ANSWER}


def can(roles: Collection[Role], action: Action) -> bool:
    """Whether one of the roles that somebody bears towards a thing allows the action, and none rules it out."""
    if Role.ENDED in roles and action not in AFTER_THE_END:
        return False
    return not GRANTS[action].isdisjoint(roles)
