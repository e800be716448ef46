<?php

use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;

function plain($link)
{
    $name = $_GET['name'];
    // ruleid: php.sql.injection
    mysqli_query($link, "SELECT * FROM users WHERE name = '$name'");
    $sql = "SELECT * FROM users WHERE id = " . $_POST['id'];
    // ruleid: php.sql.injection
    $link->query($sql);
    $sql = sprintf("SELECT * FROM users WHERE name = '%s'", $name);
    // ruleid: php.sql.injection
    $statement = $link->prepare($sql);
    // ruleid: php.sql.injection
    pg_query("DELETE FROM users WHERE name = '{$_COOKIE['name']}'");
}

function safe($link)
{
    // ok: php.sql.injection
    $statement = $link->prepare("SELECT * FROM users WHERE name = ?");
    $statement->execute([$_GET['name']]);
    $name = mysqli_real_escape_string($link, $_GET['name']);
    // ok: php.sql.injection
    mysqli_query($link, "SELECT * FROM users WHERE name = '$name'");
    $id = (int) $_GET['id'];
    // ok: php.sql.injection
    $link->query("SELECT * FROM users WHERE id = $id");
    $order = $_GET['order'];
    if (in_array($order, ['name', 'date'], true)) {
        // ok: php.sql.injection
        $link->query("SELECT * FROM users ORDER BY $order");
    }
}

class Users
{
    private $db;

    public function __construct(PDO $db)
    {
        $this->db = $db;
    }

    public function find($name)
    {
        // ruleid: php.sql.injection
        return $this->db->query("SELECT * FROM users WHERE name = '$name'")->fetch();
    }

    public function handle(Request $request)
    {
        $this->find($request->input('name'));
        // ruleid: php.sql.injection
        DB::select("SELECT * FROM users WHERE name = '" . $request->input('name') . "'");
        // ruleid: php.sql.injection
        User::whereRaw("name = '{$request->query('name')}'")->get();
        // ok: php.sql.injection
        DB::select("SELECT * FROM users WHERE name = ?", [$request->input('name')]);
        // ok: php.sql.injection
        User::where('name', $request->input('name'))->get();
    }
}
