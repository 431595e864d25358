package filbert.servent;

import filbert.identity.HostAddress;
import filbert.servent.topology.TopologySettings;

/**
 * How one servent is set up.
 *
 * @param listen our address and port, TCP and UDP; {@code 0.0.0.0} for every interface; port 0 takes a free one
 * @param version what stands behind {@code Filbert/} in the User-Agent: 1 to 40 printable characters without blanks
 */
public record ServentSettings(HostAddress listen, String version, TopologySettings topology) {
    public ServentSettings {
        if (!version.matches("[\\x21-\\x7e]{1,40}")) {
            throw new IllegalArgumentException("version '" + version + "', need 1 to 40 printable characters");
        }
    }
}
