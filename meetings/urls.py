from django.urls import path

from meetings.views import meetings, motions, votes

app_name = "meetings"
GROUP = "groups/<int:pk>/"
MEETING, MOTION = f"{GROUP}meetings/<int:meeting_pk>/", f"{GROUP}motions/<int:motion_pk>/"

urlpatterns = [
    path(f"{GROUP}meetings/", meetings.listing, name="list"),
    path(f"{GROUP}meetings/add/", meetings.add, name="add"),
    path(MEETING, meetings.detail, name="detail"),
    path(f"{MEETING}change/", meetings.change, name="change"),
    path(f"{MEETING}record/", meetings.record, name="record"),
    path(f"{GROUP}motions/", motions.listing, name="motions"),
    path(f"{GROUP}motions/open/", motions.open_, name="open_motion"),
    path(MOTION, motions.detail, name="motion"),
    path(f"{MOTION}close/", motions.close, name="close_motion"),
    path(f"{MOTION}vote/", votes.cast, name="vote"),
    path(f"{MOTION}votes/", votes.record, name="record_votes"),
    path(f"{MOTION}left/", votes.left, name="left"),
]
