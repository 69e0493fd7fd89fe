from django.urls import path

from proposals.views import agreeing, funding, hand_ins, listing, requested, reviewing, submitting, writing

DETAIL = "groups/<int:pk>/proposals/<int:submission_pk>/"
FUNDING = "groups/<int:pk>/proposals/funding/"

app_name = "proposals"
urlpatterns = [
    path("groups/<int:pk>/proposals/", listing.submissions, name="list"),
    path("groups/<int:pk>/proposals/start/<str:kind>/", listing.start, name="start"),
    path("groups/<int:pk>/proposals/submit/<str:kind>/", submitting.submit, name="submit"),
    path(FUNDING, funding.funding, name="funding"),
    path(f"{FUNDING}quotes/add/", funding.add_quote, name="quote_add"),
    path(f"{FUNDING}quotes/<int:quote_pk>/", funding.edit_quote, name="quote_edit"),
    path(f"{FUNDING}documents/add/", funding.add_document, name="funding_document_add"),
    path(f"{FUNDING}documents/<int:document_pk>/", funding.download, name="funding_document"),
    path(f"{FUNDING}documents/<int:document_pk>/remove/", funding.remove_document, name="funding_document_remove"),
    path("groups/<int:pk>/proposals/requested/<int:requested_pk>/", requested.meet, name="requested_meet"),
    path("groups/<int:pk>/proposals/requested/<int:requested_pk>/strike/", requested.strike, name="requested_strike"),
    path(DETAIL, listing.detail, name="detail"),
    path(f"{DETAIL}sections/<str:key>/", writing.section, name="section"),
    path(f"{DETAIL}document/", writing.document, name="document"),
    path(f"{DETAIL}freeze/", writing.finalise, name="finalise"),
    path(f"{DETAIL}reopen/", writing.reopen, name="reopen"),
    path(f"{DETAIL}versions/<int:number>/", reviewing.version, name="version"),
    path(f"{DETAIL}versions/<int:number>/document/", reviewing.download, name="download"),
    path(f"{DETAIL}versions/<int:number>/evidence/<int:place>/", funding.download_fixed, name="fixed_evidence"),
    path(f"{DETAIL}ask/", agreeing.ask, name="ask"),
    path(f"{DETAIL}withdraw/", submitting.withdraw, name="withdraw"),
    path(f"{DETAIL}comments/", reviewing.comment, name="comment"),
    path(f"{DETAIL}comments/<int:comment_pk>/resolve/", reviewing.resolve, name="resolve"),
    path(f"{DETAIL}hand-in/", hand_ins.hand_in, name="hand_in"),
    path(f"{DETAIL}hand-ins/<int:hand_in_pk>/answer/", hand_ins.answer, name="hand_in_answer"),
    path(f"{DETAIL}hand-ins/<int:hand_in_pk>/take-back/", hand_ins.take_back, name="hand_in_take_back"),
    path(f"{DETAIL}recommend/", reviewing.recommend, name="recommend"),
    path(f"{DETAIL}decide/", reviewing.decide, name="decide"),
]
