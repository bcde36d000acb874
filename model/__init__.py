"""What everything else speaks: frozen models and the shapes of frames. Imports nothing of the project."""
