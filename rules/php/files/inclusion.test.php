<?php

// ruleid: php.files.inclusion
include $_GET['page'];
$page = $_GET['page'];
// ruleid: php.files.inclusion
require_once 'pages/' . $page . '.php';
// ruleid: php.files.inclusion
include("pages/$page");

// ok: php.files.inclusion
include 'pages/home.php';
// ok: php.files.inclusion
require_once __DIR__ . '/config.php';
// ok: php.files.inclusion
include 'pages/' . basename($page) . '.php';
switch ($page) {
    case 'home':
    case 'help':
        // ok: php.files.inclusion
        include "pages/$page.php";
        break;
    default:
        // ok: php.files.inclusion
        include 'pages/missing.php';
}
