package filbert.servent.guess;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.net.Owner;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.guard.Allowance;
import filbert.servent.outofband.Offers;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.ReturnAddress;
import filbert.servent.search.Answering;
import filbert.servent.topology.Self;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Pong;
import filbert.wire.message.Query;
import filbert.wire.message.QueryHit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An ultrapeer answers a query that came by datagram from its own library and its leaves, and from nobody else (2-search, section 8). Whoever asks must
 * show the key it was given before: so its address is its own. Confined to the owner.
 */
final class GuessAnswers {
    static final int LONGEST = 2_048; // bytes of a datagram; LimeWire reads no more: 1-connect, 11

    private static final String KEY = "QK";
    private static final String[] FOR_US_ONLY = {KEY, "SCP", "Z"}; // 2-search, section 8, point 4
    private static final String[] OUT_OF_BAND = {"SO", "6"};
    private static final int NEW_KEYS_AT_ONCE = 10; // ours: whoever guesses at keys may well forge its address
    private static final Duration NEW_KEY_EVERY = Duration.ofMillis(100);
    private static final int QUERIES_AT_ONCE = 100; // ours, of all askers: our leaves shall not drown
    private static final Duration QUERY_EVERY = Duration.ofMillis(20);

    private static final int MOST_OTHERS = 10; // as in other pongs: 1-connect, 6.2

    private final Self self;
    private final RandomGenerator random;
    private final GuessHosts others;
    private final Neighbourhood neighbourhood;
    private final Answering answering;
    private final Offers offers;
    private final QueryKeys keys;
    private final Allowance newKeys;
    private final Allowance queries;
    private @Nullable Post post;

    /** @param random a secure source */
    GuessAnswers(
            Self self,
            Owner owner,
            RandomGenerator random,
            Neighbourhood neighbourhood,
            Answering answering,
            Offers offers,
            GuessHosts others) {
        this.self = self;
        this.random = random;
        this.others = others;
        this.neighbourhood = neighbourhood;
        this.answering = answering;
        this.offers = offers;
        this.keys = new QueryKeys(owner, random);
        this.queries = new Allowance(owner, QUERIES_AT_ONCE, QUERY_EVERY);
        this.newKeys = new Allowance(owner, NEW_KEYS_AT_ONCE, NEW_KEY_EVERY);
    }

    public void opened(Post wayOut) {
        post = wayOut;
    }

    /** For somebody who asked for it with a ping; leaves have none to give. */
    public Optional<byte[]> keyFor(HostAddress asker) {
        return self.ultrapeer() ? Optional.of(keys.of(asker)) : Optional.empty();
    }

    /** A wrong key gets a right one, and its query is as if it had not been: it will come again (2-search, section 8, point 4). */
    public void asked(Arrival arrival, Query query) {
        var from = arrival.from();
        var guid = arrival.header().guid();
        var key = query.extensions().get(KEY);
        if (post == null || !self.ultrapeer() || key.isEmpty()) {
            return;
        }
        if (keys.isValid(from, key.get())) {
            if (queries.take()) {
                answer(post, from, guid, forOthers(query, from, guid), query.extensions().has("SCP"));
            }
        } else if (newKeys.take()) {
            post.send(from, guid, introduction(post).withQueryKey(keys.of(from)));
        }
    }

    private static Pong introduction(Post post) {
        return post.introduction().withGuess();
    }

    /** Says who else answers such queries: one in our place, more to who wants them (2-search, section 8, point 4). */
    private Pong acknowledgement(Post post, HostAddress from, boolean wantsHosts) {
        var known = askable(from, MOST_OTHERS);
        if (known.isEmpty()) {
            return introduction(post);
        }
        var another = new Pong(known.getFirst(), 0, Pong.kibibytesOfUltrapeer(0), Ggep.EMPTY).withGuess();
        return wantsHosts ? another.withHosts(known) : another;
    }

    /** Some that are there and answer: they gave us a key, or are neighbours that say so. */
    List<HostAddress> askable(HostAddress asker, int atMost) {
        var neighbours = GuessHouse.ultrapeers(neighbourhood, neighbour -> neighbour.capabilities().guess());
        return others.some(atMost, neighbours, host -> !host.ip().equals(asker.ip()) && host.isIpv4(), random);
    }

    /** Hits may go out of band, but only to whom asked us. */
    private static Query forOthers(Query query, HostAddress from, Guid guid) {
        var plain = query.extensions().without(FOR_US_ONLY);
        var honest = ReturnAddress.of(guid).ip().equals(from.ip());
        return honest
                ? new Query(query.flags(), query.text(), query.urns(), query.xml(), plain)
                : new Query(query.flags() & ~Query.OUT_OF_BAND, query.text(), query.urns(), query.xml(), plain.without(OUT_OF_BAND));
    }

    /**
     * Where tokens are wanted our own files are offered first: gtk-gnutella takes a hit without one for spam when it comes from a host that has shown a
     * token within a quarter of an hour.
     */
    private void answer(Post post, HostAddress from, Guid guid, Query query, boolean wantsHosts) {
        if (!neighbourhood.askLeaves(guid, query, hit -> passOn(post, from, guid, hit))) {
            return;
        }
        post.send(from, guid, acknowledgement(post, from, wantsHosts));
        var held = new Header(guid, Header.QUERY, 0, 1, 0);
        var files = answering.matching(held, query);
        if (!files.isEmpty() && !(query.secureOutOfBand() && offers.offers(guid, query, files))) {
            offers.deliver(from, guid, query, files, Ggep.EMPTY);
        }
    }

    /** A leaf's hit, to whom it is for. */
    private static void passOn(Post post, HostAddress to, Guid guid, ByteBuf payload) {
        try {
            if (MessageCodec.decode(Header.QUERY_HIT, payload.duplicate()) instanceof QueryHit hit) {
                relay(post, to, guid, hit);
            }
        } catch (MalformedMessageException nothingToPassOn) {
            return;
        }
    }

    /** What is too long for a datagram goes in parts, without its XML. */
    private static void relay(Post post, HostAddress to, Guid guid, QueryHit hit) {
        var out = Unpooled.buffer();
        MessageCodec.encode(guid, 1, 1, hit, out);
        var records = hit.results().size();
        if (out.readableBytes() <= LONGEST) {
            post.relay(to, guid, hit);
        } else if (records > 1) {
            relay(post, to, guid, part(hit, 0, records / 2));
            relay(post, to, guid, part(hit, records / 2, records));
        }
    }

    private static QueryHit part(QueryHit hit, int start, int end) {
        var some = hit.results().subList(start, end);
        return new QueryHit(hit.host(), hit.speed(), some, hit.vendor(), hit.trailer(), "", hit.extensions(), hit.servent());
    }
}
