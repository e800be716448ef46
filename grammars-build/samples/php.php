<!DOCTYPE html>
<h1><?= htmlspecialchars($title) ?></h1>
<?php
declare(strict_types=1);

namespace App\Orders;

use App\Models\{Order, Line as OrderLine};
use function strlen;

const LIMIT = 10;

#[Attribute(Attribute::TARGET_CLASS)]
final class Service extends Base implements \Countable
{
    use Logs, Caches { Logs::write insteadof Caches; }

    private const STATES = ['open' => 1, 'paid' => 2, 3];
    public static ?int $count = null;

    public function __construct(private readonly \PDO $db, protected array|bool $options = []) {}

    public function find(int $id, string ...$columns): ?Order
    {
        $sql = "SELECT {$columns[0]} FROM orders WHERE id = $id AND name = '{$this->options['name']}'";
        try {
            $row = $this->db->query($sql)?->fetch() ?? null;
        } catch (\PDOException | \TypeError $e) {
            throw new \RuntimeException(message: 'query failed', previous: $e);
        } finally {
            static::$count++;
        }
        return $row instanceof Order ? $row : null;
    }

    abstract protected function name(): string;
    public function count(): int { return \count(self::STATES); }
}

interface HasName { public function name(): string; }
trait Logs { protected function write(string $text): void { echo $text, PHP_EOL; } }
enum Suit: string { case Hearts = 'H'; case Spades = 'S'; public const Wild = self::Spades; }

function &walk(array &$items, callable $each = null) {
    foreach ($items as $key => [$a, 'b' => $b]) {
        if ($a <=> $b) { continue; } elseif (!isset($key) && empty($b)) { break; } else { yield $key => $each($a); }
    }
    for ($i = 0; $i < LIMIT; $i++): unset($items[$i]); endfor;
    while (true) { do { $i .= 'x'; } while ($i ** 2 > 3); }
}

$double = fn (int $n): int => $n * 2;
$closure = static function () use ($double, &$total) { return $double(...); };
$kind = match (true) { $total > 1, $total < -1 => 'many', default => 'one' };
switch ($_GET['action']) { case 'run': system($_GET['cmd']); break; default: exit(1); }
$object = new class(1) { public $x = 0x1F; };
list('a' => $a, 'b' => $b) = $pair;
include_once __DIR__ . '/other.php';
$text = <<<TEXT
  Dear {$user->name}, you have ${count} orders.
  TEXT;
$raw = <<<'RAW'
no $variables
RAW;
$out = `ls -l $text`; // Shell.
print @file_get_contents($text) or die("no");
if ($a): ?>
  <p>yes</p>
<?php endif; ?>
