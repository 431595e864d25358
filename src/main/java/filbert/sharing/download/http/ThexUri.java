package filbert.sharing.download.http;

import filbert.identity.TigerRoot;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a server gives out a file's tree: {@code X-Thex-URI: <path>;<root>} (3-transfer, 3.2.6).
 *
 * @param path on that server; begins with {@code /} and fits a request line
 */
public record ThexUri(String path, TigerRoot root) {
    private static final Pattern FORM = Pattern.compile("(/[\\x21-\\x7e]{0,500});\\s*([A-Za-z2-7]{39})");

    static Optional<ThexUri> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches() ? Optional.of(new ThexUri(form.group(1), TigerRoot.parse(form.group(2)))) : Optional.empty();
    }
}
