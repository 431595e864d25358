package filbert.household.wish;

import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import filbert.sharing.library.FileType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What of the files found a wish would download by itself, the best first. */
final class Candidates {
    /** Beside {@link FileType#PROGRAM}: what machines run, or open by running something. Nothing of it is ever fetched unasked. */
    private static final Set<String> RUNNABLE = Set.of(
            "exe", "msi", "bat", "cmd", "com", "scr", "pif", "cpl", "lnk", "url", "vb", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta", "ps1",
            "psm1", "reg", "inf", "dll", "sys", "ocx", "jar", "jnlp", "class", "deb", "rpm", "appimage", "flatpak", "snap", "apk", "xapk", "ipa", "dmg",
            "pkg", "app", "command", "desktop", "sh", "bash", "csh", "zsh", "ksh", "py", "pyc", "pl", "rb", "php", "lua", "tcl", "run", "bin", "elf", "so",
            "dylib", "gadget", "msc", "msp", "msix", "appx", "application", "chm", "docm", "xlsm", "pptm", "dotm", "xlam", "xll", "ade", "adp", "mde");

    private final Taking taking;
    private final Predicate<Sha1> had;

    /** @param had is it in the house, or on its way? */
    Candidates(Taking taking, Predicate<Sha1> had) {
        this.taking = taking;
        this.had = had;
    }

    /** @param files that the wish's filter left, without spam */
    List<FoundFile> of(List<FoundFile> files) {
        var all = files.stream()
                .filter(file -> file.sha1().isPresent())
                .filter(file -> file.sources().size() >= taking.leastSources())
                .filter(file -> file.size() > 0)
                .filter(file -> file.names().stream().noneMatch(Candidates::runs) && !runs(file.name()))
                .sorted(Comparator.<FoundFile>comparingInt(file -> file.sources().size()).reversed().thenComparing(FoundFile::id))
                .toList();
        var chosen = taking.choice() == Taking.Choice.BEST ? all.stream().limit(1) : all.stream();
        return chosen.filter(file -> file.sha1().filter(had.negate()).isPresent()).toList();
    }

    /** By any of the endings in its name: {@code song.exe.mp3} is as suspect as {@code song.mp3.exe}. */
    static boolean runs(String name) {
        var parts = name.toLowerCase(Locale.ROOT).split("\\.");
        for (var i = 1; i < parts.length; i++) {
            if (RUNNABLE.contains(parts[i].strip())) {
                return true;
            }
        }
        return FileType.of(name) == FileType.PROGRAM;
    }
}
