package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.FirstStart;
import filbert.household.LayeredSettings;
import filbert.household.ListeningPort;
import filbert.household.SetUp;
import filbert.household.SettingKeys;
import filbert.net.netty.OwnerThread;
import filbert.operations.DiskReport;
import filbert.operations.TaskBoard;
import filbert.sharing.library.FolderLibrary;
import java.net.InetAddress;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What happens once the web answers: the address is printed, the library wakes, backups begin, the network is joined. */
@Component
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final LayeredSettings settings;
    private final SetUp setUp;
    private final ListeningPort port;
    private final FolderLibrary library;
    private final FoldersAsSet folders;
    private final TaskBoard tasks;
    private final OwnerThread owner;
    private final Membership membership;
    private final ExecutorService workers;
    private final DiskReport disk;

    Opening(
            LayeredSettings settings,
            SetUp setUp,
            ListeningPort port,
            FolderLibrary library,
            FoldersAsSet folders,
            TaskBoard tasks,
            OwnerThread owner,
            Membership membership,
            ExecutorService workers,
            DiskReport disk) {
        this.settings = settings;
        this.setUp = setUp;
        this.port = port;
        this.library = library;
        this.folders = folders;
        this.tasks = tasks;
        this.owner = owner;
        this.membership = membership;
        this.workers = workers;
        this.disk = disk;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        var webPort = event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null
                ? web.getWebServer().getPort()
                : settings.number(SettingKeys.WEB_PORT);
        WebAddresses.of(InetAddress.ofLiteral(settings.text(SettingKeys.WEB_BIND_ADDRESS)))
                .forEach(host -> LOG.info("Open {}://{}:{}{}{}", Https.isOn(settings) ? "https" : "http", host, webPort, settings.text(SettingKeys.WEB_BASE_PATH), page()));
        LOG.info("Gnutella port {} (TCP and UDP)", port.identity().port());
        disk.warnings().forEach(warning -> LOG.warn("{}", Premises.sentence(warning, disk)));
        library.start();
        Routine.begin(tasks, owner);
        if (setUp.state() == FirstStart.State.DONE) {
            workers.execute(() -> {
                folders.share();
                membership.join();
            });
        }
    }

    private String page() {
        return setUp.state() == FirstStart.State.DONE ? "/" : "/setup" + setUp.code().map(code -> "?code=" + code).orElse("");
    }
}
