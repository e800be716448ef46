FROM debian:12
# ruleid: dockerfile.build.unpinned-packages
RUN pip install flask
# ruleid: dockerfile.build.unpinned-packages
RUN npm install -g typescript
# ruleid: dockerfile.build.unpinned-packages
RUN apk add --no-cache curl
# ok: dockerfile.build.unpinned-packages
RUN pip install -r requirements.txt
# ok: dockerfile.build.unpinned-packages
RUN pip install flask==3.1.2
# ok: dockerfile.build.unpinned-packages
RUN npm ci
# ok: dockerfile.build.unpinned-packages
RUN npm install -g typescript@5.9.2
# ok: dockerfile.build.unpinned-packages
RUN apk add --no-cache curl=8.14.1-r1
