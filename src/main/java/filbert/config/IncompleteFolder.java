package filbert.config;

import filbert.household.Keepsakes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where partial files lie. When the setting names another folder than last time, what lies there comes along before anything is downloaded: first all of it
 * is in both places, then the new place is noted, then the old files go. So a crash or a full disk in between loses nothing.
 */
final class IncompleteFolder {
    private static final Logger LOG = LoggerFactory.getLogger(IncompleteFolder.class);
    private static final String NOTED = "downloads.incomplete-folder";
    private static final Pattern OURS = Pattern.compile("[A-Z2-7]{32}\\.(part|journal|kept)"); // other files there are other people's
    private static final int BLOCK = 1 << 16;

    private final Keepsakes keepsakes;
    private final Path usual;

    /** @param usual where it lies when nothing is set or noted */
    IncompleteFolder(Keepsakes keepsakes, Path usual) {
        this.keepsakes = keepsakes;
        this.usual = usual;
    }

    /** Blocks, for as long as copying takes when the folders lie on different volumes. @return the folder to use: the wanted one, if it can be used */
    Path moveTo(Path wanted) {
        var noted = keepsakes.recall(NOTED).map(Path::of).orElse(usual);
        if (noted.equals(wanted)) {
            return wanted;
        }
        try {
            make(wanted);
            var files = ours(noted);
            for (var file : files) {
                bring(file, wanted.resolve(file.getFileName()));
            }
            keepsakes.keep(NOTED, wanted.toString());
            for (var file : files) {
                Files.delete(file);
            }
            LOG.info("Unfinished downloads lie in {} now ({} files came along from {})", wanted, files.size(), noted);
        } catch (IOException e) {
            LOG.error("Unfinished downloads cannot be taken from {} to {}: {}", noted, wanted, e.toString());
        }
        return keepsakes.recall(NOTED).map(Path::of).orElse(usual);
    }

    /** Only when it alone is missing: it may lie on a volume that is not mounted. */
    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
        }
    }

    private static List<Path> ours(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, file -> OURS.matcher(file.getFileName().toString()).matches())) {
            files.forEach(found::add);
        }
        return found;
    }

    private static void bring(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException otherVolume) {
            copy(from, to);
        }
    }

    /** Partial files are mostly holes: those stay holes. */
    static void copy(Path from, Path to) throws IOException {
        try (var in = FileChannel.open(from, StandardOpenOption.READ);
                var out = FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var size = in.size();
            var block = ByteBuffer.allocate(BLOCK);
            for (var at = 0L; at < size; at += block.limit()) {
                block.clear();
                while (block.hasRemaining() && in.read(block, at + block.position()) > 0) {} // to the brim, or the end
                block.flip();
                if (block.limit() == 0) {
                    throw new IOException(from + " shrank");
                }
                if (at + block.limit() >= size || hasContent(block)) {
                    write(out, block, at);
                }
            }
            out.force(true);
        }
    }

    private static void write(FileChannel out, ByteBuffer block, long at) throws IOException {
        while (block.hasRemaining()) {
            out.write(block, at + block.position());
        }
    }

    private static boolean hasContent(ByteBuffer block) {
        for (var i = 0; i < block.limit(); i++) {
            if (block.get(i) != 0) {
                return true;
            }
        }
        return false;
    }
}
