package filbert.sharing.library.tags;

import filbert.servent.search.Tags;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.tag.FieldKey;
import org.jaudiotagger.tag.Tag;
import org.jspecify.annotations.Nullable;

/** ID3, Vorbis comments, MP4 atoms and the like, by jaudiotagger. */
final class AudioTags implements TagReader {
    private static final Logger CHATTER = Logger.getLogger("org.jaudiotagger");

    AudioTags() {
        CHATTER.setLevel(Level.OFF); // it reports every odd frame of every file
    }

    @Override
    public Tags read(Path file) throws Exception {
        var audio = AudioFileIO.read(file.toFile());
        var header = audio.getAudioHeader();
        var tag = audio.getTag();
        return new Tags(
                text(tag, FieldKey.TITLE),
                text(tag, FieldKey.ARTIST),
                text(tag, FieldKey.ALBUM),
                text(tag, FieldKey.GENRE),
                Numbers.leading(text(tag, FieldKey.YEAR)),
                header.getTrackLength(),
                (int) header.getBitRateAsNumber(),
                0,
                0);
    }

    private static String text(@Nullable Tag tag, FieldKey key) {
        var value = tag == null ? "" : tag.getFirst(key);
        return value == null ? "" : value;
    }
}
