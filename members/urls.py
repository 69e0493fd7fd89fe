from django.urls import path

from members.views import advice, deciding, giving, inviting, ledger, mailings, preparing, waiting

app_name = "members"
PART = "collaborations/<int:pk>/groups/<int:participation_pk>/"
urlpatterns = [
    path("groups/<int:pk>/members/organisations/", inviting.organisation_names, name="organisation_names"),
    path("groups/<int:pk>/members/people/", inviting.people_names, name="people_names"),
    path("groups/<int:pk>/members/remind/", waiting.remind_all, name="remind_all"),
    path("groups/<int:pk>/members/decide/", deciding.waiting, name="decide"),
    path("groups/<int:pk>/members/decide/confirm/", deciding.confirm, name="decide_confirm"),
    path("groups/<int:pk>/members/request/", deciding.request_member, name="request_member"),
    path("groups/<int:pk>/members/facilitators/", preparing.facilitators, name="facilitators"),
    path("groups/<int:pk>/members/invite/<str:kind>/", inviting.invite, name="invite"),
    path("groups/<int:pk>/members/<int:membership_pk>/ask/", waiting.ask, name="ask"),
    path("groups/<int:pk>/members/<int:membership_pk>/submit/", deciding.submit_again, name="submit_again"),
    path("groups/<int:pk>/members/<int:membership_pk>/correct/", inviting.correct, name="correct"),
    path("groups/<int:pk>/members/<int:membership_pk>/end/", inviting.end, name="end"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/", inviting.edit_invitation, name="edit_invitation"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/remind/", waiting.remind, name="remind"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/resend/", waiting.resend, name="resend"),
    path("groups/<int:pk>/invitations/<int:invitation_pk>/revoke/", waiting.revoke, name="revoke"),
    path("mailings/", mailings.mailings, name="mailings"),
    path("mailings/download/", mailings.mailings_csv, name="mailings_csv"),
    path("given/", ledger.ledger, name="ledger"),
    path("given/download/", ledger.ledger_csv, name="ledger_csv"),
    path("groups/<int:pk>/mine/statements/", giving.statements, name="mine_statements"),
    path("groups/<int:pk>/mine/statements/<str:code>/withdraw/", giving.withdraw, name="withdraw"),
    path("groups/<int:pk>/chairs/confirm/<str:code>/withdraw/", giving.withdraw_confirmation, name="chair_withdraw"),
    path("groups/<int:pk>/advice/", advice.advice, name="advice"),
    path("groups/<int:pk>/advice/add/", advice.add, name="advice_add"),
    path("groups/<int:pk>/advice/<int:engagement_pk>/", advice.edit, name="advice_edit"),
]
