"""Addresses around a session's transcript. No word of a client stands in any of them."""

from __future__ import annotations

from django.urls import path

from goldseam.web.pages import talk, talk_model, talk_sound

urlpatterns = [
    path("sessions/<uuid:key>/talk/", talk.add, name="talk_add"),
    path("sessions/<uuid:key>/talk/sound/", talk_sound.sound, name="talk_sound"),
    path("sessions/<uuid:key>/talk/consent/", talk.note_consent, name="talk_consent"),
    path("consents/<uuid:key>/take-back/", talk.withdraw, name="consent_withdraw"),
    path("talk/<uuid:key>/", talk.talk, name="talk"),
    path("talk/<uuid:key>/speakers/", talk.speakers, name="talk_speakers"),
    path("talk/<uuid:key>/say/", talk.say, name="talk_say"),
    path("talk/<uuid:key>/ask/", talk_model.ask, name="talk_ask"),
    path("talk/<uuid:key>/suggested/", talk_model.remove, name="talk_suggested"),
    path("talk/<uuid:key>/copy/", talk.share, name="talk_share"),
    path("talk/<uuid:key>/delete/", talk.delete, name="talk_delete"),
    path("settings/speech/", talk_sound.settings_speech, name="settings_speech"),
    path("settings/model/", talk_model.settings_model, name="settings_model"),
]
