from django.urls import path

from members.views import (
    advice,
    chair_support,
    chairs,
    hand_overs,
    inviting,
    joining,
    ledger,
    links,
    listing,
    mine,
    waiting,
)

app_name = "members"
urlpatterns = [
    path("groups/<int:pk>/members/", listing.members, name="list"),
    path("groups/<int:pk>/members/remind/", waiting.remind_all, name="remind_all"),
    path("groups/<int:pk>/members/invite/<str:kind>/", inviting.invite, name="invite"),
    path("groups/<int:pk>/members/<int:membership_pk>/", listing.detail, name="detail"),
    path("groups/<int:pk>/members/<int:membership_pk>/ask/", waiting.ask, name="ask"),
    path("groups/<int:pk>/members/<int:membership_pk>/approve/", waiting.approve, name="approve"),
    path("groups/<int:pk>/members/<int:membership_pk>/correct/", inviting.correct, name="correct"),
    path("groups/<int:pk>/members/<int:membership_pk>/end/", inviting.end, name="end"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/", inviting.edit_invitation, name="edit_invitation"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/remind/", waiting.remind, name="remind"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/resend/", waiting.resend, name="resend"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/revoke/", waiting.revoke, name="revoke"),
    path("invitations/<str:token>/", links.invitation, name="invitation"),
    path("invitations/<str:token>/decline/", links.decline, name="decline"),
    path("invitations/", links.damaged, name="invitation_damaged"),
    path("invitations/<path:rest>/", links.damaged, name="invitation_damaged"),
    path("join/<int:pk>/details/", joining.details, name="join_details"),
    path("join/<int:pk>/statements/", joining.statements, name="join_statements"),
    path("join/<int:pk>/interests/", joining.interests, name="join_interests"),
    path("given/", ledger.ledger, name="ledger"),
    path("given/download/", ledger.ledger_csv, name="ledger_csv"),
    path("groups/<int:pk>/mine/", mine.mine, name="mine"),
    path("groups/<int:pk>/mine/details/", mine.details, name="mine_details"),
    path("groups/<int:pk>/mine/statements/", mine.statements, name="mine_statements"),
    path("groups/<int:pk>/chairs/", chairs.chairs, name="chairs"),
    path("groups/<int:pk>/chairs/confirm/", chairs.confirm, name="chair_confirm"),
    path("groups/<int:pk>/chairs/mentor/ask/", chair_support.ask_for_mentor, name="chair_mentor_ask"),
    path("groups/<int:pk>/chairs/<int:appointment_pk>/briefing/", chair_support.briefing, name="chair_briefing"),
    path("groups/<int:pk>/chairs/<int:appointment_pk>/mentor/", chair_support.mentor, name="chair_mentor"),
    path(
        "groups/<int:pk>/chairs/<int:appointment_pk>/mentor/end/", chair_support.end_mentoring, name="chair_mentor_end"
    ),
    path("groups/<int:pk>/chairs/hand-over/", hand_overs.arrange, name="hand_over_arrange"),
    path("groups/<int:pk>/chairs/hand-over/<int:hand_over_pk>/", hand_overs.hand_over, name="hand_over"),
    path(
        "groups/<int:pk>/chairs/hand-over/<int:hand_over_pk>/call-off/", hand_overs.call_off, name="hand_over_call_off"
    ),
    path("groups/<int:pk>/advice/", advice.advice, name="advice"),
    path("groups/<int:pk>/advice/add/", advice.add, name="advice_add"),
    path("groups/<int:pk>/advice/<int:engagement_pk>/", advice.edit, name="advice_edit"),
]
