<?php

// ruleid: php.deserialize.untrusted
$cart = unserialize($_COOKIE['cart']);
$text = base64_decode($_POST['state']);
// ruleid: php.deserialize.untrusted
$state = unserialize($text);

// ok: php.deserialize.untrusted
$cart = json_decode($_COOKIE['cart'], true);
// ok: php.deserialize.untrusted
$cart = unserialize($_COOKIE['cart'], ['allowed_classes' => false]);
// ok: php.deserialize.untrusted
$fixed = unserialize(file_get_contents('cart.bin'));

function restored()
{
    // ruleid: php.deserialize.untrusted
    return unserialize(gzuncompress($_REQUEST['state']));
}
