# Nothing to report: back to an unprivileged user.
FROM debian:13
USER root
RUN apt-get update && apt-get install -y curl
USER app
CMD ["server"]
