package filbert.sharing.hashing;

import filbert.bench.Beside;
import filbert.bench.Workshop;
import filbert.identity.Sha1;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * SHA-1 and tiger tree of one file in the page cache, beside {@code rhash} with both hashes; rounds interleaved, the quickest of each by the clock and
 * by CPU time. The results are compared. Where the environment names one (see {@link Beside}), fresh gtk-gnutellas, which remember nothing, are told to
 * look through a folder with the file in it; the clock ends when they offer its tree, which is after a pass for each hash. Argument: the file's length
 * in MiB, 1024 when there is none.
 */
final class HashingBench {
    private static final int ROUNDS = 6;
    private static final int BESIDE = 3; // rounds: each starts a program
    private static final int CHUNK = 1 << 20;

    /** The quickest rounds, in seconds. */
    private static final class Least {
        double clock = Double.MAX_VALUE;
        double cpu = Double.MAX_VALUE;

        void round(double clockSeconds, double cpuSeconds) {
            clock = Math.min(clock, clockSeconds);
            cpu = Math.min(cpu, cpuSeconds);
        }
    }

    /** What one pass of rhash printed and cost. */
    private record Pass(String line, double cpuSeconds) {}

    public static void main(String[] length) throws IOException, InterruptedException {
        var mebibytes = length.length == 0 ? 1024 : Integer.parseInt(length[0]);
        try (var workshop = Workshop.open();
                var trees = Executors.newSingleThreadExecutor()) {
            var file = workshop.directory().resolve("hazel.bin");
            write(file, mebibytes);
            var hasher = new FileHasher(trees);
            var ours = new Least();
            var theirs = new Least();
            var beside = new Least();
            for (var round = 0; round < ROUNDS; round++) {
                var cpu = ownCpuSeconds();
                var began = System.nanoTime();
                var hashes = hasher.hash(file, _ -> {});
                ours.round((System.nanoTime() - began) / 1e9, ownCpuSeconds() - cpu);
                began = System.nanoTime();
                var pass = rhash(file);
                theirs.round((System.nanoTime() - began) / 1e9, pass.cpuSeconds);
                var expected = hashes.sha1().base32() + " " + hashes.tigerRoot().base32();
                if (!pass.line.equalsIgnoreCase(expected)) {
                    throw new IllegalStateException("bug: rhash says " + pass.line + ", we " + expected);
                }
                if (round < BESIDE) {
                    gtkGnutella(workshop, file, hashes.sha1(), beside);
                }
            }
            var megabytes = mebibytes * (double) CHUNK / 1e6;
            System.out.printf(Locale.ROOT, "Filbert %.0f MB/s, %.0f MB per CPU second%n", megabytes / ours.clock, megabytes / ours.cpu);
            System.out.printf(Locale.ROOT, "rhash   %.0f MB/s, %.0f MB per CPU second%n", megabytes / theirs.clock, megabytes / theirs.cpu);
            if (Beside.wanted()) {
                System.out.printf(Locale.ROOT, "gtk-gnutella %.0f MB/s, %.0f MB per CPU second%n", megabytes / beside.clock, megabytes / beside.cpu);
                System.out.printf(Locale.ROOT, "ratio to it %.2f by the clock, %.2f by CPU time%n", beside.clock / ours.clock, beside.cpu / ours.cpu);
            }
            System.out.printf(Locale.ROOT, "ratio to rhash %.2f by the clock, %.2f by CPU time%n", theirs.clock / ours.clock, theirs.cpu / ours.cpu);
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

    private static void gtkGnutella(Workshop workshop, Path file, Sha1 sha1, Least least) throws IOException {
        try (var beside = Beside.start(workshop).orElse(null)) {
            if (beside != null) {
                var cpu = beside.cpuSeconds();
                var clock = beside.share(file, sha1);
                least.round(clock, beside.cpuSeconds() - cpu);
            }
        }
    }

    private static double ownCpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** The base32 forms of both, SHA-1 first; behind them bash says what it cost. */
    private static Pass rhash(Path file) throws IOException, InterruptedException {
        var script = "TIMEFORMAT='%U %S'; time rhash --sha1 --tth --printf='%b{sha1} %b{tth}\\n' \"$0\"";
        var process = new ProcessBuilder("bash", "-c", script, file.toString()).redirectErrorStream(true).start();
        try (var out = process.inputReader()) {
            var line = String.valueOf(out.readLine());
            var cost = String.valueOf(out.readLine()).split(" ", -1);
            process.waitFor();
            return new Pass(line, Double.parseDouble(cost[0]) + Double.parseDouble(cost[1]));
        }
    }
}
