"""The film registry behind a service with limits and moods."""
