// This target has no source yet.
