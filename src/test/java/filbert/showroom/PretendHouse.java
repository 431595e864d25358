package filbert.showroom;

import filbert.event.Happening;
import filbert.event.Happenings;
import filbert.household.Accounts;
import filbert.household.Attendance;
import filbert.household.Destination;
import filbert.household.HostNoteStore;
import filbert.household.HostNotes;
import filbert.household.HouseholdActivity;
import filbert.household.Holdings;
import filbert.household.HouseholdAdoptions;
import filbert.household.HouseholdBandwidth;
import filbert.household.HouseholdBanners;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdHosts;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdLimits;
import filbert.household.HouseholdLists;
import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdPeople;
import filbert.household.HouseholdRouter;
import filbert.household.HouseholdSearches;
import filbert.household.HouseholdSpam;
import filbert.household.Invitations;
import filbert.household.LayeredSettings;
import filbert.household.OwnLimits;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Sessions;
import filbert.household.SignOn;
import filbert.household.TasteStore;
import filbert.household.Tastes;
import filbert.household.SettingKeys;
import filbert.household.history.HouseholdHistory;
import filbert.household.results.HouseholdResults;
import filbert.household.telling.Courier;
import filbert.household.telling.FeedTokens;
import filbert.household.telling.HouseholdInbox;
import filbert.household.telling.HouseholdWebhooks;
import filbert.household.telling.Reach;
import filbert.household.telling.Telling;
import filbert.household.wish.HouseholdWishes;
import filbert.household.wish.WishRounds;
import filbert.household.statistics.HouseholdStatistics;
import filbert.operations.BackupDesk;
import filbert.operations.TaskBoard;
import filbert.servent.spam.Experience;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Map;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** A household with something in every room. Each part can be changed by the test that holds it. */
public final class PretendHouse {
    public static final Person OWNER = new Person(1, "mara", Role.OWNER);
    public static final Person MEMBER = new Person(2, "jonas", Role.MEMBER);
    public static final Person GUEST = new Person(3, "visitor", Role.GUEST);
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    public final PretendDownloads downloads = new PretendDownloads();
    public final PretendAdoptions adoptions = new PretendAdoptions();
    public final Experience experience = new Experience();
    public final PretendSearches searches = new PretendSearches(experience);
    public final PretendLessons lessons = new PretendLessons();
    public final HouseholdSpam spamDesk = new HouseholdSpam(lessons, experience, InstantSource.fixed(NOW));
    public final PretendHistory history = new PretendHistory(searches);
    public final PretendWishes wishes = new PretendWishes();
    public boolean wishesAllowed = true;
    public final java.util.Set<filbert.identity.Sha1> owned = new java.util.HashSet<>();
    public final PretendInbox inbox = new PretendInbox();
    public final PretendWebhooks webhooks = new PretendWebhooks();
    public final PretendLibrary library = new PretendLibrary();
    public final PretendOverlay overlay = new PretendOverlay();
    public final PretendLists lists = new PretendLists();
    public final PretendRouter router = new PretendRouter();
    public final PretendUploads uploads = new PretendUploads();
    public final PretendBrowsing browsing = new PretendBrowsing();
    public final PretendFirstStart firstStart = new PretendFirstStart();
    public final PretendAccounts accounts = new PretendAccounts();
    public final Accounts people = accounts.desk();
    public final Tastes tastes = new Tastes(new TasteStore() {
        @Override
        public Map<Long, Map<String, String>> all() {
            return Map.of();
        }

        @Override
        public void save(long person, String name, String content) {}
    });
    public final HostNotes notes = new HostNotes(new HostNoteStore() {
        @Override
        public Map<Long, Map<String, String>> all() {
            return Map.of();
        }

        @Override
        public void save(long person, String host, String note) {}
    });
    public final Sessions sessions = new Sessions(new PretendSessions(), people, InstantSource.fixed(NOW), new Random(2));
    public final Invitations invitations = new Invitations(accounts, people, InstantSource.fixed(NOW), new Random(1));
    public final PretendTokens tokens = new PretendTokens();
    public final PretendBandwidth line = new PretendBandwidth(NOW);
    public final HouseholdBandwidth bandwidth = line.desk();
    public final PretendLimits keptLimits = new PretendLimits();
    public final HouseholdLimits limits = new HouseholdLimits(
            new LayeredSettings(SettingKeys.all(), line, line), people, keptLimits, InstantSource.fixed(NOW), bandwidth::zone);
    public final PretendSettings settings = new PretendSettings();
    public final PretendLog log = new PretendLog();
    public final PretendBackups backups = new PretendBackups();
    public final BackupDesk backupDesk = new BackupDesk(backups, () -> backups.restarts++);
    public final Happenings happenings = new Happenings();
    public final PretendActivity happened = new PretendActivity();
    public final HouseholdActivity activity = new HouseholdActivity(happened, happenings, InstantSource.fixed(NOW));
    public final PretendSamples samples = new PretendSamples();
    public final HouseholdStatistics statistics = samples.desk();
    public final TaskBoard tasks = happened.tasks(line);

    /** Bytes. */
    public long room = 84_000_000_000L;

    public final HouseholdBanners banners = new HouseholdBanners(downloadDesk(), networkDesk(), libraryDesk(), () -> room, line);

    public HouseholdSearches searchDesk() {
        return new HouseholdSearches(searches, downloads, spamDesk);
    }

    public HouseholdResults resultDesk(Holdings holdings) {
        return new HouseholdResults(searchDesk(), downloadDesk(), holdings, experience, InstantSource.fixed(NOW));
    }

    public WishRounds rounds(Telling telling, InstantSource clock, LongSupplier nanos) {
        return new WishRounds(new WishRounds.House(
                wishes,
                searches,
                spamDesk,
                people::active,
                downloadDesk(),
                content -> library.bySha1(content).isPresent(),
                () -> !overlay.neighbours.isEmpty(),
                () -> wishesAllowed,
                telling,
                clock,
                nanos,
                new Random(7)));
    }

    public HouseholdWishes wishDesk() {
        var clock = InstantSource.fixed(NOW);
        return new HouseholdWishes(wishes, rounds(Telling.NOBODY, clock, () -> 0), searches, downloadDesk(), clock);
    }

    public HouseholdInbox inboxDesk() {
        return new HouseholdInbox(inbox, people, InstantSource.fixed(NOW), _ -> {});
    }

    public Courier courier(LongSupplier nanos, Executor threads) {
        var reach = new Reach(List::of, _ -> false);
        return new Courier(new Courier.House(
                webhooks, people::active, webhooks, reach, (notice, _) -> notice.kind().key() + ": " + notice.subject(), InstantSource.fixed(NOW), nanos, threads));
    }

    public HouseholdWebhooks webhookDesk() {
        return new HouseholdWebhooks(webhooks, courier(() -> 0, Runnable::run));
    }

    public FeedTokens feedDesk() {
        return new FeedTokens(webhooks.words, people, InstantSource.fixed(NOW), new java.util.Random(7));
    }

    public HouseholdHistory historyDesk() {
        return new HouseholdHistory(history, searches);
    }

    public HouseholdHosts hostDesk() {
        return new HouseholdHosts(browsing, downloads);
    }

    public HouseholdDownloads downloadDesk() {
        return new HouseholdDownloads(downloads, person -> new Destination(Path.of("/srv/filbert/downloads/person-" + person), 84_000_000_000L));
    }

    public SignOn signOn() {
        return new SignOn(new LayeredSettings(SettingKeys.all(), line, line), people, new Random(4));
    }

    public HouseholdPeople peopleDesk() {
        return new HouseholdPeople(people, new Attendance(accounts, InstantSource.fixed(NOW)), sessions, tokens, downloads, library);
    }

    public HouseholdAdoptions adoptionDesk() {
        return new HouseholdAdoptions(adoptions.search, downloads, adoptions, library::refusal);
    }

    public HouseholdLibrary libraryDesk() {
        return new HouseholdLibrary(library);
    }

    public HouseholdLists listsDesk() {
        return new HouseholdLists(lists, overlay);
    }

    public HouseholdNetwork networkDesk() {
        return new HouseholdNetwork(overlay, uploads);
    }

    public HouseholdRouter routerDesk() {
        return new HouseholdRouter(router, settings);
    }

    /** Something to look at on every page. */
    public PretendHouse furnished() {
        downloads.furnish();
        searches.furnish();
        wishes.furnish();
        inbox.furnish();
        webhooks.furnish();
        adoptions.furnish();
        library.furnish();
        overlay.furnish();
        uploads.furnish();
        browsing.furnish();
        sessions.begin(OWNER, "192.168.1.20", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        sessions.begin(OWNER, "192.168.1.31", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1");
        sessions.begin(OWNER, "2001:db8::7", "<b>");
        invitations.make(OWNER, Role.MEMBER, 7);
        backups.furnish();
        samples.furnish();
        people.all().forEach(person -> limits.set(OWNER, person.id(), new OwnLimits(Optional.of(3), Optional.of(5_000), Optional.of(800))));
        limits.took(OWNER.id(), 3_400L << 20);
        limits.took(MEMBER.id(), 5_100L << 20);
        log.furnish();
        line.sent = 8L << 30;
        line.received = 3L << 30;
        line.dealings.gave(InetAddress.ofLiteral("192.0.2.7"), 7L << 30);
        line.dealings.took(InetAddress.ofLiteral("2001:db8::7"), 2L << 30);
        notes.write(MEMBER, InetAddress.ofLiteral("192.0.2.7"), "Old <b>songs</b>, and kind");
        happenings.record(new Happening(NOW.minusSeconds(7200), "network.connected", Happening.EVERYBODYS, "10.0.0.7:23456"));
        happenings.record(new Happening(NOW.minusSeconds(900), "download.started", 1, "Hazel Grove - Morning <script>.ogg"));
        happenings.record(new Happening(NOW.minusSeconds(300), "download.done", 1, "hazelnut-cake.pdf"));
        return this;
    }
}
