//! By which names sources use a package: what they import, or name without an import.
//!
//! For: telling whether a package is used. Not for: reading sources. Read [`modules`], then [`is_within`].

use crate::package::{Ecosystem, Package};

/// Names of a package in sources.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Modules {
    /// As imports or calls begin; empty where nothing tells.
    pub names: Vec<String>,
    /// Whether these are all there can be. Else they are a custom, and a source may use another.
    pub is_certain: bool,
}

/// By which names sources use `package`.
pub fn modules(package: &Package) -> Modules {
    let name = package.name.as_str();
    let own = || package.alias.clone().unwrap_or_else(|| name.to_owned());
    let one = |name: String| Modules { names: vec![name], is_certain: true };
    if !package.modules.is_empty() {
        return Modules { names: package.modules.clone(), is_certain: true };
    }
    match package.ecosystem {
        Ecosystem::Cargo => one(own().replace('-', "_")),
        Ecosystem::Npm => one(own()),
        Ecosystem::Go => one(own()),
        Ecosystem::PyPi => python(&package.ecosystem.normal_name(name)),
        Ecosystem::RubyGems => ruby(name),
        Ecosystem::Maven => maven(name),
        Ecosystem::NuGet => dotnet(name),
        _ => Modules::default(),
    }
}

/// Whether `used` (an import, or the dotted name of what is called) is of the module `module`.
pub fn is_within(module: &str, used: &str) -> bool {
    let Some(rest) = used.strip_prefix(module) else { return false };
    rest.is_empty() || rest.starts_with(['.', '/', '\\', ':', '('])
}

fn listed(table: &str, name: &str) -> Option<Modules> {
    let mut lines = table.lines().filter_map(|line| line.split_once(": "));
    let (_, names) = lines.find(|(known, _)| *known == name)?;
    let names = names.split(' ').map(str::to_owned).collect();
    Some(Modules { names, is_certain: true })
}

fn python(name: &str) -> Modules {
    listed(PYTHON, name).unwrap_or_else(|| {
        let module = name.replace('-', "_");
        let mut names = vec![module.clone()];
        // `python-foo` and `foo-python` are `foo` more often than not.
        let short = module.strip_prefix("python_").or(module.strip_suffix("_python"));
        names.extend(short.map(str::to_owned));
        if name.contains('-') {
            names.push(name.replace('-', "."));
        }
        Modules { names, is_certain: !name.contains("python") }
    })
}

/// A gem is required by its name, and used by its constant; Bundler may have loaded it without a word in the sources.
fn ruby(name: &str) -> Modules {
    if let Some(known) = listed(RUBY, name) {
        return Modules { is_certain: false, ..known };
    }
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>())
    };
    let constants: Vec<String> = name
        .split('-')
        .map(|part| part.split('_').filter_map(capital).collect::<String>())
        .collect();
    let mut names = vec![name.to_owned(), constants.join(".")];
    if name.contains('-') {
        names.push(name.replace('-', "/"));
    }
    Modules { names, is_certain: false }
}

/// Packages of Java begin with the group by custom alone.
fn maven(name: &str) -> Modules {
    if let Some(known) = listed(MAVEN, name) {
        return known;
    }
    let (group, artifact) = name.split_once(':').unwrap_or((name, ""));
    let mut names = vec![group.to_owned()];
    let last = group.rsplit('.').next().unwrap_or(group);
    // `com.example.thing:thing-core` has `com.example.thing`; `com.example:thing` may have `com.example.thing`.
    if !artifact.starts_with(last) && group.matches('.').count() == 1 {
        names = vec![format!("{group}.{}", artifact.replace('-', "."))];
        names.push(group.to_owned());
    }
    Modules { names, is_certain: false }
}

/// Namespaces of .NET are called as the package by custom alone, without what tells its parts.
fn dotnet(name: &str) -> Modules {
    if let Some(known) = listed(DOTNET, &name.to_lowercase()) {
        return known;
    }
    let mut names = vec![name.to_owned()];
    let parts = [".Abstractions", ".Core", ".Common", ".NetCore", ".NetStandard", ".Signed"];
    names.extend(parts.iter().find_map(|part| name.strip_suffix(part)).map(str::to_owned));
    Modules { names, is_certain: false }
}

/// Packages of .NET whose namespaces are well known, in lower case.
const DOTNET: &str = "\
awssdk.s3: Amazon.S3
awssdk.core: Amazon.Runtime Amazon.Util
bouncycastle: Org.BouncyCastle
bouncycastle.cryptography: Org.BouncyCastle
dotnetzip: Ionic.Zip Ionic.Zlib
entityframework: System.Data.Entity
fluentassertions: FluentAssertions
icsharpcode.sharpziplib: ICSharpCode.SharpZipLib
log4net: log4net
magick.net-q16-anycpu: ImageMagick
magick.net-q8-anycpu: ImageMagick
mysql.data: MySql.Data
newtonsoft.json: Newtonsoft.Json
npgsql: Npgsql NpgsqlTypes
nunit: NUnit.Framework
portable.bouncycastle: Org.BouncyCastle
restsharp: RestSharp
sharpcompress: SharpCompress
sharpziplib: ICSharpCode.SharpZipLib
sixlabors.imagesharp: SixLabors.ImageSharp
ssh.net: Renci.SshNet
xunit: Xunit
yamldotnet: YamlDotNet
";

/// Distributions whose modules have other names.
const PYTHON: &str = "\
attrs: attr attrs
azure-storage-blob: azure.storage.blob
beautifulsoup4: bs4
boto: boto
django-allauth: allauth
django-cors-headers: corsheaders
django-debug-toolbar: debug_toolbar
django-filter: django_filters
django-registration: registration
djangorestframework: rest_framework
djangorestframework-simplejwt: rest_framework_simplejwt
dnspython: dns
docker-py: docker
factory-boy: factory
faiss-cpu: faiss
flask-cors: flask_cors
google-api-python-client: googleapiclient apiclient
google-cloud-storage: google.cloud.storage
grpcio: grpc
intel-openmp: mkl
jupyter-core: jupyter_core
ldap3: ldap3
markdown-it-py: markdown_it
mysql-connector-python: mysql.connector
mysqlclient: MySQLdb
opencv-contrib-python: cv2
opencv-python: cv2
opencv-python-headless: cv2
paho-mqtt: paho
pillow: PIL
pillow-simd: PIL
pip: pip
protobuf: google.protobuf
psycopg2-binary: psycopg2
py: py
pycrypto: Crypto
pycryptodome: Crypto
pycryptodomex: Cryptodome
pygments: pygments
pyjwt: jwt
pymupdf: fitz pymupdf
pyopenssl: OpenSSL
pyserial: serial
pysaml2: saml2
python-dateutil: dateutil
python-docx: docx
python-dotenv: dotenv
python-gnupg: gnupg
python-jose: jose
python-keystoneclient: keystoneclient
python-ldap: ldap
python-multipart: multipart python_multipart
python-pptx: pptx
python-slugify: slugify
pytorch-lightning: pytorch_lightning lightning
pyyaml: yaml
pyzmq: zmq
ruamel-yaml: ruamel.yaml ruamel_yaml
scikit-image: skimage
scikit-learn: sklearn
scrapy: scrapy
sentry-sdk: sentry_sdk
setuptools: setuptools pkg_resources
tensorflow-cpu: tensorflow
tensorflow-gpu: tensorflow
typing-extensions: typing_extensions
web-py: web
websocket-client: websocket
werkzeug: werkzeug
xlsxwriter: xlsxwriter
jinja2: jinja2
markupsafe: markupsafe
sqlalchemy: sqlalchemy
";

/// Gems whose constants have other names.
const RUBY: &str = "\
actioncable: action_cable ActionCable
actionmailer: action_mailer ActionMailer
actionpack: action_controller action_dispatch ActionController ActionDispatch
actionview: action_view ActionView
activejob: active_job ActiveJob
activemodel: active_model ActiveModel
activerecord: active_record ActiveRecord
activestorage: active_storage ActiveStorage
activesupport: active_support ActiveSupport
addressable: addressable Addressable
bcrypt: bcrypt BCrypt
carrierwave: carrierwave CarrierWave
devise: devise Devise
json: json JSON
jwt: jwt JWT
mini_magick: mini_magick MiniMagick
nokogiri: nokogiri Nokogiri
omniauth: omniauth OmniAuth
railties: rails Rails
rexml: rexml REXML
rmagick: rmagick Magick
rubyzip: zip Zip
";

/// Artifacts whose packages do not begin with their group.
const MAVEN: &str = "\
ch.qos.logback:logback-classic: ch.qos.logback.classic ch.qos.logback
com.fasterxml.jackson.core:jackson-annotations: com.fasterxml.jackson.annotation
com.fasterxml.jackson.core:jackson-core: com.fasterxml.jackson.core
com.fasterxml.jackson.core:jackson-databind: com.fasterxml.jackson.databind
com.google.code.gson:gson: com.google.gson
com.google.guava:guava: com.google.common
com.google.protobuf:protobuf-java: com.google.protobuf
com.h2database:h2: org.h2
com.mysql:mysql-connector-j: com.mysql
com.squareup.okhttp3:okhttp: okhttp3
com.squareup.okio:okio: okio
com.squareup.retrofit2:retrofit: retrofit2
com.thoughtworks.xstream:xstream: com.thoughtworks.xstream
commons-beanutils:commons-beanutils: org.apache.commons.beanutils
commons-codec:commons-codec: org.apache.commons.codec
commons-collections:commons-collections: org.apache.commons.collections
commons-fileupload:commons-fileupload: org.apache.commons.fileupload
commons-httpclient:commons-httpclient: org.apache.commons.httpclient
commons-io:commons-io: org.apache.commons.io
commons-lang:commons-lang: org.apache.commons.lang
commons-net:commons-net: org.apache.commons.net
dom4j:dom4j: org.dom4j
io.jsonwebtoken:jjwt: io.jsonwebtoken
javax.servlet:javax.servlet-api: javax.servlet
junit:junit: org.junit junit
log4j:log4j: org.apache.log4j
mysql:mysql-connector-java: com.mysql
net.minidev:json-smart: net.minidev.json
ognl:ognl: ognl
org.apache.commons:commons-collections4: org.apache.commons.collections4
org.apache.commons:commons-compress: org.apache.commons.compress
org.apache.commons:commons-configuration2: org.apache.commons.configuration2
org.apache.commons:commons-lang3: org.apache.commons.lang3
org.apache.commons:commons-text: org.apache.commons.text
org.apache.httpcomponents:httpclient: org.apache.http
org.apache.logging.log4j:log4j-api: org.apache.logging.log4j
org.apache.logging.log4j:log4j-core: org.apache.logging.log4j
org.apache.struts:struts2-core: org.apache.struts2 com.opensymphony.xwork2
org.apache.tomcat.embed:tomcat-embed-core: org.apache.catalina org.apache.tomcat org.apache.coyote
org.apache.velocity:velocity: org.apache.velocity
org.bouncycastle:bcprov-jdk15on: org.bouncycastle
org.codehaus.jackson:jackson-mapper-asl: org.codehaus.jackson
org.jsoup:jsoup: org.jsoup
org.postgresql:postgresql: org.postgresql
org.springframework:spring-beans: org.springframework.beans
org.springframework:spring-context: org.springframework.context
org.springframework:spring-core: org.springframework.core
org.springframework:spring-expression: org.springframework.expression
org.springframework:spring-jdbc: org.springframework.jdbc
org.springframework:spring-web: org.springframework.web org.springframework.http
org.springframework:spring-webmvc: org.springframework.web.servlet
org.xerial:sqlite-jdbc: org.sqlite
org.yaml:snakeyaml: org.yaml.snakeyaml
xalan:xalan: org.apache.xalan
xerces:xercesImpl: org.apache.xerces
";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ecosystem: Ecosystem, name: &str, wanted: &[&str]) {
        let mut out = crate::lockfile::Builder::default();
        let at = out.add(ecosystem, name, "1", tamis_syntax::Span::default());
        assert_eq!(modules(&out.packages[at]).names, wanted, "{name}");
    }

    #[test]
    fn packages_have_names_in_sources() {
        check(Ecosystem::Cargo, "tokio-util", &["tokio_util"]);
        check(Ecosystem::Npm, "@scope/name", &["@scope/name"]);
        check(Ecosystem::PyPi, "PyYAML", &["yaml"]);
        check(Ecosystem::PyPi, "Flask_Login", &["flask_login", "flask.login"]);
        check(Ecosystem::PyPi, "requests", &["requests"]);
        check(Ecosystem::RubyGems, "rack-cors", &["rack-cors", "Rack.Cors", "rack/cors"]);
        check(Ecosystem::Maven, "org.yaml:snakeyaml", &["org.yaml.snakeyaml"]);
        check(Ecosystem::Maven, "io.netty:netty-codec", &["io.netty"]);
        check(Ecosystem::Maven, "org.example:thing", &["org.example.thing", "org.example"]);
        check(Ecosystem::NuGet, "Newtonsoft.Json", &["Newtonsoft.Json"]);
        check(Ecosystem::NuGet, "SharpZipLib", &["ICSharpCode.SharpZipLib"]);
        check(Ecosystem::NuGet, "A.B.Core", &["A.B.Core", "A.B"]);
        check(Ecosystem::Hex, "plug", &[]);
    }

    #[test]
    fn a_module_holds_what_lies_below_it() {
        assert!(is_within("lodash", "lodash/merge") && is_within("lodash", "lodash.template"));
        assert!(is_within("a.b", "a.b") && is_within("tar", "tar.Archive.new().unpack"));
        assert!(!is_within("lodash", "lodash-es") && !is_within("a.b", "a.bc"));
    }
}
