package filbert.servent.search;

import filbert.net.AddressScope;
import filbert.servent.connection.Neighbour;
import filbert.servent.routing.QueryListener;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import filbert.wire.metadata.MetadataXml;
import filbert.wire.words.Words;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;

/** Answers other people's queries from the library, in band (2-search, 2 and 3). Confined to the owner. */
public final class Answering implements QueryListener {
    private static final int MAX_FILES = 50; // per query: 2-search, 2.4
    private static final int MAX_RECORDS = 10; // per hit; LimeWire discards more: 2-search, 2.4
    private static final int MAX_TTL = 7; // 2-search, 3.1
    private static final int SHORTEST_TEXT = 2; // bytes; shorter ones match nothing: 2-search, 1.3
    private static final int SHORTEST_TEXT_FROM_AFAR = 4; // bytes: 2-search, 1.3
    private static final int FAR = 2; // hops
    private static final int MAX_XML = 8_192; // characters, ours: with it a hit stays far below what is relayed (2-search, 3.1)
    private static final String VENDOR = "FILB";

    private final Self self;
    private final AddressScope scope;
    private final LocalAnswers library;
    private final UploadSlots slots;

    public Answering(Self self, AddressScope scope, LocalAnswers library, UploadSlots slots) {
        this.self = self;
        this.scope = scope;
        this.library = library;
        this.slots = slots;
    }

    @Override
    public void asked(Neighbour from, Header header, ByteBuf payload) {
        if (library.files() == 0) {
            return;
        }
        if (!(MessageCodec.decode(Header.QUERY, payload) instanceof Query query)) {
            throw new IllegalStateException("bug: the codec made something else of a query");
        }
        if (query.whatsNew() || query.unknownFeature() || (query.has(Query.FIREWALLED) && firewalled())) {
            return; // S-23: neither side could call the other
        }
        var files = library.matching(words(query, header.hops()), query.hashes(), query.mediaTypes(), MAX_FILES);
        for (var start = 0; start < Math.min(files.size(), MAX_FILES); start += MAX_RECORDS) {
            var some = files.subList(start, Math.min(files.size(), start + MAX_RECORDS));
            from.send(header.guid(), Math.min(header.hops() + 2, MAX_TTL), 0, hit(query, some));
        }
    }

    private static List<String> words(Query query, int hops) {
        var text = query.searchText();
        var shortest = hops > FAR ? SHORTEST_TEXT_FROM_AFAR : SHORTEST_TEXT;
        return text.length() < shortest && ByteBufUtil.utf8Bytes(text) < shortest ? List.of() : Words.of(text);
    }

    private QueryHit hit(Query query, List<LocalFile> files) {
        var records = new ArrayList<Result>(files.size());
        for (var file : files) {
            records.add(Records.of(file, query.has(Query.GGEP_H)));
        }
        var trailer = new QueryHit.Trailer(
                Flag.of(firewalled()), Flag.of(slots.allTaken()), Flag.UNSAID, Flag.UNSAID, false);
        var xml = query.has(Query.XML) ? xml(files) : "";
        return new QueryHit(
                self.address(), slots.kilobitsPerSlot(), records, VENDOR, trailer, xml, Ggep.EMPTY, self.servent());
    }

    private static String xml(List<LocalFile> files) {
        var xml = MetadataXml.write(TagsInHits.write(files));
        return xml.length() <= MAX_XML ? xml : "";
    }

    /** On a network of our own everybody can call everybody; on the Internet only who was called lately knows. */
    private boolean firewalled() {
        return scope == AddressScope.PUBLIC && !self.reachable();
    }
}
