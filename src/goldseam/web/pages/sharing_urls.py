"""Addresses of sharing. No word of anyone stands in any of them."""

from __future__ import annotations

from django.urls import path

from goldseam.web.pages import received, sharing

urlpatterns = [
    path("share/", sharing.share_page, name="share"),
    path("share/begin/", sharing.begin, name="share_begin"),
    path("share/open/", received.open_page, name="share_open"),
    path("share/sheet/", received.sheet, name="share_sheets"),
    path("share/sheet/<uuid:key>/", received.sheet, name="share_sheet"),
    path("share/quarter-hour/", received.quarter_hour, name="share_timer"),
    path("share/quarter-hour/<int:step>/", received.quarter_hour, name="share_step"),
    path("share/received/<uuid:key>/", received.received_page, name="share_received"),
    path("share/<uuid:key>/", sharing.look, name="share_look"),
    path("share/<uuid:key>/terms/", sharing.terms, name="share_terms"),
    path("share/<uuid:key>/done/", sharing.done, name="share_done"),
    path("share/<uuid:key>/file/", sharing.file, name="share_file"),
    path("share/<uuid:key>/revoke/", sharing.revoke, name="share_revoke"),
    path("share/<uuid:key>/note/", sharing.note, name="share_note"),
    path("share/<uuid:key>/attach/", sharing.attach, name="share_attach"),
    path("share/<uuid:key>/drop/", sharing.drop, name="share_drop"),
]
