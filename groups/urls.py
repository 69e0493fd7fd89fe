from django.urls import path

from groups.views import confirming, enquiries, group, membership, public, queries, tasks, work_plan

app_name = "groups"
urlpatterns = [
    path("enquiries/", enquiries.enquiry_list, name="enquiries"),
    path("enquiries/new/", enquiries.enquire, name="enquire"),
    path("enquiries/sent/", enquiries.sent, name="enquiry_sent"),
    path("enquiries/record/", enquiries.record, name="enquiry_record"),
    path("enquiries/confirm/<str:token>/", enquiries.confirm, name="enquiry_confirm"),
    path("enquiries/<int:pk>/", enquiries.enquiry, name="enquiry"),
    path("enquiries/<int:pk>/decide/", enquiries.decide, name="enquiry_decide"),
    path("trailblazer-groups/", public.public_list, name="public_list"),
    path("trailblazer-groups/download/", public.public_csv, name="public_csv"),
    path("trailblazer-groups/<slug:reference>/", public.public, name="public"),
    path("groups/<int:pk>/", group.detail, name="detail"),
    path("groups/<int:pk>/tasks/", tasks.task_list, name="tasks"),
    path("groups/<int:pk>/occupation/", tasks.occupation, name="occupation"),
    path("groups/<int:pk>/running/", tasks.running, name="running"),
    path("groups/<int:pk>/population/", tasks.population, name="population"),
    path("groups/<int:pk>/check/", membership.check, name="check"),
    path("groups/<int:pk>/submit/", membership.submit, name="submit"),
    path("groups/<int:pk>/confirm-details/", confirming.confirm_details, name="confirm_details"),
    path("groups/<int:pk>/decide/", membership.decide, name="decide"),
    path("groups/<int:pk>/queries/", queries.query_list, name="queries"),
    path("groups/<int:pk>/queries/ask/", queries.ask, name="query_ask"),
    path("groups/<int:pk>/queries/<int:query_pk>/", queries.query, name="query"),
    path("groups/<int:pk>/queries/<int:query_pk>/follow-up/", queries.follow_up, name="query_follow_up"),
    path("groups/<int:pk>/queries/<int:query_pk>/close/", queries.close, name="query_close"),
    path("groups/<int:pk>/work-plan/", work_plan.work_plan, name="work_plan"),
    path("groups/<int:pk>/work-plan/propose/", work_plan.propose, name="work_plan_propose"),
    path("groups/<int:pk>/work-plan/<int:plan_pk>/answer/", work_plan.answer, name="work_plan_answer"),
    path("groups/<int:pk>/work-plan/<int:plan_pk>/withdraw/", work_plan.withdraw, name="work_plan_withdraw"),
    path("groups/<int:pk>/work-plan/milestones/<int:milestone_pk>/", work_plan.milestone, name="milestone"),
    path("groups/<int:pk>/justify/<str:rule>/", membership.justify, name="justify"),
    path(
        "groups/<int:pk>/justifications/<int:justification_pk>/decide/",
        membership.decide_justification,
        name="justification_decide",
    ),
]
