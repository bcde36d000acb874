"""Pages for whoever coördinates a programme: what is done, beside what is measured."""
