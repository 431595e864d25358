package filbert.net.lan;

import filbert.identity.HostAddress;
import filbert.net.LocalNetwork.Hearer;
import filbert.net.lan.LanInterfaces.Exit;
import java.io.IOException;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A servent's entry in multicast DNS, and those of others (1-connect, C-96). Where one interface will not, the others do; that is only logged. */
final class Announcement {
    static final String TYPE = "_gnutella._tcp.local.";
    private static final String ID = "id";
    private static final int SAFE_ID = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final List<JmDNS> responders = new ArrayList<>();
    private boolean withdrawn;

    private Announcement() {}

    /** Returns at once: being heard takes a second or two. */
    static Announcement begin(List<Exit> exits, int port, String id, Hearer hearer) {
        var announcement = new Announcement();
        for (var exit : exits) {
            Thread.ofVirtual().name("multicast DNS").start(() -> announcement.announce(exit, port, id, hearer));
        }
        return announcement;
    }

    private void announce(Exit exit, int port, String id, Hearer hearer) {
        try {
            var responder = JmDNS.create(exit.from(), "filbert-" + id);
            if (!keep(responder)) {
                return;
            }
            responder.addServiceListener(TYPE, new Others(hearer));
            responder.registerService(ServiceInfo.create(TYPE, "Filbert " + id, port, 0, 0, Map.of(ID, id)));
        } catch (IOException | IllegalStateException e) {
            LOG.info("Nothing is announced by multicast DNS on {}: {}", exit.by().getName(), e.getMessage());
        }
    }

    private synchronized boolean keep(JmDNS responder) {
        if (withdrawn) {
            close(responder);
            return false;
        }
        responders.add(responder);
        return true;
    }

    /** Blocks until the others have been told. */
    synchronized void withdraw() {
        withdrawn = true;
        responders.parallelStream().forEach(Announcement::close);
        responders.clear();
    }

    private static void close(JmDNS responder) {
        try {
            responder.unregisterAllServices();
            responder.close();
        } catch (IOException e) {
            LOG.debug("multicast DNS does not end", e);
        }
    }

    /** What others announce: data from strangers. */
    private record Others(Hearer hearer) implements ServiceListener {
        @Override
        public void serviceAdded(ServiceEvent event) {
            event.getDNS().requestServiceInfo(event.getType(), event.getName());
        }

        @Override
        public void serviceRemoved(ServiceEvent event) {
            // its host is forgotten when it does not answer
        }

        @Override
        public void serviceResolved(ServiceEvent event) {
            var info = event.getInfo();
            var id = Objects.requireNonNullElse(info.getPropertyString(ID), "");
            if (info.getPort() > 0 && id.length() <= SAFE_ID) {
                for (var ip : info.getInetAddresses()) {
                    if (!(ip instanceof Inet6Address && ip.isLinkLocalAddress())) { // of no use without the interface it was heard by
                        hearer.announced(new HostAddress(ip, info.getPort()), id);
                    }
                }
            }
        }
    }
}
