package filbert.servent.topology;

import filbert.servent.bootstrap.HostCache;
import filbert.servent.handshake.Compression;

/**
 * What a servent's place on the network may cost in memory: usually plenty, little where thousands share one process.
 *
 * @param rememberedHosts how many hosts it keeps in mind, 10 to 2,000; default 2,000
 * @param compression of its links; default offered
 */
public record Footprint(int rememberedHosts, Compression compression) {
    public static final Footprint USUAL = new Footprint(HostCache.MOST, Compression.OFFERED);

    private static final int LEAST_REMEMBERED = 10;

    public Footprint {
        if (rememberedHosts < LEAST_REMEMBERED || rememberedHosts > HostCache.MOST) {
            throw new IllegalArgumentException(rememberedHosts + " remembered hosts, need " + LEAST_REMEMBERED + " to " + HostCache.MOST);
        }
    }

    boolean compresses() {
        return compression == Compression.OFFERED;
    }
}
