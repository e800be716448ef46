import jinja2
from jinja2 import Environment, FileSystemLoader, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

loader = FileSystemLoader("templates")
# ruleid: python.jinja2.autoescape-off
first = Environment(loader=loader)
# ruleid: python.jinja2.autoescape-off
second = jinja2.Environment(loader=loader, autoescape=False)
# ruleid: python.jinja2.autoescape-off
third = SandboxedEnvironment()
# ruleid: python.jinja2.autoescape-off
fourth = Environment(
    loader=loader,
    trim_blocks=True,
)

# ok: python.jinja2.autoescape-off
fifth = Environment(loader=loader, autoescape=True)
# ok: python.jinja2.autoescape-off
sixth = Environment(loader=loader, autoescape=select_autoescape(["html"]))
# ok: python.jinja2.autoescape-off
seventh = jinja2.Environment(loader=loader, autoescape=lambda name: name.endswith(".html"))
# ok: python.jinja2.autoescape-off
eighth = Environment(loader=loader, block_start_string="<%", block_end_string="%>")
# ok: python.jinja2.autoescape-off
latex_env = Environment(loader=loader)
