package filbert.simulation.crowd;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.connection.Neighbour;
import filbert.servent.connection.Traffic;
import filbert.servent.datagram.Arrival;
import filbert.servent.datagram.Post;
import filbert.servent.datagram.UdpTraffic;
import filbert.wire.message.Header;
import filbert.wire.message.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every message that belongs to a search, as it arrives somewhere: on links and by datagram. Which search it belongs to follows from its GUID,
 * but for the bytes in which proxies write their address (2-search, 7.4); whose search it is, from who sent the query with no hops yet.
 */
final class Ledger {
    private static final long HIGH_MASK = 0x0000_0000_FFFF_FFFFL;
    private static final long LOW_MASK = 0xFFFF_FFFF_FF00_00FFL;

    /** One search. Bytes are those of whole messages, uncompressed. */
    static final class Account {
        private final @Nullable Guid asker;
        final Set<Guid> answered = new HashSet<>();
        int results;
        long firstAnswer = -1;
        long queries;
        long hits;
        long others;
        long bytes;

        Account(@Nullable Guid asker) {
            this.asker = asker;
        }

        long messages() {
            return queries + hits + others;
        }
    }

    private final LongSupplier now;
    private final Map<Guid, Account> accounts = new HashMap<>();
    private final Map<Guid, Account> byAsker = new HashMap<>();
    long tableBytes;

    Ledger(LongSupplier now) {
        this.now = now;
    }

    /** Of who searched once. */
    Optional<Account> of(Guid asker) {
        return Optional.ofNullable(byAsker.get(asker));
    }

    private static Guid key(Guid message) {
        return new Guid(message.high() & HIGH_MASK, message.low() & LOW_MASK);
    }

    private void write(Guid at, @Nullable Guid from, Header header, ByteBuf payload) {
        switch (header.type()) {
            case Header.QUERY -> {
                var account = accounts.computeIfAbsent(key(header.guid()), _ -> opened(header.hops() == 0 ? from : null));
                account.queries++;
                account.bytes += Header.LENGTH + header.length();
            }
            case Header.QUERY_HIT -> {
                var account = accounts.get(key(header.guid()));
                if (account != null) {
                    account.hits++;
                    account.bytes += Header.LENGTH + header.length();
                    if (at.equals(account.asker)) {
                        answered(account, payload);
                    }
                }
            }
            case Header.VENDOR, Header.VENDOR_STANDARD -> {
                var account = accounts.get(key(header.guid()));
                if (account != null) {
                    account.others++;
                    account.bytes += Header.LENGTH + header.length();
                }
            }
            case Header.QRP -> tableBytes += Header.LENGTH + header.length();
            default -> {}
        }
    }

    private Account opened(@Nullable Guid asker) {
        var account = new Account(asker);
        if (asker != null) {
            byAsker.put(asker, account);
        }
        return account;
    }

    /** A hit ends with the GUID of who answers (2-search, 3.1). */
    private void answered(Account account, ByteBuf payload) {
        var end = payload.writerIndex() - Guid.LENGTH;
        if (account.firstAnswer < 0) {
            account.firstAnswer = now.getAsLong();
        }
        if (account.answered.add(new Guid(payload.getLong(end), payload.getLong(end + Long.BYTES)))) {
            account.results += payload.getUnsignedByte(payload.readerIndex());
        }
    }

    /** In front of what one servent hears on its links. */
    Traffic watching(CrowdServent who, Traffic above) {
        return new Traffic() {
            @Override
            public void joined(Neighbour neighbour) {
                who.neighbours.add(neighbour);
                above.joined(neighbour);
            }

            @Override
            public void left(Neighbour neighbour) {
                who.neighbours.remove(neighbour);
                above.left(neighbour);
            }

            @Override
            public void received(Neighbour from, Header header, ByteBuf payload) {
                write(who.guid, from.capabilities().servent().orElse(null), header, payload);
                above.received(from, header, payload);
            }

            @Override
            public double tableFill(Neighbour neighbour) {
                return above.tableFill(neighbour);
            }

            @Override
            public Map<String, Long> drops(int type) {
                return above.drops(type);
            }
        };
    }

    /** In front of what it hears by datagram. */
    UdpTraffic watching(CrowdServent who, UdpTraffic above) {
        return new UdpTraffic() {
            @Override
            public void opened(Post post) {
                above.opened(post);
            }

            @Override
            public void received(Arrival arrival) {
                write(who.guid, null, arrival.header(), Unpooled.wrappedBuffer(arrival.payload()));
                above.received(arrival);
            }

            @Override
            public void ponged(HostAddress from, Guid guid, Pong pong) {
                above.ponged(from, guid, pong);
            }

            @Override
            public void named(HostAddress ultrapeer) {
                above.named(ultrapeer);
            }

            @Override
            public void introduced(HostAddress ultrapeer) {
                above.introduced(ultrapeer);
            }

            @Override
            public List<HostAddress> askable(HostAddress asker, int atMost) {
                return above.askable(asker, atMost);
            }

            @Override
            public Optional<byte[]> queryKey(HostAddress asker) {
                return above.queryKey(asker);
            }
        };
    }
}
