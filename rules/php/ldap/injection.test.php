<?php

// ruleid: php.ldap.injection
$found = ldap_search($link, $base, "(uid={$_GET['uid']})");
$filter = "(&(uid=" . $_POST['uid'] . ")(active=1))";
// ruleid: php.ldap.injection
$found = ldap_list($link, $base, $filter);

// ok: php.ldap.injection
$found = ldap_search($link, $base, '(uid=' . ldap_escape($_GET['uid'], '', LDAP_ESCAPE_FILTER) . ')');
// ok: php.ldap.injection
$found = ldap_search($link, $base, '(objectClass=person)');

function by_name($link, $base)
{
    $name = trim($_REQUEST['name']);
    // ruleid: php.ldap.injection
    return ldap_read($link, $base, "(cn=$name)");
}

// ok: php.ldap.injection
$found = ldap_search($link, $base, '(uid=' . (int) $_GET['uid'] . ')');
