package filbert.sharing.library;

import filbert.sharing.library.LibrarySettings.KeepOut;
import filbert.sharing.library.scan.Excludes;
import filbert.sharing.library.scan.FoundFile;
import filbert.sharing.library.scan.Volume;
import filbert.sharing.library.scan.Walk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out what sharing a folder would mean, by looking at it and writing into it. Blocks. */
final class FolderInspection {
    private static final int MOST_LOOKED_AT = 5000; // files; enough for an idea, at most a second or two on a sleepy disk
    private static final int SAMPLES = 12;
    private static final int MANY_DOCUMENTS = 3;
    private static final Set<Path> SYSTEM = paths("/", "/var", "/var/lib", "/var/log", "/run");
    private static final Set<Path> SYSTEM_TREES =
            paths("/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/sbin", "/snap", "/sys", "/usr");
    private static final Pattern MAIL = Pattern.compile(".*\\.(eml|mbox|pst|ost|msf|dbx|emlx)|(.*/)?(maildir|inbox|mail)/.*");
    private static final Pattern KEYS = Pattern.compile(
            ".*\\.(pem|key|p12|pfx|kdbx|kdb|jks|keystore|ovpn|gpg|asc|ppk|wallet)|(.*/)?(id_rsa|id_ed25519|id_ecdsa|passwords?|passw(oe|ö)rter)(\\.[a-z0-9]+)?|(.*/)?wallet\\.dat");
    private static final Pattern BACKUPS = Pattern.compile(
            ".*\\.(bak|backup|old|dump|sql|vbk|tib|hbk|sparsebundle|vhd|vhdx|vmdk)|(.*/)?[^/]*backups?[^/]*(/.*)?");
    private static final Pattern CAMERA = Pattern.compile("(.*/)?(dcim|camera( uploads)?|camera roll)/.*|(.*/)?(img|dsc|dscn|pxl|mvi|vid)_?[0-9]{4,}[^/]*");

    private final RandomGenerator random;
    private final KeepOut keepOut;
    private final List<SharedFolder> others;

    /** @param keepOut our own folders. @param others those already shared */
    FolderInspection(RandomGenerator random, KeepOut keepOut, List<SharedFolder> others) {
        this.random = random;
        this.keepOut = keepOut;
        this.others = others;
    }

    private static Set<Path> paths(String... paths) {
        return Set.of(paths).stream().map(Path::of).collect(Collectors.toUnmodifiableSet());
    }

    /** Message key below {@code folder.problem.}, or empty. */
    String problem(Path folder) {
        if (!folder.isAbsolute()) {
            return "relative";
        }
        if (!Files.exists(folder)) {
            return "absent";
        }
        if (!Files.isDirectory(folder)) {
            return "not-a-folder";
        }
        Path real;
        try {
            real = folder.toRealPath();
            Files.newDirectoryStream(real).close();
        } catch (IOException e) {
            return "unreadable";
        }
        if (isSystem(real)) {
            return "system";
        }
        return others.stream().map(SharedFolder::path).map(FolderInspection::real).anyMatch(other -> overlap(real, other))
                ? "overlaps"
                : "";
    }

    private boolean isSystem(Path real) {
        return SYSTEM.contains(real)
                || SYSTEM_TREES.stream().anyMatch(real::startsWith)
                || keepOut.bare().contains(real)
                || keepOut.whole().stream().anyMatch(real::startsWith);
    }

    /** May it be read, and is it none of the system's or of ours? @param real absolute, without links */
    boolean isOpen(Path real) {
        return !isSystem(real) && Files.isReadable(real) && Files.isExecutable(real);
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.normalize();
        }
    }

    FolderCheck check(Path folder) {
        var problem = problem(folder);
        if (!problem.isEmpty() && !problem.equals("overlaps")) {
            return new FolderCheck(folder, problem, false, "", -1, -1, owner(folder), 0, Map.of(), 0, List.of(), List.of());
        }
        var uid = ours("unix:uid");
        var gid = ours("unix:gid");
        var writable = writes(folder);
        var advice = writable || uid < 0 ? "" : "sudo chown -R " + uid + ":" + gid + " " + quoted(folder);
        var seen = new Seen();
        try {
            seen.lookAt(new Walk(folder, new Excludes(List.of(), keepOut.bare(), keepOut.whole())));
        } catch (IOException e) {
            problem = "unreadable";
        }
        if (isWholeVolume(folder)) {
            seen.warnings.add("root");
        }
        return new FolderCheck(
                folder, problem, writable, advice, uid, gid, owner(folder), Volume.usableBytes(folder), seen.byType(), seen.looked,
                List.copyOf(seen.samples), List.copyOf(seen.warnings));
    }

    /** What is in a folder, as far as it was looked at. */
    private static final class Seen {
        final Map<FileType, Integer> types = new EnumMap<>(FileType.class);
        final List<String> samples = new ArrayList<>();
        final Set<String> warnings = new TreeSet<>();
        int looked;

        void lookAt(Walk walk) {
            while (looked < MOST_LOOKED_AT && walk.next() instanceof FoundFile file) {
                looked++;
                var type = FileType.of(file.relative());
                types.merge(type, 1, Integer::sum);
                if (samples.size() < SAMPLES && types.getOrDefault(type, 0) <= SAMPLES / 3) {
                    samples.add(file.relative());
                }
                warn(file.relative().toLowerCase(Locale.ROOT));
            }
            if (types.getOrDefault(FileType.DOCUMENT, 0) >= MANY_DOCUMENTS) {
                warnings.add("documents");
            }
        }

        private void warn(String relative) {
            warnIf(MAIL, relative, "mail");
            warnIf(KEYS, relative, "keys");
            warnIf(BACKUPS, relative, "backups");
            warnIf(CAMERA, relative, "camera");
        }

        private void warnIf(Pattern pattern, String relative, String warning) {
            if (!warnings.contains(warning) && pattern.matcher(relative).matches()) {
                warnings.add(warning);
            }
        }

        Map<String, Integer> byType() {
            var counts = new LinkedHashMap<String, Integer>();
            types.forEach((type, count) -> counts.put(type.key(), count));
            return counts;
        }
    }

    /** Creates, syncs and removes a file. */
    private boolean writes(Path folder) {
        var test = folder.resolve(".filbert-write-test-" + Long.toHexString(random.nextLong()));
        try (var channel = FileChannel.open(
                test, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'o', 'k'}));
            channel.force(true);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static long ours(String attribute) {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), attribute)).longValue();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return -1;
        }
    }

    private static String owner(Path folder) {
        try {
            return Files.getOwner(folder).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static boolean isWholeVolume(Path folder) {
        try {
            var parent = folder.toRealPath().getParent();
            return parent == null || !Files.getAttribute(parent, "unix:dev").equals(Files.getAttribute(folder, "unix:dev"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String quoted(Path folder) {
        return "'" + folder.toString().replace("'", "'\\''") + "'";
    }
}
