FROM example/base:1.2
# ruleid: dockerfile.build.asks-questions
RUN apt-get update && apt-get install curl
# ruleid: dockerfile.build.asks-questions
RUN yum install httpd
# ruleid: dockerfile.build.asks-questions
RUN zypper install httpd
# ok: dockerfile.build.asks-questions
RUN apt-get update && apt-get install -y curl
# ok: dockerfile.build.asks-questions
RUN apt-get install -qqy curl
# ok: dockerfile.build.asks-questions
RUN ["apt-get", "-y", "install", "curl"]
# ok: dockerfile.build.asks-questions
RUN apt-get --quiet --quiet install curl
# ok: dockerfile.build.asks-questions
RUN dnf -y install httpd
# ok: dockerfile.build.asks-questions
RUN zypper -n install httpd
