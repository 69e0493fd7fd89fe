from django.urls import path

from lists.views import downloads, listed, uploading

app_name = "lists"
urlpatterns = [
    path("groups/<int:pk>/members/download/", downloads.download, name="download"),
    path("groups/<int:pk>/members/upload/", uploading.begin, name="upload_begin"),
    path("groups/<int:pk>/members/upload/template.<str:kind>", uploading.template, name="upload_template"),
    path("groups/<int:pk>/members/upload/<int:upload_pk>/", uploading.upload, name="upload"),
    path("groups/<int:pk>/members/upload/<int:upload_pk>/confirm/", uploading.confirm, name="upload_confirm"),
    path("groups/<int:pk>/members/upload/<int:upload_pk>/discard/", uploading.discard, name="upload_discard"),
    path("groups/<int:pk>/listed-employers/", listed.listed, name="listed"),
    path("groups/<int:pk>/listed-employers/download/", listed.download, name="listed_csv"),
    path("groups/<int:pk>/listed-employers/questions/", listed.questions, name="list_questions"),
    path("groups/<int:pk>/listed-employers/questions/<int:question_pk>/", listed.question, name="list_question"),
]
