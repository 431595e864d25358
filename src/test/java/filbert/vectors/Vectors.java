package filbert.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One file of recorded bytes; its format is told in the README beside it. */
public record Vectors(String file, List<Vector> vectors) {
    private static final String FOLDER = "/vectors/gtk-gnutella/";

    /** One line. {@code direction} is {@code >}, {@code <} or {@code sender>receiver}. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Vector(String file, int line, String direction, String kind, byte[] bytes) {
        public String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return file + ":" + line + " " + direction + " " + kind;
        }
    }

    public static Vectors of(String file) {
        try (var in = Vectors.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no vectors called " + file);
            }
            var lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
            var vectors = Stream.iterate(0, i -> i + 1)
                    .limit(lines.size())
                    .map(i -> vector(file, i + 1, lines.get(i)))
                    .toList();
            return new Vectors(file, vectors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of the folder, by name. */
    public static List<Vectors> all() {
        var url = Vectors.class.getResource(FOLDER);
        try (var files = Files.list(Path.of(url.toURI()))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".hex"))
                    .sorted()
                    .map(Vectors::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Vector vector(String file, int number, String line) {
        var parts = line.split("\t", 3);
        return new Vector(file, number, parts[0], parts[1], HexFormat.of().parseHex(parts[2]));
    }

    /** The lines of one kind, in order. */
    public Stream<Vector> kind(String kind) {
        return vectors.stream().filter(v -> v.kind().equals(kind));
    }

    @Override
    public String toString() {
        return file;
    }
}
