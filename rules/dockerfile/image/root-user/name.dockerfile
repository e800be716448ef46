# Nothing to report: a name that only begins like it.
FROM debian:13
USER rootless
CMD ["server"]
