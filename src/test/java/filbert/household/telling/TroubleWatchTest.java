package filbert.household.telling;

import static filbert.showroom.PretendHouse.MEMBER;
import static filbert.showroom.PretendHouse.NOW;
import static filbert.showroom.PretendHouse.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.NetworkView;
import filbert.servent.Refusal;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.library.SharedFolder;
import filbert.sharing.library.Visibility;
import filbert.showroom.PretendDownloads;
import filbert.showroom.PretendHouse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Owners hear of trouble once, and not of what passes. */
final class TroubleWatchTest {
    private static final Trouble MUSIC = new Trouble("folder-missing", "/mnt/music", "/mnt/music", 1, "/library/folders");
    private static final Trouble FILMS = new Trouble("folder-missing", "/mnt/films", "/mnt/films", 1, "/library/folders");
    private static final Trouble BACKUP = new Trouble("backup", "", "", 1, "/admin/backup");

    private final PretendHouse house = new PretendHouse();
    private final HouseholdInbox inbox = new HouseholdInbox(house.inbox, house.people, InstantSource.fixed(NOW), _ -> {});
    private TroubleWatch watch = new TroubleWatch(inbox, house.accounts);

    private void look(int minutes, Trouble... now) {
        IntStream.range(0, minutes).forEach(_ -> watch.look(List.of(now)));
    }

    private List<String> told() {
        return house.inbox.all.reversed().stream().map(told -> told.notice().words() + " " + told.notice().count() + " " + told.notice().subject()).toList();
    }

    @Test
    void whatLastsIsToldOnceToOwnersAlone() {
        look(1, MUSIC);
        assertThat(told()).as("it may pass").isEmpty();
        look(1_000, MUSIC);
        assertThat(told()).containsExactly("trouble.folder-missing 1 /mnt/music");
        assertThat(house.inbox.all.getFirst().person()).isEqualTo(OWNER.id());
        assertThat(inbox.list(MEMBER, 0, 10)).isEmpty();
    }

    @Test
    void whatPassesIsNotTold() {
        for (var i = 0; i < 100; i++) {
            look(1, MUSIC);
            look(1);
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void whatComesTogetherIsOneNoticeAndOneCauseIsToldOnceAnHour() {
        look(2, MUSIC, FILMS, BACKUP);
        assertThat(told()).containsExactly("trouble.folder-missing 2 /mnt/music", "trouble.backup 1 ");
        var books = new Trouble("folder-missing", "/mnt/books", "/mnt/books", 1, "/library/folders");
        look(30, MUSIC, FILMS, books);
        assertThat(told()).hasSize(2);
        look(40, MUSIC, FILMS, books);
        assertThat(told()).hasSize(3).last().isEqualTo("trouble.folder-missing 1 /mnt/books");
    }

    @Test
    void whatIsGoneForAnHourAndComesBackIsToldAgain() {
        look(2, BACKUP);
        for (var i = 0; i < 20; i++) { // it comes and goes
            look(30);
            look(5, BACKUP);
        }
        assertThat(told()).hasSize(1);
        look(61);
        look(2, BACKUP);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aRestartTellsNothingTwiceAndForgetsNothing() {
        look(2, MUSIC, BACKUP);
        watch = new TroubleWatch(inbox, house.accounts);
        look(70, MUSIC);
        assertThat(told()).hasSize(2);
        watch = new TroubleWatch(inbox, house.accounts);
        look(3, MUSIC, BACKUP);
        assertThat(told()).as("the backup had been well for an hour").hasSize(3);
    }

    @Test
    void moreTroubleThanCanBeRememberedIsNotToldAgainAndAgain() {
        var many = IntStream.range(0, 300).mapToObj(i -> new Trouble("folder-missing", "/mnt/" + i, "/mnt/" + i, 1, "/")).toArray(Trouble[]::new);
        look(500, many);
        assertThat(told()).containsExactly("trouble.folder-missing 300 /mnt/0");
        assertThat(house.accounts.recall("trouble.told").orElseThrow().length()).as("what a keepsake holds").isLessThan(4_000);
    }

    @Test
    void everyPartOfTheHouseThatKnowsIsAsked() {
        house.library.folders.add(new SharedFolder(1, OWNER.id(), Path.of("/mnt/music"), "Music", Visibility.NETWORK, List.of(), 1, 10, "missing", null));
        house.library.folders.add(new SharedFolder(2, OWNER.id(), Path.of("/mnt/films"), "Films", Visibility.NETWORK, List.of(), 1, 10, "ready", null));
        var downloads = List.of(
                PretendDownloads.view(1, "a.ogg", State.PAUSED, 10, 1, 0, "disk-full"),
                PretendDownloads.view(2, "b.ogg", State.PAUSED, 10, 1, 0, "disk-full"),
                PretendDownloads.view(3, "c.ogg", State.PAUSED, 10, 1, 0, ""));
        var well = house.overlay.view();
        var cut = new NetworkView(
                well.mode(), false, well.listening(), null, 0, 0, 0, 0, 0, Refusal.NONE, new NetworkView.Exit("tun0", false, ""), List.of());
        var standing = new Troubles.Standing(house.library.view(), cut, Refusal.NONE, downloads, List.of("backup", "rescan"), 1 << 20);
        assertThat(Troubles.of(standing)).extracting(one -> one.notice(one.count()).words() + " " + one.count() + " " + one.subject())
                .containsExactly(
                        "trouble.folder-missing 1 /mnt/music",
                        "trouble.download-disk-full 2 5242880",
                        "trouble.cut-off 1 tun0",
                        "trouble.backup 1 ",
                        "trouble.data-disk 1 ");
        assertThat(Troubles.of(new Troubles.Standing(house.library.view(), well, new Refusal(Refusal.Kind.PORT_TAKEN, "", "34567"), List.of(), List.of(), -1)))
                .extracting(Trouble::cause)
                .containsExactly("folder-missing", "port-taken");
    }

    @Test
    void everyCauseHasWordsInEveryLanguage() throws Exception {
        var words = new ArrayList<String>();
        for (var state : List.of("missing", "unreadable", "hanging")) {
            words.add("notice.trouble.folder-" + state);
        }
        for (var reason : List.of("disk-full", "folder-missing", "folder-not-writable", "disk-unwell")) {
            words.add("notice.trouble.download-" + reason);
        }
        for (var other : List.of("port", "port-taken", "cut-off", "backup", "compact", "tidy", "data-disk", "database")) {
            words.add("notice.trouble." + other);
        }
        for (var bundle : List.of("/messages.properties", "/messages_de.properties")) {
            var texts = new java.util.Properties();
            try (var in = new java.io.InputStreamReader(getClass().getResourceAsStream(bundle), java.nio.charset.StandardCharsets.UTF_8)) {
                texts.load(in);
            }
            assertThat(texts.stringPropertyNames()).as(bundle).containsAll(words);
        }
    }
}
