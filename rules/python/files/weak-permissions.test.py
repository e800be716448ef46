import os
# ruleid: python.files.weak-permissions
os.chmod("a", 0o777)
# ruleid: python.files.weak-permissions
os.chmod("a", 0o666)
# ruleid: python.files.weak-permissions
os.chmod("a", 400)
# ruleid: python.files.weak-permissions
os.open("a", os.O_CREAT, 0o704)
# ok: python.files.weak-permissions
os.chmod("a", 0o600)
# ok: python.files.weak-permissions
os.chmod("a", 0o755)
# ok: python.files.weak-permissions
os.chmod("a", mode)
