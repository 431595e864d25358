package filbert.servent.guard;

import java.util.function.Supplier;

/**
 * What the guard knows from elsewhere.
 *
 * @param hostiles as listed at the moment; any thread
 */
public record Watch(BanStore bans, Supplier<Hostiles> hostiles) {
    /** Nothing listed, nothing kept. */
    public static Watch fresh() {
        return new Watch(BanStore.forgetful(), () -> Hostiles.NONE);
    }
}
