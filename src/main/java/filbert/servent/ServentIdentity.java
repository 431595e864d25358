package filbert.servent;

import filbert.identity.Guid;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What a servent keeps from its first run on: its GUID and its listening port.
 *
 * @param port TCP and UDP alike
 */
public record ServentIdentity(Guid guid, int port) {
    private static final int LOWEST = 10_000; // 1-connect, 2.1: gtk-gnutella discards seven of eight hosts on 6346 to 6350
    private static final int HIGHEST = 60_000;

    /** Ports of {@code LOWEST} to {@code HIGHEST} that other programs of a household are known by. */
    private static final Set<Integer> TAKEN = Set.of(32_400, 51_413, 51_820);

    public static ServentIdentity random(RandomGenerator random) {
        int port;
        do {
            port = random.nextInt(LOWEST, HIGHEST + 1);
        } while (TAKEN.contains(port));
        return new ServentIdentity(Guid.random(random), port);
    }
}
