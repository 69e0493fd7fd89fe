from django.urls import path

from public_pages.views import groups, occupations

app_name = "public_pages"
urlpatterns = [
    path("occupations/", occupations.occupation_list, name="occupations"),
    path("occupations/search/", occupations.search, name="occupation_search"),
    path("occupations/<int:pk>/", occupations.detail, name="occupation"),
    path("trailblazer-groups/", groups.public_list, name="groups"),
    path("trailblazer-groups/download/", groups.public_csv, name="groups_csv"),
    path("trailblazer-groups/<slug:reference>/", groups.public, name="group"),
]
