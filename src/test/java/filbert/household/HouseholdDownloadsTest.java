package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.sharing.download.Priority;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The rooms' first download belongs to the owner. */
final class HouseholdDownloadsTest {
    private static final long DOWNLOAD = 2;

    private final HouseholdDownloads desk = new PretendHouse().furnished().downloadDesk();

    @Test
    void nobodyButItsPersonAndTheOwnerLooksCloselyOrReads() {
        assertThat(desk.detail(PretendHouse.OWNER, DOWNLOAD).log()).isNotEmpty();
        assertThatThrownBy(() -> desk.detail(PretendHouse.MEMBER, DOWNLOAD)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> desk.destination(PretendHouse.MEMBER, DOWNLOAD)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> desk.read(PretendHouse.MEMBER, DOWNLOAD, 0, 1)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void everybodyIsToldWhereTheirOwnGo() {
        assertThat(desk.destination(PretendHouse.MEMBER).folder()).hasToString("/srv/filbert/downloads/person-2");
        assertThat(desk.destination(PretendHouse.OWNER, DOWNLOAD).folder()).hasToString("/srv/filbert/downloads/person-1");
    }

    @Test
    void foldersAreNamedForThoseWhoAreStillThereAndToThoseWhoMaySeeThem() {
        var house = new PretendHouse().furnished();
        var shown = house.downloads.view();
        assertThat(house.downloadDesk().folders(PretendHouse.OWNER, shown)).containsEntry(1L, Path.of("/srv/filbert/downloads/person-1"));
        assertThat(house.downloadDesk().folders(PretendHouse.GUEST, shown)).doesNotContainKey(1L);
        var nobodys = new HouseholdDownloads(house.downloads, person -> {
            throw new NoSuchElementException("person " + person);
        });
        assertThat(nobodys.folders(PretendHouse.OWNER, shown)).as("the list is shown all the same").isEmpty();
    }

    @Test
    void nobodyButItsPersonAndTheOwnerSaysWhatComesFirst() {
        var house = new PretendHouse().furnished();
        assertThatThrownBy(() -> house.downloadDesk().prioritize(PretendHouse.MEMBER, DOWNLOAD, Priority::earlier)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> house.downloadDesk().prioritize(PretendHouse.GUEST, DOWNLOAD, Priority::earlier)).isInstanceOf(NotAllowedException.class);
        assertThat(house.downloadDesk().prioritize(PretendHouse.OWNER, DOWNLOAD, Priority::earlier)).isTrue();
        assertThat(house.downloads.view(DOWNLOAD).orElseThrow().priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void whoWantsWhatIsFetchedForSomebodyElseHasADownloadOfOnesOwnAndSeesNothingOfTheOther() {
        var house = new PretendHouse();
        var hers = house.downloadDesk().add(PretendHouse.OWNER, PretendSearches.found(1, "hazel.ogg", 1_000, 1));
        var magnet = "magnet:?xt=urn:sha1:" + hers.sha1().base32() + "&dn=nut.ogg";
        var his = house.downloadDesk().addMagnet(PretendHouse.MEMBER, magnet).getFirst();
        assertThat(his.name()).isEqualTo("nut.ogg");
        assertThat(house.downloadDesk().list(PretendHouse.MEMBER)).containsExactly(his);
        assertThatThrownBy(() -> house.downloadDesk().view(PretendHouse.MEMBER, hers.id())).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theNetworkIsAskedForWhatAMagnetNamesWithoutASource() {
        var house = new PretendHouse();
        var sha1 = "YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C";
        var bare = house.downloadDesk().addMagnet(PretendHouse.MEMBER, "magnet:?xt=urn:sha1:" + sha1).getFirst();
        assertThat(house.downloads.commands).contains("seek " + bare.id());
    }
}
