from django.urls import path

from chairs.views import chair_support, chairs, hand_overs

app_name = "chairs"
urlpatterns = [
    path("groups/<int:pk>/chairs/", chairs.chairs, name="chairs"),
    path("groups/<int:pk>/chairs/confirm/", chairs.confirm, name="chair_confirm"),
    path("groups/<int:pk>/chairs/mentor/ask/", chair_support.ask_for_mentor, name="chair_mentor_ask"),
    path("groups/<int:pk>/chairs/<int:appointment_pk>/briefing/", chair_support.briefing, name="chair_briefing"),
    path("groups/<int:pk>/chairs/<int:appointment_pk>/mentor/", chair_support.mentor, name="chair_mentor"),
    path(
        "groups/<int:pk>/chairs/<int:appointment_pk>/mentor/end/", chair_support.end_mentoring, name="chair_mentor_end"
    ),
    path("groups/<int:pk>/chairs/hand-over/", hand_overs.arrange, name="hand_over_arrange"),
    path("groups/<int:pk>/chairs/hand-over/<int:hand_over_pk>/", hand_overs.hand_over, name="hand_over"),
    path("groups/<int:pk>/chairs/hand-over/<int:hand_over_pk>/accept/", hand_overs.accept, name="hand_over_accept"),
    path("groups/<int:pk>/chairs/hand-over/<int:hand_over_pk>/call-off/", hand_overs.cancel, name="hand_over_call_off"),
]
