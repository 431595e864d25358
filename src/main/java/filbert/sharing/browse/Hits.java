package filbert.sharing.browse;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Urn;
import filbert.servent.search.SharedPath;
import filbert.servent.search.Source;
import filbert.sharing.browse.HostListing.Shared;
import filbert.wire.message.Framing;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a listing into hits and those into files. Whatever a host says of addresses is ignored: its files are where we asked. Not thread-safe. */
final class Hits {
    private static final int MAX_NAME = 512; // characters; as in searches
    private static final int MAX_FOLDERS = 16; // ours: deeper ones are shown as one
    private static final int MAX_SIZED = 64 * 1024; // of the buffer kept between portions
    private static final long SPAM_INDEX = 0xFFFF_FFFFL; // 2-search, 3.2

    private final HostAddress address;
    private final Optional<Guid> servent;
    private final boolean push;
    private final List<HostAddress> proxies;
    private ByteBuf pending = Unpooled.buffer();

    Hits(Browsing.Wanted host, boolean push) {
        this.address = host.address();
        this.servent = host.servent();
        this.push = push;
        this.proxies = host.proxies();
    }

    /**
     * Takes the next piece. Messages of other types and hits that cannot be read are skipped.
     *
     * @return the files of all hits that are complete now
     * @throws MalformedMessageException when the stream is lost
     */
    List<Shared> take(byte[] piece) {
        pending.writeBytes(piece);
        var files = new ArrayList<Shared>();
        for (var next = Framing.next(pending); next.isPresent(); next = Framing.next(pending)) {
            pending.skipBytes(Header.LENGTH);
            files.addAll(read(next.get(), pending.readSlice(next.get().length())));
        }
        if (!pending.isReadable()) {
            pending = pending.capacity() > MAX_SIZED ? Unpooled.buffer() : pending.clear();
        } else {
            pending.discardSomeReadBytes();
        }
        return files;
    }

    /** Is a message begun and not ended? */
    boolean inTheMiddle() {
        return pending.isReadable();
    }

    private List<Shared> read(Header header, ByteBuf payload) {
        if (header.type() != Header.QUERY_HIT) {
            return List.of();
        }
        try {
            return MessageCodec.decode(Header.QUERY_HIT, payload) instanceof QueryHit hit ? files(hit) : List.of();
        } catch (MalformedMessageException unreadable) {
            return List.of();
        }
    }

    private List<Shared> files(QueryHit hit) {
        return hit.results().stream().flatMap(result -> file(hit, result).stream()).toList();
    }

    private Optional<Shared> file(QueryHit hit, Result result) {
        var parts = new ArrayList<>(SharedPath.parts(SharedPath.told(result.extensions())));
        parts.addAll(SharedPath.parts(result.name()));
        if (parts.isEmpty() || result.name().length() > MAX_NAME || result.size() < 0 || result.index() == SPAM_INDEX) {
            return Optional.empty();
        }
        var name = parts.removeLast();
        var folder = parts.size() <= MAX_FOLDERS ? parts : parts.subList(0, MAX_FOLDERS);
        var source = new Source(
                address, servent.orElse(hit.servent()), result.index(), name, hit.vendor(), hit.speed(), push, hit.trailer().busy() == Flag.YES, proxies);
        return Optional.of(new Shared(folder, name, result.size(), result.urn().flatMap(Urn::sha1), result.urn().flatMap(Urn::tigerRoot), source));
    }

    void release() {
        pending.release();
        pending = Unpooled.EMPTY_BUFFER;
    }
}
