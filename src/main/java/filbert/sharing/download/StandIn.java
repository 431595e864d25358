package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.servent.search.Source;
import filbert.sharing.download.disk.Publication;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a download is called by whose file nobody has told a hash of: made of who wants it, who offers it, and as what. It looks like a SHA-1 and is none of any
 * content: it is never told to anybody, and never compared with one.
 */
final class StandIn {
    private StandIn() {}

    /** @param size bytes, as the host offered it */
    static Sha1 of(long person, Source source, long size) {
        var host = HostKey.of(source);
        var digest = Publication.newSha1();
        digest.update("unhashed\n".getBytes(StandardCharsets.UTF_8));
        digest.update((host.address() + "\n" + host.servent().hex() + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(3 * Long.BYTES).putLong(person).putLong(source.index()).putLong(size).flip());
        digest.update(source.name().getBytes(StandardCharsets.UTF_8));
        return Sha1.of(digest.digest());
    }
}
