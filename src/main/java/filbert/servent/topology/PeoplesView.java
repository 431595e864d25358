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

/** The topology as people see it and what they do to it: every call waits for the owner. */
final class PeoplesView implements Overlay {
    private static final int BYE_HOSTILE = 415;

    private final Topology topology;

    PeoplesView(Topology topology) {
        this.topology = topology;
    }

    @Override
    public NetworkView view() {
        return topology.owner().ask(() -> {
            var slots = topology.slots();
            var standing = topology.standing();
            return new NetworkView(
                    topology.settings().mode().word(),
                    standing.ultrapeer(),
                    standing.listening(),
                    standing.external().orElse(null),
                    slots.ultrapeers(),
                    slots.wantedUltrapeers(),
                    slots.leaves(),
                    topology.dialling().underWay(),
                    topology.hosts().size(),
                    topology.neighbours().lastRefusal(),
                    NetworkView.Exit.of(topology.way()),
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
                topology.traffic().tableFill(there),
                seen.hops());
    }

    @Override
    public List<Ban> bans() {
        return topology.owner().ask(() -> topology.bans().inForce());
    }

    @Override
    public void block(InetAddress address) {
        topology.owner().tell(() -> {
            topology.bans().ban(address, Offence.BLOCKED);
            List.copyOf(topology.slots().all()).stream()
                    .filter(there -> there.address().ip().equals(address))
                    .forEach(there -> there.close(201, "Removed by the owner"));
            topology.turnOut(address::equals);
        });
    }

    @Override
    public void shunHostile() {
        topology.owner().tell(() -> {
            topology.hosts().forget(topology.bans()::isHostile);
            List.copyOf(topology.slots().all()).stream()
                    .filter(there -> topology.bans().isHostile(there.address().ip()))
                    .forEach(there -> there.close(BYE_HOSTILE, "Hostile address"));
            topology.turnOut(topology.bans()::isHostile);
        });
    }

    @Override
    public boolean lift(InetAddress banned) {
        return topology.owner().ask(() -> topology.bans().lift(banned));
    }

    @Override
    public List<NetworkView.MessageCount> messageCounts() {
        return topology.owner().ask(() -> {
            var tally = topology.tally();
            return Arrays.stream(MessageKind.values())
                    .map(kind -> count(kind, tally))
                    .toList();
        });
    }

    @Override
    public List<NetworkView.VendorCount> vendors() {
        return topology.owner().ask(() -> topology.neighbours().vendors().all());
    }

    @Override
    public List<NetworkView.Parting> partings() {
        return topology.owner().ask(() -> topology.neighbours().partings().all());
    }

    private NetworkView.MessageCount count(MessageKind kind, MessageTally tally) {
        var why = new LinkedHashMap<String, Long>();
        if (tally.dropped(kind) > 0) {
            why.put("refused", tally.dropped(kind));
        }
        kind.types().forEach(type -> topology.traffic().drops(type).forEach((reason, messages) -> why.merge(reason, messages, Long::sum)));
        var drops = why.entrySet().stream()
                .map(one -> new NetworkView.Drop(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingLong(NetworkView.Drop::messages).reversed())
                .toList();
        var all = drops.stream().mapToLong(NetworkView.Drop::messages).sum();
        return new NetworkView.MessageCount(kind.word(), tally.in(kind), tally.out(kind), all, drops);
    }

    @Override
    public List<NetworkView.Passing> passing() {
        return topology.owner().ask(() -> topology.traffic().passing());
    }

    @Override
    public List<NetworkView.TracedMessage> trace(long neighbour) {
        return topology.owner().ask(() -> topology.slots().find(neighbour).map(there -> there.observation().trace()).orElse(List.of()));
    }

    @Override
    public List<KnownHost> knownHosts(int atMost) {
        return topology.owner().ask(() -> topology.hosts().best(atMost));
    }

    @Override
    public BootstrapView bootstrap() {
        return topology.owner().ask(() -> topology.bootstrap());
    }

    @Override
    public int askForHosts() {
        return topology.owner().ask(() -> topology.way().open() ? topology.wayIn().askNow() : 0);
    }

    @Override
    public Reachability reachability() {
        return topology.owner().ask(topology::reachability);
    }

    @Override
    public int testReachability() {
        return topology.owner().ask(() -> topology.wayToUs().askNow());
    }

    @Override
    public void connect(HostAddress to) {
        if (!topology.way().open()) {
            throw new IllegalArgumentException("network.problem.cut-off");
        }
        topology.owner().tell(() -> topology.connect(to));
    }

    @Override
    public boolean disconnect(long neighbour) {
        return topology.owner().ask(() -> {
            var there = topology.slots().find(neighbour);
            there.ifPresent(connection -> connection.close(201, "Removed by the owner"));
            return there.isPresent();
        });
    }

    @Override
    public Signal changed() {
        return topology.changed();
    }
}
