<?php

// ruleid: php.code.injection
eval($_POST['code']);
// ruleid: php.code.injection
eval("\$x = " . $_GET['x'] . ";");
// ruleid: php.code.injection
call_user_func($_GET['action'], 1);
// ruleid: php.code.injection
$sorted = usort($list, $_GET['order']);

// ok: php.code.injection
eval('$x = 1;');
// ok: php.code.injection
call_user_func('show', $_GET['id']);
$action = $_GET['action'];
if (in_array($action, ['show', 'edit'], true)) {
    // ok: php.code.injection
    call_user_func($action);
}
// ok: php.code.injection
array_map(fn($x) => trim($x), $_GET['list']);
