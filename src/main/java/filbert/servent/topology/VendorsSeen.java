package filbert.servent.topology;

import filbert.servent.NetworkView.VendorCount;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which programs were met since the start: as they call themselves in handshakes, and by their code in pongs (1-connect, 3.3 and 6.3). Confined to the owner. */
final class VendorsSeen {
    static final int MOST = 300; // ours: peers may make up names; what is beyond counts together
    static final int LONGEST = 80; // ours, characters

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");

    private final Map<String, long[]> counts = new LinkedHashMap<>();

    void inHandshake(String userAgent) {
        count(userAgent, 0);
    }

    void inPong(String code) {
        count(code, 1);
    }

    private void count(String said, int where) {
        var name = NOT_PRINTABLE.matcher(said).replaceAll(" ").strip();
        var cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        var known = counts.containsKey(cut) || counts.size() < MOST ? cut : "";
        counts.computeIfAbsent(known, _ -> new long[2])[where]++;
    }

    /** The most frequent first; the empty name for those that gave none, or came too late to be told apart. */
    List<VendorCount> all() {
        return counts.entrySet().stream()
                .map(each -> new VendorCount(each.getKey(), each.getValue()[0], each.getValue()[1]))
                .sorted(Comparator.comparingLong((VendorCount each) -> each.handshakes() + each.pongs()).reversed().thenComparing(VendorCount::name))
                .toList();
    }
}
