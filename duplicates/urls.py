from django.urls import path

from duplicates.views import pairs, pairs_csv

app_name = "duplicates"
urlpatterns = [
    path("organisations/doubles/", pairs.doubles, {"sort": "organisations"}, name="doubles"),
    path("organisations/doubles/download/", pairs_csv.doubles_csv, {"sort": "organisations"}, name="doubles_csv"),
    path("organisations/doubles/find/", pairs.find, {"sort": "organisations"}, name="doubles_find"),
    path("organisations/doubles/<int:pk>/", pairs.double, {"sort": "organisations"}, name="double"),
    path("people/doubles/", pairs.doubles, {"sort": "people"}, name="person_doubles"),
    path("people/doubles/download/", pairs_csv.doubles_csv, {"sort": "people"}, name="person_doubles_csv"),
    path("people/doubles/find/", pairs.find, {"sort": "people"}, name="person_doubles_find"),
    path("people/doubles/<int:pk>/", pairs.double, {"sort": "people"}, name="person_double"),
]
