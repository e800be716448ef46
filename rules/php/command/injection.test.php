<?php

$host = $_GET['host'];
// ruleid: php.command.injection
exec("ping " . $host, $out);
// ruleid: php.command.injection
$out = shell_exec("ping $host");
// ruleid: php.command.injection
$out = `ping {$host}`;
// ruleid: php.command.injection
system($_REQUEST['command']);
// ruleid: php.command.injection
$handle = popen("ping {$_POST['host']}", 'r');

// ok: php.command.injection
exec("ping " . escapeshellarg($host));
// ok: php.command.injection
system("ping localhost");
$count = intval($_GET['count']);
// ok: php.command.injection
passthru("ping -c $count localhost");
// ok: php.command.injection
$process = proc_open(['ping', $host], [], $pipes);

class Tool
{
    private string $target;

    public function __construct(string $target)
    {
        $this->target = $target;
    }

    public function run()
    {
        // ruleid: php.command.injection
        passthru("ping " . $this->target);
    }
}

(new Tool($_GET['target']))->run();
