use axum::extract::{Path, Query};
use actix_web::HttpResponse;
use axum::response::Html;

async fn hello(Path(name): Path<String>) -> Html<String> {
    // ruleid: rust.xss.response
    Html(format!("<h1>Hello {name}</h1>"))
}

async fn actix(path: actix_web::web::Path<String>) -> HttpResponse {
    // ruleid: rust.xss.response
    HttpResponse::Ok().content_type("text/html").body(format!("<p>{}</p>", path))
}

async fn warped(Path(name): Path<String>) {
    // ruleid: rust.xss.response
    warp::reply::html(name);
}

async fn safe(Path(name): Path<String>, Path(id): Path<u32>) -> Html<String> {
    // ok: rust.xss.response
    Html(format!("<p>{id}</p>"));
    // ok: rust.xss.response
    HttpResponse::Ok().content_type("text/plain").body(name.clone());
    // ok: rust.xss.response
    HttpResponse::Ok().json(name.clone());
    // ok: rust.xss.response
    Html(format!("<h1>Hello {}</h1>", html_escape::encode_text(&name)))
}
