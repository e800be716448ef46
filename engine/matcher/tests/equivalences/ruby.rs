//! Ruby leaves out much of what other languages write.

use crate::support::check;

#[test]
fn the_last_expression_is_returned() {
    check(
        "ruby",
        "return $X",
        r#"
def f(x)
  1
  if x
    2 # <--
  else
    3 # <--
  end
end
def g
  return 4 # <--
end
def h
  begin
    5
  ensure
    6 # <--
  end
end
"#,
    );
}

#[test]
fn a_call_may_have_a_block_and_arguments() {
    check("ruby", "a.b", "a.b(1) # <--\na.b { |x| x } # <--\na.b # <--\nb.a\n");
    check("ruby", "f(...)", "f :x do # <--\nend\nf # <--\nx = f\n");
}

#[test]
fn blocks_are_the_same_in_braces_and_words() {
    check("ruby", "f do |x|\n  ...\n  g(x)\nend", "f { |y| g(y) }\nf { |x| g(x) } # <--\n");
}

#[test]
fn keys_are_symbols_in_both_forms() {
    let code = "f(a, :k => 1) # <--\nf(a, k: 1) # <--\nf(a, 'k' => 1)\n";
    check("ruby", "f(..., :k => 1)", code);
    check("ruby", "f(..., k: 1)", code);
    check("ruby", "f(x: 1, y: 2)", "f(y: 2, x: 1) # <--\nf(x: 1)\n");
}

#[test]
fn shells_are_texts_with_code() {
    check("ruby", "`...#{$X}...`", "`ls #{a}` # <--\n%x{ls #{a} b} # <--\n`ls`\n\"ls #{a}\"\n");
}

#[test]
fn an_argument_without_brackets_is_one() {
    check(
        "ruby",
        "$A = u()\n...\nf $A",
        "def m\n  x = u() # <--\n  g do\n    y = f(x)\n  end\nend\n",
    );
}

#[test]
fn a_branch_that_is_open_may_be_empty() {
    check("ruby", "if $C\n  ...\nelse\n  ...\nend", "if a # <--\nelse\n  b\nend\nif a\n  b\nend\n");
}

#[test]
fn chains_end_anywhere() {
    check("ruby", "$O.f(). ... .g(). ...", "o.f().x().g() # <--\no.f().g().y() # <--\no.f().y()\n");
}

#[test]
fn options_of_a_regular_expression_are_left_open() {
    check("ruby", "/a/", "/a/i # <--\n/a/ # <--\n/ab/\n");
}
