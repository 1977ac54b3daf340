"""Settings of all tests."""

from hypothesis import settings

# No test asserts a time: on a busy machine a slow example is no fault.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
