package filbert.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Magnets as we write them (3-transfer, 3.11). */
public final class MagnetText {
    private MagnetText() {}

    /** What follows the topic. A blank is {@code %20}: some programs keep a {@code +} as it is. */
    public static String rest(long size, String name) {
        return "&xl=" + size + "&dn=" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
