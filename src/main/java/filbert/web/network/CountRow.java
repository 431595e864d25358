package filbert.web.network;

import filbert.servent.NetworkView.MessageCount;
import filbert.web.Figures;
import filbert.web.LiveRow;
import java.util.List;

/**
 * A type of message in the list.
 *
 * @param inWidth of a bar a thousand wide, beside the commonest type
 */
record CountRow(String type, String in, String out, String dropped, int inWidth, int outWidth) implements LiveRow {
    private static final int WIDTH = 1000;

    static List<CountRow> of(List<MessageCount> counts) {
        var most = counts.stream().mapToLong(count -> Math.max(count.in(), count.out())).max().orElse(0);
        return counts.stream()
                .map(count -> new CountRow(
                        count.type(),
                        Figures.count(count.in()),
                        Figures.count(count.out()),
                        Figures.count(count.dropped()),
                        width(count.in(), most),
                        width(count.out(), most)))
                .toList();
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
