package filbert.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Magnets as we write them (3-transfer, 3.11). */
public final class MagnetText {
    private MagnetText() {}

    /** @param size bytes; less than none where nobody knows */
    public static String of(String sha1, long size, String name) {
        return "magnet:?xt=urn:sha1:" + sha1 + (size < 0 ? name(name) : rest(size, name));
    }

    /** What follows the topic. A blank is {@code %20}: some programs keep a {@code +} as it is. */
    public static String rest(long size, String name) {
        return "&xl=" + size + name(name);
    }

    private static String name(String name) {
        return "&dn=" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
