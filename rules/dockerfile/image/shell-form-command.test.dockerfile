FROM example/base:1.2
# ruleid: dockerfile.image.shell-form-command
CMD node server.js
# ok: dockerfile.image.shell-form-command
CMD ["node", "server.js"]
