package filbert.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.FoundLine;
import filbert.servent.search.Offers;
import filbert.servent.search.SearchSummary;
import filbert.servent.search.SearchView;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import filbert.servent.spam.Judgement;
import filbert.servent.spam.Reason;
import filbert.sharing.library.FileType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

final class SieveTest {
    private final Sieve sieve = new Sieve();
    private final List<FoundLine> lines =
            List.of(line("b.ogg", 20, 1, false), line("a.pdf", 30, 2, false), line("c.ogg", 10, 2, true), line("d.ogg", 5, 9, true));

    private static FoundLine line(String name, long size, int sources, boolean atOnce) {
        return line(name, size, offers(sources, atOnce), Judgement.CLEAN, Tags.NONE);
    }

    private static FoundLine line(String name, long size, Offers offers, Judgement judgement, Tags tags) {
        return new FoundLine("n" + name, Optional.empty(), name, 1, size, offers, Instant.EPOCH, judgement, tags, false);
    }

    private static Offers offers(int hosts, boolean atOnce) {
        return Offers.of(IntStream.range(0, hosts)
                .mapToObj(i -> new Source(HostAddress.of(0x05060700 + i, 6_346), new Guid(1, i), 1, "x", "TEST", 1, false, !atOnce, List.of()))
                .toList());
    }

    private static SearchSummary run(String id, List<FoundLine> lines) {
        return new SearchSummary(
                new SearchView(id, 1, "x", SearchView.State.RUNNING, Instant.EPOCH, 1, 1, "", 0, List.of()), lines);
    }

    private static Filter filter(String... namesAndValues) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Filter.of(parameters);
    }

    private List<String> names(String... namesAndValues) {
        return sieve.sift(run("r", lines), filter(namesAndValues)).shown().stream().map(FoundLine::name).toList();
    }

    @Test
    void mostSourcesComeFirstAndOfThoseWhatCanBeAskedAtOnce() {
        assertThat(names()).containsExactly("d.ogg", "c.ogg", "a.pdf", "b.ogg");
        assertThat(names("sort", "name")).containsExactly("a.pdf", "b.ogg", "c.ogg", "d.ogg");
        assertThat(names("sort", "-size")).containsExactly("a.pdf", "b.ogg", "c.ogg", "d.ogg");
    }

    private static FoundLine playing(String name, int seconds, int kilobits) {
        var tags = new Tags("", "", "", "", 0, seconds, kilobits, 0, 0);
        return line(name, 1, offers(1, true), Judgement.CLEAN, tags);
    }

    private Sieve.Sifted music(String... filter) {
        var music = List.of(
                playing("clip.mp3", 40, 320), playing("song.mp3", 200, 320), playing("long.mp3", 400, 128), playing("film.avi", 6_000, 900),
                playing("mute.mp3", 0, 0));
        return sieve.sift(run("music", music), filter(filter));
    }

    private static List<String> shown(Sieve.Sifted sifted) {
        return sifted.shown().stream().map(FoundLine::name).toList();
    }

    @Test
    void aLeastLengthHidesWhatIsShorterOrDoesNotSay() {
        assertThat(shown(music("minlen", "3:20"))).containsExactlyInAnyOrder("song.mp3", "long.mp3", "film.avi");
        assertThat(shown(music("minlen", "201"))).containsExactlyInAnyOrder("long.mp3", "film.avi");
        assertThat(shown(music("minlen", "1 h"))).containsExactly("film.avi");
        assertThat(music("minlen", "1 h").hidden()).isEqualTo(4);
        assertThat(shown(music("minlen", "nonsense"))).hasSize(5);
    }

    @Test
    void aLeastBitRateGoesTogetherWithTheOthers() {
        assertThat(shown(music("bitrate", "192"))).containsExactlyInAnyOrder("clip.mp3", "song.mp3", "film.avi");
        assertThat(shown(music("bitrate", "192 kbit/s", "minlen", "60", "type", "audio"))).containsExactly("song.mp3");
        assertThat(filter("bitrate", "256k").narrows()).isTrue();
        assertThat(filter("bitrate", "192", "minlen", "60").query().toString()).contains("minlen=60").contains("bitrate=192");
    }

    @Test
    void eachStepIsCountedWithoutTheFilterByIt() {
        var all = music("minlen", "1 h");
        assertThat(all.lengths()).containsExactly(Map.entry(60, 3L), Map.entry(300, 2L), Map.entry(1_200, 1L), Map.entry(3_600, 1L));
        assertThat(all.bitRates()).as("of those that play an hour").containsOnlyKeys(128, 192, 256, 320).containsValue(1L);
        assertThat(music("type", "audio").bitRates()).containsExactly(Map.entry(128, 3L), Map.entry(192, 2L), Map.entry(256, 2L), Map.entry(320, 2L));
        assertThat(sieve.sift(run("r", lines), filter()).lengths()).as("where nobody says").isEmpty();
    }

    @Test
    void aKindHidesOthersButCountsThem() {
        assertThat(names("type", "audio", "has", "sources:2")).containsExactly("d.ogg", "c.ogg");
        assertThat(sieve.sift(run("r", lines), filter("type", "audio", "has", "sources:2")).kinds())
                .containsEntry(FileType.of("a.pdf"), 1L)
                .containsEntry(FileType.of("a.ogg"), 2L);
    }

    @Test
    void junkIsHiddenButCounted() { // S-71
        var junk = line("j.ogg", 1, offers(50, true), Judgement.of(List.of(Reason.WORM)), Tags.NONE);
        var all = Stream.concat(lines.stream(), Stream.of(junk)).toList();
        var hidden = sieve.sift(run("r", all), filter("type", "audio"));
        assertThat(hidden.shown()).extracting(FoundLine::name).containsExactly("d.ogg", "c.ogg", "b.ogg");
        assertThat(List.of(hidden.honest(), hidden.spam(), hidden.hidden())).containsExactly(4, 1, 1);
        var shown = sieve.sift(run("r", all), filter("spam", "show"));
        assertThat(shown.shown()).extracting(FoundLine::name).startsWith("j.ogg").hasSize(5);
        assertThat(List.of(shown.honest(), shown.spam(), shown.hidden())).containsExactly(4, 1, 0);
    }

    @Test
    void aViewIsSortedOnceForAllItsWatchersAndPages() {
        var first = sieve.sift(run("r", lines), filter("sort", "name"));
        assertThat(sieve.sift(run("r", lines), filter("sort", "name"))).isSameAs(first);
        assertThat(sieve.sift(run("r", lines), filter("sort", "name", "page", "2"))).isSameAs(first);
        assertThat(sieve.sift(run("r", lines), filter("sort", "size"))).isNotSameAs(first);
        assertThat(sieve.sift(run("another", lines), filter("sort", "name"))).isNotSameAs(first);
    }

    @Test
    void whatIsFoundLaterIsSeen() {
        sieve.sift(run("r", lines), filter());
        assertThat(sieve.sift(run("r", lines.subList(0, 1)), filter()).shown()).extracting(FoundLine::name).containsExactly("b.ogg");
    }

    @Test
    void onlyTheLastViewsAreRemembered() {
        var first = sieve.sift(run("r", lines), filter());
        for (var i = 0; i < 100; i++) {
            sieve.sift(run("other " + i, lines), filter());
        }
        assertThat(sieve.sift(run("r", lines), filter())).isNotSameAs(first);
    }
}
