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
    $text = "<p>{$_COOKIE['title']}</p>";
    // ruleid: php.template.injection
    $page = $twig->createTemplate($text);
    // ok: php.template.injection
    $page = $twig->createTemplate('Hello');
    // ok: php.template.injection
    $page = $twig->render('page.html.twig', ['name' => $_GET['name']]);
}
