"""Plain public addresses of the room; they stand before Wagtail's catch-all."""

from django.urls import path

from . import competition_calendar, competition_feed, competition_files, feeds, sitemaps, views
from .grants import calendar as grant_calendar
from .grants import open_data, tables
from .results import files as results_files

app_name = "pages"

urlpatterns = [
    path("szukaj/", views.search, name="search"),
    path("konkursy/kalendarz.ics", competition_calendar.of_the_list, name="competitions_calendar"),
    path("konkursy/atom/", competition_feed.CompetitionsFeed(), name="competitions_feed"),
    path("konkursy/eksport.<str:ending>", competition_files.of_the_list, name="competitions_file"),
    path("konkursy/wyniki.<str:ending>", results_files.of_the_list, name="results_file"),
    path("konkursy/<str:slug>/wyniki.<str:ending>", results_files.of_one, name="results_of_one"),
    path("konkursy/<str:slug>/termin.ics", competition_calendar.of_one, name="competition_calendar"),
    path("male-granty/atom/", open_data.GrantCallsFeed(), name="grants_feed"),
    path("male-granty/kalendarz.ics", grant_calendar.of_the_list, name="grants_calendar"),
    path("male-granty/<str:slug>/termin.ics", grant_calendar.of_one, name="grant_calendar"),
    path("male-granty/nabory.<str:ending>", tables.calls, name="grants_file"),
    path("male-granty/srodki.<str:ending>", tables.funds, name="grants_funds_file"),
    path("male-granty/dane.json", open_data.everything_json, name="grants_json"),
    path("wydarzenia/kalendarz.ics", feeds.events_calendar, name="events_calendar"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", views.robots, name="robots"),
]
