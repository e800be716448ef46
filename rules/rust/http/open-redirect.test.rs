use axum::extract::{Path, Query};
use actix_web::HttpResponse;
use axum::response::Redirect;

async fn go(Query(q): Query<Params>) -> Redirect {
    // ruleid: rust.http.open-redirect
    Redirect::to(&q.next)
}

async fn later(Query(q): Query<Params>) -> Redirect {
    // ruleid: rust.http.open-redirect
    Redirect::temporary(&format!("//{}", q.next))
}

async fn header(q: actix_web::web::Query<Params>) -> HttpResponse {
    // ruleid: rust.http.open-redirect
    HttpResponse::Found().insert_header(("Location", q.next.clone())).finish()
}

async fn safe(Query(q): Query<Params>) -> Redirect {
    // ok: rust.http.open-redirect
    Redirect::to("/home");
    // ok: rust.http.open-redirect
    Redirect::to(&format!("/users/{}", q.name));
    let next = if q.next == "/a" { q.next } else { "/".to_string() };
    // ok: rust.http.open-redirect
    Redirect::to(&next)
}
