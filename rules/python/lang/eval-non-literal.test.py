import ast
import json
from pathlib import Path

EXPRESSION = "1 + 1"


def calculate(expression, request):
    # ruleid: python.lang.eval-non-literal
    total = eval(expression)
    # ruleid: python.lang.eval-non-literal
    total += eval("x + " + expression, {"x": 1})
    # ruleid: python.lang.eval-non-literal
    total += eval(request.args["formula"], {"__builtins__": {}})
    # ruleid: python.lang.eval-non-literal
    exec(f"value = {expression}")
    # ruleid: python.lang.eval-non-literal
    exec(compile(expression, "<user>", "exec"))
    return total


def safe(text, model, name):
    # ok: python.lang.eval-non-literal
    value = ast.literal_eval(text)
    # ok: python.lang.eval-non-literal
    value = json.loads(text)
    # ok: python.lang.eval-non-literal
    value = eval("1 + 1")
    # ok: python.lang.eval-non-literal
    value = eval(EXPRESSION)
    # ok: python.lang.eval-non-literal
    exec(compile("x = 1", "<here>", "exec"))
    # ok: python.lang.eval-non-literal
    model.eval(text)
    # ok: python.lang.eval-non-literal
    cursor.exec(text)
    return value


def version():
    scope = {}
    # ok: python.lang.eval-non-literal
    exec(open("package/version.py").read(), scope)
    # ok: python.lang.eval-non-literal
    exec(Path("package/version.py").read_text(), scope)
    with open("settings.py") as settings:
        # ok: python.lang.eval-non-literal
        exec(compile(settings.read(), "settings.py", "exec"), scope)
    return scope["__version__"]
