import pathlib
def save(password, name):
    # ruleid: python.files.secret-in-clear-text
    pathlib.Path("a").write_text(password)
    with open("a", "w") as file:
        # ruleid: python.files.secret-in-clear-text
        file.write("pw: " + password)
        # ok: python.files.secret-in-clear-text
        file.write(name)
        # ok: python.files.secret-in-clear-text
        file.write(hash_of(password))
    # ruleid: python.files.secret-in-clear-text
    response.set_cookie("pw", password)
    # ok: python.files.secret-in-clear-text
    print(len(password))
