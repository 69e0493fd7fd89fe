from django.urls import path

from duplicates.views import pairs, pairs_csv

app_name = "duplicates"
urlpatterns = [
    path("organisations/doubles/", pairs.duplicates, {"sort": "organisations"}, name="duplicates"),
    path("organisations/doubles/download/", pairs_csv.duplicates_csv, {"sort": "organisations"}, name="duplicates_csv"),
    path("organisations/doubles/find/", pairs.find, {"sort": "organisations"}, name="duplicates_find"),
    path("organisations/doubles/<int:pk>/", pairs.pair, {"sort": "organisations"}, name="double"),
    path("people/doubles/", pairs.duplicates, {"sort": "people"}, name="person_duplicates"),
    path("people/doubles/download/", pairs_csv.duplicates_csv, {"sort": "people"}, name="person_duplicates_csv"),
    path("people/doubles/find/", pairs.find, {"sort": "people"}, name="person_duplicates_find"),
    path("people/doubles/<int:pk>/", pairs.pair, {"sort": "people"}, name="person_double"),
]
