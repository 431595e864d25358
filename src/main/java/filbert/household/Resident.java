package filbert.household;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody with an account, as owners see them: how much they use, never what they looked for.
 *
 * @param disabled cannot sign in
 * @param lastSeen when they last asked for anything, roughly
 */
public record Resident(
        long id, String name, Role role, boolean disabled, boolean child, Instant created, Optional<Instant> lastSeen, Use use) {
    /**
     * Counts alone.
     *
     * @param downloads in their list; {@code unfinished} of them are not done
     * @param bytes fetched for those
     * @param folders they share with the house or the network; {@code privateFolders} only they see
     */
    public record Use(int downloads, int unfinished, long bytes, int folders, int privateFolders, int tokens) {}
}
