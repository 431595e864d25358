package filbert.servent.bootstrap;

import java.net.URI;
import java.util.List;

/**
 * Who may be asked for hosts when nobody known answers.
 *
 * @param udp host caches, {@code host[:port]}, at most 100
 * @param web caches, {@code http://...}, at most 100
 */
public record HostSources(List<String> udp, List<URI> web) {
    public static final HostSources NONE = new HostSources(List.of(), List.of());

    private static final int MOST = 100;

    public HostSources {
        udp = List.copyOf(udp);
        web = List.copyOf(web);
        if (udp.size() > MOST || web.size() > MOST) {
            throw new IllegalArgumentException(udp.size() + " host caches and " + web.size() + " web caches, at most " + MOST + " each");
        }
    }

    public boolean isEmpty() {
        return udp.isEmpty() && web.isEmpty();
    }
}
