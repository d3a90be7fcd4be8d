"""Ten everyday jobs, done with vim on the raw files and with the app: the keys counted, the results compared."""
