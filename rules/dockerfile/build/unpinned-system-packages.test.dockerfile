FROM example/base:1.2
# ruleid: dockerfile.build.unpinned-system-packages
RUN apt-get update && apt-get install -y curl
# ruleid: dockerfile.build.unpinned-system-packages
RUN yum install -y httpd
# ruleid: dockerfile.build.unpinned-system-packages
RUN zypper install -y httpd
# ok: dockerfile.build.unpinned-system-packages
RUN apt-get install -y curl=8.5.0-2
# ok: dockerfile.build.unpinned-system-packages
RUN yum install -y httpd-2.4.62
# ok: dockerfile.build.unpinned-system-packages
RUN zypper install -y httpd=2.4.62
