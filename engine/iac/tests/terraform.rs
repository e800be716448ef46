//! Evaluation of Terraform: every module under `fixtures/terraform` in two variants.
//!
//! In each, the `input` of the resources named `probe` must come out as `"bad"` in the folder `problem` (of at least one
//! instance) and as something known that is not `"bad"` in the folder `fine`. A module whose value cannot be known says
//! so: where the file `expect` holds a reason, every probe must be unknown for that reason in both variants.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tamis_iac::{
    Context, Files, Kind, Resource, ResourceGraph, Settings, Source, Value, terraform,
};
use tamis_ir::Language;
use tamis_syntax::{FileId, Tree};

/// Files of a folder on disk.
struct Disk(PathBuf);

impl Disk {
    fn file(&self, path: &str, id: u32) -> Option<Source> {
        let text: Arc<str> = Arc::from(std::fs::read_to_string(self.0.join(path)).ok()?);
        let language = tamis_lang::by_file_name(path)?;
        let tree = Arc::new(tamis_lang::parse(language.syntax.as_ref()?, &text));
        Some(Source { file: FileId(id), path: Arc::from(path), text, language, tree })
    }
}

impl Files for Disk {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        std::fs::read_to_string(self.0.join(path)).ok().map(Arc::from)
    }

    fn source(&self, path: &str) -> Option<Source> {
        self.file(path, 1_000_000)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.0.join(folder)) else { return Vec::new() };
        let name = |entry: std::fs::DirEntry| {
            let end = if entry.path().is_dir() { "/" } else { "" };
            format!("{}{end}", entry.file_name().to_string_lossy())
        };
        let mut names: Vec<String> = entries.flatten().map(name).collect();
        names.sort();
        names
    }

    fn parse(&self, language: &str, text: &str) -> Option<(&'static Language, Tree)> {
        let language = tamis_lang::language(language)?;
        Some((language, tamis_lang::parse(language.syntax.as_ref()?, text)))
    }
}

/// All configuration files below a folder, hidden folders left out.
fn sources(disk: &Disk) -> Vec<Source> {
    let (mut open, mut paths) = (vec![String::new()], Vec::new());
    while let Some(folder) = open.pop() {
        for name in disk.list(&folder) {
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            match name.strip_suffix('/') {
                Some(hidden) if hidden.starts_with('.') => {}
                Some(_) => open.push(path.trim_end_matches('/').to_owned()),
                None if (terraform::DIALECT.may_own)(&name, "") => paths.push(path),
                None => {}
            }
        }
    }
    paths.sort();
    let numbered = paths.iter().enumerate();
    numbered.filter_map(|(id, path)| disk.file(path, id as u32)).collect()
}

/// The graph of a folder, and the words of its notices.
fn build(folder: &Path, settings: &Settings) -> (ResourceGraph, Vec<String>) {
    let disk = Disk(folder.to_owned());
    let sources = sources(&disk);
    let mut cx = Context::new(&disk, settings);
    (terraform::DIALECT.build)(&sources, &mut cx);
    cx.graph.finish();
    (cx.graph, cx.notices.into_iter().map(|notice| notice.message).collect())
}

fn on_large_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap();
    thread.join().unwrap();
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/terraform")
}

fn probes(graph: &ResourceGraph) -> Vec<&Resource> {
    let is_probe = |resource: &&Resource| {
        let name = resource.address.rsplit('.').find(|part| part.starts_with("probe"));
        &*resource.kind == "terraform_data" && name.is_some()
    };
    graph.resources.iter().filter(is_probe).collect()
}

fn check(case: &Path, variant: &str) -> Result<(), String> {
    let folder = case.join(variant);
    let mut settings = Settings::default();
    if folder.join("given.vars").is_file() {
        settings.variable_files.push("given.vars".to_owned());
    }
    if folder.join("given.tfvars").is_file() {
        settings.variable_files.push("given.tfvars".to_owned());
    }
    let (graph, notices) = build(&folder, &settings);
    let inputs: Vec<Option<&Value>> = probes(&graph)
        .iter()
        .map(|probe| probe.attribute("input").map(|attribute| &attribute.value))
        .collect();
    let fail = |why: &str| Err(format!("{why}: {inputs:#?}; notices: {notices:?}"));
    if inputs.is_empty() {
        return fail("no probe");
    }
    if let Ok(reason) = std::fs::read_to_string(case.join("expect")) {
        let is_it = |value: &Value| match &value.kind {
            Kind::Unknown(unknown) => format!("{:?}", unknown.reason) == reason.trim(),
            _ => false,
        };
        let all = inputs.iter().all(|input| input.is_some_and(is_it));
        return if all { Ok(()) } else { fail("not unknown for the reason expected") };
    }
    if !inputs.iter().flatten().all(|value| value.is_wholly_known()) {
        return fail("a probe is not known");
    }
    let is_bad = inputs.iter().flatten().any(|value| value.as_str() == Some("bad"));
    match (variant, is_bad) {
        ("problem", true) | ("fine", false) => Ok(()),
        _ => fail("wrong value"),
    }
}

#[test]
fn every_module_evaluates_in_both_variants() {
    on_large_stack(|| {
        let mut cases: Vec<PathBuf> =
            std::fs::read_dir(fixtures()).unwrap().flatten().map(|entry| entry.path()).collect();
        cases.retain(|case| case.join("problem").is_dir());
        cases.sort();
        assert!(cases.len() >= 80, "only {} modules", cases.len());
        let mut wrong = Vec::new();
        for case in &cases {
            for variant in ["problem", "fine"] {
                if let Err(why) = check(case, variant) {
                    let name = case.file_name().unwrap().to_string_lossy().into_owned();
                    wrong.push(format!("{name}/{variant}: {why}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    });
}

/// Files that exist only here.
struct Memory(Vec<(&'static str, String)>);

impl Files for Memory {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| Arc::from(text.as_str()))
    }

    fn source(&self, path: &str) -> Option<Source> {
        let at = self.0.iter().position(|(name, _)| *name == path)?;
        let text = self.read(path)?;
        let language = tamis_lang::by_file_name(path)?;
        let tree = Arc::new(tamis_lang::parse(language.syntax.as_ref()?, &text));
        Some(Source { file: FileId(at as u32), path: Arc::from(path), text, language, tree })
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let below = self.0.iter().filter_map(|(name, _)| name.strip_prefix(prefix.as_str()));
        below.filter(|name| !name.contains('/')).map(str::to_owned).collect()
    }

    fn parse(&self, language: &str, text: &str) -> Option<(&'static Language, Tree)> {
        Disk(PathBuf::new()).parse(language, text)
    }
}

/// What a module of these files becomes: the graph and the notices.
fn graph_of(files: Vec<(&'static str, String)>) -> (ResourceGraph, Vec<String>) {
    let memory = Memory(files);
    let sources: Vec<Source> =
        memory.0.iter().filter_map(|(path, _)| memory.source(path)).collect();
    let settings = Settings::default();
    let mut cx = Context::new(&memory, &settings);
    (terraform::DIALECT.build)(&sources, &mut cx);
    cx.graph.finish();
    (cx.graph, cx.notices.into_iter().map(|notice| notice.message).collect())
}

fn one(text: &str) -> (ResourceGraph, Vec<String>) {
    graph_of(vec![("main.tf", text.to_owned())])
}

#[test]
fn hostile_input_is_bounded_and_said() {
    on_large_stack(|| {
        let (graph, notices) = one(
            "locals {\n  a = local.b\n  b = local.a\n}\nresource \"x\" \"y\" {\n  v = local.a\n}\n",
        );
        assert_eq!(graph.resources.len(), 1);
        assert!(notices.iter().any(|notice| notice.contains("depends on itself")), "{notices:?}");

        let (_, notices) = graph_of(vec![
            ("m/main.tf", "module \"again\" {\n  source = \"./\"\n}\n".to_owned()),
            ("main.tf", "module \"m\" {\n  source = \"./m\"\n}\n".to_owned()),
        ]);
        assert!(notices.iter().any(|notice| notice.contains("calls itself")), "{notices:?}");

        let (graph, notices) =
            one("resource \"x\" \"y\" {\n  count = 1000000\n  v = count.index\n}\n");
        assert!(graph.resources.len() < 10_000);
        assert!(notices.iter().any(|notice| notice.contains("1000000 instances")), "{notices:?}");

        let chain: String = (0..20_000).map(|n| format!("  a{n} = local.a{}\n", n + 1)).collect();
        let (_, notices) =
            one(&format!("locals {{\n{chain}}}\nresource \"x\" \"y\" {{\n  v = local.a0\n}}\n"));
        assert!(notices.iter().any(|notice| notice.contains("given up")), "{notices:?}");

        let doubled: String =
            (0..60).map(|n| format!("  a{n} = [local.a{0}, local.a{0}]\n", n + 1)).collect();
        one(&format!(
            "locals {{\n{doubled}  a60 = [1]\n}}\nresource \"x\" \"y\" {{\n  v = flatten(local.a0)\n}}\n"
        ));
        one(&format!(
            "resource \"x\" \"y\" {{\n  v = {}1{}\n}}\n",
            "(".repeat(5000),
            ")".repeat(5000)
        ));
        one(&format!("resource \"x\" \"y\" {{\n  v = a{}\n}}\n", ".b".repeat(50_000)));
        one(
            "resource \"x\" \"y\" {\n  v = [for a in range(1000): [for b in range(1000): [for c in range(1000): [for d in range(1000): d]]]]\n}\n",
        );
        one("resource \"x\" {\n v = \"${\n");
    });
}

#[test]
fn references_lead_through_instances_locals_and_modules() {
    let main = r#"
resource "aws_s3_bucket" "b" {
  for_each = toset(["x", "y"])
  bucket   = "name-${each.key}"
}
resource "aws_s3_bucket_acl" "a" {
  for_each = aws_s3_bucket.b
  bucket   = each.value.id
}
locals {
  id = aws_s3_bucket.b["x"].bucket
}
module "m" {
  source = "./m"
  bucket = local.id
}
resource "aws_instance" "i" {
  rule {
    groups = [module.m.policy]
  }
}
"#;
    let module = r#"
variable "bucket" {}
resource "aws_s3_bucket_policy" "p" {
  bucket = var.bucket
}
output "policy" {
  value = aws_s3_bucket_policy.p.id
}
"#;
    let (graph, notices) =
        graph_of(vec![("m/main.tf", module.to_owned()), ("main.tf", main.to_owned())]);
    assert!(notices.is_empty(), "{notices:?}");
    let name = |id| graph.resource(id).address.to_string();
    let edges: Vec<String> = graph
        .references
        .iter()
        .map(|e| format!("{} {} -> {} {}", name(e.from), e.path, name(e.to), e.attribute))
        .collect();
    for wanted in [
        "aws_s3_bucket_acl.a[\"x\"] bucket -> aws_s3_bucket.b[\"x\"] id",
        "aws_s3_bucket_acl.a[\"y\"] bucket -> aws_s3_bucket.b[\"y\"] id",
        "module.m.aws_s3_bucket_policy.p bucket -> aws_s3_bucket.b[\"x\"] bucket",
        "aws_instance.i rule[*].groups[*] -> module.m.aws_s3_bucket_policy.p id",
    ] {
        assert!(edges.iter().any(|edge| edge == wanted), "{wanted} not in {edges:#?}");
    }
    assert!(!edges.iter().any(|edge| edge.contains("a[\"x\"]") && edge.contains("b[\"y\"]")));
}

#[test]
fn a_value_tells_how_it_came() {
    let main = "module \"m\" {\n  source = \"./m\"\n  acl    = \"public-read\"\n}\n";
    let module = "variable \"acl\" {}\nlocals {\n  acl = lower(var.acl)\n}\nresource \"aws_s3_bucket\" \"b\" {\n  acl = local.acl\n}\n";
    let (graph, _) = graph_of(vec![("m/main.tf", module.to_owned()), ("main.tf", main.to_owned())]);
    let bucket = graph.resources.iter().find(|r| &*r.kind == "aws_s3_bucket").unwrap();
    let acl = &bucket.attribute("acl").unwrap().value;
    let steps: Vec<String> = acl.origin.steps().map(|step| step.how.phrase(&step.name)).collect();
    assert_eq!(steps, ["local value 'acl'", "result of 'lower'", "argument 'acl'"]);
    let last = acl.origin.steps().last().unwrap();
    assert_eq!(last.origin.place.unwrap().file, FileId(1));
    let calls = bucket.calls.as_ref().unwrap();
    assert_eq!(&*calls.name, "module.m");
    assert_eq!(acl.origin.place.unwrap().file, FileId(0));
}

#[test]
fn a_plan_is_read_with_what_it_does_not_know() {
    let plan = r#"{"format_version":"1.2","terraform_version":"1.11.4",
"planned_values":{"root_module":{"resources":[
  {"address":"aws_s3_bucket.b[0]","mode":"managed","type":"aws_s3_bucket","name":"b","index":0,"values":{"bucket":"x","tags":null}},
  {"address":"aws_s3_bucket_policy.p[0]","mode":"managed","type":"aws_s3_bucket_policy","name":"p","values":{"policy":"${aws:username}"}}],
 "child_modules":[{"address":"module.m","resources":[{"address":"module.m.aws_sns_topic.t","mode":"managed","type":"aws_sns_topic","name":"t","values":{}}]}]}},
"resource_changes":[{"address":"aws_s3_bucket.b[0]","change":{"after_unknown":{"id":true,"tags_all":{}}}}],
"configuration":{"root_module":{"resources":[{"address":"aws_s3_bucket_policy.p","expressions":{"bucket":{"references":["aws_s3_bucket.b[0].id","aws_s3_bucket.b"]}}}]}}}"#;
    assert!((terraform::DIALECT.may_own)("plan.json", plan));
    assert!(!(terraform::DIALECT.may_own)("package.json", "{\"name\": \"x\"}"));
    let (graph, notices) = graph_of(vec![("plan.json", plan.to_owned())]);
    assert!(notices.is_empty(), "{notices:?}");
    let addresses: Vec<&str> = graph.resources.iter().map(|r| &*r.address).collect();
    assert_eq!(
        addresses,
        ["aws_s3_bucket.b[0]", "aws_s3_bucket_policy.p[0]", "module.m.aws_sns_topic.t"]
    );
    let bucket = &graph.resources[0];
    assert!(bucket.attribute("id").unwrap().value.is_unknown());
    assert_eq!(bucket.attribute("bucket").unwrap().value.as_str(), Some("x"));
    let policy = graph.resources[1].attribute("policy").unwrap();
    assert_eq!(policy.value.as_str(), Some("${aws:username}"));
    assert_eq!(graph.references.len(), 2, "{:?}", graph.references);
}
