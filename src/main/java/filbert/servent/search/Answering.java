package filbert.servent.search;

import filbert.net.AddressScope;
import filbert.servent.connection.Neighbour;
import filbert.servent.routing.QueryListener;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import filbert.wire.words.Words;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Answers other people's queries from the library (2-search, 2 and 3). Confined to the owner. */
public final class Answering implements QueryListener {
    private static final int MAX_FILES = 50; // per query: 2-search, 2.4
    private static final int MAX_TRIED = 500; // of which a rich query may want a few: ours
    private static final int MAX_NEWEST = 3; // 2-search, 2.3
    private static final Duration NEW = Duration.ofDays(14); // as gtk-gnutella has it: 2-search, 2.3
    private static final int MAX_TTL = 7; // 2-search, 3.1
    private static final int SHORTEST_TEXT = 2; // bytes; shorter ones match nothing: 2-search, 1.3
    private static final int SHORTEST_TEXT_FROM_AFAR = 4; // bytes: 2-search, 1.3
    private static final int FAR = 2; // hops

    private final LocalAnswers library;
    private final OwnHits hits;
    private final OutOfBandOffers offers;
    private final InstantSource clock;

    /** One that answers in band only. */
    public Answering(Self self, AddressScope scope, LocalAnswers library, UploadSlots slots, InstantSource clock) {
        this(library, new OwnHits(self, scope, slots), OutOfBandOffers.NONE, clock);
    }

    public Answering(LocalAnswers library, OwnHits hits, OutOfBandOffers offers, InstantSource clock) {
        this.library = library;
        this.hits = hits;
        this.offers = offers;
        this.clock = clock;
    }

    @Override
    public void asked(Neighbour from, Header header, ByteBuf payload) {
        if (library.files() == 0) {
            return;
        }
        if (!(MessageCodec.decode(Header.QUERY, payload) instanceof Query query)) {
            throw new IllegalStateException("bug: the codec made something else of a query");
        }
        var most = matching(header, query);
        if (most.isEmpty() || (query.outOfBand() && offers.takes(header, query, most))) {
            return;
        }
        for (var start = 0; start < most.size(); start += OwnHits.MAX_RECORDS) {
            var some = most.subList(start, Math.min(most.size(), start + OwnHits.MAX_RECORDS));
            from.send(header.guid(), Math.min(header.hops() + 2, MAX_TTL), 0, hits.of(query, some, Ggep.EMPTY));
        }
    }

    /**
     * Which files answer a query.
     *
     * @param header as held: hops counted up
     */
    public List<LocalFile> matching(Header header, Query query) {
        if (query.unknownFeature() || (query.has(Query.FIREWALLED) && hits.firewalled())) {
            return List.of(); // S-23: neither side could call the other
        }
        if (query.whatsNew()) {
            return newest(query);
        }
        var rich = RichQuestion.of(query.xml());
        if (rich.isPresent()) {
            return rich(query, words(query, header.hops()), rich.get());
        }
        var files = library.matching(words(query, header.hops()), query.hashes(), query.mediaTypes(), MAX_FILES);
        return files.subList(0, Math.min(files.size(), MAX_FILES));
    }

    /** What has one of the hashes answers, whatever it says of itself. */
    private List<LocalFile> rich(Query query, List<String> words, RichQuestion question) {
        var hashes = query.hashes();
        return library.matching(words.isEmpty() ? question.words() : words, hashes, query.mediaTypes(), MAX_TRIED).stream()
                .filter(file -> hashes.contains(file.sha1()) || question.fits(file))
                .limit(MAX_FILES)
                .toList();
    }

    /** Not together with a hash, which would be no question (2-search, 2.3). */
    private List<LocalFile> newest(Query query) {
        if (!query.hashes().isEmpty()) {
            return List.of();
        }
        var since = clock.instant().minus(NEW);
        return library.newest(query.mediaTypes(), MAX_NEWEST).stream().filter(file -> file.sharedSince().isAfter(since)).toList();
    }

    private static List<String> words(Query query, int hops) {
        var text = query.searchText();
        var shortest = hops > FAR ? SHORTEST_TEXT_FROM_AFAR : SHORTEST_TEXT;
        return text.length() < shortest && ByteBufUtil.utf8Bytes(text) < shortest ? List.of() : Words.of(text);
    }
}
