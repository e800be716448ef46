//! Images made by hand, also hostile ones.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::*;

/// A tar of files; a name that ends in `/` is a folder, `a -> b` a symbolic link.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o755);
        if let Some((name, target)) = name.split_once(" -> ") {
            header.set_entry_type(tar::EntryType::Symlink);
            header.set_size(0);
            builder.append_link(&mut header, name, target).unwrap();
            continue;
        }
        header.set_size(bytes.len() as u64);
        // By hand: the library refuses names that lead out.
        let field = &mut header.as_gnu_mut().unwrap().name;
        field[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An archive of `docker save` of these layers.
fn docker(layers: &[Vec<u8>]) -> Vec<u8> {
    let names: Vec<String> = (0..layers.len()).map(|at| format!("{at}/layer.tar")).collect();
    let listed: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let manifest = format!(r#"[{{"RepoTags":["a:1"],"Layers":[{}]}}]"#, listed.join(","));
    let mut files: Vec<(&str, &[u8])> =
        names.iter().zip(layers).map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    files.push(("manifest.json", manifest.as_bytes()));
    tar(&files)
}

fn read(bytes: &[u8]) -> Result<Image, ImageError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tar");
    fs::write(&path, bytes).unwrap();
    Ok(read_images(&path, None)?.remove(0))
}

fn paths(image: &Image) -> Vec<(&str, usize)> {
    image.files.iter().map(|file| (file.path.as_str(), file.layer)).collect()
}

const NODE: &[u8] = br#"{"name":"x","version":"1"}"#;

#[test]
fn layers_are_laid_over_each_other() {
    let file = |name: &'static str| (name, NODE);
    let below = tar(&[
        file("a/node_modules/gone/package.json"),
        file("a/node_modules/kept/package.json"),
        file("b/node_modules/old/package.json"),
        file("c/node_modules/x/package.json"),
        file("d/node_modules/x/package.json"),
        file("e/node_modules/x/package.json"),
        ("var/lib/dpkg/status", b"Package: a\nVersion: 1\n"),
    ]);
    let above = tar(&[
        ("a/node_modules/.wh.gone", b""),
        ("b/.wh..wh..opq", b""),
        file("b/node_modules/new/package.json"),
        (".wh.c", b""),
        // Another thing in the place of a folder.
        ("d -> e", b""),
        file("e/node_modules/x/package.json"),
        ("var/lib/dpkg/status", b"Package: a\nVersion: 1\n\nPackage: b\nVersion: 1\n"),
    ]);
    let packed = [gzip(&below), zstd::encode_all(&*above, 1).unwrap()];
    for layers in [[below, above], packed] {
        for whole in [docker(&layers), gzip(&docker(&layers))] {
            let image = read(&whole).unwrap();
            let expected = [
                ("a/node_modules/kept/package.json", 0),
                ("b/node_modules/new/package.json", 1),
                ("e/node_modules/x/package.json", 1),
                ("var/lib/dpkg/status", 1),
            ];
            assert_eq!(paths(&image), expected);
            assert_eq!(image.files[3].earlier.len(), 1);
            assert_eq!(image.notices, []);
        }
    }
}

#[test]
fn hostile_archives_are_said_and_bounded() {
    // Names that lead out are passed over, what is beside them is read.
    let image = read(&docker(&[tar(&[
        ("../../etc/node_modules/x/package.json", NODE),
        ("a/node_modules/x/package.json", NODE),
    ])]))
    .unwrap();
    assert_eq!(paths(&image), [("a/node_modules/x/package.json", 0)]);
    assert!(image.notices[0].message.contains("lead out"));
    // Cut anywhere.
    let whole = docker(&[gzip(&tar(&[("a/node_modules/x/package.json", NODE)]))]);
    for cut in (0..whole.len()).step_by(97) {
        let _ = read(&whole[..cut]);
    }
    // A layer that is not there, one that is none, a link to itself.
    let image = read(&tar(&[
        ("manifest.json", br#"[{"Layers":["../x","y","z"]}]"#),
        ("y", b"\x1f\x8bno"),
        ("z -> z", b""),
    ]));
    assert!(image.unwrap().notices.len() >= 2);
    for foreign in [&b""[..], b"{}", &tar(&[("a", b"b")]), &tar(&[("manifest.json", b"[[[")])] {
        assert!(read(foreign).is_err());
    }
}

/// Two gigabytes of nothing in a few megabytes.
#[test]
fn a_layer_that_unpacks_without_end_is_stopped() {
    let mut header = tar::Header::new_gnu();
    header.set_size(2 << 30);
    header.set_path("zeros").unwrap();
    header.set_cksum();
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.write_all(header.as_bytes()).unwrap();
    let zeros = vec![0; 16 << 20];
    for _ in 0..128 {
        encoder.write_all(&zeros).unwrap();
    }
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 4 << 20);
    let image = read(&docker(&[bomb])).unwrap();
    assert!(image.notices[0].message.contains("unpacks to more"), "{:?}", image.notices);
}

#[test]
fn a_layout_has_platforms_and_does_not_lead_out() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let put = |name: &str, bytes: &[u8]| {
        let path = root.join("blobs/sha256").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let layer = |name: &str| tar(&[(&format!("{name}/node_modules/x/package.json"), NODE)]);
    put("l1", &layer("one"));
    put("l2", &layer("two"));
    for (manifest, config, layer, arch) in
        [("m1", "c1", "l1", "amd64"), ("m2", "c2", "l2", "arm64")]
    {
        put(config, format!(r#"{{"os":"linux","architecture":"{arch}"}}"#).as_bytes());
        let text = format!(
            r#"{{"config":{{"digest":"sha256:{config}"}},"layers":[{{"digest":"sha256:{layer}"}}]}}"#
        );
        put(manifest, text.as_bytes());
    }
    let index = r#"{"manifests":[{"digest":"sha256:m1"},{"digest":"sha256:m2"},{"digest":"sha256:../../x"},
        {"digest":"sha256:m1","annotations":{"vnd.docker.reference.type":"attestation-manifest"}}]}"#;
    fs::write(root.join("index.json"), index).unwrap();
    fs::write(root.join("oci-layout"), "{}").unwrap();
    assert!(is_image(root) && !is_image(Path::new(".")));
    let images = read_images(root, None).unwrap();
    assert_eq!(
        (images.len(), paths(&images[0])),
        (1, vec![("one/node_modules/x/package.json", 0)])
    );
    assert!(images[0].notices[0].message.contains("linux/arm64"));
    let images = read_images(root, Some("linux/arm64")).unwrap();
    assert_eq!(paths(&images[0]), [("two/node_modules/x/package.json", 0)]);
    assert!(read_images(root, Some("linux/s390x")).is_err());
}

#[test]
fn archives_of_java_name_what_is_in_them() {
    let jar = |files: &[(&str, &[u8])]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let properties =
        ("META-INF/maven/g/a/pom.properties", &b"groupId=g\nartifactId=a\nversion=1\n"[..]);
    let inner = jar(&[properties]);
    let outer = jar(&[("BOOT-INF/lib/a.jar", &inner), ("x.jar", b"no")]);
    assert_eq!(super::jar::packages(&outer).unwrap(), [("g:a".to_owned(), "1".to_owned())]);
    assert!(super::jar::packages(b"no").is_err());
    // An archive in an archive in an archive, and so on.
    let mut deep = inner;
    for _ in 0..20 {
        deep = jar(&[("a.jar", &deep)]);
    }
    assert_eq!(super::jar::packages(&deep).unwrap(), []);
    let zeros = vec![0u8; 200 << 20];
    let bomb = jar(&[("a.jar", &zeros)]);
    assert!(super::jar::packages(&bomb).unwrap_err().contains("unpacks to more"));
}
