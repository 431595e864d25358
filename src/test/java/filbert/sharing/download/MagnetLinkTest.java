package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.sharing.download.MagnetLink.Fault;
import filbert.sharing.download.MagnetLink.Why;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("T-55")
final class MagnetLinkTest {
    private static final String ABC = "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
    private static final String OTHER = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
    private static final String TREE = "LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ";

    @Test
    void nothingIsMissedInALinkThatIsAllUsable() {
        var link = MagnetLink.read("magnet:?xt=urn:bitprint:" + ABC + "." + TREE + "&dn=a&xl=3&xs=http://198.51.100.7/uri-res/N2R?urn:sha1:" + ABC);
        assertThat(link.files()).hasSize(1);
        assertThat(link.keywords()).isEmpty();
        assertThat(link.unused()).isEmpty();
        assertThat(link.faults()).isEmpty();
    }

    @Test
    @Timeout(20)
    void blanksThatLeadNowhereAreLookedAtOnce() {
        var link = MagnetLink.read("magnet:?xt=urn:sha1:" + ABC + "&dn=a" + " ".repeat(65_000) + "b");
        assertThat(link.files()).singleElement().satisfies(file -> assertThat(file.name()).startsWith("a").endsWith("b"));
    }

    @Test
    void keywordsAreSearchesToOfferEachOnce() {
        var link = MagnetLink.read("magnet:?kt=blue+hazel&kt=martin%20luther&kt=blue+hazel&kt=");
        assertThat(link.keywords()).containsExactly("blue hazel", "martin luther");
        assertThat(link.files()).isEmpty();
    }

    @Test
    void unknownKeysAreKept() {
        var link = MagnetLink.read("magnet:?xt=urn:sha1:" + ABC + "&tr=udp%3A//t&x.guid=44&mt=m&nonsense=1");
        assertThat(link.unused()).containsExactly("tr=udp://t", "x.guid=44", "mt=m", "nonsense=1");
        assertThat(link.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "xt=urn:kzhash:1234, urn:kzhash:1234, PARTIAL_HASH",
        "xt=URN:SIG2DAT:1234, URN:SIG2DAT:1234, PARTIAL_HASH",
        "xt=urn:ed2k:31D6, urn:ed2k:31D6, FOREIGN_HASH",
        "xt=urn:btih:31D6, urn:btih:31D6, FOREIGN_HASH",
        "xt=urn:sha1:123, urn:sha1:123, HASH",
        "xt=hello, hello, HASH",
        "xt=urn:tree:tiger:" + TREE + ", urn:tree:tiger:" + TREE + ", TREE_ONLY",
        "xl=12k, xl=12k, SIZE",
        "nonsense, nonsense, PART",
        "=x, =x, PART"
    })
    void whatCannotBeUsedSaysWhy(String part, String shown, Why why) {
        var link = MagnetLink.read("magnet:?" + part);
        assertThat(link.faults()).containsExactly(new Fault(shown, why));
        assertThat(link.files()).isEmpty();
    }

    @Test
    void aSourceThatIsNotAskedIsListed() {
        var link = MagnetLink.read("magnet:?xt=urn:sha1:" + ABC + "&as=http://example.com/x");
        assertThat(link.faults()).containsExactly(new Fault("http://example.com/x", Why.SOURCE));
    }

    @Test
    void theListsEnd() {
        var uri = new StringBuilder("magnet:?xt=urn:sha1:" + ABC);
        for (var i = 0; i < 3_000; i++) {
            uri.append("&u").append(i).append("=1&kt=").append(i).append("&n");
        }
        var link = MagnetLink.read(uri.toString());
        assertThat(link.unused()).hasSize(100);
        assertThat(link.keywords()).hasSize(100);
        assertThat(link.faults()).hasSize(100);
        assertThat(MagnetLink.read("magnet:?" + "x".repeat(5_000)).faults().getFirst().part()).hasSizeLessThan(300);
    }

    @Test
    void whatIsNoMagnetIsRefused() {
        assertThatThrownBy(() -> MagnetLink.read("http://x/")).hasMessage("magnet.malformed");
        assertThatThrownBy(() -> MagnetLink.read("magnet:?" + "&".repeat(70_000))).hasMessage("magnet.too-long");
    }

    @Test
    void noTextCrashesTheReader() {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder("magnet:?xt=urn:bitprint:" + ABC + "." + TREE + "&dn.7=a+b&kt=x&xs=push://" + "4".repeat(32) + ":198.51.100.7:6346/x&xl=3");
            for (var n = random.nextInt(8); n > 0; n--) {
                text.setCharAt(8 + random.nextInt(text.length() - 8), (char) random.nextInt(n == 1 ? 0x1_0000 : 128));
            }
            assertThat(MagnetLink.read(text.toString()).files()).hasSizeLessThan(51);
        }
    }

    @Test
    void severalLinksWithBlanksBetweenThemAreSeveralFiles() {
        var link = MagnetLink.read("magnet:?xt=urn:sha1:" + ABC + "&dn=one.ogg\r\n  magnet:?xt=urn:sha1:" + OTHER + "&dn=a b.ogg\n\nmagnet:?kt=hazel");
        assertThat(link.files()).extracting(Magnet::name).containsExactly("one.ogg", "a b.ogg");
        assertThat(link.keywords()).containsExactly("hazel");
        assertThat(link.faults()).isEmpty();
    }

    @Test
    void numbersOfOneLinkAreNotThoseOfTheNext() {
        var link = MagnetLink.read("magnet:?xt.1=urn:sha1:" + ABC + " magnet:?xt.1=urn:sha1:" + OTHER + "&dn.1=two.ogg");
        assertThat(link.files()).extracting(magnet -> magnet.sha1().base32()).containsExactly(ABC, OTHER);
        assertThat(link.files().getLast().name()).isEqualTo("two.ogg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:sha1:" + ABC, "URN:SHA1:" + ABC, " urn:bitprint:" + ABC + ".LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ "})
    void aBareUrnIsALinkToo(String urn) {
        assertThat(MagnetLink.read(urn).files()).singleElement().satisfies(magnet -> assertThat(magnet.sha1().base32()).isEqualTo(ABC));
    }

    @Test
    void aBareUrnThatIsNoUseSaysWhy() {
        assertThat(MagnetLink.read("urn:kzhash:0011").faults()).extracting(MagnetLink.Fault::why).containsExactly(MagnetLink.Why.PARTIAL_HASH);
    }

    @Test
    void whatFollowsALinkAndIsNoneIsNamed() {
        var link = MagnetLink.read("magnet:?xt=urn:sha1:" + ABC + " urn:sha1:" + OTHER + " urn:oh!");
        assertThat(link.files()).hasSize(2);
        assertThat(link.faults()).containsExactly(new MagnetLink.Fault("urn:oh!", MagnetLink.Why.PART));
    }

    @Test
    void namesCannotTurnTheirWritingAround() {
        assertThat(MagnetLink.read("magnet:?xt=urn:sha1:" + ABC + "&dn=song%E2%80%AE3pm.exe%00%0D%0A").files().getFirst().name()).isEqualTo("song3pm.exe");
    }
}
