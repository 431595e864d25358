package filbert.household.results;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be kept out of sight, whatever it is called: the values of {@code hide=} (UI.md). */
public enum Hiding {
    /** What looks like junk. */
    SPAM,
    /** What the library has, or was downloaded. */
    OWNED,
    /** What is being downloaded. */
    QUEUED,
    /** What is on a list, or only blocked hosts have. */
    BLOCKED;

    /** Junk alone, unless somebody says otherwise. */
    public static final Set<Hiding> USUAL = Set.of(SPAM);

    private static final String NOTHING = "none";
    private static final String HAD = "had"; // in addresses from before the values were these: all that is or will be here, and junk

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code spam,owned}; {@code none} hides nothing; what is not understood is left out, and where nothing is, nothing is hidden. */
    public static Set<Hiding> parse(Collection<String> texts) {
        var hidden = EnumSet.noneOf(Hiding.class);
        for (var text : texts) {
            for (var word : text.toLowerCase(Locale.ROOT).split("[,\\s]+", Hiding.values().length + 2)) {
                if (word.equals(HAD)) {
                    hidden.addAll(EnumSet.of(SPAM, OWNED, QUEUED));
                }
                Arrays.stream(values()).filter(one -> one.key().equals(word)).forEach(hidden::add);
            }
        }
        return hidden;
    }

    /** {@link #parse} reads it. */
    public static String write(Set<Hiding> hidden) {
        return hidden.isEmpty() ? NOTHING : hidden.stream().sorted().map(Hiding::key).collect(Collectors.joining(","));
    }
}
