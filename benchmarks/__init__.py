"""Speed and size, measured and reported, never asserted in the test suite."""
