package filbert.web.admin;

import filbert.household.Invitation;
import filbert.web.Moment;
import java.time.Instant;
import java.util.Locale;

/** @param state message key of what became of it; {@code open}: it can still be taken back */
record InvitationRow(long id, String role, Moment made, Moment until, String state, String usedBy, boolean open) {
    static InvitationRow of(Invitation one, Instant now) {
        var open = one.open(now);
        return new InvitationRow(
                one.id(),
                "role." + one.role().name().toLowerCase(Locale.ROOT),
                Moment.of(one.made(), now),
                Moment.of(one.expires(), now),
                "people.invitation." + (one.used().isPresent() ? "used" : open ? "open" : "expired"),
                one.usedBy(),
                open);
    }
}
