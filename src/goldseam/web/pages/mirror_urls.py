"""Addresses of the therapist's own pages. No word of anyone stands in any of them."""

from __future__ import annotations

from django.urls import include, path

from goldseam.web.pages import mirror, mirror_measures, patterns, supervising

urlpatterns = [
    path("", include("goldseam.web.pages.growth_urls")),
    path("", include("goldseam.web.pages.sharing_urls")),
    path("mirror/", mirror.mirror_page, name="mirror"),
    path("mirror/begin/", mirror.begin, name="mirror_begin"),
    path("mirror/patterns/", patterns.patterns_page, name="mirror_patterns"),
    path("mirror/patterns/shape/", patterns.shape, name="mirror_shape"),
    path("mirror/check/", mirror.check, name="mirror_check"),
    path("mirror/over-months/", mirror_measures.overview, name="mirror_measures"),
    path("mirror/over-months/<slug:group>/", mirror_measures.take, name="mirror_measure"),
    path("mirror/supervision/", supervising.people, name="supervising"),
    path("mirror/supervision/<uuid:key>/", supervising.one, name="supervising_one"),
    path("mirror/supervision/noted/<uuid:key>/", supervising.meeting, name="supervising_meeting"),
    path("mirror/supervision/noted/<uuid:key>/since/", supervising.settle, name="supervising_settle"),
    path("mirror/letter/", mirror.letter, name="mirror_letters"),
    path("mirror/letter/<uuid:key>/", mirror.letter, name="mirror_letter"),
    path("mirror/what-ifs/", mirror.what_ifs, name="mirror_what_ifs"),
    path("mirror/what-ifs/<uuid:key>/", mirror.set_down, name="mirror_set_down"),
    path("mirror/a-year-ago/", mirror.a_year_ago, name="mirror_year"),
    path("mirror/walk/", mirror.walk, name="mirror_walk"),
    path("mirror/empty/", mirror.empty, name="mirror_empty"),
    path("mirror/copy/", mirror.own_copy, name="mirror_copy"),
    path("mirror/<uuid:key>/", mirror.read, name="mirror_read"),
    path("mirror/<uuid:key>/write/", mirror.write, name="mirror_write"),
    path("mirror/<uuid:key>/moment/", mirror.moment, name="mirror_moment"),
    path("mirror/<uuid:key>/check/", mirror.check, name="mirror_entry_check"),
    path("mirror/<uuid:key>/remove/", mirror.remove, name="mirror_remove"),
]
