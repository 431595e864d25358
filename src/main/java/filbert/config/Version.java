package filbert.config;

import java.util.Optional;

/** What this build calls itself. */
final class Version {
    /** From the manifest of the packaged program; a run from classes has none. */
    static final String OF_THIS_BUILD =
            Optional.ofNullable(Filbert.class.getPackage().getImplementationVersion()).orElse("0.1.0-dev");

    private Version() {}
}
