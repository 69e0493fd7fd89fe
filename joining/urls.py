from django.urls import path

from joining.views import joining, links

app_name = "joining"
urlpatterns = [
    path("invitations/<str:token>/", links.invitation, name="invitation"),
    path("invitations/<str:token>/decline/", links.decline, name="decline"),
    path("invitations/", links.damaged, name="invitation_damaged"),
    path("invitations/<path:rest>/", links.damaged, name="invitation_damaged"),
    path("join/<int:pk>/details/", joining.details, name="details"),
    path("join/<int:pk>/statements/", joining.statements, name="statements"),
    path("join/<int:pk>/interests/", joining.interests, name="interests"),
]
