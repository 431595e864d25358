package filbert.servent;

import filbert.identity.HostAddress;
import filbert.net.Way;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servent's place on the network, as it stands: immutable.
 *
 * @param mode {@code public}, {@code private}, {@code practice}
 * @param wantedUltrapeers how many ultrapeers this role aims at
 * @param dialling hosts being called right now
 * @param external our address as the network sees it, once enough peers agree
 * @param lastRefusal why the last attempt failed
 * @param exit what everything leaves by
 */
public record NetworkView(
        String mode,
        boolean ultrapeer,
        HostAddress listening,
        @Nullable HostAddress external,
        int ultrapeers,
        int wantedUltrapeers,
        int leaves,
        int dialling,
        int knownHosts,
        Refusal lastRefusal,
        Exit exit,
        List<NeighbourView> neighbours) {

    /**
     * The way out.
     *
     * @param name of the network interface everything leaves by; empty for any
     * @param open whether it is there; while it is not, nothing leaves
     * @param trouble why it is there and still not used, in the system's words; or empty
     */
    public record Exit(String name, boolean open, String trouble) {
        public static final Exit ANY = new Exit("", true, "");

        public static Exit of(Way way) {
            return new Exit(way.name(), way.open(), way.trouble());
        }
    }

    /**
     * A neighbour.
     *
     * @param role {@code ultrapeer} or {@code leaf}: what it is to us
     * @param rateIn bytes per second over the last ten seconds
     * @param tls version and cipher; empty on a plain link
     * @param tableFill share of set slots in its query routing table, 0 to 1; negative without a table
     * @param hops messages received by how far they had come: those with no hops, one, two and so on; the last also counts all that came farther
     */
    public record NeighbourView(
            long id,
            HostAddress address,
            String role,
            String userAgent,
            boolean incoming,
            Instant since,
            long bytesIn,
            long bytesOut,
            long rateIn,
            long rateOut,
            long messagesIn,
            long messagesOut,
            boolean deflateIn,
            boolean deflateOut,
            String tls,
            double tableFill,
            List<Long> hops) {}

    /**
     * How often connections ended in one way.
     *
     * @param ours did we end them?
     * @param code of the Bye, {@link #WITHOUT_A_WORD} or {@link #OTHER}
     */
    public record Parting(boolean ours, int code, long count) {
        public static final int WITHOUT_A_WORD = 0;
        public static final int OTHER = -1;
    }

    /**
     * A program met since the start.
     *
     * @param name User-Agent or vendor code, from the network: escape when shown; empty for those without, and those too rare to be told apart
     * @param hits query hits, whoever asked
     */
    public record VendorCount(String name, long handshakes, long pongs, long hits) {
        public long all() {
            return handshakes + pongs + hits;
        }
    }

    /** @param type for instance {@code query hit}; {@code dropped} of those received, {@code drops} says why */
    public record MessageCount(String type, long in, long out, long dropped, List<Drop> drops) {}

    /** @param why message key below {@code network.drop.} */
    public record Drop(String why, long messages) {}

    /**
     * A stranger's query, or a hit for one, that came by.
     *
     * @param number grows by one with each
     * @param neighbour it came from
     * @param ttl what is left of it, and {@code hops} it has come, the one to us included
     * @param text what is asked, or the names of the first files; from the network: escape when shown
     * @param results of a hit; 0 for a query
     */
    public record Passing(
            long number, Instant at, boolean hit, long neighbour, HostAddress from, String vendor, int ttl, int hops, String text, int results) {}

    /** @param summary type-specific words, from the network: escape when shown */
    public record TracedMessage(Instant at, boolean incoming, String type, int ttl, int hops, int size, String summary) {}
}
