package filbert.sharing.library.index;

import static filbert.sharing.library.index.IndexFixtures.file;
import static filbert.sharing.library.index.IndexFixtures.sha1;
import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.search.Tags;
import filbert.wire.message.MediaType;
import filbert.wire.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FileIndexTest {
    private static final int EVERYTHING = Integer.MAX_VALUE;

    private final FileIndex index = new FileIndex();
    private final Random random = new Random(42);

    private List<String> find(String words) {
        return find(words, 0);
    }

    private List<String> find(String words, int mediaTypes) {
        return index.snapshot().matching(Words.of(words), mediaTypes, EVERYTHING, random).stream()
                .map(IndexedFile::relative)
                .sorted()
                .toList();
    }

    private void put(String... paths) {
        var first = (int) index.snapshot().files() + 1;
        index.put(IntStream.range(0, paths.length).mapToObj(i -> file(first + i, paths[i])).toList());
    }

    @Test // S-18
    void everyWordOfTheQueryMustBeThePrefixOfAWord() {
        put("Abbey Road.flac", "Abbey Lane.flac", "Broad Street.flac");
        assertThat(find("abbey road")).containsExactly("Abbey Road.flac");
        assertThat(find("ab fl")).containsExactly("Abbey Lane.flac", "Abbey Road.flac");
        assertThat(find("abbey roads")).isEmpty();
        assertThat(find("oad")).isEmpty();
    }

    @Test // S-18
    void theOrderOfWordsDoesNotMatter() {
        put("one two three.txt");
        assertThat(find("three one")).isEqualTo(find("one three")).hasSize(1);
    }

    @Test // S-18
    void aWordAskedForTwiceMustBeThereTwice() {
        put("love.ogg", "love me.ogg", "love love me do.ogg", "lovely love.ogg");
        assertThat(find("love love")).containsExactly("love love me do.ogg", "lovely love.ogg");
        assertThat(find("love love love")).isEmpty();
        assertThat(find("love lovely")).containsExactly("lovely love.ogg");
    }

    @Test // S-19
    void accentsAndCaseDoNotMatter() {
        put("Café.mp3", "The Beatles.mp3");
        assertThat(find("cafe")).containsExactly("Café.mp3");
        assertThat(find("beat")).containsExactly("The Beatles.mp3");
        assertThat(find("eatles")).isEmpty();
    }

    @Test
    void wordsOfTheFoldersAboveCount() {
        put("Beatles/Abbey Road/01 Come Together.mp3");
        assertThat(find("beatles together")).hasSize(1);
    }

    @Test
    void noWordsFindNothing() {
        put("one.txt");
        assertThat(find("")).isEmpty();
        assertThat(find("...")).isEmpty();
    }

    @Test
    void aQueryOfTooManyWordsFindsNothing() {
        put("a ".repeat(60) + ".txt");
        assertThat(find("a ".repeat(64))).isEmpty();
        assertThat(find("a ".repeat(65))).isEmpty();
        assertThat(find("a ".repeat(60))).hasSize(1);
    }

    @Test
    void theKindOfFileCanBeAskedFor() {
        put("hazel.mp3", "hazel.mkv", "hazel.pdf", "hazel");
        assertThat(find("hazel", MediaType.AUDIO.bit())).containsExactly("hazel.mp3");
        assertThat(find("hazel", MediaType.AUDIO.bit() | MediaType.VIDEO.bit())).containsExactly("hazel.mkv", "hazel.mp3");
        assertThat(find("hazel", MediaType.IMAGE.bit())).isEmpty();
    }

    @Test // S-20
    void aHashFindsExactlyItsFile() {
        put("one.txt", "two.txt", "three.txt");
        assertThat(index.snapshot().bySha1(sha1(2))).map(IndexedFile::relative).hasValue("two.txt");
        assertThat(index.snapshot().bySha1(sha1(9))).isEmpty();
    }

    @Test
    void whatWasPutInComesOutEqual() {
        var file = file(7, 3, "földer/Ωmega 日本.ogg");
        index.put(List.of(file));
        assertThat(index.snapshot().byIndex(7)).hasValue(file);
        assertThat(index.snapshot().byIndex(8)).isEmpty();
    }

    @Test
    void wordsOfTagsCountAndTagsComeOutEqual() {
        var tags = new Tags("Blue Café", "The Filberts", "Nuts", "folk", 2026, 201, 192, 640, 480);
        index.put(List.of(IndexFixtures.file(1, 1, "a/track 01.mp3", tags), IndexFixtures.file(2, 1, "a/track 02.mp3")));
        assertThat(index.snapshot().matching(List.of("cafe", "filb", "track"), 0, 10, new Random(1)))
                .containsExactly(IndexFixtures.file(1, 1, "a/track 01.mp3", tags));
        assertThat(index.snapshot().matching(List.of("folk"), 0, 10, new Random(1))).isEmpty();
        index.put(List.of(IndexFixtures.file(3, 1, "a/track 03.mp3")));
        assertThat(index.snapshot().byIndex(1)).as("after segments were merged").contains(IndexFixtures.file(1, 1, "a/track 01.mp3", tags));
    }

    @Test
    void aFileCanBeReplacedAndRemoved() {
        put("old name.txt", "other.txt");
        index.put(List.of(file(1, "new name.txt")));
        assertThat(find("old")).isEmpty();
        assertThat(find("name")).containsExactly("new name.txt");
        assertThat(index.snapshot().files()).isEqualTo(2);
        index.remove(List.of(1, 99));
        assertThat(find("name")).isEmpty();
        assertThat(index.snapshot().byIndex(1)).isEmpty();
        assertThat(index.snapshot().bySha1(sha1(1))).isEmpty();
        assertThat(index.snapshot().bytes()).isEqualTo(1002);
    }

    @Test
    void aFolderLeavesAsAWhole() {
        index.put(List.of(file(1, 1, "here a.txt"), file(2, 2, "there a.txt")));
        index.put(List.of(file(3, 2, "there b.txt")));
        index.removeFolder(2);
        assertThat(find("txt")).containsExactly("here a.txt");
        assertThat(words()).containsExactly("a", "here", "txt");
    }

    private List<String> words() {
        var words = new ArrayList<String>();
        index.snapshot().words(words::add);
        return words;
    }

    @Test
    void everyWordIsToldOnceAndInNoRemovedFile() {
        put("alpha beta.txt", "beta gamma.txt");
        for (var i = 3; i < 40; i++) {
            index.put(List.of(file(i, "beta " + i + ".txt")));
        }
        index.remove(List.of(2));
        assertThat(words()).doesNotHaveDuplicates().contains("alpha", "beta", "txt", "39").doesNotContain("gamma");
    }

    @Test // S-22
    void ofTooManyMatchesARandomChoiceIsGiven() {
        index.put(IntStream.rangeClosed(1, 10_000).mapToObj(i -> file(i, "song " + i + ".mp3")).toList());
        index.put(IntStream.rangeClosed(10_001, 10_100).mapToObj(i -> file(i, "song " + i + ".mp3")).toList());
        var seen = new HashSet<Integer>();
        for (var i = 0; i < 1000; i++) {
            var chosen = index.snapshot().matching(List.of("song"), 0, 50, random).stream().map(IndexedFile::index).toList();
            assertThat(chosen).hasSize(50).doesNotHaveDuplicates();
            seen.addAll(chosen);
        }
        assertThat(seen).hasSizeGreaterThan(9_800); // 50,000 draws of 10,100 leave about 70 unseen
    }

    @Test
    void segmentsStayFew() {
        for (var i = 1; i <= 2000; i++) {
            index.put(List.of(file(i, "song " + i + ".mp3")));
        }
        assertThat(index.snapshot().parts()).hasSizeLessThan(8);
        assertThat(index.snapshot().files()).isEqualTo(2000);
    }

    /** Against the rule written down naively, with words that make both light and heavy ranges. */
    @Test // S-18
    void findsWhatTheRuleSays() {
        var vocabulary = List.of("a", "ab", "abc", "abd", "b", "ba", "x", "xy", "xyz", "日", "日本", "été", "rare" + random.nextInt(99));
        Map<Integer, IndexedFile> files = new HashMap<>();
        Map<String, List<String>> words = new HashMap<>();
        for (var i = 1; i <= 12_000; i++) {
            files.put(i, file(i, phrase(vocabulary) + (i % 3 == 0 ? ".mp3" : ".txt")));
        }
        index.put(files.values());
        for (var i = 1; i <= 1000; i++) {
            var number = random.nextInt(12_500) + 1;
            if (i % 2 == 0) {
                files.remove(number);
                index.remove(List.of(number));
            } else if (i % 50 == 1) {
                files.put(number, file(number, phrase(vocabulary) + ".ogg"));
                index.put(List.of(files.get(number)));
            }
        }
        files.values().forEach(file -> words.put(file.relative(), Words.of(file.relative())));
        for (var i = 0; i < 300; i++) {
            var query = Words.of(phrase(vocabulary));
            var mask = i % 4 == 0 ? MediaType.AUDIO.bit() : 0;
            var expected = files.values().stream()
                    .filter(file -> mask == 0 || (MediaType.maskOf(file.name()) & mask) != 0)
                    .filter(file -> matches(words.getOrDefault(file.relative(), List.of()), query))
                    .map(IndexedFile::index)
                    .collect(Collectors.toSet());
            var found = index.snapshot().matching(query, mask, EVERYTHING, random).stream()
                    .map(IndexedFile::index)
                    .collect(Collectors.toSet());
            if (new HashSet<>(query).size() == query.size()) {
                assertThat(found).as(query.toString()).isEqualTo(expected);
            } else { // words that are everywhere are counted in some files only
                assertThat(expected).as(query.toString()).containsAll(found);
                assertThat(found.isEmpty()).as(query.toString()).isEqualTo(expected.isEmpty());
            }
        }
    }

    private String phrase(List<String> vocabulary) {
        var phrase = new StringBuilder();
        for (var i = random.nextInt(4) + 1; i > 0; i--) {
            phrase.append(vocabulary.get(Math.min(random.nextInt(vocabulary.size()), random.nextInt(vocabulary.size())))).append(' ');
        }
        return phrase.toString();
    }

    private static boolean matches(List<String> own, List<String> query) {
        return query.stream().allMatch(word -> own.stream().filter(its -> its.startsWith(word)).count()
                >= query.stream().filter(word::equals).count());
    }

    @Test
    void theNewestAreThoseIndexedLast() {
        var files = new FileIndex();
        files.put(List.of(IndexFixtures.file(1, "one.ogg"), IndexFixtures.file(2, "two.txt"), IndexFixtures.file(3, "three.ogg")));
        files.put(List.of(IndexFixtures.file(4, "four.txt"), IndexFixtures.file(5, "five.txt")));
        files.remove(List.of(5));
        assertThat(files.snapshot().newest(0, 3)).extracting(IndexedFile::index).containsExactly(4, 3, 2);
        assertThat(files.snapshot().newest(4, 3)).as("audio").extracting(IndexedFile::index).containsExactly(3, 1);
        assertThat(Snapshot.EMPTY.newest(0, 3)).isEmpty();
    }

    @Test
    void allAreListedPieceByPiece() {
        var files = new FileIndex();
        files.put(List.of(IndexFixtures.file(1, "one.ogg"), IndexFixtures.file(2, "two.txt"), IndexFixtures.file(4, "four.txt")));
        files.put(List.of(IndexFixtures.file(3, "three.ogg"), IndexFixtures.file(5, "five.txt")));
        files.remove(List.of(2));
        var snapshot = files.snapshot();
        assertThat(snapshot.behind(0, 2)).extracting(IndexedFile::index).containsExactly(1, 3);
        assertThat(snapshot.behind(3, 9)).extracting(IndexedFile::index).containsExactly(4, 5);
        assertThat(snapshot.behind(5, 2)).isEmpty();
    }
}
