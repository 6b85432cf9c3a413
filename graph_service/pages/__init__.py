"""Views: a snapshot as a picture in one HTML file that opens without a network."""
