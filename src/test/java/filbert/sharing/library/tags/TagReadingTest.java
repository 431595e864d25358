package filbert.sharing.library.tags;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.search.Tags;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jaudiotagger.audio.AudioFileIO;
import org.jaudiotagger.tag.FieldKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags of real files, made here. */
final class TagReadingTest {
    private static final String CORE = "<dc:title xmlns:dc=\"http://purl.org/dc/elements/1.1/\">The hazel book</dc:title>"
            + "<dc:creator xmlns:dc=\"http://purl.org/dc/elements/1.1/\">N. Utter</dc:creator>";

    private final TagReading reading = new TagReading();

    @TempDir
    Path folder;

    @Test
    void aSongSaysWhoSingsAndHowLong() throws Exception {
        var song = folder.resolve("song.wav");
        var second = new AudioFormat(8_000, 16, 1, true, false);
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(new byte[48_000]), second, 24_000), AudioFileFormat.Type.WAVE, song.toFile());
        var audio = AudioFileIO.read(song.toFile());
        var tag = audio.getTagOrCreateAndSetDefault();
        tag.setField(FieldKey.TITLE, "Blue hazel");
        tag.setField(FieldKey.ARTIST, "The Filberts");
        tag.setField(FieldKey.ALBUM, "Nuts");
        tag.setField(FieldKey.YEAR, "2026-05-01");
        audio.commit();
        assertThat(reading.of(song)).isEqualTo(new Tags("Blue hazel", "The Filberts", "Nuts", "", 2026, 3, 128, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp", "jpg"})
    void aPictureSaysHowLargeItIs(String kind) throws IOException {
        var picture = folder.resolve("leaf." + kind);
        assertThat(ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), kind, picture.toFile())).isTrue();
        assertThat(reading.of(picture)).isEqualTo(new Tags("", "", "", "", 0, 0, 0, 40, 30));
    }

    @Test
    void aFilmSaysHowLongItIs() throws IOException {
        var film = folder.resolve("film.mp4");
        var movieHeader = ByteBuffer.allocate(108).putInt(108).put(ascii("mvhd")).putInt(0).putInt(0).putInt(0).putInt(1_000).putInt(61_000);
        var out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(20).putInt(20).put(ascii("ftypisom")).putInt(0).put(ascii("isom")).array());
        out.write(ByteBuffer.allocate(8).putInt(8 + 108).put(ascii("moov")).array());
        out.write(movieHeader.array());
        Files.write(film, out.toByteArray());
        assertThat(reading.of(film).seconds()).isEqualTo(61);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"book.epub content.opf", "letter.odt meta.xml", "letter.docx docProps/core.xml"})
    void aBookSaysWhoWroteIt(String fileAndEntry) throws IOException {
        var names = fileAndEntry.split(" ");
        var book = folder.resolve(names[0]);
        try (var zip = new ZipOutputStream(Files.newOutputStream(book))) {
            zip.putNextEntry(new ZipEntry(names[1]));
            zip.write(("<package>" + CORE + "</package>").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(reading.of(book)).isEqualTo(new Tags("The hazel book", "N. Utter", "", "", 0, 0, 0, 0, 0));
    }

    @Test
    void aPdfSaysSoInItsPacket() throws IOException {
        var pdf = folder.resolve("book.pdf");
        Files.writeString(pdf, "%PDF-1.4\n" + "x".repeat(300_000) + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">" + CORE + "</x:xmpmeta>\n%%EOF");
        assertThat(reading.of(pdf).title()).isEqualTo("The hazel book");
    }

    @Test
    void entitiesOfStrangersAreNotOpened() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "password");
        var book = folder.resolve("book.epub");
        try (var zip = new ZipOutputStream(Files.newOutputStream(book))) {
            zip.putNextEntry(new ZipEntry("content.opf"));
            zip.write(("<!DOCTYPE p [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><p>" + CORE.replace("The hazel book", "&x;") + "</p>")
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(reading.of(book).title()).doesNotContain("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp3", "a.flac", "a.ogg", "a.m4a", "a.wav", "a.jpg", "a.png", "a.mp4", "a.avi", "a.mkv", "a.pdf", "a.epub", "a.txt", "a.zip", "a"})
    void rubbishHasNoTags(String name) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "this is not what its name says ".repeat(50));
        assertThat(reading.of(file)).isEqualTo(Tags.NONE);
        Files.write(file, new byte[0]);
        assertThat(reading.of(file)).isEqualTo(Tags.NONE);
        Files.delete(file);
        assertThat(reading.of(file)).isEqualTo(Tags.NONE);
    }

    @Test
    void aReaderThatDoesNotComeBackIsGivenUpAndAfterThreeNoneIsBegun() {
        var begun = new AtomicInteger();
        var never = new CountDownLatch(1);
        TagReader stuck = file -> {
            begun.incrementAndGet();
            for (var waiting = true; waiting; ) {
                try {
                    never.await();
                    waiting = false;
                } catch (InterruptedException stubborn) {
                    // goes on, as a parser in a loop would
                }
            }
            return Tags.NONE;
        };
        var patient = new TagReading(stuck, stuck, stuck, Duration.ofMillis(20));
        for (var i = 0; i < 5; i++) {
            assertThat(patient.of(folder.resolve("a.mp3"))).isEqualTo(Tags.NONE);
        }
        never.countDown();
        assertThat(begun).hasValue(3);
    }

    @Test
    void anErrorInAReaderLeavesTheFileWithoutTags() {
        TagReader broken = file -> {
            throw new StackOverflowError();
        };
        assertThat(new TagReading(broken, broken, broken, Duration.ofSeconds(5)).of(folder.resolve("a.mp3"))).isEqualTo(Tags.NONE);
    }
}
