package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.FirstStart;
import filbert.household.LayeredSettings;
import filbert.household.ListeningPort;
import filbert.household.SetUp;
import filbert.household.SettingKeys;
import filbert.sharing.library.FolderLibrary;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What happens once the web answers: the address is printed, the library wakes, the network is joined. */
@Component
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final LayeredSettings settings;
    private final SetUp setUp;
    private final ListeningPort port;
    private final FolderLibrary library;
    private final FoldersAsSet folders;
    private final Membership membership;
    private final ExecutorService workers;

    Opening(
            LayeredSettings settings,
            SetUp setUp,
            ListeningPort port,
            FolderLibrary library,
            FoldersAsSet folders,
            Membership membership,
            ExecutorService workers) {
        this.settings = settings;
        this.setUp = setUp;
        this.port = port;
        this.library = library;
        this.folders = folders;
        this.membership = membership;
        this.workers = workers;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        var webPort = event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null
                ? web.getWebServer().getPort()
                : settings.number(SettingKeys.WEB_PORT);
        addresses().forEach(host -> LOG.info("Open {}", address(host, webPort)));
        LOG.info("Gnutella port {} (TCP and UDP)", port.identity().port());
        library.start();
        if (setUp.state() == FirstStart.State.DONE) {
            workers.execute(() -> {
                folders.share();
                membership.join();
            });
        }
    }

    private String address(String host, int webPort) {
        var page = setUp.code().map(code -> "/setup?code=" + code).orElse("/");
        return "http://" + host + ":" + webPort + settings.text(SettingKeys.WEB_BASE_PATH) + page;
    }

    /** Where people can reach the web: the address bound to, or every IPv4 address of this machine. */
    private List<String> addresses() {
        var bound = InetAddress.ofLiteral(settings.text(SettingKeys.WEB_BIND_ADDRESS));
        if (!bound.isAnyLocalAddress()) {
            return List.of(bound instanceof Inet4Address ? bound.getHostAddress() : "[" + bound.getHostAddress() + "]");
        }
        return Stream.concat(Stream.of("localhost"), interfaceAddresses()).toList();
    }

    private static Stream<String> interfaceAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(ip -> ip instanceof Inet4Address && !ip.isLoopbackAddress())
                    .map(InetAddress::getHostAddress);
        } catch (SocketException e) {
            return Stream.of();
        }
    }
}
