"""Match and judge."""
