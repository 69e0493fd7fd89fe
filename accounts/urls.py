from django.urls import include, path

from accounts import views
from accounts.views import invitations, users

IN_APP = [
    path("", views.account, name="account"),
    path("name/", views.change_name, name="change_name"),
    path("invitation/<str:token>/", invitations.official_invitation, name="official_invitation"),
    path("users/", users.users, name="users"),
    path("users/invite/", users.invite, name="user_invite"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/change/", users.change, name="user_change"),
    path("users/<int:pk>/close/", users.close, name="user_close"),
    path("users/<int:pk>/second-factor/", users.reset_factor, name="user_reset_factor"),
    path("users/<int:pk>/send-again/", users.send_again, name="user_send_again"),
]
urlpatterns = [
    path("account/", include((IN_APP, "accounts"))),
    path("accounts/2fa/totp/activate/", invitations.set_up_app, name="mfa_activate_totp"),  # allauth's names
    path("accounts/2fa/recovery-codes/", invitations.recovery_codes, name="mfa_view_recovery_codes"),
]
