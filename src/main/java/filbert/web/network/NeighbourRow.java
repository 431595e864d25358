package filbert.web.network;

import filbert.servent.NetworkView.NeighbourView;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.Moment;
import filbert.web.Tongue;
import java.time.Duration;
import java.time.Instant;

/**
 * A neighbour in the list.
 *
 * @param role message key
 * @param compressed message key of the directions that are
 * @param tls version; empty on a plain link
 * @param cipher of it
 * @param table share of set slots in its query routing table, in percent; empty without one
 * @param hops how far what it said had come
 */
record NeighbourRow(
        long neighbour,
        String address,
        String role,
        String vendor,
        boolean incoming,
        Moment since,
        String lasting,
        String rateIn,
        String rateOut,
        String bytesIn,
        String bytesOut,
        String messagesIn,
        String messagesOut,
        String compressed,
        String tls,
        String cipher,
        String table,
        HopsSeen hops)
        implements LiveRow {
    private static final double PERCENT = 100;

    static NeighbourRow of(NeighbourView view, Instant now) {
        return new NeighbourRow(
                view.id(),
                view.address().toString(),
                "network.role." + view.role(),
                view.userAgent(),
                view.incoming(),
                Moment.of(view.since(), now),
                Figures.duration(Duration.between(view.since(), now)),
                Figures.rate(view.rateIn()),
                Figures.rate(view.rateOut()),
                Figures.size(view.bytesIn()),
                Figures.size(view.bytesOut()),
                Figures.count(view.messagesIn()),
                Figures.count(view.messagesOut()),
                "network.deflate." + (view.deflateIn() ? "in" : "") + (view.deflateOut() ? "out" : ""),
                view.tls().split(" ", 2)[0],
                view.tls().substring(view.tls().indexOf(' ') + 1),
                view.tableFill() < 0 ? "" : String.format(Tongue.spoken(), "%.1f %%", view.tableFill() * PERCENT),
                HopsSeen.of(view.hops()));
    }

    @Override
    public String id() {
        return "n-" + neighbour;
    }
}
