package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.LittleEndian;
import filbert.wire.message.QueryHit.Result;
import java.util.Optional;

/** One file of ours as a record of a hit (2-search, 3.3). */
final class Records {
    private static final String HASH = "H";
    private static final byte SHA1_ONLY = 1;
    private static final byte BITPRINT = 2;
    private static final String TIGER_ROOT = "TT";
    private static final String SHARED_SINCE = "CT";

    private Records() {}

    /** @param binary does the asker read key H? Then it stands in place of the text URN and of TT. */
    static Result of(LocalFile file, boolean binary) {
        var since = LittleEndian.of(Math.max(0, file.sharedSince().getEpochSecond()));
        var keys = (binary ? hash(file) : tree(file)).with(SHARED_SINCE, since);
        var urn = new Urn(Optional.of(file.sha1()), file.tigerRoot());
        return new Result(file.index(), file.size(), file.name(), Optional.of(urn), keys);
    }

    /** For the list of all we share. */
    static Result inFolder(LocalFile file) {
        var record = of(file, false);
        return new Result(record.index(), record.size(), record.name(), record.urn(), SharedPath.told(file.folder(), record.extensions()));
    }

    private static Ggep hash(LocalFile file) {
        var root = file.tigerRoot().map(TigerRoot::bytes).orElse(new byte[0]);
        var payload = new byte[1 + Sha1.LENGTH + root.length];
        payload[0] = root.length == 0 ? SHA1_ONLY : BITPRINT;
        System.arraycopy(file.sha1().bytes(), 0, payload, 1, Sha1.LENGTH);
        System.arraycopy(root, 0, payload, 1 + Sha1.LENGTH, root.length);
        return Ggep.EMPTY.with(HASH, payload);
    }

    private static Ggep tree(LocalFile file) {
        return file.tigerRoot().map(root -> Ggep.EMPTY.with(TIGER_ROOT, root.bytes())).orElse(Ggep.EMPTY);
    }
}
