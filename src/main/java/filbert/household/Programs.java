package filbert.household;

import filbert.sharing.library.FileType;
import java.util.Locale;
import java.util.Set;

/** Files that machines run, or open by running something, told by their names. */
public final class Programs {
    /** Beside {@link FileType#PROGRAM}. */
    private static final Set<String> RUNNABLE = Set.of(
            "exe", "msi", "bat", "cmd", "com", "scr", "pif", "cpl", "lnk", "url", "vb", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta", "ps1",
            "psm1", "reg", "inf", "dll", "sys", "ocx", "jar", "jnlp", "class", "deb", "rpm", "appimage", "flatpak", "snap", "apk", "xapk", "ipa", "dmg",
            "pkg", "app", "command", "desktop", "sh", "bash", "csh", "zsh", "ksh", "py", "pyc", "pl", "rb", "php", "lua", "tcl", "run", "bin", "elf", "so",
            "dylib", "gadget", "msc", "msp", "msix", "appx", "application", "chm", "docm", "xlsm", "pptm", "dotm", "xlam", "xll", "ade", "adp", "mde");

    private Programs() {}

    /** By any of the endings in its name: {@code song.exe.mp3} is as suspect as {@code song.mp3.exe}. */
    public static boolean isOne(String name) {
        var parts = name.toLowerCase(Locale.ROOT).split("\\.");
        for (var i = 1; i < parts.length; i++) {
            if (RUNNABLE.contains(parts[i].strip())) {
                return true;
            }
        }
        return FileType.of(name) == FileType.PROGRAM;
    }
}
