"""Addresses of practice. No word of anyone stands in any of them."""

from __future__ import annotations

from django.urls import path

from goldseam.web.pages import growth

urlpatterns = [
    path("growth/", growth.growth_page, name="growth"),
    path("growth/begin/", growth.begin, name="growth_begin"),
    path("growth/now/", growth.now_page, name="growth_now"),
    path("growth/own/", growth.own, name="growth_own"),
    path("growth/<uuid:key>/", growth.reply, name="growth_reply"),
    path("growth/<uuid:key>/rate/", growth.rate, name="growth_rate"),
    path("growth/<uuid:key>/read/", growth.read, name="growth_read"),
    path("growth/<uuid:key>/remove/", growth.forget, name="growth_remove"),
]
