package filbert.servent.spam;

import filbert.wire.words.Words;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a file gives away. */
final class Names {
    /** What Windows runs at a double click, or lets run. */
    private static final Set<String> PROGRAMS = Set.of(
            "exe", "com", "scr", "bat", "pif", "cmd", "vbs", "vbe", "wsf", "wsh", "msi", "lnk", "hta", "cpl", "jse", "ps1", "reg", "msp");

    private static final Set<String> HARMLESS = Set.of(
            "mp3", "ogg", "flac", "wma", "wav", "m4a", "avi", "mpg", "mpeg", "mp4", "mkv", "wmv", "mov", "webm", "jpg", "jpeg", "png", "gif",
            "pdf", "txt", "doc", "docx", "epub", "zip", "rar", "iso");

    /** Not possessive by accident: names are at most 512 characters, and nothing here backtracks. */
    private static final Pattern SITE = Pattern.compile("(?:https?://|www\\.)[a-z0-9-]{2,63}+\\.[a-z0-9.-]{2,63}+");

    private static final int ECHO_PERCENT = 85; // of the name: 2-search, 11

    private Names() {}

    /** Without the dot, lower case; empty when there is none. */
    static String ending(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    }

    private static String stem(String name) {
        var dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    static boolean isProgram(String name) {
        return PROGRAMS.contains(ending(name));
    }

    /** {@code song.mp3.exe}, however many blanks hide the end. */
    static boolean isBait(String name) {
        return isProgram(name) && HARMLESS.contains(ending(stem(name).strip()));
    }

    static boolean holdsSite(String name) {
        return SITE.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    static boolean holdsLink(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("urn:") || lower.contains("magnet:?") || lower.contains("xt=") || lower.contains("&dn=");
    }

    /** Is the name the question and hardly more? */
    static boolean isEcho(String name, Asked asked) {
        var said = Words.canonical(stem(name));
        return !said.isEmpty() && said.startsWith(asked.text()) && asked.text().length() * 100 >= said.length() * ECHO_PERCENT;
    }
}
