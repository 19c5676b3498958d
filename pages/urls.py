"""Plain public addresses of the room; they stand before Wagtail's catch-all."""

from django.urls import path

from . import feeds, sitemaps, views

app_name = "pages"

urlpatterns = [
    path("szukaj/", views.search, name="search"),
    path("konkursy/kalendarz.ics", feeds.competitions_calendar, name="competitions_calendar"),
    path("konkursy/atom/", feeds.CompetitionsFeed(), name="competitions_feed"),
    path("wydarzenia/kalendarz.ics", feeds.events_calendar, name="events_calendar"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", views.robots, name="robots"),
]
