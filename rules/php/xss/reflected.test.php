<?php
$name = $_GET['name'];
// ruleid: php.xss.reflected
echo "Hello $name";
// ruleid: php.xss.reflected
print("<b>" . $_POST['text'] . "</b>");
// ruleid: php.xss.reflected
printf("<p>%s</p>", $_COOKIE['name']);
// ruleid: php.xss.reflected
die("No such page: " . $_SERVER['REQUEST_URI']);
?>
<!-- ruleid: php.xss.reflected -->
<p><?= $name ?></p>
<!-- ok: php.xss.reflected -->
<p><?= htmlspecialchars($name) ?></p>
<?php
// ok: php.xss.reflected
echo "Hello " . htmlspecialchars($name, ENT_QUOTES);
// ok: php.xss.reflected
echo json_encode(['name' => $name]);
// ok: php.xss.reflected
echo (int) $_GET['id'];
// ok: php.xss.reflected
echo "Hello";

function show($text)
{
    // ruleid: php.xss.reflected
    echo "<li>{$text}</li>";
}

foreach ($_GET['items'] as $item) {
    show($item);
}
