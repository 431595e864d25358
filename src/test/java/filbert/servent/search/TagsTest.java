package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.wire.metadata.Metadata;
import filbert.wire.metadata.Schema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a file, as stored and as hits say it. */
final class TagsTest {
    private static final Tags ALL = new Tags("a", "b", "c", "d", 2026, 201, 192, 640, 480);

    @Test
    void whatIsPackedIsUnpackedEqual() {
        assertThat(Tags.unpacked(ALL.packed())).isEqualTo(ALL);
        var some = new Tags("a", "", "", "", 0, 5, 0, 0, 0);
        assertThat(Tags.unpacked(some.packed())).isEqualTo(some);
        assertThat(Tags.NONE.packed()).isEmpty();
        assertThat(Tags.unpacked("")).isEqualTo(Tags.NONE);
    }

    @Test
    void aSeparatorInATextDoesNoHarm() {
        assertThat(Tags.unpacked(new Tags("a\u001fb", "c", "", "", 0, 0, 0, 0, 0).packed())).isEqualTo(new Tags("a b", "c", "", "", 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001f\u001f\u001f\u001f-1", "\u001f\u001f\u001f\u001fx\u001f99999999999", "\u001f"})
    void oddStoredTextSaysNothing(String odd) {
        assertThat(Tags.unpacked(odd)).isEqualTo(Tags.NONE);
    }

    @Test
    void textsAreCutAndNumbersNobodyCanMeanAreUnknown() {
        assertThat(new Tags(" x ".repeat(100), "", "", "", 0, 0, 0, 0, 0).title()).hasSizeLessThanOrEqualTo(200).startsWith("x");
        assertThat(new Tags("", "", "", "", 10_000, -1, 2_000_000, 2_000_000, Integer.MIN_VALUE)).isEqualTo(Tags.NONE);
    }

    @Test
    void eachSchemaHasItsOwnNames() {
        assertThat(TagsInHits.read(new Metadata(Schema.VIDEO, Map.of("title", "t", "director", "d", "length", "61", "width", "640"))))
                .isEqualTo(new Tags("t", "d", "", "", 0, 61, 0, 640, 0));
        assertThat(TagsInHits.read(new Metadata(Schema.AUDIO, Map.of("artist", "a", "bitrate", "192 kbps", "seconds", "x"))))
                .isEqualTo(new Tags("", "a", "", "", 0, 0, 192, 0, 0));
        assertThat(TagsInHits.read(new Metadata(Schema.DOCUMENT, Map.of("author", "a", "topic", "nuts"))).genre()).isEqualTo("nuts");
    }
}
