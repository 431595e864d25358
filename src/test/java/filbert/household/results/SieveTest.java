package filbert.household.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import filbert.household.Narrowing;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    private static Selection filter(String... namesAndValues) {
        var values = new HashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Selection(
                new Narrowing(values),
                values.containsKey("hide") ? Hiding.parse(List.of(values.get("hide"))) : Hiding.USUAL,
                Grouping.parse(values.getOrDefault("group", "")),
                values.getOrDefault("sort", ""),
                values.getOrDefault("host", ""),
                values.getOrDefault("folder", ""));
    }

    private List<String> names(String... namesAndValues) {
        return sieve.sift(run("r", lines), Had.NOTHING, filter(namesAndValues)).shown().stream().map(FoundLine::name).toList();
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

    private Sifted music(String... filter) {
        var music = List.of(
                playing("clip.mp3", 40, 320), playing("song.mp3", 200, 320), playing("long.mp3", 400, 128), playing("film.avi", 6_000, 900),
                playing("mute.mp3", 0, 0));
        return sieve.sift(run("music", music), Had.NOTHING, filter(filter));
    }

    private static List<String> shown(Sifted sifted) {
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
    }

    @Test
    void eachStepIsCountedWithoutTheFilterByIt() {
        var all = music("minlen", "1 h");
        assertThat(all.lengths()).containsExactly(Map.entry(60, 3L), Map.entry(300, 2L), Map.entry(1_200, 1L), Map.entry(3_600, 1L));
        assertThat(all.bitRates()).as("of those that play an hour").containsOnlyKeys(128, 192, 256, 320).containsValue(1L);
        assertThat(music("type", "audio").bitRates()).containsExactly(Map.entry(128, 3L), Map.entry(192, 2L), Map.entry(256, 2L), Map.entry(320, 2L));
        assertThat(sieve.sift(run("r", lines), Had.NOTHING, filter()).lengths()).as("where nobody says").isEmpty();
    }

    @Test
    void aKindHidesOthersButCountsThem() {
        assertThat(names("type", "audio", "has", "sources:2")).containsExactly("d.ogg", "c.ogg");
        assertThat(sieve.sift(run("r", lines), Had.NOTHING, filter("type", "audio", "has", "sources:2")).kinds())
                .containsEntry(FileType.of("a.pdf"), 1L)
                .containsEntry(FileType.of("a.ogg"), 2L);
    }

    @Test
    void junkIsHiddenButCounted() { // S-71
        var junk = line("j.ogg", 1, offers(50, true), Judgement.of(List.of(Reason.WORM)), Tags.NONE);
        var all = Stream.concat(lines.stream(), Stream.of(junk)).toList();
        var hidden = sieve.sift(run("r", all), Had.NOTHING, filter("type", "audio"));
        assertThat(hidden.shown()).extracting(FoundLine::name).containsExactly("d.ogg", "c.ogg", "b.ogg");
        assertThat(List.of(hidden.honest(), hidden.marked(Hiding.SPAM), hidden.hidden())).containsExactly(4, 1, 1);
        var shown = sieve.sift(run("r", all), Had.NOTHING, filter("hide", "none"));
        assertThat(shown.shown()).extracting(FoundLine::name).startsWith("j.ogg").hasSize(5);
        assertThat(List.of(shown.honest(), shown.marked(Hiding.SPAM), shown.hidden())).containsExactly(4, 1, 0);
    }

    @Test
    void aViewIsSortedOnceForAllItsWatchersAndPages() {
        var first = sieve.sift(run("r", lines), Had.NOTHING, filter("sort", "name"));
        assertThat(sieve.sift(run("r", lines), Had.NOTHING, filter("sort", "name"))).isSameAs(first);
        assertThat(sieve.sift(run("r", lines), Had.NOTHING, filter("sort", "size"))).isNotSameAs(first);
        assertThat(sieve.sift(run("another", lines), Had.NOTHING, filter("sort", "name"))).isNotSameAs(first);
    }

    @Test
    void whatIsFoundLaterIsSeen() {
        sieve.sift(run("r", lines), Had.NOTHING, filter());
        assertThat(sieve.sift(run("r", lines.subList(0, 1)), Had.NOTHING, filter()).shown()).extracting(FoundLine::name).containsExactly("b.ogg");
    }

    @Test
    void onlyTheLastViewsAreRemembered() {
        var first = sieve.sift(run("r", lines), Had.NOTHING, filter());
        for (var i = 0; i < 100; i++) {
            sieve.sift(run("other " + i, lines), Had.NOTHING, filter());
        }
        assertThat(sieve.sift(run("r", lines), Had.NOTHING, filter())).isNotSameAs(first);
    }

    private Sifted many(String run, List<FoundLine> many, String... filter) {
        return sieve.sift(run(run, many), Had.NOTHING, filter(filter));
    }

    private static List<FoundLine> times(int count, FoundLine line) {
        return new ArrayList<>(Collections.nCopies(count, line));
    }

    @Test
    void viewsKeepFewLinesInAllAndTheLastIsKeptHoweverLong() {
        var usual = lines.getFirst();
        var third = times(Sieve.MOST_LINES / 3, usual);
        var first = many("a", third);
        many("a", third, "sort", "size");
        many("b", times(third.size(), usual));
        many("c", times(third.size(), usual));
        assertThat(many("a", third)).as("two views of the same lines keep them once").isSameAs(first);
        many("d", times(third.size(), usual));
        many("e", times(third.size(), usual));
        many("f", times(third.size(), usual));
        assertThat(many("a", third)).isNotSameAs(first);
        var all = times(Sieve.MOST_LINES + 1, usual);
        assertThat(many("all", all)).isSameAs(many("all", all));
    }

    @Test
    void whatManyOfferWeighsMore() {
        var wanted = times(Sieve.MOST_LINES / 10, line("p.ogg", 1, 200, true));
        var first = many("wanted", wanted);
        many("another", times(1, lines.getFirst()));
        assertThat(many("wanted", wanted)).isNotSameAs(first);
    }

    private static Source source(String host, boolean push, String folder) {
        return new Source(HostAddress.parse(host).orElseThrow(), new Guid(7, push ? 1 : 2), 1, "x", "GTKG", 1, push, false, List.of(), Tags.NONE, folder);
    }

    private static FoundLine of(String name, long size, Source... sources) {
        return new FoundLine(
                name, Optional.of(new Sha1(name.hashCode(), 2, 3)), name, 1, size, Offers.of(List.of(sources)), Instant.EPOCH, Judgement.CLEAN, Tags.NONE, name.startsWith("bad"));
    }

    private static final String ONE = "5.6.7.8:6346";
    private static final String TWO = "192.168.0.2:6346";
    private static final String TWO_AS_WRITTEN = TWO + "/" + new Guid(7, 1).hex();
    private final List<FoundLine> shared = List.of(
            of("a.ogg", 10, source(ONE, false, "Music/Old"), source(TWO, true, "")),
            of("b.ogg", 20, source(ONE, false, "Music/Old")),
            of("c.pdf", 40, source(ONE, false, "Books")),
            of("bad.ogg", 80, source(TWO, true, "")));

    private Sifted shared(String... filter) {
        return sieve.sift(run("shared", shared), Had.NOTHING, filter(filter));
    }

    @Test
    void foldersOfOneHostAreRows() {
        assertThat(shared("group", "folder").groups()).containsExactly(
                new Group(TWO_AS_WRITTEN, "GTKG", true, ".", 2, 2, 90, List.of("a.ogg", "bad.ogg")),
                new Group(ONE, "GTKG", false, "Music/Old", 2, 2, 30, List.of("a.ogg", "b.ogg")),
                new Group(ONE, "GTKG", false, "Books", 1, 1, 40, List.of("c.pdf")));
        assertThat(shared("group", "folder", "sort", "name").groups()).extracting(Group::folder).containsExactly(".", "Books", "Music/Old");
        assertThat(shared("group", "folder", "sort", "size").groups()).extracting(Group::bytes).containsExactly(30L, 40L, 90L);
        assertThat(shared("group", "folder", "type", "audio").groups()).as("of what the filter leaves").extracting(Group::folder).containsExactly(".", "Music/Old");
        assertThat(shared().groups()).isEmpty();
    }

    @Test
    void hostsAreRows() {
        assertThat(shared("group", "host").groups()).extracting(Group::host, Group::files, Group::bytes, Group::push).containsExactly(
                tuple(ONE, 3, 70L, false), tuple(TWO_AS_WRITTEN, 2, 90L, true));
        assertThat(shared("group", "host", "sort", "name").groups()).extracting(Group::key).containsExactly(TWO_AS_WRITTEN, ONE);
        assertThat(shared("group", "host").groups()).extracting(Group::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f-]+"));
    }

    @Test
    void theFilesOfOneHostAndFolderAreAllThatIsShown() {
        assertThat(shown(shared("host", ONE, "sort", "name"))).containsExactly("a.ogg", "b.ogg", "c.pdf");
        assertThat(shown(shared("host", ONE, "folder", "Books"))).containsExactly("c.pdf");
        assertThat(shown(shared("host", TWO_AS_WRITTEN, "folder", ".", "sort", "name"))).containsExactly("a.ogg", "bad.ogg");
        assertThat(shown(shared("host", TWO))).as("that one is called at its address").isEmpty();
        assertThat(shown(shared("folder", "Music/Old"))).hasSize(2);
        var key = shared("group", "folder").groups().get(1).key();
        assertThat(shown(sieve.sift(run("shared", shared), Had.NOTHING, Group.only(filter("type", "audio"), key)))).containsExactly("a.ogg", "b.ogg");
    }

    @Test
    void whatIsHereOrOnItsWayOrBlockedIsCountedAndHiddenWhereThatIsWanted() {
        var had = new Had(Set.of(shared.get(0).sha1().orElseThrow()), Set.of(shared.get(1).sha1().orElseThrow()));
        var all = sieve.sift(run("shared", shared), had, filter());
        assertThat(all.marked()).containsExactly(Map.entry(Hiding.OWNED, 1), Map.entry(Hiding.QUEUED, 1), Map.entry(Hiding.BLOCKED, 1));
        assertThat(shown(all)).hasSize(4);
        var some = sieve.sift(run("shared", shared), had, filter("hide", "owned,blocked"));
        assertThat(shown(some)).containsExactlyInAnyOrder("b.ogg", "c.pdf");
        assertThat(some.hidden()).isEqualTo(2);
        assertThat(shown(sieve.sift(run("shared", shared), had, filter("hide", "queued,had")))).containsExactlyInAnyOrder("c.pdf", "bad.ogg");
        assertThat(sieve.sift(run("shared", shared), had, filter())).isSameAs(all);
        assertThat(sieve.sift(run("shared", shared), Had.NOTHING, filter())).as("somebody began to download").isNotSameAs(all);
    }

    @Test
    void whenNothingIsLeftEachPartOfTheFilterSaysHowManyItHides() {
        var nothing = shared("type", "video", "max", "30", "hide", "spam,blocked");
        assertThat(nothing.shown()).isEmpty();
        assertThat(nothing.reasons()).containsExactly(Map.entry("type", 4), Map.entry("max", 2), Map.entry("blocked", 1));
        assertThat(shared("host", "1.2.3.4:5").reasons()).containsExactly(Map.entry("host", 4));
        assertThat(shared("type", "audio").reasons()).isEmpty();
    }

    @Test
    void groupsOfFewViewsAreRemembered() {
        var first = shared("group", "host");
        assertThat(shared("group", "host")).isSameAs(first);
        for (var i = 0; i < 5; i++) {
            sieve.sift(run("other " + i, shared), Had.NOTHING, filter("group", "folder"));
        }
        assertThat(shared("group", "host")).isNotSameAs(first);
    }
}
