"""What people do: a verb a function, a module a subject."""
