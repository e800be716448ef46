FROM example/base:1.2
# ruleid: dockerfile.image.several-commands
CMD ["a"]
# ruleid: dockerfile.image.several-commands
CMD ["b"]
# ok: dockerfile.image.several-commands
ENTRYPOINT ["a"]
