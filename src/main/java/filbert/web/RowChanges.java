package filbert.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table becomes another: rows that look different, rows to put in, rows to take out.
 *
 * @param placed new rows, in the order in which they are to be put in
 * @param removed ids
 */
record RowChanges(List<LiveRow> changed, List<Placed> placed, List<String> removed) {
    /** @param where value of {@code hx-swap-oob}: behind the row before it, or at the top */
    record Placed(String where, LiveRow row) {}

    /** Empty when rows that stay changed their order: then the table is better sent whole. */
    static Optional<RowChanges> between(Map<String, LiveRow> before, List<? extends LiveRow> after) {
        var changed = new ArrayList<LiveRow>();
        var placed = new ArrayList<Placed>();
        var kept = new ArrayList<String>();
        var where = "afterbegin:#rows";
        for (var row : after) {
            var old = before.get(row.id());
            if (old == null) {
                placed.add(new Placed(where, row));
            } else {
                kept.add(row.id());
                if (!old.equals(row)) {
                    changed.add(row);
                }
            }
            where = "afterend:#" + row.id();
        }
        var staying = new HashSet<>(kept);
        var removed = new ArrayList<String>();
        var keptBefore = new ArrayList<String>();
        for (var id : before.keySet()) {
            (staying.contains(id) ? keptBefore : removed).add(id);
        }
        return kept.equals(keptBefore) ? Optional.of(new RowChanges(changed, placed, removed)) : Optional.empty();
    }

    boolean sameRows() {
        return placed.isEmpty() && removed.isEmpty();
    }

    Map<String, Object> model(String template) {
        var model = new HashMap<String, Object>();
        model.put("template", template);
        model.put("changed", changed);
        model.put("placed", placed);
        model.put("removed", removed);
        return model;
    }
}
