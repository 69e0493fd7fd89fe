from django.urls import include, path

from duties.views import group, longer, work

IN_APP = [
    path("work/", work.work, name="work"),
    path("work/download/", work.work_csv, name="work_csv"),
    path("work/<int:pk>/longer/", longer.longer, name="longer"),
    path("groups/<int:pk>/duties/", group.group_duties, name="group"),
]
urlpatterns = [path("", include((IN_APP, "duties")))]
