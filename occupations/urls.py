from django.urls import path

from occupations import views

app_name = "occupations"
urlpatterns = [
    path("", views.occupation_list, name="list"),
    path("search/", views.search, name="search"),
    path("imports/", views.import_runs, name="imports"),
    path("imports/<int:pk>/", views.import_run, name="import_run"),
    path("<int:pk>/", views.detail, name="detail"),
]
