package filbert.wire.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;

/** What every head of ours keeps to, as it travels (3-transfer, 3.2.3, T-10): no line is folded, no header comes twice, and nobody's ceilings are passed. */
public final class EmittedHead {
    private static final int MOST_HEADERS = 16;
    private static final int LONGEST_LINE = 1_000; // bytes
    private static final int LONGEST = 3_072; // bytes
    private static final String END = "\r\n\r\n";

    private EmittedHead() {}

    /** @param head of a request or reply, with the empty line behind it, in Latin-1 */
    public static void check(String head) {
        assertThat(head).endsWith(END).hasSizeLessThanOrEqualTo(LONGEST);
        var lines = head.substring(0, head.length() - END.length()).split("\r\n", -1);
        assertThat(lines).as("no line is folded or empty").noneMatch(line -> line.isBlank() || Character.isWhitespace(line.charAt(0)));
        assertThat(lines).as("lines end as they should").noneMatch(line -> line.contains("\n") || line.contains("\r"));
        assertThat(lines).as("lines").allMatch(line -> line.length() <= LONGEST_LINE);
        var names = Arrays.stream(lines).skip(1).map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT)).toList();
        assertThat(names).as("every header once").doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(MOST_HEADERS);
    }
}
