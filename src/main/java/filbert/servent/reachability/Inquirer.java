package filbert.servent.reachability;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Timeline;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.servent.connection.Neighbour;
import filbert.servent.guard.OncePer;
import filbert.wire.vendor.TcpConnectBack;
import filbert.wire.vendor.UdpConnectBack;
import filbert.wire.vendor.VendorMessage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * Asks neighbours to call us back, by TCP and by UDP: two of those that read the request, ten seconds after they joined, and two others every twenty
 * minutes while nobody comes by himself (1-connect, 9; C-80). A neighbour serves one host once in half an hour, so none is asked more often than
 * that unless a person wants it; and none is asked for a datagram while one of ours to it may hold the way open, for that would prove nothing. Confined
 * to the owner.
 */
public final class Inquirer {
    static final Duration SETTLED = Duration.ofSeconds(10); // 1-connect, 9

    /**
     * A request for a datagram is said a second time: gtk-gnutella pings no address twice within a minute, may have pinged ours when we met, at a port that is
     * not ours, and then leaves the request undone without a word.
     */
    static final Duration SAID_AGAIN = Duration.ofSeconds(70);

    private static final Duration ASKED_AGAIN = Duration.ofMinutes(31); // the neighbour's half hour, and what the way takes
    private static final Duration BY_HAND_EVERY = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 1_024;

    private record Question(Transport transport, HostAddress to) {}

    private record Repeat(Neighbour to, Evidence evidence, long at) {}

    private final Timeline timeline;
    private final RandomGenerator random;
    private final Proofs proofs;
    private final Predicate<InetAddress> writtenTo;
    private final Guid mark;
    private final Map<Neighbour, Long> neighbours = new LinkedHashMap<>();
    private final ArrayDeque<Repeat> repeats = new ArrayDeque<>(); // as many as were asked within SAID_AGAIN
    private final OncePer<Question> asked;
    private final OncePer<String> byHand;

    /** @param writtenTo who got a datagram of ours lately: one from there passes most firewalls */
    public Inquirer(Timeline timeline, RandomGenerator random, Proofs proofs, Predicate<InetAddress> writtenTo) {
        this.timeline = timeline;
        this.random = random;
        this.proofs = proofs;
        this.writtenTo = writtenTo;
        this.mark = Guid.randomForPing(random);
        this.asked = new OncePer<>(timeline, ASKED_AGAIN, MOST_REMEMBERED);
        this.byHand = new OncePer<>(timeline, BY_HAND_EVERY, 1);
    }

    public void joined(Neighbour neighbour) {
        neighbours.put(neighbour, timeline.nanos());
    }

    public void left(Neighbour neighbour) {
        neighbours.remove(neighbour);
    }

    /** Is this the GUID we asked pings to carry? */
    public boolean isMark(Guid guid) {
        return mark.equals(guid);
    }

    /**
     * Asks who is due to be asked.
     *
     * @param ports where others call us
     */
    public void look(ToIntFunction<Family> ports) {
        repeat(ports);
        for (var family : Family.values()) {
            for (var transport : Transport.values()) {
                var evidence = proofs.of(transport, family);
                if (evidence.wanted() > 0) {
                    var fresh = able(transport, family).stream().filter(one -> !asked.recently(new Question(transport, one.address()))).toList();
                    ask(transport, ports.applyAsInt(family), evidence, fresh, evidence.wanted());
                }
            }
        }
    }

    private void repeat(ToIntFunction<Family> ports) {
        while (!repeats.isEmpty() && timeline.nanos() - repeats.getFirst().at() >= 0) {
            var due = repeats.removeFirst();
            if (due.evidence().verdict() != Verdict.REACHABLE && neighbours.containsKey(due.to()) && proves(due.to(), Transport.UDP)) {
                var port = ports.applyAsInt(Family.of(due.to().address().ip()));
                due.to().send(mark, 1, 0, new UdpConnectBack(port).toVendor());
            }
        }
    }

    /**
     * Begins a round now, because a person wants to know.
     *
     * @return questions asked; 0 when no neighbour can be asked, or a person did so within the minute
     */
    public int askNow(ToIntFunction<Family> ports) {
        if (!byHand.pass("")) {
            return 0;
        }
        var questions = 0;
        for (var family : Family.values()) {
            for (var transport : Transport.values()) {
                var able = new ArrayList<>(able(transport, family));
                able.sort(Comparator.comparing(one -> asked.recently(new Question(transport, one.address()))));
                var evidence = proofs.of(transport, family);
                evidence.beginRound();
                questions += ask(transport, ports.applyAsInt(family), evidence, able, Evidence.ASKED_AT_ONCE);
            }
        }
        return questions;
    }

    /** In random order. */
    private List<Neighbour> able(Transport transport, Family family) {
        var able = new ArrayList<Neighbour>();
        var now = timeline.nanos();
        neighbours.forEach((one, since) -> {
            var settled = now - since >= SETTLED.toNanos();
            if (settled && Family.of(one.address().ip()) == family && reads(one, transport) && proves(one, transport)) {
                able.add(one);
            }
        });
        Collections.shuffle(able, Random.from(random));
        return able;
    }

    private boolean proves(Neighbour neighbour, Transport transport) {
        return transport == Transport.TCP || !writtenTo.test(neighbour.address().ip());
    }

    private static boolean reads(Neighbour neighbour, Transport transport) {
        return switch (transport) {
            case TCP -> neighbour.reads(VendorMessage.BEARSHARE, 7);
            case UDP -> neighbour.reads(VendorMessage.GTK_GNUTELLA, 7);
        };
    }

    private int ask(Transport transport, int port, Evidence evidence, List<Neighbour> able, int most) {
        var chosen = able.subList(0, Math.min(most, able.size()));
        for (var one : chosen) {
            var request = transport == Transport.TCP ? new TcpConnectBack(port) : new UdpConnectBack(port);
            one.send(mark, 1, 0, request.toVendor());
            asked.pass(new Question(transport, one.address()));
            evidence.asked(one.address());
            if (transport == Transport.UDP) {
                repeats.add(new Repeat(one, evidence, timeline.nanos() + SAID_AGAIN.toNanos()));
            }
        }
        return chosen.size();
    }
}
