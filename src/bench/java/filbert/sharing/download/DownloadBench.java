package filbert.sharing.download;

import filbert.bench.Beside;
import filbert.bench.Workshop;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.sharing.hashing.TreeBuilder;
import filbert.sharing.hashing.TreeShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One file from four servents at once: verified as it arrives, written and synced by a process of its own that only downloads, several times: a servent
 * runs for months, so the first time, when its Java has just started, is told apart. Beside it four curls that fetch a quarter each from the same four and
 * verify nothing, and the rate at which one thread here hashes tiger trees. The quickest round of each counts. Where the environment names one (see
 * {@link Beside}), a gtk-gnutella fetches it from the same four as well, until it has checked and moved it. Argument: MiB (1,024 when there is none).
 */
final class DownloadBench {
    private static final int ROUNDS = 3;
    private static final int CHUNK = 1 << 20;

    private final Workshop workshop;
    private final Path directory;
    private final Path file;
    private final long size;
    private String sha1 = "";
    private List<String> servents = List.of();
    private double first;
    private double fetched = Double.MAX_VALUE;
    private double checked = Double.MAX_VALUE;
    private double curls = Double.MAX_VALUE;
    private double whole = Double.MAX_VALUE;
    private double besides = Double.MAX_VALUE;
    private double trees = Double.MAX_VALUE;

    private DownloadBench(Workshop workshop, Path file, long size) {
        this.workshop = workshop;
        directory = workshop.directory();
        this.file = file;
        this.size = size;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var mebibytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_024;
        try (var workshop = Workshop.open()) {
            var file = Files.createDirectory(workshop.directory().resolve("served")).resolve("hazel.bin");
            write(file, mebibytes);
            new DownloadBench(workshop, file, (long) mebibytes * CHUNK).run();
        }
    }

    private static void write(Path path, int mebibytes) throws IOException {
        var random = new Random(1);
        var chunk = new byte[CHUNK];
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            for (var i = 0; i < mebibytes; i++) {
                random.nextBytes(chunk);
                file.write(chunk);
            }
        }
    }

    private void run() throws IOException, InterruptedException {
        var serving = java("-Xmx256m", FourServents.class.getName(), file.toString()).start();
        try {
            var words = Arrays.asList(serving.inputReader().readLine().split(" "));
            sha1 = words.get(1);
            servents = words.subList(3, words.size());
            filbert();
            for (var round = 1; round <= ROUNDS; round++) {
                curl();
                gtkGnutella();
                tree();
            }
        } finally {
            serving.destroy();
        }
        var megabytes = size / 1e6;
        System.out.printf(Locale.ROOT, "Filbert %.0f MB/s verified and written, then %.1f s until it had looked over the whole file%n", megabytes / fetched, checked);
        System.out.printf(Locale.ROOT, "        %.0f MB/s the first time%n", megabytes / first);
        System.out.printf(Locale.ROOT, "curl    %.0f MB/s, four of them, nothing verified%n", megabytes / curls);
        if (Beside.wanted()) {
            System.out.printf(
                    Locale.ROOT,
                    "gtk-gnutella %.0f MB/s until it had checked and moved it, Filbert %.0f: %.2f times as fast%n",
                    megabytes / besides,
                    megabytes / whole,
                    besides / whole);
        }
        System.out.printf(Locale.ROOT, "tree    %.0f MB/s on one thread; ratio of Filbert to it %.2f%n", megabytes / trees, trees / fetched);
    }

    private static ProcessBuilder java(String... more) {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private void filbert() throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of("-Xmx384m", DownloadingAgain.class.getName(), Integer.toString(ROUNDS + 1), directory.toString(), sha1, Long.toString(size)));
        command.addAll(servents);
        var downloading = java(command.toArray(String[]::new)).start();
        try (var said = downloading.inputReader()) {
            first = fetched(said);
            for (var round = 1; round <= ROUNDS; round++) {
                fetched = Math.min(fetched, fetched(said));
            }
        }
        if (downloading.waitFor() != 0) {
            throw new IllegalStateException("it did not download");
        }
    }

    /** @return seconds from its first source until all of it was verified and written */
    private double fetched(BufferedReader said) throws IOException {
        var began = 0L;
        var here = 0L;
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            began = began == 0 && line.startsWith("ACTIVE") ? System.nanoTime() : began;
            here = here == 0 && line.startsWith("CHECKING") ? System.nanoTime() : here;
            if (line.startsWith("DONE")) {
                checked = Math.min(checked, (System.nanoTime() - here) / 1e9);
                whole = Math.min(whole, (System.nanoTime() - began) / 1e9);
                return (here - began) / 1e9;
            }
        }
        throw new IllegalStateException("it did not download");
    }

    private void curl() throws IOException, InterruptedException {
        var began = System.nanoTime();
        var all = new ArrayList<Process>();
        for (var number = 0; number < servents.size(); number++) {
            var from = size / servents.size() * number;
            var to = number == servents.size() - 1 ? size : size / servents.size() * (number + 1);
            all.add(new ProcessBuilder(
                            "curl", "-s", "-f", "-r", from + "-" + (to - 1), "-o", directory.resolve("part" + number).toString(),
                            "http://" + servents.get(number) + "/uri-res/N2R?urn:sha1:" + sha1)
                    .inheritIO()
                    .start());
        }
        for (var curl : all) {
            if (curl.waitFor() != 0) {
                throw new IllegalStateException("curl failed");
            }
        }
        curls = Math.min(curls, (System.nanoTime() - began) / 1e9);
    }

    /** Each time a fresh one, which is not slow with who was slow before. */
    private void gtkGnutella() throws IOException {
        try (var beside = Beside.start(workshop).orElse(null)) {
            if (beside != null) {
                var hosts = servents.stream().map(host -> HostAddress.parse(host).orElseThrow()).toList();
                besides = Math.min(besides, beside.download(Sha1.parse(sha1), "hazel.bin", size, hosts));
            }
        }
    }

    private void tree() throws IOException {
        var chunk = new byte[CHUNK];
        var builder = new TreeBuilder(TreeShape.keptFor(size).slice());
        var began = System.nanoTime();
        try (var in = Files.newInputStream(file)) {
            for (var read = in.read(chunk); read > 0; read = in.read(chunk)) {
                builder.update(chunk, 0, read);
            }
        }
        trees = Math.min(trees, (System.nanoTime() - began) / 1e9);
    }
}
