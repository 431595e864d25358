package filbert.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.FoundFile;
import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchView;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Reason;
import filbert.showroom.PretendHouse;
import filbert.showroom.PretendSearches;
import java.time.Duration;
import filbert.household.Narrowing;
import filbert.household.wish.Plan;
import filbert.household.wish.Taking;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What guests and children see of the network, and what they can fetch. */
final class ShelterTest {
    private static final Person CHILD = new Person(PretendHouse.MEMBER.id(), "jonas", Role.MEMBER, true);
    private static final List<String> NAMES = List.of("hazel.ogg", "hazel.exe", "hazel song.mp3.scr", "Hazel XXX.avi", "hazel spam.mp3");

    private final PretendHouse house = new PretendHouse();
    private final HouseholdSearches searches = house.searchDesk();

    private void found(Person person) {
        var files = new java.util.ArrayList<FoundFile>();
        for (var i = 0; i < NAMES.size(); i++) {
            var file = PretendSearches.found(i + 1, NAMES.get(i), 1_000_000, 3);
            files.add(NAMES.get(i).contains("spam") ? file.judged(List.of(Judgement.Mark.of(Reason.CALLED_SPAM))) : file);
        }
        house.searches.put(new SearchView("run", person.id(), "hazel", SearchView.State.DONE, PretendHouse.NOW, 4, 17, "", 0, files));
    }

    @Test
    void aGuestAndAChildSeeWhatIsFitInEveryViewAndAnybodyElseEverything() {
        for (var person : List.of(PretendHouse.GUEST, CHILD)) {
            found(person);
            assertThat(searches.view(person, "run").files()).extracting(FoundFile::name).containsExactly("hazel.ogg");
            assertThat(searches.summary(person, "run").lines()).extracting(FoundLine::name).containsExactly("hazel.ogg");
        }
        for (var person : List.of(PretendHouse.OWNER, PretendHouse.MEMBER, new Person(1, "mara", Role.OWNER, true))) {
            found(person);
            assertThat(searches.view(person, "run").files()).hasSize(5);
            assertThat(searches.summary(person, "run").lines()).hasSize(5);
        }
        found(PretendHouse.OWNER);
        assertThat(searches.view(PretendHouse.OWNER.in(Role.GUEST), "run").files()).as("the owner's guest token").hasSize(1);
    }

    private static Source source(int port, String folder) {
        return new Source(HostAddress.of(0xC0000201, port), new Guid(port, port), 1, "hazel.ogg", "LIME", 1, false, port == 6_002, List.of(), Tags.NONE, folder);
    }

    private List<String> offers(Person person) {
        return searches.summary(person, "run").lines().getFirst().offers().toString().lines().toList();
    }

    @Test
    void foldersForAdultsAreNotNamedToAChild() {
        var hosts = List.of(source(6_001, "Music/Hazel"), source(6_002, "My XXX"), source(6_003, ""));
        var found = PretendSearches.found(1, "hazel.ogg", 1_000, 1);
        var file = new FoundFile(found.id(), found.sha1(), found.tigerRoot(), found.name(), found.names(), found.size(), hosts, PretendHouse.NOW, PretendHouse.NOW);
        house.searches.put(new SearchView("run", CHILD.id(), "hazel", SearchView.State.DONE, PretendHouse.NOW, 4, 17, "", 0, List.of(file)));
        assertThat(offers(CHILD)).as("they offer it all the same")
                .containsExactly("d192.0.2.1:6001\tLIME\tMusic/Hazel", "b192.0.2.1:6002\tLIME", "d192.0.2.1:6003\tLIME");
        var grown = new Person(CHILD.id(), "jonas", Role.MEMBER);
        assertThat(offers(grown)).contains("b192.0.2.1:6002\tLIME\tMy XXX");
    }

    @Test
    void whatIsHiddenIsNotFetchedEitherThoughItsIdIsKnown() {
        found(CHILD);
        for (var i = 2; i <= 5; i++) {
            var id = filbert.showroom.PretendDownloads.sha1(i).base32();
            assertThat(searches.file(CHILD, "run", id)).isEmpty();
            assertThatThrownBy(() -> searches.download(CHILD, "run", id)).isInstanceOf(java.util.NoSuchElementException.class);
        }
        var magnet = "magnet:?xt=urn:sha1:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C";
        var desk = house.downloadDesk();
        assertThatThrownBy(() -> desk.addMagnet(CHILD, magnet + "&dn=hazel.exe")).hasMessage("download.refused.sheltered");
        assertThatThrownBy(() -> desk.addMagnet(CHILD, magnet)).as("nobody can tell what it is").hasMessage("download.refused.sheltered");
        assertThatThrownBy(() -> desk.add(CHILD, PretendSearches.found(2, "a porn.avi", 1, 1))).hasMessage("download.refused.sheltered");
        assertThat(house.downloads.queue).isEmpty();
        assertThat(desk.addMagnet(CHILD, magnet + "&dn=hazel.ogg")).hasSize(1);
        assertThat(desk.addMagnet(PretendHouse.MEMBER, magnet.replace("YNC", "ZNC"))).hasSize(1);
    }

    @Test
    void whatAWishFoundBeforeIsHiddenFromAChildTooAndNotFetched() {
        var wishes = house.wishDesk();
        var wish = wishes.add(PretendHouse.MEMBER, new Plan("", "hazel", Narrowing.NONE, Duration.ofHours(24), false, Taking.NOTHING)).id();
        var setup = PretendSearches.found(2, "hazel setup.exe", 1, 1);
        house.wishes.meet(wish, List.of(PretendSearches.found(1, "hazel.ogg", 1, 1), setup), PretendHouse.NOW);
        assertThat(wishes.hits(PretendHouse.MEMBER, wish, 0, 10)).hasSize(2);
        assertThat(wishes.hits(CHILD, wish, 0, 10)).extracting(hit -> hit.file().name()).containsExactly("hazel.ogg");
        assertThatThrownBy(() -> wishes.download(CHILD, wish, setup.id())).hasMessage("download.refused.sheltered");
        assertThat(house.downloads.queue).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.exe", "a.exe.mp3", "a.mp3.EXE", "a.apk", "XXX.avi", "some_porn_film.mkv", "18+ party.mp4", "[NSFW] x.jpg", "a.scr ", "", " "})
    void namesThatGiveItselfAway(String name) {
        assertThat(Shelter.USUAL.shows(CHILD, name)).isFalse();
        assertThat(Shelter.USUAL.shows(PretendHouse.MEMBER, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sussex and Essex.pdf", "classical.ogg", "The Adulterer's Wife.epub", "18 songs.zip", "photo.jpg", "without an ending"})
    void wholeWordsCountNotPartsOfThem(String name) {
        assertThat(Shelter.USUAL.shows(CHILD, name)).isTrue();
    }

    @Test
    void theOwnerChoosesTheWords() {
        var ours = new Shelter(() -> List.of("Hazel"));
        assertThat(ours.shows(CHILD, "blue hazel.ogg")).isFalse();
        assertThat(ours.shows(CHILD, "xxx.ogg")).isTrue();
        assertThat(ours.shows(CHILD, "setup.exe")).isFalse();
    }

    @Test
    void anOwnerMarksAChildAndItShowsAtOnceInTheirSession() {
        var secret = house.sessions.begin(PretendHouse.MEMBER, "", "");
        house.peopleDesk().shelter(PretendHouse.OWNER, PretendHouse.MEMBER.id());
        assertThat(house.sessions.who(secret)).contains(CHILD);
        assertThat(house.peopleDesk().one(PretendHouse.OWNER, PretendHouse.MEMBER.id()).child()).isTrue();
        assertThatThrownBy(() -> house.peopleDesk().unshelter(CHILD, CHILD.id())).isInstanceOf(NotAllowedException.class);
        house.peopleDesk().unshelter(PretendHouse.OWNER, PretendHouse.MEMBER.id());
        assertThat(house.sessions.who(secret)).contains(PretendHouse.MEMBER);
    }
}
