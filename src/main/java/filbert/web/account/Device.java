package filbert.web.account;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a browser calls itself, in words a person recognises. Made of what it says, so it is a hint and no proof.
 *
 * @param browser a name, or empty
 * @param system a name, or empty
 */
record Device(String browser, String system) {
    /** Those that pose as others come first. */
    private static final Map<String, String> BROWSERS = ordered(
            "edg", "Edge", "opr/", "Opera", "samsungbrowser", "Samsung Internet", "firefox", "Firefox", "fxios", "Firefox", "crios", "Chrome",
            "chromium", "Chromium", "chrome", "Chrome", "safari", "Safari", "curl", "curl");
    private static final Map<String, String> SYSTEMS = ordered(
            "android", "Android", "iphone", "iPhone", "ipad", "iPad", "cros", "ChromeOS", "windows", "Windows", "mac os", "Mac", "linux", "Linux");

    private static Map<String, String> ordered(String... marksAndNames) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < marksAndNames.length; i += 2) {
            map.put(marksAndNames[i], marksAndNames[i + 1]);
        }
        return map;
    }

    static Device of(String userAgent) {
        var text = userAgent.toLowerCase(Locale.ROOT);
        return new Device(first(BROWSERS, text), first(SYSTEMS, text));
    }

    private static String first(Map<String, String> names, String text) {
        return names.entrySet().stream().filter(one -> text.contains(one.getKey())).map(Map.Entry::getValue).findFirst().orElse("");
    }
}
