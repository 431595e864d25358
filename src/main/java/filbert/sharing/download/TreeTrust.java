package filbert.sharing.download;

import filbert.identity.TigerRoot;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tree root to believe (3-transfer, 3.4): the one that came with the wish, or else the first one heard from a source, until too much of
 * the file fails against it. The SHA-1 of the whole file is the only final authority. Owner only.
 */
final class TreeTrust {
    private static final int MAX_DISTRUSTED = 64; // ours: roots beyond are not listened to
    private static final int SUPPLIERS = 2; // ours: one liar makes slices fail, two hosts independently do not

    private @Nullable TigerRoot root;
    private final Set<TigerRoot> distrusted = new HashSet<>();
    private final Set<Candidate> failing = new HashSet<>();
    private long failed;
    private boolean anyRight;
    private @Nullable TigerRoot suspect; // distrusted because slices failed, which may have been the slices' fault
    private boolean confirmed;

    TreeTrust(Optional<TigerRoot> vouched) {
        root = vouched.orElse(null);
    }

    Optional<TigerRoot> root() {
        return Optional.ofNullable(root);
    }

    void hear(TigerRoot claimed) {
        if (root == null && distrusted.size() < MAX_DISTRUSTED && !distrusted.contains(claimed)) {
            root = claimed;
        }
    }

    void right() {
        anyRight = true;
    }

    /** May everybody else still be right and the tree wrong? */
    boolean doubtful() {
        return !anyRight && !confirmed;
    }

    /** @return whether more than a tenth of the file, from several hosts, has failed: then it is the tree that is wrong */
    boolean failed(long bytes, Set<Candidate> suppliers, long size) {
        failed += bytes;
        failing.addAll(suppliers);
        return !confirmed && failing.size() >= SUPPLIERS && ((failed > size / 10 && !anyRight) || failed > size);
    }

    /** Slices failed and the tree is believed to be the reason. */
    void suspect() {
        var accused = root;
        distrust();
        suspect = accused;
    }

    /** It agreed with bytes whose SHA-1 is wrong. */
    void distrust() {
        if (root != null) {
            distrusted.add(root);
        }
        root = null;
        suspect = null;
        failed = 0;
        failing.clear();
        anyRight = false;
        confirmed = false;
    }

    /** Bytes a suspected tree did not agree with have a wrong SHA-1: it was right. */
    void rehabilitate() {
        if (suspect != null) {
            distrusted.remove(suspect);
            root = suspect;
            suspect = null;
            confirmed = true;
        }
    }
}
