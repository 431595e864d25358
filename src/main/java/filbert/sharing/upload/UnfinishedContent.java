package filbert.sharing.upload;

import filbert.identity.Sha1;
import java.util.Optional;

/** What the network may fetch of files that are still on their way to us (3-transfer, 3.8.1). Implemented by the downloads. */
public interface UnfinishedContent {
    /** Where nothing is on its way. */
    UnfinishedContent NONE = new UnfinishedContent() {
        @Override
        public Optional<UnfinishedFile> bySha1(Sha1 sha1) {
            return Optional.empty();
        }

        @Override
        public boolean mayBeServed(UnfinishedFile file) {
            return false;
        }
    };

    /** As it stands now, from memory at once; any thread. */
    Optional<UnfinishedFile> bySha1(Sha1 sha1);

    /** Would everybody on the network see it once it is finished? May block: for workers. */
    boolean mayBeServed(UnfinishedFile file);
}
