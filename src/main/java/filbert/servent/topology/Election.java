package filbert.servent.topology;

import filbert.net.Timeline;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.Role;
import filbert.servent.Reachability.Role.Missing;
import filbert.servent.Reachability.Role.Why;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.servent.reachability.Proofs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which role we take (1-connect, 3.9). Where the choice is left to us we begin as a leaf and become an ultrapeer after an hour, if TCP and UDP reach us
 * and the machine carries it. A firewall ends that at once, everything else after half an hour at the earliest; after each return the next term is
 * waited for twice as long. Confined to the owner.
 */
final class Election {
    static final Duration LEAST_SESSION = Duration.ofHours(1); // 1-connect, 3.9
    static final Duration LEAST_TERM = Duration.ofMinutes(30); // 1-connect, 3.9
    static final Duration WITHOUT_LEAVES = Duration.ofHours(1); // gtk-gnutella's: 1-connect, 3.9
    static final Duration FIRST_WAIT = Duration.ofSeconds(1_800); // gtk-gnutella's: 1-connect, 3.9
    static final Duration LONGEST_WAIT = Duration.ofSeconds(61_200); // gtk-gnutella's: 1-connect, 3.9

    /** Ours: with nobody to ask, a way that worked is trusted for as long as this. */
    static final Duration UNSURE_TOO_LONG = Duration.ofHours(1);

    private final Timeline timeline;
    private final TopologySettings settings;
    private final Proofs proofs;
    private final Machine machine;
    private final long began;
    private boolean ultrapeer;
    private long since;
    private long lastLeafAt;
    private Duration wait = FIRST_WAIT;
    private long notBefore;

    Election(Timeline timeline, TopologySettings settings, Proofs proofs, Machine machine) {
        this.timeline = timeline;
        this.settings = settings;
        this.proofs = proofs;
        this.machine = machine;
        this.ultrapeer = settings.ultrapeer();
        this.began = timeline.nanos();
        this.since = began;
        this.notBefore = began;
    }

    /**
     * Looks whether things have changed.
     *
     * @param leaves we have now
     * @return are we to be an ultrapeer from now on?
     */
    boolean look(int leaves) {
        var now = timeline.nanos();
        if (leaves > 0) {
            lastLeafAt = now;
        }
        if (settings.role() != RoleChoice.AUTO) {
            return ultrapeer;
        }
        if (!ultrapeer && missing(0).isEmpty() && now - notBefore >= 0) {
            ultrapeer = true;
            since = now;
            lastLeafAt = now;
        } else if (ultrapeer && isOver(leaves)) {
            ultrapeer = false;
            since = now;
            notBefore = now + wait.toNanos();
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
        return ultrapeer;
    }

    private boolean isOver(int leaves) {
        var missing = missing(leaves);
        if (missing.contains(Missing.TCP_FIREWALLED) || missing.contains(Missing.UDP_FIREWALLED)) {
            return true;
        }
        return isAgo(since, LEAST_TERM) && (isAgo(lastLeafAt, WITHOUT_LEAVES) || missing.stream().anyMatch(this::counts));
    }

    private boolean counts(Missing what) {
        return switch (what) {
            case TCP_UNKNOWN -> isUnsureTooLong(Transport.TCP);
            case UDP_UNKNOWN -> isUnsureTooLong(Transport.UDP);
            default -> true;
        };
    }

    private boolean isUnsureTooLong(Transport transport) {
        return proofs.proofAge(transport, proofs.best()).filter(age -> age.compareTo(UNSURE_TOO_LONG) < 0).isEmpty();
    }

    private boolean isAgo(long when, Duration span) {
        return timeline.nanos() - when >= span.toNanos();
    }

    private List<Missing> missing(int leaves) {
        var family = proofs.best();
        var missing = new ArrayList<Missing>();
        look(Transport.TCP, family, Missing.TCP_FIREWALLED, Missing.TCP_UNKNOWN, missing);
        look(Transport.UDP, family, Missing.UDP_FIREWALLED, Missing.UDP_UNKNOWN, missing);
        if (!isAgo(began, LEAST_SESSION)) {
            missing.add(Missing.UPTIME);
        }
        if (!machine.hasMemoryFor(Math.max(0, settings.leafSlots() - leaves))) {
            missing.add(Missing.MEMORY);
        }
        if (!ultrapeer && !machine.hasDescriptorsFor(settings.leafSlots() + settings.ultrapeerSlots())) { // an ultrapeer has them in use
            missing.add(Missing.DESCRIPTORS);
        }
        if (!machine.hasBandwidth()) {
            missing.add(Missing.BANDWIDTH);
        }
        return missing;
    }

    private void look(Transport transport, Family family, Missing firewalled, Missing unknown, List<Missing> missing) {
        var verdict = proofs.verdict(transport, family);
        if (verdict != Verdict.REACHABLE) {
            missing.add(verdict == Verdict.FIREWALLED ? firewalled : unknown);
        }
    }

    Role view(Instant now, int leaves) {
        if (settings.role() != RoleChoice.AUTO) {
            return new Role(ultrapeer, Why.CHOSEN, List.of(), null);
        }
        var missing = missing(leaves);
        if (ultrapeer) {
            return new Role(true, Why.QUALIFIED, missing, null);
        }
        var earliest = Math.max(notBefore - timeline.nanos(), began + LEAST_SESSION.toNanos() - timeline.nanos());
        var next = earliest > 0 ? now.plusNanos(earliest) : null;
        return new Role(false, missing.isEmpty() ? Why.WAITING : Why.LACKING, missing, next);
    }
}
