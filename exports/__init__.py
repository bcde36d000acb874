"""The same figures on other paper: files, the whole public set with its description, and the API's answers."""
