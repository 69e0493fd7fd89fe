from django.urls import path

from occupations import views

app_name = "occupations"
urlpatterns = [
    path("search/", views.search, name="search"),
]
