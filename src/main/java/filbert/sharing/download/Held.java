package filbert.sharing.download;

import filbert.identity.TigerRoot;
import filbert.sharing.download.disk.Spans;
import filbert.sharing.download.disk.Storage;
import java.util.Optional;

/**
 * What a partial file holds, as it was last looked at, so that it need not be looked at to ask others for the rest.
 *
 * @param bytes synced; nobody changes them
 * @param tree root of the tree they are verified against
 * @param slice bytes under one node of it
 */
record Held(Spans bytes, Optional<TigerRoot> tree, Optional<Long> slice) {
    static final Held NOTHING = new Held(new Spans(), Optional.empty(), Optional.empty());

    static Held of(Storage.Contents contents) {
        return new Held(Spans.of(contents.written()), contents.tree(), contents.slice());
    }
}
