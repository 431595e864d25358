package filbert.servent.search;

import filbert.identity.Base32;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.net.AddressScope;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Experience;
import filbert.servent.spam.HitRules;
import filbert.servent.spam.Knowledge;
import filbert.servent.spam.Reason;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import filbert.wire.metadata.MetadataXml;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the hits of one search add up to: a row for each SHA-1, or, where a record has none, for each name and size. Rows, hosts, sources
 * and names are bounded, whatever arrives. Any thread: a worker adds, people look.
 */
final class Findings {
    static final int MAX_ROWS = 10_000; // ceiling on results per search

    private static final int MAX_HOSTS = 20_000;
    private static final int MAX_NAME = 512; // characters; file systems take 255 bytes
    private static final long SPAM_INDEX = 0xFFFF_FFFFL; // 2-search, 3.2

    private final AddressScope scope;
    private final Asked asked;
    private final HitRules rules;
    private final Experience experience;
    private final boolean firewalled;
    private final Crowding crowding = new Crowding();
    private final Map<String, FoundRow> rows = new LinkedHashMap<>();
    private final Set<FoundRow> changed = new LinkedHashSet<>();
    private final Set<Object> hosts = new HashSet<>();
    private final Map<FoundRow, Integer> honest = new HashMap<>(); // with their sources of use
    private List<FoundLine> lines = List.of();
    private Knowledge linesAfter = Knowledge.NONE;
    private boolean linesAreOld;
    private int dropped;
    private int records;

    /** One of somebody who can be called. */
    Findings(AddressScope scope, Asked asked, Experience experience) {
        this(scope, asked, experience, false);
    }

    /**
     * @param asked the question: what answers have nothing of it are suspect
     * @param firewalled nobody can call us: who cannot be called either is no use, and does not count (2-search, section 5)
     */
    Findings(AddressScope scope, Asked asked, Experience experience, boolean firewalled) {
        this.scope = scope;
        this.asked = asked;
        this.rules = new HitRules(asked);
        this.experience = experience;
        this.firewalled = firewalled;
    }

    /** Takes a hit that passed the checks of 2-search, 3.7. */
    synchronized void add(QueryHit hit, Instant now) {
        if (experience.lists().hostiles().contains(hit.host().ip())) {
            dropped++;
            return;
        }
        var callable = scope.admits(hit.host());
        var push = !callable || hit.trailer().push() == Flag.YES; // 2-search, 3.4, last line
        var proxies = push ? PushProxies.of(hit.extensions(), scope) : List.<HostAddress>of();
        Object host = !callable ? hit.servent() : scope.isStranger(hit.host().ip()) ? hit.host().ip() : hit.host();
        var indexes = new HashSet<Long>();
        var judged = rules.judge(hit).iterator();
        var said = MetadataXml.ofHit(hit.xml(), hit.results().size());
        for (var number = 0; number < hit.results().size(); number++) {
            var result = hit.results().get(number);
            var marks = judged.next();
            marks.addAll(experience.lists().judge(result.urn().flatMap(Urn::sha1), result.name(), result.size()));
            if (!isUsable(result) || !indexes.add(result.index())) {
                dropped++;
                continue;
            }
            var tags = Optional.ofNullable(said.get(number)).map(TagsInHits::read).orElse(Tags.NONE);
            var source = new Source(
                    hit.host(),
                    hit.servent(),
                    result.index(),
                    result.name(),
                    hit.vendor(),
                    hit.speed(),
                    push,
                    hit.trailer().busy() == Flag.YES,
                    proxies,
                    tags,
                    SharedPath.shown(SharedPath.told(result.extensions())));
            add(host, source, result, new Said(marks, tags), now);
        }
        if (hosts.size() < MAX_HOSTS) {
            hosts.add(host);
        }
    }

    /** What a hit says of one of its records, and what that says of the hit. */
    private record Said(Set<Reason> marks, Tags tags) {}

    private void add(Object host, Source source, Result result, Said said, Instant now) {
        var sha1 = result.urn().flatMap(Urn::sha1);
        var id = sha1.map(Sha1::base32).orElseGet(() -> idOf(result));
        var row = rows.get(id);
        if (row == null) {
            if (rows.size() >= MAX_ROWS) {
                dropped++;
                return;
            }
            row = new FoundRow(id, sha1, now);
            rows.put(id, row);
            crowding.appeared(row, result).forEach(this::weigh);
        }
        var offer = new FoundRow.Offer(result.size(), result.urn().flatMap(Urn::tigerRoot), said.tags());
        if (row.add(host, source, offer, said.marks(), now)) {
            weigh(row);
            crowding.offered(host, row, said.marks()).forEach(this::weigh);
        } else {
            dropped++;
        }
    }

    private void weigh(FoundRow row) {
        if (row.hasSources()) {
            changed.add(row);
            linesAreOld = true;
            var before = honest.remove(row);
            records -= before == null ? 0 : before;
            var file = row.file();
            if (!file.judged(experience.lessons(), asked).isSpam()) {
                var useful = useful(file.sources());
                honest.put(row, useful);
                records += useful;
            }
        }
    }

    private int useful(List<Source> sources) {
        return firewalled ? (int) sources.stream().filter(source -> !source.push()).count() : sources.size();
    }

    private static boolean isUsable(Result result) {
        return !result.name().isBlank()
                && result.name().length() <= MAX_NAME
                && !result.hasUnsafeName()
                && result.index() != SPAM_INDEX
                && result.size() >= 0;
    }

    private static String idOf(Result result) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            var nameAndSize = result.size() + " " + result.name();
            return "n" + Base32.encode(digest.digest(nameAndSize.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** A hit was refused before it came here. */
    synchronized void drop() {
        dropped++;
    }

    synchronized List<FoundFile> files() {
        return rows.values().stream().map(FoundRow::file).toList();
    }

    /** One a row, as the household sees it now; the same list as long as nothing was found or learned. */
    synchronized List<FoundLine> lines() {
        var known = experience.now();
        if (linesAreOld || known != linesAfter) {
            lines = rows.values().stream().map(row -> row.line(known, asked)).toList();
            linesAreOld = false;
            linesAfter = known;
        }
        return lines;
    }

    synchronized Optional<FoundFile> file(String id) {
        return Optional.ofNullable(rows.get(id)).map(FoundRow::file);
    }

    /** Rows that changed since the last call. */
    synchronized List<FoundFile> takeChanged() {
        var files = new ArrayList<FoundFile>(changed.size());
        changed.forEach(row -> files.add(row.file()));
        changed.clear();
        return files;
    }

    synchronized int rows() {
        return rows.size();
    }

    /** Records kept that are no spam and can be had, also of files that were known: what a search may be content with (S-71). */
    synchronized int records() {
        return records;
    }

    /** Distinct hosts that answered. */
    synchronized int hosts() {
        return hosts.size();
    }

    synchronized int dropped() {
        return dropped;
    }
}
