"""Addresses of safety and endings. No word of a client stands in any of them."""

from __future__ import annotations

from django.urls import path

from goldseam.web.pages import (
    boundaries,
    consultations,
    endings,
    goodbyes,
    incidents,
    letters,
    preparing,
    printing,
)

urlpatterns = [
    path("incidents/", incidents.incidents_page, name="incidents"),
    path("incidents/begin/", incidents.begin, name="incident_begin"),
    path("incidents/<uuid:key>/", incidents.incident_page, name="incident"),
    path("incidents/<uuid:key>/read/", incidents.incident_read, name="incident_read"),
    path("incidents/<uuid:key>/print/", incidents.incident_pdf, name="incident_pdf"),
    path("incidents/<uuid:key>/remove/", incidents.remove, name="incident_remove"),
    path("clients/<uuid:key>/boundary/", boundaries.begin, name="boundary_begin"),
    path("boundaries/<uuid:key>/", boundaries.boundary_page, name="boundary"),
    path("boundaries/<uuid:key>/step/", boundaries.step, name="boundary_step"),
    path("consultations/", consultations.consultations_page, name="consultations"),
    path("consultations/<uuid:key>/", consultations.consultation_page, name="consultation"),
    path("clients/<uuid:key>/consultations/", consultations.consultations_page, name="client_consultations"),
    path("clients/<uuid:key>/ending/", endings.begin, name="ending_begin"),
    path("endings/<uuid:key>/", endings.ending_page, name="ending"),
    path("endings/<uuid:key>/rule/", endings.rule, name="ending_rule"),
    path("endings/<uuid:key>/places/", endings.referrals, name="ending_referrals"),
    path("endings/<uuid:key>/letter/", letters.letter_page, name="ending_letter"),
    path("endings/<uuid:key>/letter/print/", letters.letter_pdf, name="letter_pdf"),
    path("endings/<uuid:key>/letter/odt/", letters.letter_odt, name="letter_odt"),
    path("endings/<uuid:key>/letter/docx/", letters.letter_docx, name="letter_docx"),
    path("endings/<uuid:key>/outreach/", letters.outreach_page, name="ending_outreach"),
    path("endings/<uuid:key>/outreach/note/", letters.outreach_step, name="outreach_note"),
    path("endings/<uuid:key>/close/", endings.close, name="ending_close"),
    path("endings/<uuid:key>/review/", endings.review, name="ending_review"),
    path("endings/<uuid:key>/step/<slug:name>/", endings.step, name="ending_step"),
    path("clients/<uuid:key>/goodbye/", goodbyes.goodbye_page, name="client_goodbye"),
    path("clients/<uuid:key>/goodbye/begin/", goodbyes.begin, name="goodbye_begin"),
    path("clients/<uuid:key>/goodbye/what-ifs/", goodbyes.what_ifs, name="goodbye_what_ifs"),
    path("goodbyes/<uuid:key>/set-down/", goodbyes.set_down, name="goodbye_set_down"),
    path("goodbyes/<uuid:key>/<slug:part>/", goodbyes.question, name="goodbye_question"),
    path("episodes/<uuid:key>/looked/", preparing.looked, name="looked"),
    path("card/", printing.card_pdf, name="card"),
]
