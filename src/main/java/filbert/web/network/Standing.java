package filbert.web.network;

import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.NetworkView.Exit;
import filbert.servent.Reachability;
import filbert.servent.bootstrap.BootstrapView;
import filbert.web.Figures;
import filbert.web.Saying;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How being connected goes, in figures and words.
 *
 * @param why nobody is connected, as far as known
 * @param verdict message key: {@code network.connected}, {@code network.connecting}, {@code network.cut-off} or {@code network.idle}
 * @param asked of host caches and web caches within the hour, and {@code answered} of them
 * @param looking message key: what is done to find hosts
 * @param exit the network interface everything leaves by, if it is held to one
 * @param external or empty until known
 * @param role why it is what it is
 */
record Standing(
        String mode,
        boolean ultrapeer,
        String listening,
        String external,
        int ultrapeers,
        int wanted,
        int leaves,
        int dialling,
        String known,
        @Nullable Saying why,
        String verdict,
        int asked,
        int answered,
        String looking,
        Exit exit,
        RoleLine role) {

    private static String verdict(NetworkView view, boolean alone) {
        if (!view.exit().open()) {
            return "network.cut-off";
        }
        return alone ? (view.dialling() > 0 ? "network.connecting" : "network.idle") : "network.connected";
    }

    /** A star where the port is open at every address. */
    static String listening(HostAddress at) {
        return at.ip().isAnyLocalAddress() ? "*:" + at.port() : at.toString();
    }

    static Standing of(NetworkView view, BootstrapView bootstrap, Reachability reachability) {
        var alone = view.neighbours().isEmpty();
        return new Standing(
                "network.mode." + view.mode(),
                view.ultrapeer(),
                listening(view.listening()),
                Objects.toString(view.external(), ""),
                view.ultrapeers(),
                view.wantedUltrapeers(),
                view.leaves(),
                view.dialling(),
                Figures.count(view.knownHosts()),
                Unconnected.why(view.lastRefusal()),
                verdict(view, alone),
                bootstrap.asked(),
                bootstrap.answered(),
                "network.looking." + bootstrap.step().name().toLowerCase(Locale.ROOT),
                view.exit(),
                RoleLine.of(reachability));
    }
}
