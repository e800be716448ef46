//! What PHP lowers to.

use tamis_ir::{ImportRequest, MethodKind};

use crate::lower::testing::{check as check_in, is_whole, module};

fn check(text: &str, wanted: &[&str]) {
    check_in("php", &format!("<?php {text}"), wanted);
}

#[test]
fn variables_belong_to_their_function() {
    check(
        "$x = 1; function f() { echo $x; global $x; echo $x; }",
        &["$x = 1", "echo($x)", "echo(^$x)"],
    );
    check("function f($x) { return function ($a) use ($x) { return $x . $y; }; }", &["^$x Add $y"]);
    check("function f($x) { return fn($a) => $x; }", &["return ^$x"]);
    check("f($_GET['a']);", &["f(?$_GET.a)"]);
}

#[test]
fn what_looks_like_a_statement_is_a_call() {
    check(
        "echo $a, $b; print $c; include $d; `ls $e`; exit($f);",
        &["echo(?$a, ?$b)", "print(?$c)", "include(?$d)", "shell_exec(%", "exit(?$f)", "stop"],
    );
    check("?><b><?= $x ?></b><?php ", &["echo($x)"]);
}

#[test]
fn texts_have_their_parts() {
    check("$x = \"a $b[c] {$d->e}f\";", &["template(\"a \", $b.c, \" \", $d.e, \"f\")"]);
    check("$x = <<<A\n a $b\n A;", &["template(", "$b)"]);
    check("$x = 'a $b';", &["$x = \"a $b\""]);
}

#[test]
fn classes_have_bases_methods_and_fields() {
    let found = module(
        "php",
        "<?php class A extends B implements C { use D; const K = 1; private ?E $e; static $s = 2; \
         function __construct(private F $f, int $g) {} static function m() { return self::K; } }",
    );
    let class = &found.classes[0];
    let kinds: Vec<(&str, MethodKind)> =
        class.methods.iter().map(|it| (&*it.name, it.kind)).collect();
    assert_eq!(kinds, [("__construct", MethodKind::Instance), ("m", MethodKind::Static)]);
    let types: Vec<String> =
        class.field_types.iter().map(|(name, type_)| format!("{name}: {type_}")).collect();
    assert_eq!(types, ["e: E", "f: F"]);
    assert_eq!(class.bases.len(), 3);
}

#[test]
fn loops_are_left_by_their_number() {
    check(
        "while ($a) { foreach ($b as $c) { break 2; } f(); } g();",
        &["if $a b2 else b4", "?g()", "iterate $b", "goto b4", "?f()"],
    );
}

#[test]
fn arrays_are_taken_apart() {
    check("['k' => $a, 'l' => [, $b]] = $c;", &["$a = $c.k", "$b = $c.l[1]"]);
    check("list(, $a) = $c;", &["$a = $c[1]"]);
}

#[test]
fn imports_and_their_files() {
    check(
        "use A\\B as C; use D\\{E, F as G}; new C; new \\H\\I; f();",
        &["A Named(\"B\")", "D Named(\"E\")", "D Named(\"F\")", "H Named(\"I\")", "New C()"],
    );
    let guesses = |module, item| {
        let request = ImportRequest { importer: "web/a.php", module, item };
        super::imports::locate(&request).into_iter().map(|it| it.path).collect::<Vec<_>>()
    };
    assert_eq!(guesses("App.Models", "User"), ["App/Models/User.php", "Models/User.php"]);
    assert_eq!(guesses("lib/b.php", ""), ["web/lib/b.php", "lib/b.php"]);
}

#[test]
fn nothing_of_common_code_is_left_out() {
    is_whole(
        "php",
        "<html><?php\nnamespace A\\B { const C = 1; use D\\{E, F as G}; use function H\\i; }\n\
         abstract class A extends \\B\\C implements D, E { use F, G { F::h insteadof G; } public const I = 'a';\n\
         protected static ?int $j = null, $k; public readonly array $l; #[M] abstract function n(): ?static;\n\
         public function __construct(protected ?O $p = new O, int ...$q) { parent::__construct(...$q); }\n\
         static function &r(array &$s, self|null $t = self::I): void { static $u = 1; global $v; unset($s[0], $t->w); } }\n\
         interface X extends Y {} trait Z { function z() { yield 1 => 2; yield from f(); } } enum S: string { case A = 'a'; const B = self::A; }\n\
         for ($i = 0, $j = 1; $i < 3; $i++, --$j): continue; endfor; while (1): break; endwhile; do { } while (0);\n\
         foreach ($a as $k => [$b, 'c' => $d]) {} foreach ($a as &$b); switch ($a): case 1: default: endswitch;\n\
         if ($a) b(); elseif ($c) d(); else { e(); } try { } catch (A | \\B $e) { } catch (C) { } finally { }\n\
         $f = static fn(int $x): int => $x ** 2; $g = function () use ($f, &$a): void {}; $h = f(...); $i = new class($a) extends B { public $x; };\n\
         $a = $b ?: $c ?? $d; $a ??= 1; $a .= 'b' . \"c{$d['e']}${f}$g->h\"; $a = (int) $b + (array) $c; [$a, , $b] = $c; list('a' => $x) = $y;\n\
         $a = &$b; $$c = 1; ${'d'} = 2; $a->{$b} = $c::$d[0]?->e()->f; A::{$x}(); $a instanceof B; @f(a: 1, ...$b); clone $a; print 'x'; throw new A;\n\
         $x = match (true) { $a, $b => 1, default => throw new B }; echo <<<'X'\n a\n X, `ls $a`; goto l; l: declare(strict_types=1); exit; die('x');\n\
         isset($a['b']) && !empty($c) and $d or $e xor $f; $a <=> $b; $a <> $b; ~$a; -$b; !$c; include_once __DIR__ . '/a.php'; __FILE__; A::class; return;\n?>\n<b><?= $a ?></b>",
    );
}

#[test]
fn broken_code_is_no_trouble() {
    for text in [
        "function",
        "class",
        "class A extends",
        "if (",
        "foreach ($a as",
        "$a = ",
        "$a->",
        "A::",
        "f(",
        "[$a, =",
        "list(",
        "switch ($a) {",
        "match ($a) {",
        "try {",
        "new",
        "new class",
        "use A\\",
        "fn(",
        "function () use (",
        "\"{$a",
        "<<<A\n$b",
        "break 9; continue 0; break -1;",
        "namespace",
        "echo",
        "include",
        "unset(",
        "global",
        "static",
        "yield",
        "$$",
        "${",
    ] {
        module("php", &format!("<?php {text}"));
    }
    module("php", "no code at all");
}
