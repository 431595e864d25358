package filbert.servent.topology;

import filbert.servent.NetworkView.VendorCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which programs were met since the start: as they call themselves in handshakes, and by their code in pongs and hits (1-connect, 3.3 and 6.3; 2-search,
 * 3.4). Peers may make names up: at most {@value #MOST} are told apart, those seen most of late. Confined to the owner.
 */
final class VendorsSeen {
    static final int MOST = 300; // ours; what had to make room counts together
    static final int LONGEST = 80; // ours, characters
    static final int FADE_EVERY = 10 * MOST; // ours, sightings: who was seen often long ago gives way to who is seen now

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");

    /** The longest unseen first. */
    private final Map<String, Seen> named = new LinkedHashMap<>(MOST, 0.75f, true);

    private final Seen others = new Seen();
    private int sightings;

    /** How often, and how much of it lately. */
    private static final class Seen {
        private long handshakes;
        private long pongs;
        private long hits;
        private long weight;

        private void take(Seen other) {
            handshakes += other.handshakes;
            pongs += other.pongs;
            hits += other.hits;
        }

        private VendorCount as(String name) {
            return new VendorCount(name, handshakes, pongs, hits);
        }
    }

    void inHandshake(String userAgent) {
        seen(userAgent).handshakes++;
    }

    void inPong(String code) {
        seen(code).pongs++;
    }

    /** @param code empty for those who give none */
    void inHit(String code) {
        seen(code).hits++;
    }

    private Seen seen(String said) {
        var name = NOT_PRINTABLE.matcher(said.length() > LONGEST ? said.substring(0, LONGEST) : said).replaceAll(" ").strip();
        if (name.isEmpty()) {
            return others;
        }
        if (++sightings >= FADE_EVERY) {
            sightings = 0;
            named.values().forEach(each -> each.weight /= 2);
        }
        var known = named.get(name);
        if (known == null) {
            makeRoom();
            known = new Seen();
            named.put(name, known);
        }
        known.weight++;
        return known;
    }

    /** The one seen least goes; of several such, the one longest unseen. */
    private void makeRoom() {
        if (named.size() < MOST) {
            return;
        }
        var least = Long.MAX_VALUE;
        var rarest = "";
        for (var each : named.entrySet()) {
            if (each.getValue().weight < least) {
                least = each.getValue().weight;
                rarest = each.getKey();
            }
        }
        var gone = named.remove(rarest);
        if (gone != null) {
            others.take(gone);
        }
    }

    /** The most frequent first; the empty name for those that gave none, and those that had to make room. */
    List<VendorCount> all() {
        var all = new ArrayList<VendorCount>();
        named.forEach((name, seen) -> all.add(seen.as(name)));
        var rest = others.as("");
        if (rest.all() > 0) {
            all.add(rest);
        }
        all.sort(Comparator.comparingLong(VendorCount::all).reversed().thenComparing(VendorCount::name));
        return List.copyOf(all);
    }
}
