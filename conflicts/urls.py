from django.urls import path

from conflicts import views

app_name = "conflicts"
urlpatterns = [
    path("groups/<int:pk>/mine/declare/", views.declare, name="declare"),
    path("groups/<int:pk>/mine/interests/<int:interest_pk>/end/", views.end_interest, name="end_interest"),
]
