"""Finders: each file turns a parsed article into mentions of one field of the record."""
