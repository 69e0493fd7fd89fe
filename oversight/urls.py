from django.urls import path

from oversight import views
from oversight.views import changes, programme, risk_notes, support, way, withdrawal

app_name = "oversight"
OF_GROUP = "groups/<int:pk>/support/"
urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/groups.csv", views.dashboard_csv, name="dashboard_csv"),
    path("programme/", programme.programme, name="programme"),
    path("programme/<slug:figure>.csv", programme.programme_csv, name="programme_csv"),
    path("programme.xlsx", programme.programme_xlsx, name="programme_xlsx"),
    path("policies/preview/", views.preview, name="preview"),
    path("policies/preview/run/", views.preview_run, name="preview_run"),
    path("policies/preview/groups.csv", views.preview_csv, name="preview_csv"),
    path("groups/<int:pk>/way/", way.way, name="way"),
    path("groups/<int:pk>/changes/", changes.changes, name="changes"),
    path(OF_GROUP, support.support, name="support"),
    path(OF_GROUP + "risks/<str:risk>/note/", risk_notes.note_risk, name="risk_note"),
    path(OF_GROUP + "concerns/raise/", support.raise_concern, name="concern_raise"),
    path(OF_GROUP + "concerns/<int:concern_pk>/answer/", support.answer_concern, name="concern_answer"),
    path(OF_GROUP + "concerns/<int:concern_pk>/close/", support.close_concern, name="concern_close"),
    path(OF_GROUP + "circumstances/ask/", support.ask_mitigation, name="mitigation_ask"),
    path(OF_GROUP + "circumstances/<int:mitigation_pk>/decide/", support.decide_mitigation, name="mitigation_decide"),
    path(OF_GROUP + "case/raise/", withdrawal.raise_case, name="case_raise"),
    path(OF_GROUP + "case/<int:case_pk>/discuss/", withdrawal.discuss, name="case_discuss"),
    path(OF_GROUP + "case/<int:case_pk>/decide/", withdrawal.decide, name="case_decide"),
    path(OF_GROUP + "case/<int:case_pk>/map/", withdrawal.decide_map, name="case_map"),
]
