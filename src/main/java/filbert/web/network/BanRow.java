package filbert.web.network;

import filbert.servent.guard.Ban;
import filbert.web.Moment;
import java.time.Instant;

/** A banned address. {@code why} is a message key. */
record BanRow(String address, String why, int times, Moment since, Moment until) {
    static BanRow of(Ban ban, Instant now) {
        return new BanRow(
                ban.address().getHostAddress(), "ban.why." + ban.why().key(), ban.times(), Moment.of(ban.since(), now), Moment.of(ban.until(), now));
    }
}
