package filbert.web.network;

import filbert.servent.NetworkView.TracedMessage;
import filbert.web.Figures;
import filbert.web.LiveRow;
import filbert.web.Moment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;

/** A message in a trace. */
record TraceRow(String id, Moment at, boolean incoming, String type, int ttl, int hops, String size, String summary) implements LiveRow {
    /**
     * Newest first, at most {@code atMost}. A message keeps its id from look to look: its moment, and its number among those of one moment.
     *
     * @param trace oldest first
     */
    static List<TraceRow> of(List<TracedMessage> trace, int atMost) {
        var atOneMoment = new HashMap<Long, Integer>();
        var rows = new ArrayList<TraceRow>();
        for (var message : trace) {
            var micros = ChronoUnit.MICROS.between(Instant.EPOCH, message.at());
            var number = atOneMoment.merge(micros, 1, Integer::sum);
            rows.add(of("t-" + micros + "-" + number, message));
        }
        Collections.reverse(rows);
        return List.copyOf(rows.subList(0, Math.min(atMost, rows.size())));
    }

    private static TraceRow of(String id, TracedMessage message) {
        return new TraceRow(
                id,
                Moment.precise(message.at()),
                message.incoming(),
                message.type(),
                message.ttl(),
                message.hops(),
                Figures.size(message.size()),
                message.summary());
    }
}
