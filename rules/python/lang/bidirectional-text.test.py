level = "user"
# ruleid: python.lang.bidirectional-text
if level != "user‮ ⁦# only for admins⁩ ⁦":
    grant()

# ruleid: python.lang.bidirectional-text
name = "‫x‬"

# ruleid: python.lang.bidirectional-text
other = "a"  # ⁧ return

# ok: python.lang.bidirectional-text
escaped = "\u202e"

# ok: python.lang.bidirectional-text
hebrew = "שלום"

# ok: python.lang.bidirectional-text
marked = "a‎b"
