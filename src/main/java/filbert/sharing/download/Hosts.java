package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.net.Dialer;
import filbert.net.Link;
import filbert.net.Network;
import filbert.net.Owner;
import filbert.servent.push.Pushes;
import filbert.servent.search.Source;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All hosts we fetch from or lately tried to, within the ceiling on links. Owner only. */
final class Hosts {
    static final int MAX_KNOWN = 4_096; // ours; beyond, the longest unused is forgotten, and with it how often we called

    private static final int MAX_AWAITED = 256; // ours: hosts asked to call
    private static final int DIALS_PER_SECOND = 10; // 3-transfer, 3.15: "global ≤ 10 new outbound per s"
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Network network;
    private final Pushes pushes;
    private final int ceiling;
    private final Runnable onChange;
    private final Map<HostKey, Host> known = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Host> linked = new LinkedHashSet<>();
    private final Map<Guid, Host> awaited = new LinkedHashMap<>();
    private long second; // of the last dial
    private int dialsInSecond;
    private final TlsAbilities tls;

    /** @param onChange told when a host nobody uses has a link */
    Hosts(Network network, Pushes pushes, int ceiling, Runnable onChange) {
        this.network = network;
        this.pushes = pushes;
        this.ceiling = ceiling;
        this.onChange = onChange;
        this.tls = new TlsAbilities(network.owner());
    }

    TlsAbilities tls() {
        return tls;
    }

    Owner owner() {
        return network.owner();
    }

    Dialer dialer() {
        return network.dialer();
    }

    boolean isStranger(HostKey key) {
        return network.scope().isStranger(key.address().ip());
    }

    void somethingChanged() {
        onChange.run();
    }

    Host of(HostKey key) {
        var host = known.get(key);
        if (host == null) {
            host = new Host(this, key);
            known.put(key, host);
            forgetTheLongestUnused();
        }
        return host;
    }

    /** When it may be used next; a host never called, at once. */
    long readyAt(HostKey key) {
        var host = known.get(key);
        return host == null ? owner().nanos() : host.readyAt();
    }

    /** Is nobody else using it, do manners allow it, and is there a link or room for one? */
    boolean mayUse(HostKey key) {
        var host = known.get(key);
        return (host == null || host.free(owner().nanos())) && (hasLink(key) || (mayDial(host) && room()));
    }

    /** May this one use its host, too? */
    boolean mayUse(Candidate candidate) {
        var host = known.get(candidate.key());
        return mayUse(candidate.key()) && (host == null || !host.isReservedForAnother(candidate));
    }

    /** Did its host call because it is this one's turn? */
    boolean isCalledFor(Candidate candidate) {
        var host = known.get(candidate.key());
        return host != null && host.isReservedFor(candidate);
    }

    boolean hasLink(HostKey key) {
        var host = known.get(key);
        return host != null && host.hasLink();
    }

    /** Those with a link nobody uses now. */
    List<HostKey> idle() {
        return linked.stream().filter(Host::idle).map(Host::key).toList();
    }

    private void forgetTheLongestUnused() {
        if (known.size() > MAX_KNOWN) {
            known.values().stream().filter(Host::forgettable).findFirst().map(Host::key).ifPresent(known::remove);
        }
    }

    int known() {
        return known.size();
    }

    int links() {
        return linked.size();
    }

    /** Is there room for another link? Hangs up an unused one when that makes room. */
    private boolean room() {
        if (linked.size() >= ceiling) {
            linked.stream().filter(Host::idle).findFirst().ifPresent(Host::hangUp);
        }
        return linked.size() < ceiling;
    }

    /** May anybody be called at all? */
    boolean wayOut() {
        return network.way().open();
    }

    /** The limit protects those we are told to call. Who has answered us is nobody's victim. */
    private boolean mayDial(@Nullable Host host) {
        return wayOut() && (dialsInSecond < DIALS_PER_SECOND || owner().nanos() - second >= SECOND || (host != null && host.manners().isProven()));
    }

    void dialled(Host host) {
        if (!host.manners().isProven()) {
            countDial();
        }
        link(host);
    }

    private void countDial() {
        if (owner().nanos() - second >= SECOND) {
            second = owner().nanos();
            dialsInSecond = 0;
        }
        dialsInSecond++;
    }

    void link(Host host) {
        linked.add(host);
    }

    void unlink(Host host) {
        linked.remove(host);
    }

    /** Would somebody who is asked to call get through to us, as far as is known? */
    boolean callable() {
        var us = pushes.whereabouts();
        return us.known() && !us.firewalled();
    }

    boolean askForCall(Host host, Source source) {
        if (!pushes.ask(source)) {
            return false;
        }
        awaited.remove(source.servent());
        awaited.put(source.servent(), host);
        if (awaited.size() > MAX_AWAITED) {
            awaited.remove(awaited.keySet().iterator().next());
        }
        return true;
    }

    /** Somebody calls and says it is {@code servent}: kept only when we asked for that. */
    void called(Guid servent, Link link) {
        var host = awaited.remove(servent);
        if (host != null && pushes.claim(servent)) {
            link.loop().execute(() -> host.linked(link));
        } else {
            link.close();
        }
    }

    void hangUpAll() {
        Set.copyOf(linked).forEach(Host::hangUp);
    }
}
