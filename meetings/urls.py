from django.urls import path

from meetings.views import (
    absences,
    agenda,
    files,
    follow_up_actions,
    meetings,
    minutes,
    motions,
    planning,
    recorded,
    replies,
    travel,
    votes,
)

app_name = "meetings"
GROUP = "groups/<int:pk>/"
TRAVEL = f"{GROUP}meetings/travel/"
CLAIM = f"{TRAVEL}<int:claim_pk>/"
MEETING, MOTION = f"{GROUP}meetings/<int:meeting_pk>/", f"{GROUP}motions/<int:motion_pk>/"
ITEM, PAPER = f"{MEETING}items/<int:item_pk>/", f"{MEETING}papers/<int:paper_pk>/"

urlpatterns = [
    path(f"{GROUP}meetings/", meetings.listing, name="list"),
    path(f"{GROUP}meetings/meetings.csv", files.meetings_csv, name="meetings_csv"),
    path(f"{GROUP}meetings/actions/actions.csv", files.actions_csv, name="actions_csv"),
    path(f"{GROUP}meetings/add/", planning.add, name="add"),
    path(MEETING, meetings.detail, name="detail"),
    path(f"{MEETING}change/", planning.change, name="change"),
    path(f"{MEETING}call-off/", planning.cancel, name="cancel"),
    path(f"{MEETING}meeting.ics", planning.calendar, name="calendar"),
    path(f"{MEETING}reply/", replies.reply, name="reply"),
    path(f"{MEETING}replies/", replies.replies, name="replies"),
    path(f"{MEETING}replies/<int:person_pk>/", replies.reply_for, name="reply_for"),
    path(f"{MEETING}items/add/", agenda.add, name="item_add"),
    path(ITEM, agenda.change, name="item"),
    path(f"{ITEM}move/", agenda.move, name="item_move"),
    path(f"{ITEM}left/", absences.left, name="item_left"),
    path(f"{ITEM}papers/add/", agenda.paper_add, name="paper_add"),
    path(PAPER, agenda.paper, name="paper"),
    path(f"{PAPER}remove/", agenda.paper_remove, name="paper_remove"),
    path(f"{MEETING}record/", meetings.record, name="record"),
    path(f"{MEETING}declared/<int:person_pk>/", meetings.declare_for, name="declare_for"),
    path(f"{MEETING}recorded-for-me/", recorded.recorded_for_me, name="recorded_for_me"),
    path(f"{MEETING}actions/add/", follow_up_actions.add, name="action_add"),
    path(f"{MEETING}minutes/", minutes.minutes, name="minutes"),
    path(f"{MEETING}minutes/edit/", minutes.write, name="minutes_write"),
    path(f"{MEETING}minutes/show/", minutes.show, name="minutes_show"),
    path(f"{MEETING}minutes/answer/", minutes.answer, name="minutes_answer"),
    path(f"{MEETING}minutes/corrections/<int:answer_pk>/", minutes.correction, name="minutes_correction"),
    path(f"{MEETING}minutes/agree/", minutes.agree, name="minutes_agree"),
    path(f"{MEETING}minutes.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path(f"{GROUP}meetings/actions/", follow_up_actions.listing, name="actions"),
    path(f"{GROUP}meetings/actions/<int:action_pk>/", follow_up_actions.action, name="action"),
    path(f"{GROUP}meetings/actions/<int:action_pk>/change/", follow_up_actions.change, name="action_change"),
    path(f"{GROUP}motions/", motions.listing, name="motions"),
    path(f"{GROUP}motions/open/", motions.open_, name="open_motion"),
    path(MOTION, motions.detail, name="motion"),
    path(f"{MOTION}withdraw/", motions.withdraw, name="withdraw_motion"),
    path(f"{MOTION}close/", motions.close, name="close_motion"),
    path(f"{MOTION}vote/", votes.cast, name="vote"),
    path(f"{MOTION}votes/", votes.record, name="record_votes"),
    path(f"{MOTION}left/", votes.left, name="left"),
    path(f"{MEETING}travel/", travel.claim, name="travel_new"),
    path(TRAVEL, travel.listing, name="travel"),
    path(f"{TRAVEL}export/", travel.export, name="travel_export"),
    path(f"{TRAVEL}payments/<int:payment_pk>/", travel.payment, name="travel_payment"),
    path(f"{TRAVEL}payments/<int:payment_pk>/paid/", travel.paid, name="travel_paid"),
    path(CLAIM, travel.detail, name="travel_claim"),
    path(f"{CLAIM}decide/", travel.decide, name="travel_decide"),
    path(f"{CLAIM}receipts/<int:receipt_pk>/", travel.receipt, name="travel_receipt"),
]
