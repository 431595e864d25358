package filbert.servent.dynamicquery;

import filbert.servent.routing.Prospect;
import filbert.servent.routing.Prospect.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who is asked first: those whose tables promise something, over one hop, and a few others over two (2-search, 5, step 2). */
final class Probe {
    static final int NEAR = 1;
    static final int FAR = 2;

    private static final int TABLES_KNOWN = 9;
    private static final int MOST_FAR = 3;
    private static final int MOST_NEAR_WITH_OTHERS = 4;
    private static final int MANY_HITS = 3;
    private static final int MOST_NEAR = 9;

    private Probe() {}

    /** @param ready in the order of preference among equals */
    static List<Course.Ask> of(List<Prospect> ready, int reach) {
        var hits = having(ready, Table.HITS).toList();
        var others = Stream.concat(having(ready, Table.NONE), having(ready, Table.MISSES)).toList();
        if (ready.size() <= MOST_FAR) {
            return asks(hits, List.of(), reach); // far probes would use everybody up: it goes as far as it needs at once
        }
        var tables = ready.stream().filter(prospect -> prospect.table() != Table.NONE).count();
        if (hits.isEmpty() || tables < TABLES_KNOWN) {
            return asks(first(hits, MOST_NEAR_WITH_OTHERS), first(others, MOST_FAR), reach);
        }
        if (others.isEmpty()) {
            return asks(first(hits, 1), List.of(), reach);
        }
        return hits.size() > MANY_HITS ? asks(first(hits, MOST_NEAR), List.of(), reach) : asks(hits, first(others, MOST_FAR), reach);
    }

    private static Stream<Prospect> having(List<Prospect> all, Table table) {
        return all.stream().filter(prospect -> prospect.table() == table);
    }

    private static List<Prospect> first(List<Prospect> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    /** Whoever would take a second copy for a duplicate gets no probe of one hop (S-51). */
    private static List<Course.Ask> asks(List<Prospect> near, List<Prospect> far, int reach) {
        var asks = new ArrayList<Course.Ask>();
        near.stream().filter(Prospect::extendsProbes).forEach(prospect -> asks.add(new Course.Ask(prospect, NEAR)));
        far.stream()
                .filter(prospect -> Math.min(prospect.maxTtl(), reach) >= FAR)
                .forEach(prospect -> asks.add(new Course.Ask(prospect, FAR)));
        return asks;
    }
}
