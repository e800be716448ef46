import java.io.File;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.jar.JarEntry;

class Demo {
    void unpack(ZipInputStream zip, File folder) throws Exception {
        ZipEntry entry;
        while ((entry = zip.getNextEntry()) != null) {
            File file = new File(folder, entry.getName());
            // ruleid: java.path.archive-entry
            new FileOutputStream(file);
        }
    }

    void paths(ZipEntry entry, Path folder, ZipInputStream zip) throws Exception {
        // ruleid: java.path.archive-entry
        Files.copy(zip, folder.resolve(entry.getName()));
    }

    void jar(JarEntry entry) throws Exception {
        // ruleid: java.path.archive-entry
        new FileOutputStream("out/" + entry.getName());
    }

    void safe(ZipEntry entry, Path folder, ZipInputStream zip) throws Exception {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IllegalStateException();
        }
        // ok: java.path.archive-entry
        Files.copy(zip, path);
        // ok: java.path.archive-entry
        new FileOutputStream(new File("out", new File(entry.getName()).getName()));
        // ok: java.path.archive-entry
        new FileOutputStream("out/" + entry.getSize());
    }
}
