package filbert.servent.spam;

import filbert.wire.message.QueryHit.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Alternate locations in records: key ALT, six bytes each (2-search, 3.3). Compared as bytes; nobody is called. */
final class Locations {
    private static final int LENGTH = 6;
    private static final int MOST_READ = 64; // more than enough to be called many

    private Locations() {}

    static Set<Long> of(Result result) {
        var packed = result.extensions().get("ALT").orElse(new byte[0]);
        var all = new HashSet<Long>();
        for (var at = 0; at + LENGTH <= packed.length && all.size() < MOST_READ; at += LENGTH) {
            var one = 0L;
            for (var i = 0; i < LENGTH; i++) {
                one = one << Byte.SIZE | packed[at + i] & 0xFF;
            }
            all.add(one);
        }
        return all;
    }

    /** Do at least two records have locations, and every later one half of the first's? LimeWire drops such hits (2-search, 11). */
    static boolean areShared(List<Result> results) {
        var first = Set.<Long>of();
        for (var i = 0; i < results.size(); i++) {
            var its = of(results.get(i));
            if (its.isEmpty()) {
                return false;
            }
            if (i == 0) {
                first = its;
            } else {
                var common = new HashSet<>(its);
                common.retainAll(first);
                if (common.size() * 2 < Math.max(its.size(), first.size())) {
                    return false;
                }
            }
        }
        return results.size() > 1;
    }
}
