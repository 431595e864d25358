package filbert.servent.topology;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.Overlay;
import filbert.servent.Reachability;
import filbert.servent.bootstrap.BootstrapView;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.connection.Connection;
import filbert.servent.connection.MessageKind;
import filbert.servent.connection.MessageTally;
import filbert.servent.guard.Ban;
import filbert.servent.guard.Offence;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The topology as people see it and what they do to it: every call waits for the owner. */
final class PeoplesView implements Overlay {
    private static final int BYE_HOSTILE = 415;

    private final Parts parts;
    private Consumer<Predicate<InetAddress>> turnedOut = _ -> {};

    PeoplesView(Parts parts) {
        this.parts = parts;
    }

    /** @param others what else is under way with those just banned is ended by it */
    void onBan(Consumer<Predicate<InetAddress>> others) {
        turnedOut = others;
    }

    @Override
    public NetworkView view() {
        return parts.owner.ask(() -> {
            var slots = parts.slots;
            var standing = parts.standing;
            return new NetworkView(
                    parts.settings.mode().word(),
                    standing.ultrapeer(),
                    standing.listening(),
                    standing.external().orElse(null),
                    slots.ultrapeers(),
                    slots.wantedUltrapeers(),
                    slots.leaves(),
                    parts.dialling.underWay(),
                    parts.hosts.size(),
                    parts.neighbours.lastRefusal(),
                    NetworkView.Exit.of(parts.network.way()),
                    slots.all().stream().map(this::neighbour).toList());
        });
    }

    private NetworkView.NeighbourView neighbour(Connection there) {
        var seen = there.observation();
        return new NetworkView.NeighbourView(
                there.id(),
                there.address(),
                there.isLeaf() ? "leaf" : "ultrapeer",
                there.capabilities().userAgent(),
                there.link().incoming(),
                seen.since(),
                seen.bytesIn(),
                seen.bytesOut(),
                seen.rateIn(),
                seen.rateOut(),
                seen.messagesIn(),
                seen.messagesOut(),
                there.agreement().inflate(),
                there.agreement().deflate(),
                there.link().tls().map(tls -> tls.version() + " " + tls.cipher()).orElse(""),
                parts.surroundings.traffic().tableFill(there),
                seen.hops());
    }

    @Override
    public List<Ban> bans() {
        return parts.owner.ask(() -> parts.bans.inForce());
    }

    @Override
    public void block(InetAddress address) {
        parts.owner.tell(() -> {
            parts.bans.ban(address, Offence.BLOCKED);
            List.copyOf(parts.slots.all()).stream()
                    .filter(there -> there.address().ip().equals(address))
                    .forEach(there -> there.close(201, "Removed by the owner"));
            turnedOut.accept(address::equals);
        });
    }

    @Override
    public void shunHostile() {
        parts.owner.tell(() -> {
            parts.hosts.forget(parts.bans::isHostile);
            List.copyOf(parts.slots.all()).stream()
                    .filter(there -> parts.bans.isHostile(there.address().ip()))
                    .forEach(there -> there.close(BYE_HOSTILE, "Hostile address"));
            turnedOut.accept(parts.bans::isHostile);
        });
    }

    @Override
    public boolean lift(InetAddress banned) {
        return parts.owner.ask(() -> parts.bans.lift(banned));
    }

    @Override
    public List<NetworkView.MessageCount> messageCounts() {
        return parts.owner.ask(() -> {
            var tally = parts.tally;
            return Arrays.stream(MessageKind.values())
                    .map(kind -> count(kind, tally))
                    .toList();
        });
    }

    @Override
    public List<NetworkView.VendorCount> vendors() {
        return parts.owner.ask(() -> parts.neighbours.vendors().all());
    }

    @Override
    public List<NetworkView.Parting> partings() {
        return parts.owner.ask(() -> parts.neighbours.partings().all());
    }

    private NetworkView.MessageCount count(MessageKind kind, MessageTally tally) {
        var why = new LinkedHashMap<String, Long>();
        if (tally.dropped(kind) > 0) {
            why.put("refused", tally.dropped(kind));
        }
        kind.types().forEach(type -> parts.surroundings.traffic().drops(type).forEach((reason, messages) -> why.merge(reason, messages, Long::sum)));
        var drops = why.entrySet().stream()
                .map(one -> new NetworkView.Drop(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingLong(NetworkView.Drop::messages).reversed())
                .toList();
        var all = drops.stream().mapToLong(NetworkView.Drop::messages).sum();
        return new NetworkView.MessageCount(kind.word(), tally.in(kind), tally.out(kind), all, drops);
    }

    @Override
    public List<NetworkView.Passing> passing() {
        return parts.owner.ask(() -> parts.surroundings.traffic().passing());
    }

    @Override
    public List<NetworkView.TracedMessage> trace(long neighbour) {
        return parts.owner.ask(() -> parts.slots.find(neighbour).map(there -> there.observation().trace()).orElse(List.of()));
    }

    @Override
    public List<KnownHost> knownHosts(int atMost) {
        return parts.owner.ask(() -> parts.hosts.best(atMost));
    }

    @Override
    public BootstrapView bootstrap() {
        return parts.owner.ask(() -> {
            var seen = parts.wayIn.view();
            return parts.settings.mode() == NetworkMode.LAN ? seen.with(parts.lan.view()) : seen;
        });
    }

    @Override
    public int askForHosts() {
        return parts.owner.ask(() -> parts.network.way().open() ? parts.wayIn.askNow() : 0);
    }

    @Override
    public Reachability reachability() {
        return parts.owner.ask(() -> parts.wayToUs.view(parts.election.view(parts.clock.instant(), parts.slots.leaves())));
    }

    @Override
    public int testReachability() {
        return parts.owner.ask(() -> parts.wayToUs.askNow());
    }

    @Override
    public void connect(HostAddress to) {
        if (!parts.network.way().open()) {
            throw new IllegalArgumentException("network.problem.cut-off");
        }
        parts.owner.tell(() -> parts.connect(to));
    }

    @Override
    public boolean disconnect(long neighbour) {
        return parts.owner.ask(() -> {
            var there = parts.slots.find(neighbour);
            there.ifPresent(connection -> connection.close(201, "Removed by the owner"));
            return there.isPresent();
        });
    }

    @Override
    public Signal changed() {
        return parts.changed;
    }
}
