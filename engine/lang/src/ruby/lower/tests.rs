//! What Ruby lowers to.

use tamis_ir::MethodKind;

use crate::lower::testing::{check as check_in, is_whole, module};

fn check(text: &str, wanted: &[&str]) {
    check_in("ruby", text, wanted);
}

#[test]
fn what_stands_last_is_returned() {
    check("def f(x)\n  x\nend", &["f(x Plain)", "return x"]);
    check("def f(x) = x", &["return x"]);
    check(
        "def f(x)\n  if x then 1 else 2 end\nend",
        &["if x b1 else b2", "= 1", "= 2", "return %"],
    );
}

#[test]
fn names_without_parentheses_are_members_of_self() {
    check(
        "class C\n  def a; b; end\n  def c(x); d x; x.e; end\nend",
        &["a = f2 Getter", "c = f3 Instance", "= self.b", "Call self.d(x)", "Call x.e()"],
    );
    check("x = params[:a]\nf x", &["x = ?params.a", "Call ?f(x)"]);
    // A method does not see variables around it.
    check("y = 1\ndef f; y; end", &["y = 1", "f()", "= y()"]);
}

#[test]
fn blocks_are_functions_that_yield_calls() {
    check(
        "def f(&b)\n  b.call(1)\nend\ndef g\n  yield 2\nend\ng { |x| f(x) }",
        &["Call g(&block=%", "f(b Named)", "Call b.call(1)", "g(&block Named)", "Call &block(2)"],
    );
    check("xs.each { |k, v| p v }", &["?xs.each(", "(%0 Plain)", "join(%0, %0[1])"]);
    check("xs.map { it + _x }", &["(it Plain)"]);
}

#[test]
fn texts_have_their_parts() {
    check("x = \"a#{y}b\"", &["template(\"a\", ?y, \"b\")"]);
    check("x = <<~A\n  #{y}\nA\nz = :s", &["template(?y)", "z = \"s\""]);
    check("x = `ls #{y}`", &["template(\"ls \", ?y)", "Implicit ?`(%"]);
}

#[test]
fn fields_and_attributes_bear_one_name() {
    check(
        "class C\n  def f(o)\n    @a = 1\n    o.a = @a\n    @@b ||= 2\n    $g = 3\n  end\nend",
        &["self.a = 1", "o.a = self.a", "C.b = %", "$g = 3"],
    );
}

#[test]
fn classes_have_bases_and_kinds_of_methods() {
    let found = module(
        "ruby",
        "module M\n  module_function\n  def f; end\nend\nclass C < B\n  include M\n  extend E\n  class << self\n    \
         def g(x); end\n  end\n  def self.h; end\n  private def i(x); end\n  class D; end\nend",
    );
    let kinds: Vec<(&str, MethodKind)> =
        found.classes[1].methods.iter().map(|it| (&*it.name, it.kind)).collect();
    assert_eq!(found.classes[0].methods[0].kind, MethodKind::Class);
    assert_eq!(
        kinds,
        [("g", MethodKind::Class), ("h", MethodKind::Class), ("i", MethodKind::Instance)]
    );
    assert_eq!(found.classes[1].bases.len(), 2);
    assert_eq!(&*found.classes[2].name, "D");
}

#[test]
fn handlers_see_what_was_raised() {
    check(
        "def f\n  g\nrescue A, B => e\n  h(e)\nelse\n  1\nensure\n  i\nend",
        &["= ?i", "= ?g", "e = %", "?h(e)"],
    );
}

#[test]
fn nothing_of_common_code_is_left_out() {
    is_whole(
        "ruby",
        "require 'x'\nmodule A::B\n  C = Struct.new(:a) do\n    def x; end\n  end\n  D, @e = 1, 2\n  alias a b\n  \
         attr_reader :q\n  def f(a, b = 1, *c, (d, e), k:, l: 2, **m, &n)\n    return 1, 2 if a && !b or not c\n    \
         x = y = z ? 1.5 : 0x1F\n    a[1], b.c = *d, **e\n    a[1..2] <<= 3\n    case x\n    when 1..2, String then 1\n    \
         when *list, ->(q) { q } then 2\n    end\n    case [1, { a: 2 }]\n    in [Integer => i, *] unless i > 1 then i\n    \
         in { a: String | nil => s, **rest } then s\n    in ^x then 1\n    else 2\n    end\n    while x do break; next; redo end\n    \
         begin; 1; end until x\n    for a, b in c do end\n    begin; retry; rescue; 2; ensure 3; end\n    \
         x = %w[a #{b}] + %i[c d] + [1, *e, f: 2]\n    y = :\"a#{b}\" ; z = ?a; w = /a#{b}/i; v = 'a' 'b'; u = 1r; t = 2i\n    \
         puts(__FILE__, __LINE__, *a, **b, &:c); super; super(1); yield; yield(1, *a); defined?(x); -x; ~y; !z; +w\n    \
         a&.b&.c ||= 1; A::B.c(1) { |x, (y, z), *w, k: 1; l| x }; a.(1); a::b; ::C; x => { name: }; x in [1]\n    \
         lambda do |x| x end; -> { 1 }; proc { _1 }; BEGIN { 1 }; END { 2 }\n    undef g; a rescue b; a if b; a unless b\n    \
         a while b; $stdout; @@x; self.class; nil; true; a <=> b; a === b; a ** b; a ? b : c; f a do |x| x end\n    \
         raise E, \"a\" unless x; catch(:a) { throw :a }\n  end\n  private\n  class << self; def g; end; end\n  def self.h(...) = i(...)\nend\n",
    );
}

#[test]
fn broken_code_is_no_trouble() {
    for text in [
        "def",
        "class",
        "class C <",
        "module A::",
        "if",
        "x = ",
        "a.b = ",
        "f(",
        "f {",
        "f do |x",
        "\"#{",
        "<<~A\n#{",
        "case",
        "case x\nwhen",
        "begin\nrescue",
        "yield",
        "super(",
        "->(",
        "a, b =",
        "x[",
        "@",
        "$",
        "::",
        "def f(a, = 1",
        "break\nnext\nredo\nretry",
        "x => {",
        "%w[",
        ":\"",
        "a.\n",
        "self.new.new { new }",
        "class << self",
    ] {
        module("ruby", text);
    }
}
