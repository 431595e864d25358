package filbert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.household.AccountStore.Account;
import filbert.household.Accounts;
import filbert.household.Attendance;
import filbert.household.HouseholdPeople;
import filbert.household.LayeredSettings;
import filbert.household.Origin;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.Sessions;
import filbert.household.SettingKey;
import filbert.household.SettingKeys;
import filbert.household.SettingSources;
import filbert.household.Settings;
import filbert.household.Volume;
import filbert.household.WeekUse;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.guard.Ban;
import filbert.servent.guard.Offence;
import filbert.sharing.download.DownloadStore.StoredDownload;
import filbert.sharing.download.DownloadView;
import filbert.sharing.library.FilesQuery;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.SharedFile;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendLibrary;
import filbert.showroom.PretendTokens;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two machines of one household on one database: people are common, and each keeps what is its own. */
final class SharedHouseTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Machine NAS = new Machine("a", "nas");
    private static final Machine ATTIC = new Machine("b", "attic");
    private static final Sha1 CONTENT = new Sha1(1, 2, 3);

    private DatabaseServer server;
    private Database nas;
    private Database attic;
    private Account ann;

    @BeforeEach
    void open() {
        server = PostgreSqlCluster.ofThisRun().freshDatabase();
        nas = Database.open(server, NAS);
        attic = Database.open(server, ATTIC);
        ann = new H2AccountStore(nas).insert(new Account(0, "ann", Role.OWNER, "-", Optional.empty(), NOW));
    }

    @AfterEach
    void close() {
        nas.close();
        attic.close();
    }

    @Test
    void aMachineIsKnownAgainByItsMark() {
        assertThat(nas.servent()).isNotEqualTo(attic.servent());
        attic.close();
        try (var again = Database.open(server, new Machine(ATTIC.mark(), "renamed"))) {
            assertThat(again.servent()).isEqualTo(attic.servent());
        }
    }

    @Test
    void peopleAreCommon() {
        assertThat(new H2AccountStore(attic).accounts()).containsExactly(ann);
    }

    @Test
    void oneMachinesChangeOfAnAccountKeepsTheOthers() {
        var here = accounts(nas);
        var there = accounts(attic);
        var bob = here.create("bob", "hazel bush", Role.OWNER);
        there.lookAgain();
        people(here, nas).changeRole(here.byId(ann.id()).orElseThrow(), bob.id(), Role.GUEST);
        there.changePassword(bob, "hazel bush", "birch and alder", Origin.UNKNOWN); // does not know yet
        here.lookAgain();
        assertThat(here.byId(bob.id())).map(Person::role).contains(Role.GUEST);
        assertThat(here.authenticate("bob", "birch and alder", Origin.UNKNOWN)).isPresent();
        there.lookAgain();
        assertThat(there.byId(bob.id())).map(Person::role).contains(Role.GUEST);
    }

    @Test
    void ofTwoOwnersWhoDemoteEachOtherOnTwoMachinesOneStays() {
        var here = accounts(nas);
        var there = accounts(attic);
        var bob = here.create("bob", "hazel bush", Role.OWNER);
        there.lookAgain();
        var anne = here.byId(ann.id()).orElseThrow();
        people(here, nas).changeRole(anne, bob.id(), Role.MEMBER);
        assertThatThrownBy(() -> people(there, attic).changeRole(bob, anne.id(), Role.MEMBER)).hasMessage("people.problem.last-owner");
    }

    @Test
    void whoBecameTheOnlyOwnerOnOneMachineStaysOneOnTheOther() {
        var here = accounts(nas);
        var there = accounts(attic);
        var bob = here.create("bob", "hazel bush", Role.MEMBER);
        there.lookAgain();
        var anne = here.byId(ann.id()).orElseThrow();
        people(here, nas).changeRole(anne, bob.id(), Role.OWNER);
        people(here, nas).changeRole(here.byId(bob.id()).orElseThrow(), anne.id(), Role.MEMBER);
        assertThatThrownBy(() -> people(there, attic).changeRole(anne, bob.id(), Role.GUEST)).hasMessage("people.problem.last-owner");
        assertThatThrownBy(() -> people(there, attic).disable(anne, bob.id())).hasMessage("people.problem.last-owner");
    }

    @Test
    void whoIsSignedOutOnOneMachineIsSoOnTheOther() {
        var here = sessions(nas);
        var there = sessions(attic);
        var phone = here.begin(accounts(nas).byId(ann.id()).orElseThrow(), "192.168.1.20", "phone");
        there.lookAgain();
        assertThat(there.who(phone)).isPresent();
        here.end(phone);
        there.lookAgain();
        assertThat(there.who(phone)).isEmpty();
    }

    @Test
    void whatIsFetchedOnBothMachinesCountsTogether() {
        var week = LocalDate.of(2026, 11, 23);
        new H2LimitStore(nas).add(Map.of(ann.id(), new WeekUse(week, 5)));
        new H2LimitStore(attic).add(Map.of(ann.id(), new WeekUse(week, 7)));
        assertThat(new H2LimitStore(nas).used()).isEqualTo(Map.of(ann.id(), new WeekUse(week, 12)));
    }

    @Test
    void downloadsAndFoldersOfSomebodyRemovedAreLetGoByTheOtherMachine() {
        var here = accounts(nas);
        var bob = here.create("bob", "hazel bush", Role.MEMBER);
        var downloads = new PretendDownloads();
        downloads.put(download(1, bob.id()));
        downloads.put(download(2, ann.id()));
        people(here, nas).remove(here.byId(ann.id()).orElseThrow(), bob.id());
        var there = new HouseholdPeople(
                accounts(attic), attendance(attic), sessions(attic), new PretendTokens(), downloads, new PretendLibrary());
        there.letGo();
        assertThat(downloads.commands).containsExactly("cancel 1");
    }

    private static Accounts accounts(Database database) {
        var house = new PretendHouse().accounts; // its hashing is quick
        return new Accounts(new H2AccountStore(database), house, house, InstantSource.fixed(NOW));
    }

    private static Attendance attendance(Database database) {
        return new Attendance(new H2AccountStore(database), InstantSource.fixed(NOW));
    }

    private static Sessions sessions(Database database) {
        return new Sessions(new H2SessionStore(database), accounts(database), InstantSource.fixed(NOW), new Random(1));
    }

    private static HouseholdPeople people(Accounts accounts, Database database) {
        return new HouseholdPeople(
                accounts, attendance(database), sessions(database), new PretendTokens(), new PretendDownloads(), new PretendLibrary());
    }

    @Test
    void settingsAndKeepsakesAreEachMachinesOwn() {
        new H2SettingStore(nas).save(ann.id(), Map.of("filbert.web.port", Optional.of("1")));
        new H2SettingStore(attic).save(ann.id(), Map.of("filbert.web.port", Optional.of("2")));
        assertThat(new H2SettingStore(nas).load()).isEqualTo(Map.of("filbert.web.port", "1"));
        assertThat(new H2SettingStore(attic).load()).isEqualTo(Map.of("filbert.web.port", "2"));
        new H2Keepsakes(nas).keep("guid", "one");
        assertThat(new H2Keepsakes(attic).recall("guid")).isEmpty();
        new H2Keepsakes(attic).keep("guid", "two");
        assertThat(new H2Keepsakes(nas).recall("guid")).contains("one");
    }

    /** Each machine asks by its own number, so what somebody saw on one is never what changed on the other. */
    @Test
    void settingsChangedOnBothMachinesAtOnceDoNotClash() {
        var here = settings(nas);
        var there = settings(attic);
        var owner = new Person(ann.id(), ann.name(), ann.role());
        here.save(owner, Map.of("filbert.network.port", "20001"), Map.of("filbert.network.port", "0"));
        there.save(owner, Map.of("filbert.network.port", "20002"), Map.of("filbert.network.port", "0"));
        assertThatThrownBy(() -> there.save(owner, Map.of("filbert.network.port", "20003"), Map.of("filbert.network.port", "0")))
                .as("on one machine they do")
                .isInstanceOf(Settings.ChangedElsewhereException.class);
        assertThat(port(nas)).isEqualTo("20001");
        assertThat(port(attic)).isEqualTo("20002");
    }

    private String port(Database machine) {
        return settings(machine).section(new Person(ann.id(), ann.name(), ann.role()), "network").stream().filter(one -> one.key().equals("filbert.network.port")).findFirst().orElseThrow().value();
    }

    private static LayeredSettings settings(Database machine) {
        return new LayeredSettings(
                SettingKeys.all(),
                new SettingSources() {
                    @Override
                    public Optional<String> environment(SettingKey key) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<String> file(SettingKey key) {
                        return Optional.empty();
                    }
                },
                new H2SettingStore(machine));
    }

    @Test
    void hostsBansAndVolumesAreEachMachinesOwn() throws Exception {
        var host = new KnownHost(
                HostAddress.parse("192.0.2.7:23456").orElseThrow(), "test", NOW, NOW, true, true, 1, null, null, 0, null);
        new H2HostStore(nas, Runnable::run).save(List.of(host));
        new H2HostStore(attic, Runnable::run).save(List.of());
        assertThat(new H2HostStore(nas, Runnable::run).load()).containsExactly(host);
        assertThat(new H2HostStore(attic, Runnable::run).load()).isEmpty();

        var ban = new Ban(InetAddress.ofLiteral("192.0.2.9"), Offence.values()[0], 1, NOW, NOW.plusSeconds(60));
        new H2BanStore(nas, Runnable::run).save(ban);
        new H2BanStore(attic, Runnable::run).forget(ban.address());
        assertThat(new H2BanStore(nas, Runnable::run).load()).containsExactly(ban);
        assertThat(new H2BanStore(attic, Runnable::run).load()).isEmpty();

        var today = LocalDate.of(2026, 11, 28);
        new H2VolumeStore(nas).add(today, new Volume(1, 2, 3, 4));
        new H2VolumeStore(attic).add(today, new Volume(5, 6, 7, 8));
        assertThat(new H2VolumeStore(nas).of(today)).isEqualTo(new Volume(1, 2, 3, 4));
        assertThat(new H2VolumeStore(attic).ever()).isEqualTo(new Volume(5, 6, 7, 8));

        new H2WaitingStore(attic).save(List.of());
        assertThat(new H2WaitingStore(nas).load()).isEmpty();
    }

    @Test
    void transfersAreEachMachinesOwn() {
        var id = new H2DownloadStore(nas).insert(new StoredDownload(download(0, ann.id()), List.of()));
        assertThat(new H2DownloadStore(nas).load()).extracting(row -> row.download().id()).containsExactly(id);
        assertThat(new H2DownloadStore(attic).load()).isEmpty();
        assertThat(new H2AdoptionStore(attic).load()).isEmpty();
    }

    private static DownloadView download(long id, long person) {
        return new DownloadView(
                id, person, CONTENT, Optional.empty(), "song.ogg", 10, DownloadView.State.QUEUED, 0, 0, 0, "", "", null, null, NOW, List.of(), List.of());
    }

    @Test
    void foldersAndWorkOnTheirFilesAreEachMachinesOwn() {
        var here = library(nas);
        var there = library(attic);
        var music = here.insert(new SharedFolder(0, ann.id(), Path.of("/music"), "Music", Visibility.NETWORK, List.of(), 0, 0, "new", null));
        here.save(List.of(new StoredFile(
                new SharedFile(0, music.id(), music.path().resolve("a.ogg"), "a.ogg", 1, NOW, Optional.empty(), Visibility.NETWORK), "1", NOW)));
        var films = there.insert(new SharedFolder(0, ann.id(), Path.of("/music"), "Films", Visibility.NETWORK, List.of(), 0, 0, "new", null));
        there.save(List.of(new StoredFile(
                new SharedFile(0, films.id(), films.path().resolve("b.avi"), "b.avi", 2, NOW, Optional.empty(), Visibility.NETWORK), "1", NOW)));
        assertThat(here.folders()).containsExactly(music);
        assertThat(there.folders()).containsExactly(films);
        assertThat(there.unhashedAfter(0, 0, 10)).extracting(stored -> stored.file().relative()).containsExactly("b.avi");
        assertThat(there.page(FilesQuery.asked(ann.id(), 0, "", "", "", 1)).total()).isEqualTo(1);
        assertThat(there.file(here.unhashedAfter(0, 0, 1).getFirst().file().id())).as("another machine's file").isEmpty();
    }

    private static H2LibraryStore library(Database database) {
        return new H2LibraryStore(database, text -> text);
    }
}
