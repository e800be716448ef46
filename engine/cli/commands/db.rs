//! `tamis db`: the advisories that dependencies are held against.
//!
//! Downloads go through the `curl` command, as uploads do: tamis itself speaks to no network.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use sha2::Digest as _;
use tamis_deps::Ecosystem;
use tamis_deps::advisory::{Database, encode};
use tamis_deps::document::read_json;
use tamis_deps::sbom::{Statement, read_vex};
use tamis_scan::{Advisories, Configs, Date, DepsOptions, load_advisories};

use super::print;
use crate::args::{Db, DbBuild, DbCommand, DbUpdate};
use crate::settings::{Place, Settings};

pub(crate) fn run(args: &Db) -> Result<u8, Report> {
    match &args.command {
        DbCommand::Build(args) => build(args),
        DbCommand::Info { file } => info(file),
        DbCommand::Update(args) => update(args),
    }
}

/// What a scan holds lockfiles against; `None` where its rules are none of dependencies.
pub(crate) fn options(
    flag: Option<&Path>,
    settings: &Settings,
    configs: &Configs,
    place: &Place,
) -> Result<Option<DepsOptions>, Report> {
    let packs = ["default", "audit", "deps"];
    if !settings.rules.value.iter().any(|pack| packs.contains(&pack.as_str())) {
        return Ok(None);
    }
    options_of_all(flag, configs, place).map(Some)
}

/// The same whatever the rules.
pub(crate) fn options_of_all(
    flag: Option<&Path>,
    configs: &Configs,
    place: &Place,
) -> Result<DepsOptions, Report> {
    let files = configs.of_run();
    let licenses = files.iter().rev().find_map(|file| file.licenses.clone());
    let named = files.iter().rev().find_map(|file| {
        let set = file.database.as_ref()?;
        Some(place.base.join(&file.folder).join(&set.value))
    });
    let Some(path) = flag.map(Path::to_owned).or(named) else {
        return Ok(DepsOptions { licenses, ..DepsOptions::default() });
    };
    let database = open(&[&path])?.into_database();
    let database_name = path.display().to_string();
    Ok(DepsOptions { database: Some(Arc::new(database)), database_name, licenses, vex: Vec::new() })
}

/// Statements of OpenVEX documents, in order.
pub(crate) fn statements(paths: &[PathBuf]) -> Result<Vec<Statement>, Report> {
    let mut all = Vec::new();
    for path in paths {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .into_diagnostic()
            .wrap_err_with(|| format!("'{shown}'"))?;
        let read = read_vex(&text).map_err(|error| {
            miette!(
                code = "tamis::vex::wrong",
                help = "'tamis sbom --format openvex' writes one",
                "'{shown}' is of no use: {error}"
            )
        })?;
        all.extend(read);
    }
    Ok(all)
}

/// The database at `path`.
pub(crate) fn database(path: &Path) -> Result<Arc<Database>, Report> {
    Ok(Arc::new(open(&[path])?.into_database()))
}

fn open(paths: &[&Path]) -> Result<Advisories, Report> {
    let mut all = Advisories::default();
    for path in paths {
        load_advisories(path, &mut all).map_err(|error| {
            miette!(
                code = "tamis::db::unreadable",
                help = "'tamis db build' makes a database of OSV records, 'tamis db update' downloads them",
                "{error}"
            )
        })?;
    }
    Ok(all)
}

fn build(args: &DbBuild) -> Result<u8, Report> {
    let sources: Vec<&Path> = args.sources.iter().map(PathBuf::as_path).collect();
    let all = open(&sources)?;
    say_left_out(&all);
    let mut database = all.into_database();
    if let Some(path) = &args.kev {
        kev(path, &mut database)?;
    }
    if let Some(path) = &args.epss {
        epss(path, &mut database)?;
    }
    write(database, &args.output)
}

fn write(mut database: Database, output: &Path) -> Result<u8, Report> {
    database.built = Date::today().to_string();
    if database.advisories.is_empty() {
        return Err(miette!(
            code = "tamis::db::empty",
            help = "sources are folders or zips of records in OSV form (JSON or YAML)",
            "there is no advisory in the sources"
        ));
    }
    let bytes = encode(&database).into_diagnostic()?;
    let wrong = || format!("'{}' cannot be written", output.display());
    // In one step: a scan that runs now reads the old file or the new one.
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    let temporary = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .into_diagnostic()
        .wrap_err_with(wrong)?;
    std::fs::write(temporary.path(), &bytes).into_diagnostic().wrap_err_with(wrong)?;
    temporary.persist(output).into_diagnostic().wrap_err_with(wrong)?;
    print(&format!(
        "{}: {} advisories, {} bytes\n",
        output.display(),
        database.advisories.len(),
        bytes.len()
    ))
}

#[expect(clippy::print_stderr, reason = "standard output is the result's")]
fn say_left_out(all: &Advisories) {
    for (name, reason) in all.malformed.iter().take(10) {
        eprintln!("{name} is left out: {reason}");
    }
    if all.malformed.len() > 10 {
        eprintln!("{} more files are left out", all.malformed.len() - 10);
    }
    if all.withdrawn + all.foreign > 0 {
        eprintln!(
            "left out: {} withdrawn, {} of packages of other ecosystems",
            all.withdrawn, all.foreign
        );
    }
}

/// Ids of the faults in the database; of others nothing is kept.
fn ids(database: &Database) -> Vec<String> {
    let all = database.advisories.iter();
    let mut ids: Vec<String> = all
        .flat_map(|it| it.aliases.iter().chain([&it.id]))
        .filter(|id| id.starts_with("CVE-"))
        .cloned()
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn kev(path: &Path, database: &mut Database) -> Result<(), Report> {
    let shown = path.display().to_string();
    let text =
        std::fs::read_to_string(path).into_diagnostic().wrap_err_with(|| format!("'{shown}'"))?;
    let (document, fault) = read_json(&text);
    let list = document.items_of("vulnerabilities");
    if fault.is_some() || list.is_empty() {
        return Err(miette!("'{shown}' is not CISA's catalogue of exploited vulnerabilities"));
    }
    let known = ids(database);
    for id in list.iter().filter_map(|it| it.text_of("cveID")) {
        if known.binary_search_by(|known| known.as_str().cmp(id)).is_ok() {
            database.exploited.insert(id.to_owned());
        }
    }
    Ok(())
}

/// Unpacked bytes of a table of scores.
const MAX_EPSS: u64 = 200 << 20;

fn epss(path: &Path, database: &mut Database) -> Result<(), Report> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).into_diagnostic().wrap_err_with(|| format!("'{shown}'"))?;
    let mut text = String::new();
    let read = match bytes.starts_with(&[0x1F, 0x8B]) {
        true => {
            flate2::read::MultiGzDecoder::new(&bytes[..]).take(MAX_EPSS).read_to_string(&mut text)
        }
        false => (&bytes[..]).take(MAX_EPSS).read_to_string(&mut text),
    };
    read.into_diagnostic().wrap_err_with(|| format!("'{shown}'"))?;
    let known = ids(database);
    let mut lines = 0;
    for line in text.lines().filter(|line| line.starts_with("CVE-")) {
        let mut cells = line.split(',');
        let (Some(id), Some(score)) = (cells.next(), cells.next()) else { continue };
        let Ok(score) = score.trim().parse::<f32>() else { continue };
        lines += 1;
        if known.binary_search_by(|known| known.as_str().cmp(id)).is_ok() {
            database.likelihood.insert(id.to_owned(), score.clamp(0.0, 1.0));
        }
    }
    if lines == 0 {
        return Err(miette!("'{shown}' holds no line 'CVE-…,score,percentile'"));
    }
    Ok(())
}

fn info(file: &Path) -> Result<u8, Report> {
    let database = open(&[file])?.into_database();
    let mut text = format!("file        {}\n", file.display());
    let age = Date::parse(&database.built).map(|built| Date::today().days_since(built));
    match age {
        Some(age) => text.push_str(&format!("built       {} ({age} days ago)\n", database.built)),
        None => text.push_str("built       not known\n"),
    }
    text.push_str(&format!("newest      {}\n", database.newest));
    text.push_str(&format!("advisories  {}\n", database.advisories.len()));
    text.push_str(&format!("exploited   {}\n", database.exploited.len()));
    text.push_str(&format!("with EPSS   {}\n", database.likelihood.len()));
    for known in database.known() {
        text.push_str(&format!(
            "{:<11} {} advisories of {} packages\n",
            known.ecosystem.name(),
            known.advisories,
            known.packages
        ));
    }
    print(&text)
}

fn update(args: &DbUpdate) -> Result<u8, Report> {
    let local = ["http://127.0.0.1:", "http://localhost:"];
    if !args.from.starts_with("https://") && !local.iter().any(|begin| args.from.starts_with(begin))
    {
        return Err(miette!(
            code = "tamis::db::insecure",
            help = "give an address that begins with https://",
            "'{}' is no secure address",
            args.from
        ));
    }
    let beside =
        args.output.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = args.downloads.clone().unwrap_or_else(|| beside.to_owned());
    std::fs::create_dir_all(&folder)
        .into_diagnostic()
        .wrap_err_with(|| format!("'{}'", folder.display()))?;
    let mut files = Vec::new();
    for name in &args.ecosystem {
        let ecosystem = Ecosystem::parse(name).ok_or_else(|| {
            let names: Vec<&str> = Ecosystem::ALL.iter().map(|it| it.name()).collect();
            miette!(
                help = format!("ecosystems: {}", names.join(", ")),
                "'{name}' is no ecosystem of OSV"
            )
        })?;
        files.push(download(args, ecosystem, &folder)?);
    }
    let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let all = open(&paths)?;
    say_left_out(&all);
    let code = write(all.into_database(), &args.output)?;
    for file in files {
        // What is built is in the file; the next update wants newer ones.
        let _ = std::fs::remove_file(file);
    }
    Ok(code)
}

fn download(args: &DbUpdate, ecosystem: Ecosystem, folder: &Path) -> Result<PathBuf, Report> {
    let name = ecosystem.name();
    let file = folder.join(format!("{}.zip", name.to_lowercase().replace(' ', "-")));
    let part = file.with_extension("zip.part");
    let address =
        format!("{}/{}/all.zip", args.from.trim_end_matches('/'), name.replace(' ', "%20"));
    let run = |resume: bool| {
        let mut command = Command::new("curl");
        command.args(["--fail", "--silent", "--show-error", "--location", "--retry", "3"]);
        command.args(["--proto", "=https,http", "--proto-redir", "=https"]);
        command.arg("--max-filesize").arg(args.max_size.to_string());
        if resume {
            command.args(["--continue-at", "-"]);
        }
        command.arg("--output").arg(&part).arg("--").arg(&address);
        command.output().map_err(|error| {
            miette!(
                code = "tamis::db::no_curl",
                help = "install curl, or download the file yourself and use 'tamis db build'",
                "'curl' cannot be run: {error}"
            )
        })
    };
    let resumed = part.exists();
    let mut output = run(resumed)?;
    if resumed && !output.status.success() {
        // A server that does not continue, or another file by now: from the start.
        let _ = std::fs::remove_file(&part);
        output = run(false)?;
    }
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(miette!(
            code = "tamis::db::download",
            "the advisories of {name} cannot be downloaded: {words}"
        ));
    }
    let size = std::fs::metadata(&part).into_diagnostic()?.len();
    if size > args.max_size {
        let _ = std::fs::remove_file(&part);
        return Err(miette!(
            code = "tamis::db::too_large",
            "the advisories of {name} are {size} bytes, more than {}",
            args.max_size
        ));
    }
    checksum(args, name, &part)?;
    std::fs::rename(&part, &file)
        .into_diagnostic()
        .wrap_err_with(|| format!("'{}'", file.display()))?;
    Ok(file)
}

/// Where a checksum is given for the download it must be right; else the sums within the zip tell.
fn checksum(args: &DbUpdate, name: &str, part: &Path) -> Result<(), Report> {
    let given = args.sha256.iter().find_map(|pair| {
        let (of, sum) = pair.split_once('=')?;
        of.eq_ignore_ascii_case(name).then(|| sum.to_ascii_lowercase())
    });
    let Some(expected) = given else { return Ok(()) };
    let mut hasher = sha2::Sha256::new();
    let mut file = std::fs::File::open(part).into_diagnostic()?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).into_diagnostic()?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
    }
    let actual: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if actual == expected {
        return Ok(());
    }
    let _ = std::fs::remove_file(part);
    Err(miette!(
        code = "tamis::db::checksum",
        "the advisories of {name} have the SHA-256 {actual}, not {expected}"
    ))
}
