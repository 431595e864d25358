package filbert.sharing.download.adopt;

import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.sharing.download.adopt.JavaObjects.Thing;
import filbert.sharing.download.disk.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * LimeWire's list of unfinished files. Version 5 writes a list of mementos into its settings folder, each a map with {@code incompleteFile}, {@code sha1Urn} and
 * {@code savedBlocks} (com.limegroup.gnutella.downloader.serial.GnutellaDownloadMementoImpl), where a block ends with its last byte; version 4 writes its
 * IncompleteFileManager, with maps {@code blocks} and {@code hashes}, beside the files, where a block ends behind its last byte. Both are Java objects, which are taken apart
 * by {@link JavaObjects} and never made. Paths are another machine's: entries are known by the name of the file.
 */
final class LimeDownloads implements Ledger {
    static final int MOST = 8 << 20; // ours: bytes read; a download with a dozen sources takes ten KiB

    private static final Set<String> NAMES = Set.of("downloads.dat", "downloads.bak");
    private static final Set<String> WITHOUT_FIELDS = Set.of("com.limegroup.gnutella.downloader.ManagedDownloader"); // of version 4, see its writeObject
    private static final String MEMENTO = "GnutellaDownloadMementoImpl";
    private static final String FILES = "IncompleteFileManager";

    private final Map<String, Entry> entries = new HashMap<>();

    /** @param blocks empty when it would have to look for them itself */
    record Entry(Optional<Sha1> sha1, List<Span> blocks) {}

    private LimeDownloads() {}

    static boolean named(Path file) {
        return NAMES.contains(file.getFileName().toString());
    }

    /** Empty when this is another file of that name. */
    static Optional<LimeDownloads> read(Path path) throws IOException {
        if (Files.size(path) > MOST) {
            return Optional.empty();
        }
        try (var bytes = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            var downloads = new LimeDownloads();
            for (var thing : JavaObjects.in(bytes.readNBytes(MOST), WITHOUT_FIELDS)) {
                if (thing.type().equals(MEMENTO)) {
                    downloads.memento(map(thing.field("serialObjects")));
                } else if (thing.type().equals(FILES)) {
                    downloads.files(thing);
                }
            }
            return downloads.entries.isEmpty() ? Optional.empty() : Optional.of(downloads);
        } catch (DamagedException e) {
            return Optional.empty();
        }
    }

    private void memento(Map<Object, @Nullable Object> told) {
        name(told.get("incompleteFile")).ifPresent(file -> keep(file, sha1(told.get("sha1Urn")), blocks(told.get("savedBlocks"), 1)));
    }

    private void files(Thing manager) {
        var hashes = new HashMap<String, Sha1>();
        map(manager.field("hashes")).forEach((urn, file) -> {
            var sha1 = sha1(urn);
            name(file).filter(_ -> sha1.isPresent()).ifPresent(name -> hashes.put(name, sha1.orElseThrow()));
        });
        map(manager.field("blocks")).forEach((file, blocks) ->
                name(file).ifPresent(name -> keep(name, Optional.ofNullable(hashes.get(name)), blocks(blocks, 0))));
    }

    private void keep(String file, Optional<Sha1> sha1, List<Span> blocks) {
        entries.putIfAbsent(file, new Entry(sha1, blocks));
    }

    /** Keys of maps are told apart by what they say, where that is text, and else by what they are. */
    private static Map<Object, @Nullable Object> map(@Nullable Object value) {
        var map = new HashMap<Object, @Nullable Object>();
        if (value instanceof Thing thing) {
            var pairs = thing.written();
            for (var at = 1; at + 1 < pairs.size(); at += 2) { // behind its size
                var key = pairs.get(at);
                if (key instanceof String || key instanceof Thing) { // a list as a key would be hashed as deep as a stranger made it
                    map.put(key, pairs.get(at + 1));
                }
            }
        }
        return map;
    }

    /** The last part of a path of whatever system. */
    private static Optional<String> name(@Nullable Object file) {
        return file instanceof Thing thing && thing.field("path") instanceof String path
                ? Optional.of(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
                : Optional.empty();
    }

    private static Optional<Sha1> sha1(@Nullable Object urn) {
        if (urn instanceof Thing thing && !thing.written().isEmpty() && thing.written().getFirst() instanceof byte[] text && text.length > 2) {
            return Urn.parse(new String(text, 2, text.length - 2, StandardCharsets.UTF_8)).flatMap(Urn::sha1); // behind its length
        }
        return Optional.empty();
    }

    private static List<Span> blocks(@Nullable Object list, int behindLast) {
        var spans = new ArrayList<Span>();
        if (list instanceof Thing thing) {
            for (var block : thing.written()) {
                if (block instanceof Thing interval) {
                    var low = interval.number("low").orElse(-1L);
                    var end = interval.number("high").orElse(-1L) + behindLast;
                    if (low < 0 || end <= low) {
                        return List.of();
                    }
                    spans.add(new Span(low, end));
                }
            }
        }
        return joined(spans);
    }

    private static List<Span> joined(List<Span> spans) {
        var joined = new ArrayList<Span>();
        for (var span : spans.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
            if (!joined.isEmpty() && joined.getLast().to() >= span.from()) {
                var last = joined.removeLast();
                joined.add(new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    @Override
    public boolean tellsOf(Path file, long length) {
        return entry(file).isPresent();
    }

    Optional<Entry> entry(Path file) {
        return Optional.ofNullable(entries.get(file.getFileName().toString()));
    }
}
