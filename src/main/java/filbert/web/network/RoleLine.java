package filbert.web.network;

import filbert.servent.Reachability;
import java.util.List;
import java.util.Locale;

/**
 * Which role we have, and why, in sentences.
 *
 * @param why message key; empty when we are not on the network
 * @param missing message keys of what an ultrapeer needs and we have not
 */
record RoleLine(String why, List<String> missing) {
    static RoleLine of(Reachability reachability) {
        if (reachability.ways().isEmpty()) {
            return new RoleLine("", List.of());
        }
        var role = reachability.role();
        var why = switch (role.why()) {
            case CHOSEN -> role.ultrapeer() ? "chosen-ultrapeer" : "chosen-leaf";
            case QUALIFIED -> "qualified";
            case LACKING -> "lacking";
            case WAITING -> "waiting";
        };
        return new RoleLine("network.why." + why, role.missing().stream().map(RoleLine::key).toList());
    }

    private static String key(Reachability.Role.Missing missing) {
        return "network.missing." + missing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
