package filbert.wire.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata as it stands in hits (2-search, 3.6). */
final class MetadataXmlTest {
    private static final String TWO_DOCUMENTS = "<?xml version=\"1.0\"?><audios xsi:noNamespaceSchemaLocation=\"http://www.limewire.com/schemas/audio.xsd\">"
            + "<audio index=\"0\" title=\"Blue &amp; hazel\" artist=\"The Filberts\" seconds=\"201\" bitrate=\"192\"/></audios>"
            + "<?xml version=\"1.0\"?><videos xsi:noNamespaceSchemaLocation=\"http://www.limewire.com/schemas/video.xsd\">"
            + "<video index=\"2\" title=\"Wind\" length=\"61\"/></videos>";

    @Test
    void readsDocumentsOneBehindTheOther() {
        assertThat(MetadataXml.ofHit(TWO_DOCUMENTS, 3)).isEqualTo(Map.of(
                0, song(),
                2, new Metadata(Schema.VIDEO, ordered("title", "Wind", "length", "61"))));
    }

    private static Metadata song() {
        return new Metadata(
                Schema.AUDIO, ordered("title", "Blue & hazel", "artist", "The Filberts", "seconds", "201", "bitrate", "192"));
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @Test
    void writesWhatItReads() {
        assertThat(MetadataXml.write(new TreeMap<>(MetadataXml.ofHit(TWO_DOCUMENTS, 3)))).isEqualTo(TWO_DOCUMENTS);
    }

    @Test
    void whatIsWrittenIsReadBackWhateverItSays() {
        var odd = new Metadata(Schema.DOCUMENT, ordered("title", "<\"a\" & 'b'> ü 漢 &amp;", "author", "x"));
        assertThat(MetadataXml.ofHit(MetadataXml.write(new TreeMap<>(Map.of(4, odd))), 5)).containsEntry(4, odd);
    }

    @Test
    void nothingToSayIsNoDocument() {
        assertThat(MetadataXml.write(new TreeMap<>(Map.of(0, new Metadata(Schema.AUDIO, Map.of()))))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<audio index=\"9\" title=\"a\"/>", "<audio index=\"-1\" title=\"a\"/>", "<audio index=\"x\" title=\"a\"/>", "<audio title=\"a\"/>",
        "<audio index=\"99999999999\" title=\"a\"/>", "<song index=\"0\" title=\"a\"/>", "audio index=\"0\"", "", "<", "<audio index=", "<audio index=\"0"
    })
    void whatPointsNowhereOrIsCutShortSaysNothing(String xml) {
        assertThat(MetadataXml.ofHit(xml, 9)).isEmpty();
    }

    @Test
    void aCutTagKeepsWhatCameBefore() {
        assertThat(MetadataXml.ofHit("<audio index='1' title='a' artist=\"the", 2))
                .isEqualTo(Map.of(1, new Metadata(Schema.AUDIO, Map.of("title", "a"))));
    }

    @Test
    void namesAreReadInAnyCaseAndTheFirstStatementCounts() {
        assertThat(MetadataXml.ofHit("<AUDIO Index=\"0\" Title=\"one\" TITLE=\"two\"/><audio index=\"0\" title=\"three\"/>", 1))
                .isEqualTo(Map.of(0, new Metadata(Schema.AUDIO, Map.of("title", "one"))));
    }

    @Test
    void blankValuesAreNone() {
        assertThat(MetadataXml.ofHit("<audio index=\"0\" title=\"  \" artist=\" b \"/>", 1).get(0).attributes()).isEqualTo(Map.of("artist", "b"));
    }

    @Test
    void charactersByNumberAreReadAndThoseThatDeceiveAreDropped() {
        var title = "a&#65;&#x42;&#x202e;&#10;b&nosuch;&#xfffffff;c\u202e";
        assertThat(MetadataXml.ofHit("<audio index=\"0\" title=\"" + title + "\"/>", 1).get(0).get("title"))
                .hasValue("aAB b&nosuch;&#xfffffff;c");
    }

    @Test
    void valuesAndTheirNumberAreBounded() {
        var xml = new StringBuilder("<audio index=\"0\" long=\"").append("y".repeat(10_000)).append('"');
        for (var i = 0; i < 100; i++) {
            xml.append(" a").append(i).append("=\"x\"");
        }
        var attributes = MetadataXml.ofHit(xml.append("/>").toString(), 1).get(0).attributes();
        assertThat(attributes).hasSizeLessThanOrEqualTo(32);
        assertThat(attributes.get("long")).hasSize(512);
        var escaped = MetadataXml.ofHit("<audio index='0' title='" + "<".repeat(512) + "'/>", 1);
        assertThat(MetadataXml.ofHit(MetadataXml.write(new TreeMap<>(escaped)), 1)).isEqualTo(escaped);
    }

    @Test
    void aRichQueryIsItsFirstItem() {
        assertThat(MetadataXml.ofQuery("<?xml version=\"1.0\"?><audios><audio artist=\"x\" title=\"y\"/><audio artist=\"z\"/></audios>"))
                .hasValue(new Metadata(Schema.AUDIO, ordered("artist", "x", "title", "y")));
        assertThat(MetadataXml.ofQuery("<?xml version=\"1.0\"?><audios/>")).isEmpty();
    }

    @Test
    void schemasNameThemselvesAsTablesDo() {
        assertThat(Schema.AUDIO.uri()).isEqualTo("http://www.limewire.com/schemas/audio.xsd");
    }
}
