package filbert.config.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A file that practice servents share. Its bytes are the same at every start. */
record PracticeFile(String name, Content content) {
    /** Makes the bytes. */
    interface Content {
        void write(Path to) throws IOException;
    }

    private static final FileTime MADE = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    static PracticeFile text(String name, String resource) {
        return new PracticeFile(name, to -> {
            try (var in = PracticeFile.class.getResourceAsStream("/practice/" + resource)) {
                if (in == null) {
                    throw new IllegalStateException("bug: no resource practice/" + resource);
                }
                Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    static PracticeFile tune(String name) {
        return new PracticeFile(name, Tune::write);
    }

    static PracticeFile wind(String name) {
        return new PracticeFile(name, Wind::write);
    }

    /** Makes it in {@code folder} unless it is there; written beside and moved, so that what is there is whole. */
    void put(Path folder) throws IOException {
        var file = in(folder);
        if (Files.exists(file)) {
            return;
        }
        var unfinished = Files.createTempFile(folder.getParent(), "practice", ".part");
        try {
            content.write(unfinished);
            Files.setLastModifiedTime(unfinished, MADE);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Where the system's names are ASCII only, so is the file's. */
    private Path in(Path folder) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException ascii) {
            return folder.resolve(name.replaceAll("[^\\x20-\\x7e]", "e"));
        }
    }
}
