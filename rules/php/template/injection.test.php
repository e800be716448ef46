<?php

use Twig\Environment;

function show(Environment $twig)
{
    // ruleid: php.template.injection
    echo $twig->createTemplate('Hello ' . $_GET['name'])->render();
    // ruleid: php.template.injection
    $page = $twig->createTemplate($_POST['template']);
    // ok: php.template.injection
    $page = $twig->createTemplate('Hello {{ name }}')->render(['name' => $_GET['name']]);
    // ok: php.template.injection
    $page = $twig->createTemplate('Hello');
}
