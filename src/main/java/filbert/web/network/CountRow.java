package filbert.web.network;

import filbert.servent.NetworkView.MessageCount;
import filbert.web.Figures;
import filbert.web.LiveRow;
import java.util.ArrayList;
import java.util.List;

/**
 * A type of message in the list.
 *
 * @param type empty in the last row, which holds the totals
 * @param inWidth of a bar a thousand wide, beside the commonest type
 */
record CountRow(String type, String in, String out, String dropped, List<Why> why, int inWidth, int outWidth) implements LiveRow {
    /** @param key message key of why so many were dropped */
    record Why(String key, String messages) {}

    private static final int WIDTH = 1000;

    static List<CountRow> of(List<MessageCount> counts) {
        var most = counts.stream().mapToLong(count -> Math.max(count.in(), count.out())).max().orElse(0);
        if (counts.stream().allMatch(count -> count.in() + count.out() + count.dropped() == 0)) {
            return List.of();
        }
        var rows = new ArrayList<CountRow>();
        counts.forEach(count -> rows.add(of(count, width(count.in(), most), width(count.out(), most))));
        rows.add(of(total(counts), 0, 0));
        return List.copyOf(rows);
    }

    private static CountRow of(MessageCount count, int inWidth, int outWidth) {
        var why = count.drops().stream().map(drop -> new Why("network.drop." + drop.why(), Figures.count(drop.messages()))).toList();
        return new CountRow(count.type(), Figures.count(count.in()), Figures.count(count.out()), Figures.count(count.dropped()), why, inWidth, outWidth);
    }

    private static MessageCount total(List<MessageCount> counts) {
        return new MessageCount(
                "",
                counts.stream().mapToLong(MessageCount::in).sum(),
                counts.stream().mapToLong(MessageCount::out).sum(),
                counts.stream().mapToLong(MessageCount::dropped).sum(),
                List.of());
    }

    /** Logarithmic: pings and queries differ by orders of magnitude. */
    private static int width(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(1, WIDTH * Math.log1p(count) / Math.log1p(most));
    }

    @Override
    public String id() {
        return "m-" + type.replaceAll("[^A-Za-z0-9]", "-");
    }
}
