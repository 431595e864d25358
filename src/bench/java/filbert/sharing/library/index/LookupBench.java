package filbert.sharing.library.index;

import filbert.bench.Names;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long one lookup takes and how much heap one file takes. Names are {@link Names}.
 *
 * <p>Each lookup is timed several times, with thousands of others in between, and counts with its quickest.
 *
 * <p>Arguments: numbers of files; 100000 and 1000000 when there are none.
 */
final class LookupBench {
    private static final int QUERIES = 20_000;
    private static final int PASSES = 4; // over all queries; each counts with its quickest, which leaves out what else the machine did

    private final Random random = new Random(7);
    private final Names names;

    private LookupBench(int files) {
        names = new Names(files, random);
    }

    public static void main(String[] sizes) {
        for (var size : sizes.length == 0 ? new String[] {"100000", "1000000"} : sizes) {
            new LookupBench(Integer.parseInt(size)).run(Integer.parseInt(size));
        }
    }

    private void run(int files) {
        var before = used();
        var index = new FileIndex();
        var sample = new ArrayList<String>();
        var started = System.nanoTime();
        var batch = new ArrayList<IndexedFile>();
        for (var i = 1; i <= files; i++) {
            var path = names.next();
            if (random.nextInt(files) < 10_000) {
                sample.add(path);
            }
            batch.add(new IndexedFile(
                    i, 1, path, random.nextInt(1 << 30), Instant.ofEpochSecond(1_700_000_000L + i), new Sha1(random.nextLong(), i, 1),
                    new TigerRoot(random.nextLong(), random.nextLong(), i), Instant.ofEpochSecond(1_750_000_000L), Tags.NONE));
            if (batch.size() == 1000) {
                index.put(batch);
                batch.clear();
            }
        }
        index.put(batch);
        batch = new ArrayList<>();
        System.out.printf(Locale.ROOT, "%n%,d files, %d segments, built in %.1f s, %d bytes of heap per file%n",
                files, index.snapshot().parts().size(), (System.nanoTime() - started) / 1e9, (used() - before) / files);
        measure(index, "one rare word, no hit", () -> List.of(names.absent()));
        measure(index, "two words of a file", () -> names.ofOne(sample, 2));
        measure(index, "three words of a file", () -> names.ofOne(sample, 3));
        measure(index, "three words as common as in names", () -> List.of(names.common(), names.common(), names.common()));
        measure(index, "three of the 200 most common words", () -> List.of(names.top(), names.top(), names.top()));
        measure(index, "three letters", () -> List.of(letter(), letter(), letter()));
    }

    private String letter() {
        return String.valueOf((char) ('a' + random.nextInt(26)));
    }

    private void measure(FileIndex index, String name, java.util.function.Supplier<List<String>> queries) {
        var prepared = new ArrayList<List<String>>(QUERIES);
        for (var i = 0; i < QUERIES; i++) {
            prepared.add(queries.get());
        }
        long hits = 0;
        var nanos = new long[QUERIES];
        Arrays.fill(nanos, Long.MAX_VALUE);
        for (var pass = 0; pass < PASSES; pass++) {
            hits = 0;
            for (var i = 0; i < QUERIES; i++) {
                var query = prepared.get(i);
                var from = System.nanoTime();
                hits += index.snapshot().matching(query, 0, 50, random).size();
                nanos[i] = Math.min(nanos[i], System.nanoTime() - from);
            }
        }
        var mean = Arrays.stream(nanos).average().orElse(0);
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "  %-36s mean %7.1f  p50 %7.1f  p99 %7.1f  max %8.1f us, %5.1f hits, %,.0f lookups/s%n",
                name, mean / 1000, nanos[QUERIES / 2] / 1000.0, nanos[(int) (QUERIES * 0.99)] / 1000.0,
                nanos[QUERIES - 1] / 1000.0, (double) hits / QUERIES, 1e9 / mean);
    }

    private static long used() {
        for (var i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
