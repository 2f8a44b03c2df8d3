"""Settings of every test."""

from hypothesis import settings

settings.register_profile("allonym", deadline=None)  # the machine may be busy; no test asserts on time
settings.load_profile("allonym")
