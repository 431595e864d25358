package filbert.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.result.view.Fragment;

/** What one stream has sent so far; says what must be sent to make the page look like a newer view. Not thread-safe. */
final class Sent {
    /** A part that replaces itself. */
    static final String PART = "part";
    /** Rows that are on the page already and look different now. */
    static final String ROWS = "rows";
    /** Rows come, go or move: a page whose reader has scrolled or ticked may hold these back. */
    static final String PLACES = "places";

    private Set<Part> parts = Set.of();
    private Map<String, LiveRow> rows = Map.of();
    private boolean fresh = true;

    /** Everything the first time; afterwards what differs. */
    List<ServerSentEvent<Fragment>> news(LiveView view) {
        var news = new ArrayList<ServerSentEvent<Fragment>>();
        for (var part : view.parts()) {
            if (!parts.contains(part)) {
                news.add(event(PART, part.live()));
            }
        }
        if (!view.template().isEmpty()) {
            addRows(view, news);
        }
        parts = Set.copyOf(view.parts());
        rows = view.rows().stream()
                .collect(Collectors.toMap(LiveRow::id, row -> row, (first, _) -> first, LinkedHashMap::new));
        fresh = false;
        return news;
    }

    private void addRows(LiveView view, List<ServerSentEvent<Fragment>> news) {
        var changes = RowChanges.between(rows, view.rows());
        if (fresh || changes.isEmpty()) {
            var whole = new HashMap<String, Object>(Map.of("rows", view.rows(), Part.OUT_OF_BAND, "morph"));
            news.add(event(PLACES, Fragment.create(view.template() + " :: rows", whole)));
            return;
        }
        var change = changes.get();
        if (!change.changed().isEmpty()) {
            var inPlace = new RowChanges(change.changed(), List.of(), List.of());
            news.add(event(ROWS, Fragment.create("layout/live :: changes", inPlace.model(view.template()))));
        }
        if (!change.sameRows()) {
            var places = new RowChanges(List.of(), change.placed(), change.removed());
            news.add(event(PLACES, Fragment.create("layout/live :: changes", places.model(view.template()))));
        }
    }

    private static ServerSentEvent<Fragment> event(String name, Fragment fragment) {
        return ServerSentEvent.<Fragment>builder(fragment).event(name).build();
    }
}
