from pathlib import Path

SETUP = "import math"


def run(code, name, value):
    # ruleid: python.lang.exec-non-literal
    exec(code)
    # ruleid: python.lang.exec-non-literal
    exec(f"{name} = {value!r}", globals())
    # ruleid: python.lang.exec-non-literal
    exec("import " + name)
    # ruleid: python.lang.exec-non-literal
    exec(compile(code, "<user>", "exec"), {})


def safe(cursor, statement):
    scope = {}
    # ok: python.lang.exec-non-literal
    exec("import math", scope)
    # ok: python.lang.exec-non-literal
    exec(SETUP, scope)
    # ok: python.lang.exec-non-literal
    exec(compile("x = 1", "<here>", "exec"), scope)
    # ok: python.lang.exec-non-literal
    exec(open("package/version.py").read(), scope)
    # ok: python.lang.exec-non-literal
    exec(Path("package/version.py").read_text(), scope)
    with open("settings.py") as settings:
        # ok: python.lang.exec-non-literal
        exec(compile(settings.read(), "settings.py", "exec"), scope)
    # ok: python.lang.exec-non-literal
    cursor.exec(statement)
    return scope["__version__"]
