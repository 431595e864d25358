package filbert.web;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a page is, without the base path and without what only this one showing of it is about.
 *
 * @param refresh seconds after which a browser without scripts asks again, because its reader wished so
 */
record Address(String path, Query query, Optional<Integer> refresh) {
    private static final String REFRESH = "refresh";
    private static final String SAID = "said";

    static Address of(ServerHttpRequest request) {
        var values = new LinkedHashMap<String, String>();
        request.getQueryParams().forEach((name, all) -> {
            var first = all.getFirst();
            if (first != null && !name.equals(SAID) && !name.equals(REFRESH)) {
                values.put(name, first);
            }
        });
        var refresh = request.getQueryParams().getFirst(REFRESH);
        return new Address(
                request.getPath().pathWithinApplication().value(),
                new Query(values),
                Optional.ofNullable(refresh).filter(seconds -> seconds.matches("[1-9]\\d{0,2}")).map(Integer::valueOf));
    }

    /** A link to the page as it is now. */
    public String here() {
        return path + query;
    }

    /** A link to the page, asked for again and again. */
    public String every(int seconds) {
        return path + query.with(REFRESH, Integer.toString(seconds));
    }
}
