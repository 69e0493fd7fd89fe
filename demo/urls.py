from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("mailbox/", views.mailbox_page, name="mailbox"),
    path("mailbox/<str:name>/", views.letter, name="letter"),
    path("codes/", views.codes, name="codes"),
]
