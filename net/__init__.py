"""Fetching from the internet: one client with limits, and one module per kind of server. Writes files, reads none."""
