package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.net.Owner;
import filbert.servent.guard.CallRate;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Servents that call because it is our turn in their queue (3-transfer, 3.6.3): {@code QUEUE <id> <ip>:<port>}, one line, and then they wait for our
 * request. Whoever names no place of ours is hung up on. On the link's loop.
 */
public final class QueueCallers {
    private static final Logger LOG = LoggerFactory.getLogger(QueueCallers.class);
    private static final int LONGEST = 256; // ours: the longest there is has about a hundred characters
    private static final int CALLS = 6; // 3-transfer, 3.6.3: "max one per 12 s per host", and one for luck
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_AT_A_TIME = 32; // ours: questions to the owner
    private static final Pattern LINE = Pattern.compile("QUEUE +([0-9a-fA-F]{32})(?: +(\\S{1,64}))? *");

    private final Owner owner;
    private final BiFunction<Call, Link, Fate> called;
    private final CallRate rate;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Fate, LongAdder> fates = new EnumMap<>(Fate.class);

    /**
     * What the line says.
     *
     * @param address where the servent can be called; only when it is the caller's own, and when it says so
     */
    record Call(String id, Optional<HostAddress> address) {}

    /** What became of a call. */
    public enum Fate {
        /** Our request goes out on it. */
        TAKEN,
        /** It names no place of ours. */
        UNKNOWN,
        /** We do not want anything there now. */
        NOT_WANTED,
        /** Banned, or listed as hostile. */
        UNWELCOME,
        MALFORMED,
        TOO_MANY
    }

    /** @param called asked on the owner; takes over the link or closes it */
    QueueCallers(Owner owner, BiFunction<Call, Link, Fate> called) {
        this.owner = owner;
        this.called = called;
        rate = new CallRate(owner, CALLS, WINDOW);
        for (var fate : Fate.values()) {
            fates.put(fate, new LongAdder());
        }
    }

    /** Takes over the link and the bytes read so far, from {@code QUEUE} to the end of the line. */
    public void queue(Link link, ByteBuf soFar) {
        var text = soFar.toString(StandardCharsets.ISO_8859_1);
        soFar.release();
        var call = parse(text, link.remote());
        if (rate.call(link.remote().ip()) != CallRate.Answer.WELCOME || asked.get() >= MOST_AT_A_TIME) {
            end(Fate.TOO_MANY, link);
        } else if (call.isEmpty()) {
            end(Fate.MALFORMED, link);
        } else {
            link.handler(new Silence(link));
            asked.incrementAndGet();
            owner.execute(() -> {
                asked.decrementAndGet();
                count(called.apply(call.get(), link), link);
            });
        }
    }

    private void end(Fate fate, Link link) {
        count(fate, link);
        link.close();
    }

    private void count(Fate fate, Link link) {
        LOG.debug("{}: says that it is our turn: {}", link.remote(), fate);
        Objects.requireNonNull(fates.get(fate)).increment();
    }

    /** How often each came of a call so far. Any thread. */
    public Map<Fate, Long> counts() {
        return fates.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().sum()));
    }

    /** The line, and nothing behind it. */
    static Optional<Call> parse(String text, HostAddress caller) {
        if (text.length() > LONGEST || !text.endsWith("\n")) {
            return Optional.empty();
        }
        var line = LINE.matcher(text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1)));
        if (!line.matches()) {
            return Optional.empty();
        }
        var said = Optional.ofNullable(line.group(2)).flatMap(HostAddress::parse);
        return Optional.of(new Call(line.group(1), said.filter(address -> address.ip().equals(caller.ip()) && address.port() > 0)));
    }

    /** It is our turn to speak now. */
    private record Silence(Link link) implements Link.Handler {
        @Override
        public void received(ByteBuf bytes) {
            bytes.release();
            link.close();
        }

        @Override
        public void closed(@Nullable IOException cause) {}
    }
}
