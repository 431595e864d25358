package filbert.config;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What this build calls itself. */
final class Version {
    /** From the manifest of the packaged program; a run from classes has none. */
    static final String OF_THIS_BUILD =
            Optional.ofNullable(Filbert.class.getPackage().getImplementationVersion()).orElse("0.1.0-dev");

    /** The day and hour, in UTC, our main class was written; empty where that is not known. */
    static String built() {
        var there = Filbert.class.getResource("Filbert.class");
        try {
            var written = there == null ? 0 : there.openConnection().getLastModified();
            return written == 0 ? "" : Instant.ofEpochMilli(written).truncatedTo(ChronoUnit.MINUTES).toString();
        } catch (IOException unknown) {
            return "";
        }
    }

    private Version() {}
}
