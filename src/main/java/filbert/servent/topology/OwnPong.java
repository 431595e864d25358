package filbert.servent.topology;

import filbert.net.Timeline;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.LittleEndian;
import filbert.wire.message.Pong;
import java.time.Duration;

/** What we say of ourselves in a pong (1-connect, 6.1 and 6.3). Confined to the owner. */
final class OwnPong {
    private static final long LARGEST = 0xFFFF_FFFFL;
    private static final long SMALLEST_MARK = 8;
    private static final long LARGEST_MARK = 1L << 31;

    private final Self self;
    private final Slots slots;
    private final Shared shared;
    private final Timeline timeline;
    private final long startedAt;
    private final byte[] vendor;

    /** @param version major and minor of ours, in four bits each */
    OwnPong(Self self, Slots slots, Shared shared, Timeline timeline, byte version) {
        this.self = self;
        this.slots = slots;
        this.shared = shared;
        this.timeline = timeline;
        this.startedAt = timeline.nanos();
        this.vendor = new byte[] {'F', 'I', 'L', 'B', version};
    }

    Pong plain() {
        return new Pong(self.address(), Math.min(shared.files(), LARGEST), kibibytes(), Ggep.EMPTY);
    }

    Pong extended() {
        var plain = plain();
        var keys = Ggep.EMPTY;
        if (self.ultrapeer()) {
            keys = keys.with(PongKeys.ULTRAPEER, PongKeys.slots(slots.freeLeafSlots(), slots.freeUltrapeerSlots()));
        }
        keys = keys.with(PongKeys.VENDOR, vendor).with(PongKeys.DAILY_UPTIME, LittleEndian.of(dailyUptime()));
        return new Pong(plain.host(), plain.files(), plain.kibibytes(), keys);
    }

    /** An ultrapeer's count is a power of two, at least 8; a leaf's never is. That is how readers tell them apart. */
    private long kibibytes() {
        var exact = Math.min(shared.kibibytes(), LARGEST);
        if (!self.ultrapeer()) {
            return exact == 0 ? 0 : exact | 1;
        }
        if (exact <= SMALLEST_MARK) {
            return SMALLEST_MARK;
        }
        var below = Long.highestOneBit(exact);
        var nearest = exact - below > below / 2 ? below * 2 : below;
        return Math.min(nearest, LARGEST_MARK);
    }

    private long dailyUptime() {
        var up = Duration.ofNanos(timeline.nanos() - startedAt);
        return Math.min(up.toSeconds(), Duration.ofDays(1).toSeconds());
    }

    /** Did an ultrapeer send this? */
    static boolean isUltrapeers(Pong pong) {
        var kibibytes = pong.kibibytes();
        return pong.extensions().has(PongKeys.ULTRAPEER) || kibibytes >= SMALLEST_MARK && Long.bitCount(kibibytes) == 1;
    }
}
