package filbert.showroom;

import static filbert.showroom.PretendHouse.NOW;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.NetworkView.Exit;
import filbert.servent.NetworkView.MessageCount;
import filbert.servent.NetworkView.NeighbourView;
import filbert.servent.NetworkView.TracedMessage;
import filbert.servent.Overlay;
import filbert.servent.Reachability;
import filbert.servent.Refusal;
import filbert.servent.bootstrap.BootstrapView;
import filbert.servent.bootstrap.HostSource;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.guard.Ban;
import filbert.servent.guard.Offence;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A servent's neighbourhood that never changes by itself. */
public final class PretendOverlay implements Overlay {
    public final List<NeighbourView> neighbours = new CopyOnWriteArrayList<>();
    public final List<String> commands = new CopyOnWriteArrayList<>();
    public final List<TracedMessage> messages = new CopyOnWriteArrayList<>();
    public final List<NetworkView.Passing> passing = new CopyOnWriteArrayList<>();
    public final List<NetworkView.VendorCount> programs = new CopyOnWriteArrayList<>(List.of(
            new NetworkView.VendorCount("gtk-gnutella/1.2.3 (2024-03-03; Topless; Linux x86_64)", 12, 0, 0),
            new NetworkView.VendorCount("GTKG", 0, 9, 31),
            new NetworkView.VendorCount("<b>Evil</b>/1.0", 1, 0, 0),
            new NetworkView.VendorCount("", 2, 0, 0)));
    public volatile Reachability reachability = new Reachability(
            List.of(
                    new Reachability.Way(
                            Reachability.Transport.TCP,
                            Reachability.Family.IPV4,
                            Reachability.Verdict.REACHABLE,
                            NOW.minusSeconds(65),
                            NOW.minusSeconds(70),
                            List.of(HostAddress.of(0x0A000007, 23456))),
                    new Reachability.Way(
                            Reachability.Transport.UDP,
                            Reachability.Family.IPV4,
                            Reachability.Verdict.UNKNOWN,
                            null,
                            NOW.minusSeconds(5),
                            List.of(HostAddress.of(0x0A000007, 23456)))),
            List.of(),
            new Reachability.Role(
                    false, Reachability.Role.Why.LACKING, List.of(Reachability.Role.Missing.UDP_UNKNOWN, Reachability.Role.Missing.UPTIME), null));
    private final Signal changed = new Signal();

    public void furnish() {
        neighbours.add(new NeighbourView(1, HostAddress.of(0x0A000007, 23456), "ultrapeer", "gtk-gnutella/1.2.2", false, NOW.minusSeconds(5000), 4_000_000, 1_000_000, 2_100, 800, 12_000, 3_100, true, true, "TLSv1.3 TLS_AES_256_GCM_SHA384", 0.031, List.of(40L, 900L, 7_000L, 4_060L, 0L, 0L, 0L, 0L)));
        neighbours.add(new NeighbourView(2, HostAddress.of(0xC0000207, 6346), "leaf", "<i>Bad</i>/0.1", true, NOW.minusSeconds(90), 10_000, 90_000, 12, 0, 40, 900, true, false, "", -1, List.of(40L, 0L, 0L, 0L, 0L, 0L, 0L, 0L)));
        messages.add(new TracedMessage(NOW.minusSeconds(3), true, "query", 3, 2, 61, "hazel <nut>"));
        messages.add(new TracedMessage(NOW.minusSeconds(1), false, "pong", 1, 0, 37, "10.0.0.7:23456, 12 files"));
        passing.add(new NetworkView.Passing(1, NOW.minusSeconds(2), false, 1, HostAddress.of(0x0A000007, 23456), "gtk-gnutella/1.2.2", 3, 1, "hazel <b>wood", 0));
        passing.add(new NetworkView.Passing(2, NOW.minusSeconds(1), true, 2, HostAddress.of(0xC0000207, 6346), "<i>Bad</i>/0.1", 2, 0, "hazel wood.ogg", 12));
        changed.raise();
    }

    public void raise() {
        changed.raise();
    }

    @Override
    public NetworkView view() {
        var here = HostAddress.of(0x7F000001, 34567);
        return new NetworkView("practice", false, here, null, neighbours.isEmpty() ? 0 : 1, 4, neighbours.isEmpty() ? 0 : 1, 3, 212,
                neighbours.isEmpty() ? new Refusal(Refusal.Kind.REFUSED, "192.0.2.7:6346", "503 I am full") : Refusal.NONE, Exit.ANY, List.copyOf(neighbours));
    }

    @Override
    public List<NetworkView.VendorCount> vendors() {
        return List.copyOf(programs);
    }

    @Override
    public List<NetworkView.Parting> partings() {
        return List.of(new NetworkView.Parting(false, 0, 12), new NetworkView.Parting(true, 406, 3), new NetworkView.Parting(false, 777, 1));
    }

    @Override
    public List<MessageCount> messageCounts() {
        return List.of(
                new MessageCount("ping", 1200, 800, 3, List.of(new NetworkView.Drop("refused", 3))),
                new MessageCount("query", 90_000, 1200, 410, List.of(new NetworkView.Drop("duplicate", 400), new NetworkView.Drop("too-many", 10))),
                new MessageCount("query hit", 300, 20, 0, List.of()));
    }

    @Override
    public List<NetworkView.Passing> passing() {
        return List.copyOf(passing);
    }

    @Override
    public List<TracedMessage> trace(long neighbour) {
        return List.copyOf(messages);
    }

    @Override
    public List<KnownHost> knownHosts(int atMost) {
        return List.of(
                new KnownHost(HostAddress.of(0x0A000007, 23456), "user", NOW.minusSeconds(90_000), NOW, true, false, 80_000, NOW.minusSeconds(5000), null, 0, null),
                new KnownHost(HostAddress.of(0xC6336401, 6346), "pong", NOW.minusSeconds(900), NOW.minusSeconds(100), false, false, 0, null, NOW.minusSeconds(40), 2, NOW.plusSeconds(300)));
    }

    @Override
    public BootstrapView bootstrap() {
        return new BootstrapView(
                BootstrapView.Step.UDP,
                5,
                2,
                List.of(
                        new HostSource(HostSource.Kind.UDP, "cache.example.org:3558", true, NOW.minusSeconds(60), NOW.minusSeconds(59), 10, 0),
                        new HostSource(HostSource.Kind.UDP, "silent.example.org:3558", true, NOW.minusSeconds(60), null, 0, 3),
                        new HostSource(HostSource.Kind.WEB, "http://web.example.org/gwc.php", true, null, null, 0, 0)),
                NOW.plusSeconds(3_540));
    }

    @Override
    public int askForHosts() {
        commands.add("ask");
        return 1;
    }

    @Override
    public Reachability reachability() {
        return reachability;
    }

    @Override
    public int testReachability() {
        commands.add("test reachability");
        return 4;
    }

    @Override
    public void connect(HostAddress to) {
        commands.add("connect " + to);
    }

    @Override
    public boolean disconnect(long neighbour) {
        commands.add("disconnect " + neighbour);
        return neighbours.removeIf(one -> one.id() == neighbour);
    }

    @Override
    public Signal changed() {
        return changed;
    }

    /** Who is banned. */
    public final List<Ban> banned = new CopyOnWriteArrayList<>(List.of(
            new Ban(InetAddress.ofLiteral("192.0.2.66"), Offence.DUPLICATES, 2, PretendHouse.NOW.minusSeconds(600), PretendHouse.NOW.plusSeconds(3_000))));

    @Override
    public List<Ban> bans() {
        return List.copyOf(banned);
    }

    @Override
    public void block(InetAddress address) {
        banned.addFirst(new Ban(address, Offence.BLOCKED, 1, NOW, NOW.plusSeconds(3_000)));
        neighbours.removeIf(one -> one.address().ip().equals(address));
    }

    @Override
    public void shunHostile() {
        commands.add("shun hostile");
    }

    @Override
    public boolean lift(InetAddress address) {
        return banned.removeIf(ban -> ban.address().equals(address));
    }
}
