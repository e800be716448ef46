package com.example.orders;

import static java.util.stream.Collectors.toList;

import java.io.*;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads orders and sums them up. */
@Service("orders")
public class OrderService<T extends Comparable<? super T>> extends Base implements AutoCloseable, Runnable {
    private static final int LIMIT = 0x10;
    protected volatile long[] counts = {1L, 2L, 3_000L};

    public enum State {
        OPEN("o"), PAID("p") { @Override boolean last() { return true; } };

        private final String code;
        State(String code) { this.code = code; }
        boolean last() { return false; }
    }

    public record Line(String name, double price) {
        public Line {
            if (price < 0) throw new IllegalArgumentException("price: " + price);
        }
    }

    sealed interface Shape permits Circle, Square {}
    record Circle(int radius) implements Shape {}
    record Square(int side) implements Shape {}

    @interface Audited { String value() default "none"; }

    static { System.setProperty("a", "b"); }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public synchronized <R> List<R> load(final File file, Function<? super String, R> map) throws IOException {
        try (var reader = new BufferedReader(new FileReader(file)); InputStream in = System.in) {
            return reader.lines().filter(line -> !line.isBlank()).map(map::apply).collect(toList());
        } catch (FileNotFoundException | SecurityException e) {
            log.warn("no file {}", file, e);
            return List.of();
        } finally {
            counts[0]++;
        }
    }

    int area(Object shape) {
        outer:
        for (int i = 0, j = 10; i < j; i++, --j) {
            if (i % 2 == 0) continue outer;
            else break;
        }
        for (Map.Entry<String, Integer> e : new java.util.HashMap<String, Integer>().entrySet()) assert e != null : "null";
        int code = switch (shape) {
            case Circle c when c.radius() > 3 -> { yield 1; }
            case Square(int side) -> side;
            default -> -1;
        };
        String text = """
            select *
            from t
            """;
        char c = '\u0041';
        Runnable task = new Runnable() { public void run() { OrderService.this.run(); } };
        do { code >>>= 1; } while (code > 0 || shape instanceof String s && s.isEmpty());
        return (int) (code == LIMIT ? 1.5f : ~code);
    }

    @Override public void run() { synchronized (this) { super.toString(); } }
    @Override public void close() {}
}
