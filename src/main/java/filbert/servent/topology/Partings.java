package filbert.servent.topology;

import filbert.servent.NetworkView.Parting;
import filbert.servent.connection.Ending;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why connections ended since the start, by the code of the Bye (1-connect, 5.4). Confined to the owner. */
final class Partings {
    static final int MOST = 64; // a peer may make up codes: others are counted together

    private record Kind(boolean ours, int code) {}

    private final Map<Kind, Long> counts = new HashMap<>();

    void count(Ending how) {
        var kind = switch (how) {
            case Ending.PeerSaidBye(var code, _) -> new Kind(false, code);
            case Ending.PeerClosed _ -> new Kind(false, Parting.WITHOUT_A_WORD);
            case Ending.WeClosed(var code, _) -> new Kind(true, code);
        };
        var known = counts.containsKey(kind) || counts.size() < MOST ? kind : new Kind(kind.ours(), Parting.OTHER);
        counts.merge(known, 1L, Long::sum);
    }

    /** The most frequent first. */
    List<Parting> all() {
        return counts.entrySet().stream()
                .map(each -> new Parting(each.getKey().ours(), each.getKey().code(), each.getValue()))
                .sorted(Comparator.comparingLong(Parting::count).reversed().thenComparing(Parting::ours).thenComparingInt(Parting::code))
                .toList();
    }
}
