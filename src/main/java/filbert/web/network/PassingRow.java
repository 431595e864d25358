package filbert.web.network;

import filbert.servent.NetworkView.Passing;
import filbert.web.LiveRow;
import filbert.web.Moment;

/** A query or hit that came by, in the list. */
record PassingRow(
        String id, Moment at, boolean hit, long neighbour, String from, String vendor, int ttl, int hops, String text, int results) implements LiveRow {
    static PassingRow of(Passing one) {
        return new PassingRow(
                "w-" + one.number(),
                Moment.precise(one.at()),
                one.hit(),
                one.neighbour(),
                one.from().toString(),
                one.vendor(),
                one.ttl(),
                one.hops(),
                one.text(),
                one.results());
    }
}
