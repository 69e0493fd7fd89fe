from django.urls import include, path

from officials.views import absences, allocating, allocation, invitations, portfolios, users
from officials.views.imports import import_run, import_runs

IN_APP = [
    path("account/invitation/<str:token>/", invitations.official_invitation, name="official_invitation"),
    path("account/users/", users.users, name="users"),
    path("account/users/invite/", users.invite, name="user_invite"),
    path("account/users/<int:pk>/", users.user, name="user"),
    path("account/users/<int:pk>/change/", users.change, name="user_change"),
    path("account/users/<int:pk>/close/", users.close, name="user_close"),
    path("account/users/<int:pk>/second-factor/", users.reset_factor, name="user_reset_factor"),
    path("account/users/<int:pk>/send-again/", users.send_again, name="user_send_again"),
    path("account/absences/", absences.absences, name="absences"),
    path("account/absences/record/", absences.record, name="absence_record"),
    path("account/absences/<int:pk>/", absences.absence, name="absence"),
    path("account/absences/<int:pk>/strike/", absences.strike, name="absence_strike"),
    path("occupations/imports/", import_runs, name="imports"),
    path("occupations/imports/<int:pk>/", import_run, name="import_run"),
    path("allocation/", allocation.allocation, name="allocation"),
    path("allocation/several/", allocation.allocate_several, name="allocate_several"),
    path("allocation/groups/", allocation.groups, name="allocation_groups"),
    path("allocation/absences/", absences.all_absences, name="all_absences"),
    path("allocation/routes/", allocation.routes, name="allocation_routes"),
    path("allocation/routes/<slug:slug>/", allocating.route_officials, name="route_officials"),
    path(
        "allocation/routes/<slug:slug>/<int:appointment_pk>/end/",
        allocating.route_official_end,
        name="route_official_end",
    ),
    path("allocation/portfolio/<int:pk>/", portfolios.portfolio, name="portfolio"),
    path("groups/<int:pk>/route/", allocating.group_route, name="group_route"),
    path("groups/<int:pk>/product-manager/", allocating.allocate, name="allocate"),
    path("groups/<int:pk>/product-manager/take-on/", allocating.take_on, name="take_on"),
    path("groups/<int:pk>/product-manager/<int:appointment_pk>/end/", allocating.end, name="allocation_end"),
]
urlpatterns = [
    path("accounts/2fa/totp/activate/", invitations.set_up_app, name="mfa_activate_totp"),
    path("accounts/2fa/recovery-codes/", invitations.recovery_codes, name="mfa_view_recovery_codes"),
    path("", include((IN_APP, "officials"))),
]
