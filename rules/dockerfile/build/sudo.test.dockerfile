FROM debian:13
# ruleid: dockerfile.build.sudo
RUN sudo apt-get update
# ruleid: dockerfile.build.sudo
RUN apt-get update && sudo -E apt-get install -y curl
RUN set -eux; \
    # ruleid: dockerfile.build.sudo
    sudo make install
# ruleid: dockerfile.build.sudo
RUN --mount=type=cache,target=/var/cache/apt sudo make install
# ruleid: dockerfile.build.sudo
RUN echo key | sudo tee /etc/key

# Installed, not used.
# ok: dockerfile.build.sudo
RUN apt-get update && apt-get install -y sudo curl
# A file of that name.
# ok: dockerfile.build.sudo
RUN echo "app ALL=(ALL) ALL" > /etc/sudoers.d/app
# As root already.
# ok: dockerfile.build.sudo
RUN make install
# When the container runs, not when it is built.
# ok: dockerfile.build.sudo
CMD ["sudo", "server"]
