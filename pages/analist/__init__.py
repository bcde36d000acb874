"""Pages for monitoranalisten and coördinatoren."""
