import java.io.File;
import java.io.FileOutputStream;
import java.nio.file.Files;

class Demo {
    void bad() throws Exception {
        // ruleid: java.files.predictable-temp-file
        new File("/tmp/report.txt");
        // ruleid: java.files.predictable-temp-file
        new FileOutputStream("/tmp/report.txt");
        // ruleid: java.files.predictable-temp-file
        new File(System.getProperty("java.io.tmpdir"), "report.txt");
    }

    void safe() throws Exception {
        // ok: java.files.predictable-temp-file
        Files.createTempFile("report", ".txt");
        // ok: java.files.predictable-temp-file
        new File("/var/lib/app/report.txt");
        // ok: java.files.predictable-temp-file
        new File("/tmp");
    }
}
