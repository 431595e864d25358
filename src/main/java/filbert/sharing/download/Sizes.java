package filbert.sharing.download;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * What is said of how large one content is: by the people who want it, from links and hits, and by the hosts that have it. Each has one voice. Nobody's is
 * proof: that is the SHA-1 of the bytes. Owner only.
 */
final class Sizes {
    static final int MOST_HOSTS = 64; // ours: those heard first count

    private final Map<Long, Long> wanted = new HashMap<>(); // by person
    private final Map<InetAddress, Long> told = new LinkedHashMap<>();
    private final Set<Long> refuted = new HashSet<>(); // all bytes came in these, and were something else

    /** @param size negative where none was said */
    void wanted(long person, long size) {
        if (size >= 0) {
            wanted.put(person, size);
        }
    }

    void forget(long person) {
        wanted.remove(person);
    }

    /** In a reply about this content. */
    void told(InetAddress host, long size) {
        if (size > 0 && (told.size() < MOST_HOSTS || told.containsKey(host))) {
            told.put(host, size);
        }
    }

    /** The size that has more voices than the one assumed, a host's among them, and never one host's alone. */
    OptionalLong better(long assumed) {
        var least = Math.max(1, voices(assumed));
        return most(told.values().stream().mapToLong(size -> size), size -> size != assumed && !refuted.contains(size) && voices(size) > least);
    }

    /** All bytes came in the size assumed, and were another content: the one to try next, if anybody has told another. */
    OptionalLong insteadOfRefuted(long assumed) {
        refuted.add(assumed);
        var all = LongStream.concat(told.values().stream().mapToLong(size -> size), wanted.values().stream().mapToLong(size -> size));
        return refuted.size() > MOST_HOSTS ? OptionalLong.empty() : most(all, size -> !refuted.contains(size));
    }

    /** A person wants everything to be tried again. */
    void forgetRefuted() {
        refuted.clear();
    }

    private OptionalLong most(LongStream sizes, LongPredicate allowed) {
        return sizes.filter(allowed).reduce((one, other) -> voices(other) > voices(one) ? other : one);
    }

    private long voices(long size) {
        return LongStream.concat(told.values().stream().mapToLong(each -> each), wanted.values().stream().mapToLong(each -> each))
                .filter(each -> each == size)
                .count();
    }
}
