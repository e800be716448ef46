import ast
import json

EXPRESSION = "1 + 1"


def calculate(expression, request):
    # ruleid: python.lang.eval-non-literal
    total = eval(expression)
    # ruleid: python.lang.eval-non-literal
    total += eval("x + " + expression, {"x": 1})
    # ruleid: python.lang.eval-non-literal
    total += eval(request.args["formula"], {"__builtins__": {}})
    # ruleid: python.lang.eval-non-literal
    total += eval(f"{expression} * 2")
    # ruleid: python.lang.eval-non-literal
    total += eval(compile(expression, "<user>", "eval"))
    return total


def safe(text, model, code, tree):
    # ok: python.lang.eval-non-literal
    value = ast.literal_eval(text)
    # ok: python.lang.eval-non-literal
    value = json.loads(text)
    # ok: python.lang.eval-non-literal
    value = eval("1 + 1")
    # ok: python.lang.eval-non-literal
    value = eval(EXPRESSION)
    # ok: python.lang.eval-non-literal
    value = eval(compile("1 + 1", "<here>", "eval"))
    # ok: python.lang.eval-non-literal
    value = eval(code, {})
    # ok: python.lang.eval-non-literal
    model.eval(text)
    return value
