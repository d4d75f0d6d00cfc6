"""Reviewed tables that rules read: category concepts, equivalences, award rules."""
