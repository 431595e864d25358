package filbert.web.content;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a browser is told a file is, by the extension of its name. What is not listed could bring scripts along: it is {@link #BINARY}, and saved.
 *
 * @param type media type
 * @param player element that plays it: {@code audio}, {@code video}, or empty
 */
public record Kind(String type, String player) {
    static final Kind BINARY = new Kind("application/octet-stream", "");

    private static final Map<String, Kind> BY_EXTENSION = byExtension();

    public static Kind of(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? BINARY : BY_EXTENSION.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), BINARY);
    }

    /** May a browser show it in place? */
    boolean shown() {
        return !equals(BINARY);
    }

    /** Can a browser be expected to play it? */
    public boolean plays() {
        return !player.isEmpty();
    }

    private static Map<String, Kind> byExtension() {
        var kinds = new HashMap<String, Kind>();
        add(kinds, "audio/mpeg", "audio", "mp3");
        add(kinds, "audio/ogg", "audio", "ogg", "oga", "opus", "spx");
        add(kinds, "audio/flac", "audio", "flac");
        add(kinds, "audio/wav", "audio", "wav");
        add(kinds, "audio/mp4", "audio", "m4a", "m4b");
        add(kinds, "audio/aac", "audio", "aac");
        add(kinds, "audio/webm", "audio", "weba");
        add(kinds, "audio/x-matroska", "audio", "mka");
        add(kinds, "video/mp4", "video", "mp4", "m4v");
        add(kinds, "video/webm", "video", "webm");
        add(kinds, "video/ogg", "video", "ogv");
        add(kinds, "video/quicktime", "video", "mov");
        add(kinds, "video/x-matroska", "video", "mkv");
        add(kinds, "video/3gpp", "video", "3gp");
        add(kinds, "image/jpeg", "", "jpg", "jpeg", "jpe");
        add(kinds, "image/png", "", "png");
        add(kinds, "image/gif", "", "gif");
        add(kinds, "image/webp", "", "webp");
        add(kinds, "image/avif", "", "avif");
        add(kinds, "image/bmp", "", "bmp");
        add(kinds, "text/plain;charset=UTF-8", "", "txt", "nfo", "md");
        return Map.copyOf(kinds);
    }

    private static void add(Map<String, Kind> kinds, String type, String player, String... extensions) {
        for (var extension : extensions) {
            kinds.put(extension, new Kind(type, player));
        }
    }
}
