package filbert.web.account;

import filbert.household.Sessions;
import filbert.web.Moment;
import java.time.Instant;

/** @param device what the browser is, in a message with the names of browser and system */
record SessionRow(String id, String device, String browser, String system, String address, Moment began, Moment lastSeen, boolean here) {
    static SessionRow of(Sessions.View one, Instant now) {
        var device = Device.of(one.device());
        var known = device.browser().isEmpty() ? device.system().isEmpty() ? "unknown" : "system" : device.system().isEmpty() ? "browser" : "both";
        return new SessionRow(
                one.id(),
                "account.device." + known,
                device.browser(),
                device.system(),
                one.address(),
                Moment.of(one.began(), now),
                Moment.of(one.lastSeen(), now),
                one.here());
    }
}
