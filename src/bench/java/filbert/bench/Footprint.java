package filbert.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a program with the serial collector holds, in KiB.
 *
 * @param liveHeap objects after two full collections
 * @param besideHeap resident anonymous memory outside the heap, after malloc gave back what was freed
 * @param resident all, before the collections
 */
record Footprint(long liveHeap, long besideHeap, long resident) {
    private static final Pattern GENERATION = Pattern.compile("total \\d+K, used \\d+K \\[0x([0-9a-f]+), 0x[0-9a-f]+, 0x([0-9a-f]+)\\)");
    private static final Pattern CLASS = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) .*");
    private static final Pattern ANONYMOUS = Pattern.compile("Anonymous: +(\\d+) kB");

    static Footprint of(Program program) throws IOException, InterruptedException {
        var resident = program.mebibytes("Rss") << 10;
        program.jcmd("GC.run");
        program.jcmd("GC.run"); // what the first one gave to cleaners
        program.jcmd("System.trim_native_heap");
        var from = Long.MAX_VALUE;
        var to = 0L;
        var generations = GENERATION.matcher(program.jcmd("GC.heap_info"));
        while (generations.find()) {
            from = Math.min(from, Long.parseLong(generations.group(1), 16));
            to = Math.max(to, Long.parseLong(generations.group(2), 16));
        }
        if (to == 0) {
            throw new IllegalStateException("no heap of the serial collector");
        }
        return new Footprint(live(program.jcmd("GC.class_histogram")) >> 10, outside(from, to, Files.readAllLines(Path.of("/proc/" + program.pid() + "/smaps"))), resident);
    }

    /** Of what a histogram lists, all but what fills gaps. */
    private static long live(String histogram) {
        return CLASS.matcher(histogram).results().filter(line -> !line.group(2).contains("FillerElement")).mapToLong(line -> Long.parseLong(line.group(1))).sum();
    }

    private static long outside(long from, long to, List<String> mappings) {
        var outside = 0L;
        var inside = false;
        for (var line : mappings) {
            var mapping = MAPPING.matcher(line);
            var anonymous = ANONYMOUS.matcher(line);
            if (mapping.matches()) {
                var at = Long.parseUnsignedLong(mapping.group(1), 16);
                inside = at >= from && at < to;
            } else if (anonymous.matches() && !inside) {
                outside += Long.parseLong(anonymous.group(1));
            }
        }
        return outside;
    }
}
