package filbert.config;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.household.Accounts;
import filbert.household.DownloadFolders;
import filbert.household.HouseholdActivity;
import filbert.household.Invitations;
import filbert.household.LayeredSettings;
import filbert.household.SettingKeys;
import filbert.household.telling.Courier;
import filbert.household.telling.DiskWatch;
import filbert.household.telling.FeedTokens;
import filbert.household.telling.HouseholdInbox;
import filbert.household.telling.HouseholdWebhooks;
import filbert.household.telling.Notice;
import filbert.household.telling.Reach;
import filbert.household.telling.WebhookStore;
import filbert.household.telling.Wording;
import filbert.net.netty.OwnerThread;
import filbert.store.Database;
import filbert.store.H2FeedTokenStore;
import filbert.store.H2InboxStore;
import filbert.store.H2WebhookStore;
import filbert.web.StatusLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** Telling people what concerns them. */
@Configuration(proxyBeanMethods = false)
class TellingWiring {
    private static final Logger LOG = LoggerFactory.getLogger(TellingWiring.class);
    private static final Duration LOOK_AT_LETTERS = Duration.ofSeconds(10); // whether a pause is over
    private static final Duration LOOK_AT_DISK = Duration.ofMinutes(1);

    /** One after the other, so that people hear of things in the order in which they happened. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService teller() {
        return Executors.newSingleThreadExecutor(Thread.ofVirtual().name("teller").factory());
    }

    @Bean
    WebhookStore webhookStore(Database database) {
        return new H2WebhookStore(database);
    }

    @Bean
    Courier courier(WebhookStore store, Accounts people, LayeredSettings settings, Wording wording, InstantSource clock, OwnerThread owner) {
        Executor threads = task -> Thread.ofVirtual().name("courier").start(() -> quietly(task));
        var reach = new Reach(() -> settings.list(SettingKeys.WEBHOOKS_HOME_HOSTS), new OwnNetworks());
        var postman = new HttpPostman("Filbert/" + Version.OF_THIS_BUILD);
        var courier = new Courier(new Courier.House(store, people::active, postman, reach, wording, clock, owner::nanos, threads));
        owner.execute(() -> owner.every(LOOK_AT_LETTERS, () -> threads.execute(courier::look)));
        return courier;
    }

    @Bean
    HouseholdWebhooks householdWebhooks(WebhookStore store, Courier courier, HouseholdActivity activity) {
        return new HouseholdWebhooks(store, courier, activity);
    }

    @Bean
    FeedTokens feedTokens(Database database, Accounts people, InstantSource clock, RandomGenerator random, HouseholdActivity activity) {
        return new FeedTokens(new H2FeedTokenStore(database), people, clock, random, activity);
    }

    @Bean
    HouseholdInbox householdInbox(
            Database database, Accounts people, InstantSource clock, Courier courier, Happenings happenings, ExecutorService teller, DownloadFolders folders, Invitations invitations, OwnerThread owner) {
        var inbox = new HouseholdInbox(new H2InboxStore(database), people, clock, courier::send);
        courier.tellBy(inbox);
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

    private static void quietly(Runnable news) {
        try {
            news.run();
        } catch (DataAccessException e) {
            LOG.warn("Somebody could not be told: {}", e.getMessage());
        }
    }

    static void later(Executor teller, Runnable news) {
        try {
            teller.execute(() -> quietly(news));
        } catch (RejectedExecutionException ending) {
            LOG.debug("nobody is told any more", ending);
        }
    }
}
