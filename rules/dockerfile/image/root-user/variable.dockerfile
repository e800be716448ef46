# Nothing to report: the last user is not decided here.
FROM debian:13
ARG RUN_AS=10001
USER root
RUN useradd app
USER $RUN_AS
CMD ["server"]
