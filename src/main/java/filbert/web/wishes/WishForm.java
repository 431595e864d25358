package filbert.web.wishes;

import filbert.household.Narrowing;
import filbert.household.wish.Plan;
import filbert.household.wish.Taking;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wish as it is typed. The names of the filter are those of the search page's address, so that a link from there fills it in.
 *
 * @param sources the number behind {@code has=sources:}
 * @param every hours
 * @param told {@code on} when its person is to be told
 */
record WishForm(
        @Nullable String name,
        @Nullable String q,
        @Nullable String type,
        @Nullable String ext,
        @Nullable String min,
        @Nullable String max,
        @Nullable String minlen,
        @Nullable String bitrate,
        @Nullable String sources,
        @Nullable String has,
        @Nullable String not,
        @Nullable String every,
        @Nullable String told,
        @Nullable String most,
        @Nullable String aday,
        @Nullable String least,
        @Nullable String choice) {
    private static final String USUAL_HOURS = "6";

    /** As it stands before anybody typed. */
    WishForm fresh() {
        return new WishForm(name, q, type, ext, min, max, minlen, bitrate, given(sources), has, not, USUAL_HOURS, "on", "0", "1", "1", "best");
    }

    static WishForm of(Plan plan) {
        var narrowing = plan.narrowing();
        var least = narrowing.leastSources();
        return new WishForm(
                plan.name(),
                plan.query(),
                narrowing.value("type"),
                narrowing.value("ext"),
                narrowing.value("min"),
                narrowing.value("max"),
                narrowing.value("minlen"),
                narrowing.value("bitrate"),
                least == 0 ? "" : String.valueOf(least),
                "",
                narrowing.value("not"),
                String.valueOf(plan.every().toHours()),
                plan.told() ? "on" : "",
                String.valueOf(plan.taking().most()),
                String.valueOf(plan.taking().aDay()),
                String.valueOf(plan.taking().leastSources()),
                plan.taking().choice().name().toLowerCase(Locale.ROOT));
    }

    /** @throws IllegalArgumentException with a message key below {@code wishes.problem.} */
    Plan plan() {
        var taking = new Taking(
                number(most, "0", "taking"),
                number(aday, "1", "taking"),
                number(least, "1", "taking"),
                "all".equals(choice) ? Taking.Choice.ALL : Taking.Choice.BEST);
        var hours = Duration.ofHours(number(every, USUAL_HOURS, "every"));
        return new Plan(Objects.requireNonNullElse(name, ""), Objects.requireNonNullElse(q, ""), narrowing(), hours, told != null && !told.isEmpty(), taking);
    }

    Narrowing narrowing() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "type", type);
        put(values, "ext", ext);
        put(values, "min", min);
        put(values, "max", max);
        put(values, "minlen", minlen);
        put(values, "bitrate", bitrate);
        put(values, "has", given(sources).isEmpty() ? Objects.requireNonNullElse(has, "") : "sources:" + given(sources));
        put(values, "not", not);
        return new Narrowing(values);
    }

    /** From the address of a search page. */
    private String given(@Nullable String typed) {
        if (typed != null && !typed.isBlank()) {
            return typed.strip();
        }
        return has != null && has.startsWith("sources:") ? has.substring("sources:".length()) : "";
    }

    private static void put(Map<String, String> values, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(key, value);
        }
    }

    private static int number(@Nullable String typed, String otherwise, String problem) {
        var text = typed == null || typed.isBlank() ? otherwise : typed.strip();
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("wishes.problem." + problem);
        }
        return Integer.parseInt(text);
    }
}
