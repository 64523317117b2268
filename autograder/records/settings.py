"""Django's settings but for the database, which `connect` is given; the type checker reads them."""

INSTALLED_APPS = ["autograder.records.apps.RecordsConfig"]
USE_TZ = True
TIME_ZONE = "UTC"
LOGGING_CONFIG = None
