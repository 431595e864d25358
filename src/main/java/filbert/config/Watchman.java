package filbert.config;

import filbert.config.engine.Membership;
import filbert.household.Accounts;
import filbert.household.HouseholdBanners;
import filbert.household.HouseholdLimits;
import filbert.household.Keepsakes;
import filbert.household.telling.HouseholdInbox;
import filbert.household.telling.Notice;
import filbert.household.telling.QuotaWatch;
import filbert.household.telling.TroubleWatch;
import filbert.household.telling.Troubles;
import filbert.net.netty.OwnerThread;
import filbert.operations.TaskBoard;
import filbert.sharing.library.FolderLibrary;
import filbert.store.Database;
import filbert.web.StatusLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Goes round the house every minute and has people told what keeps their downloads waiting, and owners what is wrong. */
@Component
final class Watchman {
    private static final Duration ROUND = Duration.ofMinutes(1);

    /** What is looked at. */
    @Component
    record Rooms(FolderLibrary library, Membership membership, TaskBoard tasks, Database database, DataDirectory data, HouseholdBanners banners) {}

    private final Rooms rooms;
    private final HouseholdInbox inbox;
    private final TroubleWatch troubles;
    private final QuotaWatch quotas;
    private final Accounts people;
    private final InstantSource clock;
    private final OwnerThread owner;
    private final ExecutorService teller;
    private @Nullable Instant databaseAway;

    Watchman(
            Rooms rooms,
            HouseholdInbox inbox,
            HouseholdLimits limits,
            Accounts people,
            Keepsakes keepsakes,
            InstantSource clock,
            OwnerThread owner,
            ExecutorService teller) {
        this.rooms = rooms;
        this.inbox = inbox;
        this.troubles = new TroubleWatch(inbox, keepsakes);
        this.quotas = new QuotaWatch(inbox, limits, people);
        this.people = people;
        this.clock = clock;
        this.owner = owner;
        this.teller = teller;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        owner.execute(() -> owner.every(ROUND, () -> TellingWiring.later(teller, this::look)));
    }

    /** Nobody can be told while the database is away: that it was is told when it is back. One at a time, in the thread that tells. */
    private void look() {
        try {
            rooms.database().ask();
        } catch (DataAccessException gone) {
            databaseAway = databaseAway == null ? clock.instant() : databaseAway;
            return;
        }
        var away = databaseAway;
        if (away != null) {
            var minutes = Math.max(1, (int) Duration.between(away, clock.instant()).toMinutes());
            inbox.tellOwners(new Notice(Notice.Kind.TROUBLE, "database", "", minutes, "/admin/logs"));
            databaseAway = null;
        }
        var membership = rooms.membership();
        var downloads = membership.downloads().view();
        troubles.look(Troubles.of(new Troubles.Standing(
                rooms.library().view(),
                membership.overlay().view(),
                membership.trouble(),
                downloads,
                rooms.tasks().failed(),
                StatusLine.freeBytes(rooms.data().root()))));
        quotas.look(downloads);
        rooms.banners().look(people.all());
    }
}
