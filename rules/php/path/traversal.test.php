<?php

$name = $_GET['name'];
// ruleid: php.path.traversal
readfile('files/' . $name);
// ruleid: php.path.traversal
echo file_get_contents("files/$name");
// ruleid: php.path.traversal
unlink($_POST['file']);
// ruleid: php.path.traversal
move_uploaded_file($tmp, 'uploads/' . $_FILES['file']['name']);
// ruleid: php.path.traversal
$handle = fopen($_REQUEST['path'], 'r');

// ok: php.path.traversal
readfile('files/' . basename($name));
// ok: php.path.traversal
readfile('files/a.txt');
// ok: php.path.traversal
file_put_contents('log.txt', $name);
if (preg_match('/^[a-z0-9]+$/', $name)) {
    // ok: php.path.traversal
    readfile("files/$name.txt");
}
// ok: php.path.traversal
move_uploaded_file($tmp, 'uploads/' . basename($_FILES['file']['name']));
