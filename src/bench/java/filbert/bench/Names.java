package filbert.bench;

import filbert.wire.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Names of files, {@code artist/album/nn - title.ext}, of words whose frequency falls as 1/rank, as in real libraries. */
public final class Names {
    private static final String LETTERS = "eeeeettttaaaooonnniiisssrrrhhhlldduuccmmwwffggyyppbvkxjqz";
    private static final String[] EXTENSIONS = {"mp3", "mp3", "mp3", "ogg", "flac", "mkv", "avi", "jpg", "pdf", "zip"};
    private static final int PER_ARTIST = 100;
    private static final int PER_ALBUM = 12;

    private final Random random;
    private final String[] vocabulary;
    private String artist = "";
    private String album = "";
    private int made;

    public Names(int files, Random random) {
        this.random = random;
        vocabulary = new String[Math.max(5000, files / 5)];
        for (var i = 0; i < vocabulary.length; i++) {
            vocabulary[i] = word();
        }
    }

    private String word() {
        var word = new StringBuilder();
        for (var i = random.nextInt(8) + 3; i > 0; i--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    /** As often as it stands in names: Zipf's law, roughly. */
    public String common() {
        return vocabulary[(int) Math.exp(random.nextDouble() * Math.log(vocabulary.length)) - 1];
    }

    /** One of the 200 most common. */
    public String top() {
        return vocabulary[random.nextInt(200)];
    }

    /** A word that hardly any file has. */
    public String absent() {
        return word() + word();
    }

    /** The path of one more file. */
    public String next() {
        if (made % PER_ARTIST == 0) {
            artist = words(1, 3);
        }
        if (made % PER_ALBUM == 0) {
            album = words(1, 4);
        }
        var track = made++ % PER_ALBUM + 1;
        return "%s/%s/%02d - %s.%s".formatted(artist, album, track, words(2, 4), EXTENSIONS[random.nextInt(EXTENSIONS.length)]);
    }

    private String words(int atLeast, int more) {
        var words = new StringBuilder();
        for (var i = atLeast + random.nextInt(more); i > 0; i--) {
            words.append(common()).append(i > 1 ? " " : "");
        }
        return words.toString();
    }

    /** Some words of one of these paths. */
    public List<String> ofOne(List<String> paths, int count) {
        var words = new ArrayList<>(Words.of(paths.get(random.nextInt(paths.size()))));
        while (words.size() > count) {
            words.remove(random.nextInt(words.size()));
        }
        return words;
    }
}
