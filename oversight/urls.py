from django.urls import path

from oversight import views

app_name = "oversight"
urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/groups.csv", views.dashboard_csv, name="dashboard_csv"),
    path("policies/preview/", views.preview, name="preview"),
    path("policies/preview/run/", views.preview_run, name="preview_run"),
    path("policies/preview/groups.csv", views.preview_csv, name="preview_csv"),
]
