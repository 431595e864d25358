package filbert.sharing.library.tags;

/** Numbers as people write them into tags. */
final class Numbers {
    private static final int MAX_DIGITS = 7;

    private Numbers() {}

    /** The digits a text begins with: 2026 for {@code 2026-11-27}; 0 without any. */
    static int leading(String text) {
        var end = 0;
        while (end < text.length() && end < MAX_DIGITS && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(text.substring(0, end));
    }
}
