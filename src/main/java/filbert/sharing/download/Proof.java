package filbert.sharing.download;

import filbert.identity.TigerRoot;
import filbert.sharing.download.disk.PartialFile;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.hashing.TreeShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What proves the bytes of a download: which tree, who is asked for it, and who answers for slices it fails (3-transfer, 3.4). Owner only. */
final class Proof {
    private static final int MAX_STRIKES = 3; // ours

    private final Fetching fetching;
    private final Download download;
    private final Storage storage;
    private final TreeTrust trust;
    private final Suppliers<Candidate> suppliers = new Suppliers<>();
    private boolean hasTree;
    private boolean needed; // the SHA-1 was wrong: only a tree can tell where
    private @Nullable Candidate asker;

    Proof(Fetching fetching, Download download, Storage storage) {
        this.fetching = fetching;
        this.download = download;
        this.storage = storage;
        trust = download.trust();
    }

    /** Is nothing to be done before there is a tree? */
    boolean needed() {
        return needed;
    }

    /** The tree to ask this source for now; null for none. */
    @Nullable TigerRoot wantedFrom(Candidate candidate) {
        var root = trust.root().orElse(null);
        if (root == null || hasTree || asker != null || !fetching.fetches() || shape().width() == 1) {
            return null;
        }
        if (!needed && !fetching.lacksAnything()) {
            return null; // the SHA-1 will say as much, sooner
        }
        var says = candidate.wares().thex().map(uri -> uri.root().equals(root));
        var maybe = says.orElse(download.tigerRoot().isPresent() && candidate.wares().available(fetching.around().now()) == null);
        return maybe && (needed || candidate.answered()) && candidate.wares().mayGiveTree(root, fetching.around().now()) ? root : null;
    }

    private TreeShape shape() {
        return TreeShape.keptFor(download.size());
    }

    void askedOf(Candidate candidate) {
        asker = candidate;
    }

    /** The request for the tree is over. */
    void askedInVain(Candidate candidate) {
        if (asker == candidate) {
            asker = null;
        }
    }

    void askedOfNobody() {
        asker = null;
    }

    void hear(TigerRoot root) {
        trust.hear(root);
        trustSmall();
    }

    void proved(TreeRow row) {
        if (fetching.fetches() && !hasTree && trust.root().equals(Optional.of(row.root()))) {
            trust(row);
        }
    }

    private void trust(TreeRow row) {
        hasTree = true;
        needed = false;
        storage.trust(row);
        download.chronicle().tell("tree", asker == null ? "" : asker.source().address().toString(), row.root().toString());
        fetching.align(row.shape().slice());
        fetching.settleWhenComplete();
    }

    /** A file of one slice needs no tree but its root. */
    private void trustSmall() {
        if (fetching.fetches() && !hasTree && shape().width() == 1) {
            trust.root().ifPresent(root -> trust(new TreeRow(shape(), root.bytes())));
        }
    }

    /** The file has not been opened, but it has been before. */
    void assume(Held held) {
        hasTree = held.tree().isPresent() && held.tree().equals(trust.root());
        if (hasTree) {
            held.slice().ifPresent(fetching::align);
        }
    }

    void opened(Storage.Contents contents) {
        contents.tree().ifPresent(trust::hear);
        hasTree = contents.tree().isPresent() && contents.tree().equals(trust.root());
        if (hasTree) {
            contents.slice().ifPresent(fetching::align);
        } else if (contents.tree().isPresent()) {
            storage.distrust();
        }
        if (!contents.right().isEmpty()) {
            trust.right();
        }
        trustSmall();
    }

    /** The root of the tree these contents are verified against, if we believe in it. */
    Optional<TigerRoot> rootOf(Storage.Contents contents) {
        return contents.tree().filter(tree -> hasTree && trust.root().filter(tree::equals).isPresent());
    }

    void brought(Span span, Candidate from) {
        suppliers.add(span, from);
    }

    void right(Span slice) {
        trust.right();
        suppliers.forget(slice);
    }

    void wrong(PartialFile.Verdict verdict) {
        var slice = verdict.slice();
        var brought = suppliers.of(slice);
        download.diary().spoiled(slice, brought);
        var alone = suppliers.alone(slice);
        suppliers.forget(slice);
        if (brought.isEmpty()) {
            return; // from another program, or before a restart: nobody is to blame, and the tree not doubted for it
        }
        if (trust.failed(slice.length(), brought, download.size())) {
            suspectTree();
        } else {
            brought.forEach(candidate -> punish(candidate, alone));
        }
    }

    private void punish(Candidate candidate, boolean alone) {
        if (candidate.strike() >= MAX_STRIKES || alone) {
            fetching.throwOut(candidate);
            candidate.banByTree(Grounds.of(Grounds.Kind.WRONG_BYTES));
            Meshed.failed(fetching.around().mesh(), candidate, download.sha1());
        }
    }

    /** Everybody failed a tree that nothing ever agreed with: the tree is the liar. @return whether there is somebody to ask again */
    boolean forgiveAfterFalseTree() {
        if (!hasTree || !trust.doubtful() || anybodyLeft()) {
            return false;
        }
        suspectTree();
        fetching.changed();
        return anybodyLeft();
    }

    private boolean anybodyLeft() {
        return download.candidates().stream().anyMatch(candidate -> !candidate.bad());
    }

    private void suspectTree() {
        trust.suspect();
        dropTree();
    }

    private void dropTree() {
        hasTree = false;
        download.chronicle().tell("tree-doubted");
        fetching.around().withdraw();
        storage.distrust();
        fetching.align(Segments.UNIT);
        download.candidates().forEach(candidate -> candidate.forgiveTree(fetching.around().now()));
    }

    /** The SHA-1 is wrong. A tree that agreed is worthless; one that did not, or another one, may tell which slices are wrong. */
    void wrongAsAWhole() {
        if (hasTree) {
            trust.distrust();
            dropTree();
        } else {
            trust.rehabilitate();
        }
        download.candidates().forEach(candidate -> candidate.wares().thex().ifPresent(uri -> trust.hear(uri.root())));
        needed = true;
    }

    /** There may be a tree by now. */
    void tryAgain() {
        trustSmall();
    }
}
