package filbert.servent.topology;

import filbert.net.Timeline;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.FreeSlots;
import filbert.wire.message.Pong;
import filbert.wire.message.VendorVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What we say of ourselves in a pong (1-connect, 6.1 and 6.3). Confined to the owner. */
final class OwnPong {
    private static final long LARGEST = 0xFFFF_FFFFL;

    private final Self self;
    private final Supplier<Optional<InetAddress>> ipv6;
    private final Slots slots;
    private final Shared shared;
    private final Timeline timeline;
    private final VendorVersion vendor;
    private final long startedAt;

    OwnPong(Self self, Supplier<Optional<InetAddress>> ipv6, Slots slots, Shared shared, Timeline timeline, VendorVersion vendor) {
        this.self = self;
        this.ipv6 = ipv6;
        this.slots = slots;
        this.shared = shared;
        this.timeline = timeline;
        this.vendor = vendor;
        this.startedAt = timeline.nanos();
    }

    /** For those who do not read GGEP. */
    Pong plain() {
        var kibibytes = self.ultrapeer() ? Pong.kibibytesOfUltrapeer(shared.kibibytes()) : Pong.kibibytesOfLeaf(shared.kibibytes());
        return new Pong(self.address(), Math.min(shared.files(), LARGEST), kibibytes, Ggep.EMPTY);
    }

    Pong extended() {
        var plain = plain();
        var marked = self.ultrapeer() ? plain.with(new FreeSlots(slots.freeLeafSlots(), slots.freeUltrapeerSlots())) : plain;
        var called = plain.host().isIpv4() ? ipv6.get().map(marked::withIpv6).orElse(marked) : marked;
        return called.with(vendor).withDailyUptime(Duration.ofNanos(timeline.nanos() - startedAt));
    }

    /** Ours, out of what stands behind {@code Filbert/} in the User-Agent. */
    static VendorVersion vendor(String version) {
        var parts = version.split("[.-]", 3);
        return new VendorVersion("FILB", number(parts[0]), parts.length > 1 ? number(parts[1]) : 0);
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    }
}
