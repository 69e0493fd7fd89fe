from django.urls import path

from conflicts.views import declaring, files, handling, register

app_name = "conflicts"
urlpatterns = [
    path("groups/<int:pk>/mine/declare/", declaring.declare, name="declare"),
    path("groups/<int:pk>/mine/declare/renew/", declaring.renew, name="renew"),
    path("groups/<int:pk>/mine/interests/<int:interest_pk>/change/", declaring.change_interest, name="change_interest"),
    path("groups/<int:pk>/mine/interests/<int:interest_pk>/end/", declaring.end_interest, name="end_interest"),
    path("groups/<int:pk>/register/", register.register, name="register"),
    path("groups/<int:pk>/register/register.csv", files.register_csv, name="register_csv"),
    path("groups/<int:pk>/register/register.pdf", files.register_pdf, name="register_pdf"),
    path("groups/<int:pk>/register/share/", handling.share, name="share"),
    path("groups/<int:pk>/register/<int:interest_pk>/", register.interest, name="interest"),
    path("groups/<int:pk>/register/<int:interest_pk>/handle/", handling.handle, name="handle"),
]
