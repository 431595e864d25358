package filbert.sharing.mesh;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.net.AddressScope;
import filbert.net.Timeline;
import filbert.servent.guard.Prefix;
import filbert.wire.header.PushEndpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The download mesh as we know it: for each content the hosts said to have it (3-transfer, 3.7.2). Hearsay becomes good when the host itself has shown
 * it, and only good ones are passed on. What fails first hand is gone at once; what others call bad is gone when three networks say so. Bounded in every
 * direction, and forgotten after {@link #LIFE}. Owner only.
 */
public final class Mesh {
    static final int MOST_HOSTS = 128; // per file; 3-transfer, 3.7.2
    static final int MOST_FILES = 4_096; // ours
    static final int MOST_OF_A_NEIGHBOURHOOD = 3; // per /24 or IPv6 /64 and file; 3-transfer, 3.7.2
    static final Duration LIFE = Duration.ofHours(12); // 3-transfer, 3.7.2

    private final Timeline timeline;
    private final AddressScope scope;
    private final Supplier<Optional<HostAddress>> ourselves;
    private final Predicate<InetAddress> shunned;
    private final Newcomers newcomers = new Newcomers();
    private final Encrypted encrypted = new Encrypted();
    private final Dealings dealings = new Dealings();
    private final LinkedHashMap<Sha1, Locations> files = new LinkedHashMap<>(16, 0.75f, true); // the one longest unused first
    private long marks;

    /** Where nobody is shunned. @param ourselves where we can be called, once that is known */
    public Mesh(Timeline timeline, AddressScope scope, Supplier<Optional<HostAddress>> ourselves) {
        this(timeline, scope, ourselves, _ -> false);
    }

    /** @param ourselves where we can be called, once that is known @param shunned banned, or listed as hostile */
    public Mesh(Timeline timeline, AddressScope scope, Supplier<Optional<HostAddress>> ourselves, Predicate<InetAddress> shunned) {
        this.shunned = shunned;
        this.timeline = timeline;
        this.scope = scope;
        this.ourselves = ourselves;
    }

    /** What passed between us and each host. */
    public Dealings dealings() {
        return dealings;
    }

    /** Somebody says that these hosts have it. @return those worth trying that were not known */
    public List<HostAddress> hear(Sha1 content, Collection<HostAddress> hosts, InetAddress from) {
        var now = timeline.nanos();
        return hosts.stream()
                .filter(this::mayBe)
                .filter(host -> !knows(content, host, now) && newcomers.admit(from, now) && of(content).add(host, now))
                .toList();
    }

    /** Somebody says that these, who can only be pushed, have it. @return those worth trying that were not known */
    public List<PushEndpoint> hearPushed(Sha1 content, Collection<PushEndpoint> endpoints, InetAddress from) {
        var now = timeline.nanos();
        return endpoints.stream()
                .map(this::withinScope)
                .filter(endpoint -> !knows(content, endpoint, now) && newcomers.admit(from, now) && of(content).pushed().add(endpoint, now))
                .toList();
    }

    private boolean knows(Sha1 content, PushEndpoint endpoint, long now) {
        var known = files.get(content);
        return known != null && known.pushed().has(endpoint.servent(), now);
    }

    /** One that can only be pushed says that it has it. Nobody can check who it is: a new one counts among those {@code from} may name. */
    public void announcedPushed(Sha1 content, PushEndpoint endpoint, InetAddress from) {
        var now = timeline.nanos();
        if (knows(content, endpoint, now) || newcomers.admit(from, now)) {
            of(content).pushed().announced(withinScope(endpoint), now, ++marks);
        }
    }

    /** One we dealt with has it. */
    public void goodPushed(Sha1 content, PushEndpoint endpoint) {
        of(content).pushed().good(withinScope(endpoint), timeline.nanos(), ++marks);
    }

    /** One that was pushed has not got it. */
    public void badPushed(Sha1 content, Guid servent) {
        var known = files.get(content);
        if (known != null) {
            known.pushed().bad(servent);
        }
    }

    /** Good ones, newest first, that became so behind this mark. */
    public List<PushEndpoint> goodPushed(Sha1 content, long behind, int atMost) {
        return files.containsKey(content) ? of(content).pushed().good(timeline.nanos(), behind, atMost) : List.of();
    }

    private PushEndpoint withinScope(PushEndpoint endpoint) {
        return new PushEndpoint(
                endpoint.servent(), endpoint.address().filter(scope::admits), endpoint.proxies().stream().filter(scope::admits).toList());
    }

    private boolean knows(Sha1 content, HostAddress host, long now) {
        var known = files.get(content);
        return known != null && known.has(host, now);
    }

    /** A host says so of itself, from the address it is called at. On our own network many may be near. */
    public void announced(Sha1 content, HostAddress host) {
        if (!mayBe(host)) {
            return;
        }
        if (scope.isStranger(host.ip())) {
            of(content).announced(host, timeline.nanos(), ++marks);
        } else {
            of(content).good(host, timeline.nanos(), ++marks);
        }
    }

    /** A host we dealt with has it. */
    public void good(Sha1 content, HostAddress host) {
        if (mayBe(host)) {
            of(content).good(host, timeline.nanos(), ++marks);
        }
    }

    /** A host said of itself that it speaks TLS. */
    public void speaksTls(HostAddress host) {
        if (mayBe(host)) {
            encrypted.add(host, timeline.nanos());
        }
    }

    /** Did it say so lately? */
    public boolean saidToSpeakTls(HostAddress host) {
        return encrypted.has(host, timeline.nanos());
    }

    /** A host we asked has not got it, or has something else. */
    public void bad(Sha1 content, HostAddress host) {
        if (mayBe(host)) {
            of(content).bad(host, timeline.nanos(), ++marks);
        }
    }

    /** Somebody says that these hosts have not got it. */
    public void denied(Sha1 content, Collection<HostAddress> hosts, InetAddress from) {
        var known = files.get(content);
        if (known != null) {
            hosts.forEach(host -> known.denied(host, Prefix.region(from)));
        }
    }

    /** Good ones, newest first, that became so behind this mark; never {@code reader} itself. */
    public List<HostAddress> good(Sha1 content, long behind, InetAddress reader, int atMost) {
        return files.containsKey(content) ? of(content).good(timeline.nanos(), behind, reader, atMost) : List.of();
    }

    /** Those that failed first hand behind this mark, newest first. */
    public List<HostAddress> failed(Sha1 content, long behind, int atMost) {
        return files.containsKey(content) ? of(content).failed(timeline.nanos(), behind, atMost) : List.of();
    }

    /** Everything that is known now has a mark up to this. */
    public long mark() {
        return marks;
    }

    /** Where we can be called ourselves, when that is an address others may be told. */
    public Optional<HostAddress> ourselves() {
        return ourselves.get().filter(scope::admits);
    }

    /** Hosts known for this content, whether good or hearsay. */
    public int known(Sha1 content) {
        return files.containsKey(content) ? of(content).size(timeline.nanos()) : 0;
    }

    private boolean mayBe(HostAddress host) {
        return scope.admits(host) && !shunned.test(host.ip()) && !ourselves.get().equals(Optional.of(host));
    }

    private Locations of(Sha1 content) {
        var known = files.computeIfAbsent(content, _ -> new Locations());
        if (files.size() > MOST_FILES) {
            files.pollFirstEntry();
        }
        return known;
    }
}
