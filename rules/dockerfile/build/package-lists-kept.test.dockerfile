FROM example/base:1.2
# ruleid: dockerfile.build.package-lists-kept
RUN apt-get update && apt-get install -y curl
# ruleid: dockerfile.build.package-lists-kept
RUN yum install -y httpd
# ok: dockerfile.build.package-lists-kept
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
# ok: dockerfile.build.package-lists-kept
RUN yum install -y httpd && yum clean all
