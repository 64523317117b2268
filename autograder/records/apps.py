"""Tells Django what this app is called."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "autograder.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
