FROM debian:13
# ruleid: dockerfile.build.secret-in-env
ENV DB_PASSWORD=aaaa-bbbb-1111
# ruleid: dockerfile.build.secret-in-env
ENV PORT=8080 MODE="prod" JWT_SECRET='aaaabbbbccccdddd'
# ruleid: dockerfile.build.secret-in-env
ENV API_KEY aaaa1111bbbb2222
# ruleid: dockerfile.build.secret-in-env
ENV LANG=C.UTF-8 \
    ADMIN_TOKEN=aaaa1111bbbb2222
# ruleid: dockerfile.build.secret-in-env
ARG AWS_SECRET_ACCESS_KEY=aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd

# Given later.
# ok: dockerfile.build.secret-in-env
ENV DB_PASSWORD=""
# ok: dockerfile.build.secret-in-env
ENV DB_PASSWORD=
# ok: dockerfile.build.secret-in-env
ENV DB_PASSWORD=${DB_PASSWORD}
# The place of the secret, not the secret.
# ok: dockerfile.build.secret-in-env
ENV DB_PASSWORD_FILE=/run/secrets/db_password
# ok: dockerfile.build.secret-in-env
ENV TLS_PRIVATE_KEY=/etc/tls/key.pem
# A switch, and a number.
# ok: dockerfile.build.secret-in-env
ENV REQUIRE_TOKEN=true
# ok: dockerfile.build.secret-in-env
ENV MAX_TOKEN=4096
# To be filled in.
# ok: dockerfile.build.secret-in-env
ENV SMTP_PASSWORD=changeme
# Not a secret's name.
# ok: dockerfile.build.secret-in-env
ENV TOKENIZERS_PARALLELISM=falsefalse PASSWORD_POLICY=strict
