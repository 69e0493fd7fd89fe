from django.urls import include, path

from duties.views import feeds, group, longer, preferences, work

IN_APP = [
    path("work/", work.work, name="work"),
    path("work/download/", work.work_csv, name="work_csv"),
    path("work/<int:pk>/longer/", longer.longer, name="longer"),
    path("groups/<int:pk>/duties/", group.group_duties, name="group"),
    path("account/reminders/", preferences.preferences, name="preferences"),
    path("account/calendars/", feeds.calendars, name="calendars"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("unsubscribe/<str:token>/", preferences.unsubscribe_by_link, name="unsubscribe"),
]
urlpatterns = [path("", include((IN_APP, "duties")))]
