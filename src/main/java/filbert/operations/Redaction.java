package filbert.operations;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of a text what is nobody's business: the secrets there are, what looks like one, and in texts that leave the house also where things lie and who
 * somebody talked to.
 */
public final class Redaction {
    static final String TAKEN_OUT = "<redacted>";

    private static final int SHORTEST = 4; // a shorter secret would take ordinary words along
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(\\b(?:pass(?:word|wort)?|pwd|secret|token|api-?key|code|cookie|session|signature|credentials?)\\b\"?\\s*[=:]\\s*\"?|\\bbearer\\s+|\\bbasic\\s+)[^\\s\"'&,;)}]+");
    private static final Pattern USER_IN_ADDRESS = Pattern.compile("(?<=://)[^/\\s@]+@");
    /** From its first slash on to where a sentence goes on; paths may hold blanks. */
    private static final Pattern PATH = Pattern.compile("(?<![\\w.:/<])/(?=[^\\s/])[^\\n\\t\"]*?(?=: |, |; |\\)|\\]|\\s(?:cannot|could|is|are|was|now|and|or|from|to|\\()\\b|[\"\\n\\t]|$)", Pattern.MULTILINE);
    private static final Pattern ADDRESS_V4 = Pattern.compile("\\b(?!127\\.|0\\.0\\.0\\.0)(?:\\d{1,3}\\.){3}\\d{1,3}\\b");
    private static final Pattern ADDRESS_V6 = Pattern.compile("\\[[0-9a-fA-F:]{3,}(?:%\\w+)?\\]|\\b(?:[0-9a-fA-F]{1,4}:){3,}[0-9a-fA-F:]*[0-9a-fA-F]\\b"
            + "|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){1,7}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*)?(?!\\w)");

    private final List<String> secrets;

    /** @param secrets as they are in force */
    public Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream().filter(secret -> secret.length() >= SHORTEST).toList();
    }

    /** The same, and these. */
    public Redaction and(Collection<String> more) {
        return new Redaction(Stream.concat(secrets.stream(), more.stream()).toList());
    }

    /** Without secrets. */
    public String secrets(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, TAKEN_OUT);
        }
        return USER_IN_ADDRESS.matcher(NAMED.matcher(clean).replaceAll("$1" + TAKEN_OUT)).replaceAll(TAKEN_OUT + "@");
    }

    /** Without secrets, paths and addresses. */
    public String forOthers(String text) {
        var clean = PATH.matcher(secrets(text)).replaceAll("<path>");
        return ADDRESS_V6.matcher(ADDRESS_V4.matcher(clean).replaceAll("<address>")).replaceAll("<address>");
    }
}
