//! What Python lowers to.

use tamis_ir::dump;

/// What `text` lowers to, as `tamis dump ir` prints it.
fn lowered(text: &str) -> String {
    let language = crate::language("python").expect("Python is in the table");
    let syntax = language.syntax.as_ref().expect("Python has a grammar");
    let tree = crate::parse(syntax, text);
    dump(&super::lower((syntax.grammar)(), &tree, text))
}

fn check(text: &str, wanted: &[&str]) {
    let found = lowered(text);
    let mut rest = found.as_str();
    for line in wanted {
        match rest.find(line) {
            Some(at) => rest = &rest[at + line.len()..],
            None => panic!("'{line}' is not (or not in this order) in\n{found}"),
        }
    }
}

#[test]
fn names_are_local_to_the_function_that_assigns_them() {
    check(
        "x = 1\ndef f():\n  print(x)\n  y = 2\ndef g():\n  x = y\ndef h():\n  global x\n  x = 3\n",
        &["x = 1", "?print(^x)", "y = 2", "x = ?y", "^x = 3"],
    );
}

#[test]
fn conditions_become_branches() {
    check(
        "if a and not b:\n  f()\nelse:\n  g()\n",
        &["if ?a b4 else b3", "?f()", "?g()", "if ?b b3 else b2"],
    );
}

#[test]
fn keys_and_members_are_paths() {
    check("d['k'].x[0] = e[i]\n", &["?d.k.x[0] = ?e[*]"]);
}

#[test]
fn calls_keep_names_and_spreads() {
    check("o.m(a, *b, k=c, **d)\n", &["Call ?o.m(?a, *?b, k=?c, **?d)"]);
}

#[test]
fn handlers_see_what_was_raised() {
    check(
        "try:\n  f()\nexcept E as e:\n  g(e)\nfinally:\n  h()\n",
        &["unwind", "?f()", "e = %", "?g(e)"],
    );
}

#[test]
fn classes_list_their_methods() {
    check(
        "class C(B):\n  n: int = 1\n  @property\n  def p(self): return self.q\n  def m(self, a=1): pass\n",
        &[
            "class C : ?B",
            "p = f2 Getter",
            "m = f3 Instance",
            "C.p(self Receiver)",
            "return self.q",
            "a = join(a, 1)",
        ],
    );
}

#[test]
fn comprehensions_have_their_own_names() {
    check("x = 1\ny = [x for x in z if x]\n", &["List()", "iterate ?z", "[*] = x"]);
}

#[test]
fn nothing_of_common_code_is_left_out() {
    let text = "async def f(a, /, b: int = 1, *c, d=2, **e) -> str:\n  async with a as (x, y): pass\n  \
                for i, (j, *k) in a.items(): continue\n  del a.b, c[0]\n  assert a, 'm'\n  \
                x = yield b\n  return [*c, {**e}, a[1:2], f'{b!r}{c:>{d}}', (n := 1), lambda *p, q=1: q]\n\
                match a:\n  case {'k': v, **rest}: pass\n  case [1, *o] if v: pass\n  case P(x=1, y=q) as z: pass\n  \
                case 'a' | 'b': pass\n  case _: pass\n";
    assert!(!lowered(text).contains("not lowered"), "{}", lowered(text));
}

#[test]
fn broken_code_is_no_trouble() {
    for text in
        ["def", "class :", "x = = 1", "f(", "try:\n", "match x:\n  case", "for in : pass", "@"]
    {
        lowered(text);
    }
}
