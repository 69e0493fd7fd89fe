from django.urls import path

from occupations import views

app_name = "occupations"
urlpatterns = [
    path("", views.occupation_list, name="list"),
    path("search/", views.search, name="search"),
    path("<int:pk>/", views.detail, name="detail"),
]
