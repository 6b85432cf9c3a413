"""Clients that others' generators make of our OpenAPI document, and what they are told by the service."""
