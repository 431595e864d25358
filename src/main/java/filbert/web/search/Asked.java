package filbert.web.search;

import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Words to ask for; whoever asks again from a page of results sends what stands in its address along, so that filters, sort and
 * groups stay.
 *
 * @param again {@code yes} from such a page
 */
record Asked(
        @Nullable String q,
        @Nullable String type,
        @Nullable String ext,
        @Nullable String min,
        @Nullable String max,
        @Nullable String minlen,
        @Nullable String bitrate,
        @Nullable String has,
        @Nullable String not,
        @Nullable String group,
        @Nullable String sort,
        @Nullable String hide,
        @Nullable String own,
        @Nullable String cols,
        @Nullable String again) {
    String words() {
        return q == null ? "" : q.strip();
    }

    MultiValueMap<String, String> parameters() {
        var all = new LinkedMultiValueMap<String, String>();
        put(all, "q", q);
        put(all, "type", type);
        put(all, "ext", ext);
        put(all, "min", min);
        put(all, "max", max);
        put(all, "minlen", minlen);
        put(all, "bitrate", bitrate);
        put(all, "has", has);
        put(all, "not", not);
        put(all, "group", group);
        put(all, "sort", sort);
        put(all, "hide", hide);
        put(all, "own", own);
        put(all, "cols", cols);
        return all;
    }

    boolean isAgain() {
        return "yes".equals(again);
    }

    private static void put(MultiValueMap<String, String> all, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            all.add(name, value);
        }
    }
}
