FROM debian:12
# ruleid: dockerfile.build.yum-ssl-off
RUN yum-config-manager --save --setopt=sslverify=false
# ruleid: dockerfile.build.yum-ssl-off
RUN dnf --setopt=sslverify=0 install x
# ok: dockerfile.build.yum-ssl-off
RUN yum-config-manager --save --setopt=sslverify=true
# ok: dockerfile.build.yum-ssl-off
RUN yum install -y x
