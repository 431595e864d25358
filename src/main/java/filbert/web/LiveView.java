package filbert.web;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody's page shows right now.
 *
 * @param template whose fragments {@code rows} and {@code row} render the table; empty for a page without one
 * @param rows at most a page of them
 */
public record LiveView(List<Part> parts, String template, List<? extends LiveRow> rows) {
    public LiveView {
        parts = List.copyOf(parts);
        rows = List.copyOf(rows);
    }

    public static LiveView of(Part... parts) {
        return new LiveView(List.of(parts), "", List.of());
    }

    /** The same with this part in front. */
    LiveView with(Part first) {
        var all = new ArrayList<Part>();
        all.add(first);
        all.addAll(parts);
        return new LiveView(all, template, rows);
    }
}
