package filbert.web.network;

import filbert.household.JunkListStore.Listed;
import filbert.web.Figures;
import filbert.web.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A list of junk or hostile addresses.
 *
 * @param kind message key
 * @param faulty lines not understood, {@code faults} the first of them
 * @param trouble why it could not be read; or empty
 */
record ListRow(String name, String kind, String entries, int faulty, List<Line> faults, Moment read, String trouble) {
    /** @param why message key */
    record Line(int line, String why) {}

    static ListRow of(Listed one, Instant now) {
        var content = one.content();
        return new ListRow(
                one.name(),
                "lists.kind." + content.kind().name().toLowerCase(Locale.ROOT),
                Figures.count(content.entries()),
                content.faulty(),
                content.faults().stream().map(fault -> new Line(fault.line(), "lists.fault." + fault.why())).toList(),
                Moment.of(one.read(), now),
                one.trouble());
    }
}
