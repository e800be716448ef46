<?php

use GuzzleHttp\Client;
use Illuminate\Support\Facades\Http;

// ruleid: php.http.ssrf
$handle = curl_init($_GET['url']);
$url = "http://" . $_GET['host'] . "/status";
// ruleid: php.http.ssrf
curl_setopt($handle, CURLOPT_URL, $url);
// ruleid: php.http.ssrf
$headers = get_headers($_POST['url']);
$client = new Client();
// ruleid: php.http.ssrf
$client->get($_GET['url']);
// ruleid: php.http.ssrf
$client->request('GET', $_GET['url']);
// ruleid: php.http.ssrf
Http::get($_GET['url']);

// ok: php.http.ssrf
$handle = curl_init('https://api.example.com/users/' . $_GET['id']);
// ok: php.http.ssrf
curl_setopt($handle, CURLOPT_USERAGENT, $_GET['agent']);
// ok: php.http.ssrf
$client->get('https://example.com', ['query' => ['q' => $_GET['q']]]);
