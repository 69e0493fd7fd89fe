from django.urls import path

from accounts import views
from accounts.views import invitations

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("name/", views.change_name, name="change_name"),
    path("invitation/<str:token>/", invitations.official_invitation, name="official_invitation"),
]
