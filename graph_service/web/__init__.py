"""HTTP: parameters in, answers out. Everything that thinks lies below."""
