package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Knowledge;
import filbert.servent.spam.Reason;
import filbert.wire.words.Words;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of a search while it grows. Guarded by its {@link Findings}. */
final class FoundRow {
    private static final int MAX_SOURCES = 200; // more than any download asks; a bound on what one crowd can make us keep
    private static final int MAX_NAMES = 16;
    private static final int MAX_SIZES = 4;

    private final String id;
    private final Optional<Sha1> sha1;
    private final Instant firstSeen;
    private final Tally<String> names = new Tally<>(MAX_NAMES);
    private final Tally<Long> sizes = new Tally<>(MAX_SIZES);
    private final Tally<TigerRoot> roots = new Tally<>(MAX_SIZES);
    private final Map<Object, Source> sources = new LinkedHashMap<>();
    private final Map<Reason, Integer> said = new EnumMap<>(Reason.class);
    private final Set<Reason> shown = EnumSet.noneOf(Reason.class);
    private Tags tags = Tags.NONE;
    private Instant lastSeen;
    private @Nullable FoundFile file;
    private @Nullable FoundLine line;
    private Knowledge lineAfter = Knowledge.NONE;

    FoundRow(String id, Optional<Sha1> sha1, Instant firstSeen) {
        this.id = id;
        this.sha1 = sha1;
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
    }

    /**
     * One host offers it.
     *
     * @param host who that is: of two sources with the same one, the later counts
     * @param marks what speaks against it as this host has it
     * @return false when there are enough sources already
     */
    boolean add(Object host, Source source, Offer offer, Collection<Reason> marks, Instant now) {
        var isNew = !sources.containsKey(host);
        if (isNew && sources.size() >= MAX_SOURCES) {
            return false;
        }
        if (isNew) {
            names.add(source.name());
            sizes.add(offer.size());
            offer.root().ifPresent(roots::add);
            tags = tags.isEmpty() ? offer.tags() : tags;
            marks.forEach(reason -> said.merge(reason, 1, Integer::sum));
        }
        sources.put(host, source);
        lastSeen = now;
        file = null;
        line = null;
        return true;
    }

    /** What a host says of the content. */
    record Offer(long size, Optional<TigerRoot> root, Tags tags) {}

    /** Something the search as a whole shows. @return false when it was known */
    boolean mark(Reason reason) {
        var isNew = shown.add(reason);
        if (isNew) {
            file = null;
            line = null;
        }
        return isNew;
    }

    Optional<Sha1> sha1() {
        return sha1;
    }

    boolean hasSources() {
        return !sources.isEmpty();
    }

    /** One host alone blackens nothing that others have as well: what speaks against a row is what half of its sources show. */
    private Judgement judgement(List<String> called) {
        var reasons = EnumSet.copyOf(shown);
        said.forEach((reason, times) -> {
            if (times * 2 >= sources.size()) {
                reasons.add(reason);
            }
        });
        if (sha1.isPresent() && haveNothingInCommon(called)) {
            reasons.add(Reason.NAMES_DIFFER);
        }
        return Judgement.of(reasons);
    }

    private static boolean haveNothingInCommon(List<String> called) {
        var common = new HashSet<>(Words.of(called.getFirst()));
        called.forEach(name -> common.retainAll(Words.of(name)));
        return called.size() > 1 && common.isEmpty();
    }

    /** As it stands; built anew only after a change. */
    FoundFile file() {
        if (file == null) {
            var called = names.ranked();
            file = new FoundFile(
                    id,
                    sha1,
                    roots.ranked().stream().findFirst(),
                    called.getFirst(),
                    called,
                    sizes.ranked().getFirst(),
                    List.copyOf(sources.values()),
                    firstSeen,
                    lastSeen,
                    judgement(called),
                    tags);
        }
        return file;
    }

    /** The same in short; built anew only after a change, or when something was learned. */
    FoundLine line(Knowledge known, Asked asked) {
        if (line == null || known != lineAfter) {
            line = FoundLine.of(file()).after(known, asked);
            lineAfter = known;
        }
        return line;
    }
}
