package filbert.config;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.household.Accounts;
import filbert.household.DownloadFolders;
import filbert.household.Invitations;
import filbert.household.telling.DiskWatch;
import filbert.household.telling.HouseholdInbox;
import filbert.household.telling.Notice;
import filbert.net.netty.OwnerThread;
import filbert.store.Database;
import filbert.store.H2InboxStore;
import filbert.web.StatusLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** Telling people what concerns them. */
@Configuration(proxyBeanMethods = false)
class TellingWiring {
    private static final Logger LOG = LoggerFactory.getLogger(TellingWiring.class);
    private static final Duration LOOK_AT_DISK = Duration.ofMinutes(1);

    /** One after the other, so that people hear of things in the order in which they happened. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService teller() {
        return Executors.newSingleThreadExecutor(Thread.ofVirtual().name("teller").factory());
    }

    @Bean
    HouseholdInbox householdInbox(
            Database database, Accounts people, InstantSource clock, Happenings happenings, ExecutorService teller, DownloadFolders folders, Invitations invitations, OwnerThread owner) {
        var inbox = new HouseholdInbox(new H2InboxStore(database), people, clock, _ -> {});
        happenings.follow(happening -> later(teller, () -> tell(inbox, happening)));
        invitations.whenAccepted((invitation, guest) ->
                later(teller, () -> inbox.tell(invitation.by(), Notice.of(Notice.Kind.INVITATION_ACCEPTED, guest.name(), "/admin/people"))));
        var disk = new DiskWatch(inbox);
        owner.execute(() -> owner.every(LOOK_AT_DISK, () -> later(teller, () -> disk.look(StatusLine.freeBytes(folders.everybodys())))));
        return inbox;
    }

    private static void tell(HouseholdInbox inbox, Happening happening) {
        switch (happening.kind()) {
            case "download.done" -> inbox.tell(happening.person(), Notice.of(Notice.Kind.DOWNLOAD_DONE, happening.subject(), "/downloads?state=done"));
            case "download.failed" -> inbox.tell(happening.person(), Notice.of(Notice.Kind.DOWNLOAD_FAILED, happening.subject(), "/downloads?state=failed"));
            default -> {} // shown on the first page, and no more
        }
    }

    private static void later(Executor teller, Runnable news) {
        try {
            teller.execute(() -> {
                try {
                    news.run();
                } catch (DataAccessException e) {
                    LOG.warn("Somebody could not be told: {}", e.getMessage());
                }
            });
        } catch (RejectedExecutionException ending) {
            LOG.debug("nobody is told any more", ending);
        }
    }
}
