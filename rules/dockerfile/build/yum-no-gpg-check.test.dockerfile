FROM debian:12
# ruleid: dockerfile.build.yum-no-gpg-check
RUN yum install -y --nogpgcheck x
# ruleid: dockerfile.build.yum-no-gpg-check
RUN dnf --nogpgcheck install y
# ok: dockerfile.build.yum-no-gpg-check
RUN yum install -y x
# ok: dockerfile.build.yum-no-gpg-check
RUN dnf install -y --setopt=install_weak_deps=False x
