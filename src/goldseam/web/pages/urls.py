"""Addresses of the open book. No word of a client stands in any of them."""

from __future__ import annotations

from django.urls import path

from goldseam.web.pages import (
    changes,
    clients,
    door,
    episodes,
    forms_in,
    handing,
    help,
    imports,
    instruments,
    keeping,
    printing,
    risk,
    sessions,
    settings,
)

urlpatterns = [
    path("", door.door, name="door"),
    path("caseload/", clients.caseload_page, name="caseload"),
    path("clients/add/", clients.add_client, name="client_add"),
    path("clients/<uuid:key>/", clients.client_page, name="client"),
    path("clients/<uuid:key>/change/", clients.edit_client, name="client_edit"),
    path("clients/<uuid:key>/end/", clients.end_alliance, name="client_end"),
    path("clients/<uuid:key>/remove/", clients.remove_client, name="client_remove"),
    path("clients/<uuid:key>/sessions/add/", sessions.add_session, name="session_add"),
    path("sessions/<uuid:key>/", sessions.session_page, name="session"),
    path("sessions/<uuid:key>/correct/", sessions.correct_session, name="session_correct"),
    path("sessions/<uuid:key>/episode/", sessions.open_episode, name="episode_open"),
    path("sessions/<uuid:key>/forms/<slug:instrument>/type/", forms_in.type_in, name="form_type"),
    path("sessions/<uuid:key>/forms/<slug:instrument>/hand-over/", handing.hand_over, name="hand_over"),
    path(
        "sessions/<uuid:key>/forms/<uuid:form_key>/take-back/", sessions.take_back_form, name="form_take_back"
    ),
    path("paper/<slug:instrument>/", printing.paper_form, name="paper_form"),
    path("episodes/<uuid:key>/", episodes.episode_page, name="episode"),
    path("episodes/<uuid:key>/confirm/", episodes.confirm, name="episode_confirm"),
    path("episodes/<uuid:key>/something-else/", episodes.not_a_rupture, name="episode_not"),
    path("episodes/<uuid:key>/plan/", episodes.plan, name="episode_plan"),
    path("episodes/<uuid:key>/attempt/", episodes.attempt, name="episode_attempt"),
    path("episodes/<uuid:key>/judge/", episodes.judge, name="episode_judge"),
    path("episodes/<uuid:key>/set-down/", episodes.set_down, name="episode_set_down"),
    path("episodes/<uuid:key>/reopen/", episodes.reopen, name="episode_reopen"),
    path("episodes/<uuid:key>/take-back/", episodes.take_back, name="episode_take_back"),
    path("risk/<uuid:key>/", risk.risk_page, name="risk"),
    path("imports/", imports.choose, name="imports"),
    path("imports/<slug:digest>/", imports.map_columns, name="import_map"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<int:key>/undo/", changes.undo, name="change_undo"),
    path("questionnaires/", instruments.instruments_page, name="instruments"),
    path("questionnaires/<slug:instrument>/", instruments.instrument_page, name="instrument"),
    path("questionnaires/<slug:instrument>/no-licence/", instruments.remove_licence, name="licence_remove"),
    path("settings/", settings.settings_page, name="settings"),
    path("settings/pin/", settings.pin, name="settings_pin"),
    path("settings/passphrase/", settings.passphrase, name="settings_passphrase"),
    path("settings/kit/", settings.kit, name="settings_kit"),
    path("keeping/", keeping.keeping, name="keeping"),
    path("keeping/backup/", keeping.backup_now, name="backup_now"),
    path("keeping/export/", keeping.export_now, name="export_now"),
    path("help/", help.help_page, name="help"),
]
