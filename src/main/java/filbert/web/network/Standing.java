package filbert.web.network;

import filbert.servent.NetworkView;
import filbert.servent.bootstrap.BootstrapView;
import filbert.web.Figures;
import java.util.Locale;
import java.util.Objects;

/**
 * How being connected goes, in figures and words.
 *
 * @param verdict message key: {@code network.connected}, {@code network.connecting} or {@code network.idle}
 * @param asked of host caches and web caches within the hour, and {@code answered} of them
 * @param looking message key: what is done to find hosts
 * @param external or empty until known
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
        String lastRefusal,
        String verdict,
        int asked,
        int answered,
        String looking) {

    static Standing of(NetworkView view, BootstrapView bootstrap) {
        var alone = view.neighbours().isEmpty();
        return new Standing(
                "network.mode." + view.mode(),
                view.ultrapeer(),
                view.listening().toString(),
                Objects.toString(view.external(), ""),
                view.ultrapeers(),
                view.wantedUltrapeers(),
                view.leaves(),
                view.dialling(),
                Figures.count(view.knownHosts()),
                view.lastRefusal(),
                alone ? (view.dialling() > 0 ? "network.connecting" : "network.idle") : "network.connected",
                bootstrap.asked(),
                bootstrap.answered(),
                "network.looking." + bootstrap.step().name().toLowerCase(Locale.ROOT));
    }
}
