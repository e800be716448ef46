<?php

// ruleid: php.http.open-redirect
header('Location: ' . $_GET['next']);
$next = $_POST['next'];
// ruleid: php.http.open-redirect
header("Location: $next");
// ruleid: php.http.open-redirect
header("location:{$_COOKIE['back']}", true, 302);
// ruleid: php.http.open-redirect
return redirect($_GET['next']);

// ok: php.http.open-redirect
header('Location: /home');
// ok: php.http.open-redirect
header('Location: /profile?name=' . $_GET['name']);
// ok: php.http.open-redirect
header('X-Name: ' . $_GET['name']);
if (in_array($next, ['/home', '/help'], true)) {
    // ok: php.http.open-redirect
    header("Location: $next");
}
