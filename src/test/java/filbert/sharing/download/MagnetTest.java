package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Source;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("T-55")
final class MagnetTest {
    private static final String EMPTY = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ";
    private static final String EMPTY_TREE = "LWPNACQDBZRYXW3VHJVCJ64QBZNGHOHHHZWCLNQ";
    private static final String ABC = "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
    private static final String ABC_HEX = "a9993e364706816aba3e25717850c26c9cd0d89d";

    private static Magnet one(String uri) {
        assertThat(Magnet.parse(uri)).hasSize(1);
        return Magnet.parse(uri).getFirst();
    }

    @Test
    void theDocumentsFirstExample() {
        var magnet = one("magnet:?xt=urn:sha1:" + EMPTY + "&dn=empty.txt&xl=0");
        assertThat(magnet.sha1()).isEqualTo(Sha1.parse(EMPTY));
        assertThat(magnet.name()).isEqualTo("empty.txt");
        assertThat(magnet.size()).isZero();
        assertThat(magnet.tigerRoot()).isEmpty();
        assertThat(magnet.sources()).isEmpty();
    }

    @Test
    void theDocumentsSecondExample() {
        var magnet = one("magnet:?xt=urn:bitprint:" + EMPTY + "." + EMPTY_TREE
                + "&xl=700&dn=a%20b.ogg&xs=http://198.51.100.7:6346/uri-res/N2R?urn:sha1:" + EMPTY);
        assertThat(magnet.tigerRoot()).contains(TigerRoot.parse(EMPTY_TREE));
        assertThat(magnet.name()).isEqualTo("a b.ogg");
        assertThat(magnet.sources())
                .extracting(Source::address)
                .containsExactly(HostAddress.parse("198.51.100.7:6346").orElseThrow());
    }

    @Test
    void gtkGnutellasOwnFormIsRead() {
        var magnet = one("magnet:?xt=urn:sha1:" + ABC + "&dn=name&xl=3&xs=http://127.0.0.4:6403/uri-res/N2R?urn:sha1:" + ABC);
        assertThat(magnet.sources()).hasSize(1);
        assertThat(magnet.sources().getFirst().push()).isFalse();
    }

    @Test
    void repeatedTopicsDescribeOneFileAndTheFirstUsableWins() {
        var magnet = one("magnet:?xt=urn:ed2k:31D6&xt=urn:tree:tiger/:" + EMPTY_TREE + "&xt=urn:sha1:" + EMPTY + "&xt=urn:sha1:" + ABC);
        assertThat(magnet.sha1()).isEqualTo(Sha1.parse(EMPTY));
        assertThat(magnet.tigerRoot()).contains(TigerRoot.parse(EMPTY_TREE));
    }

    @Test
    void numberedTopicsAreSeveralFiles() {
        var magnets = Magnet.parse("magnet:?xt.1=urn:sha1:" + EMPTY + "&dn.1=one&xt.2=urn:sha1:" + ABC + "&dn.2=two&xl.2=3&dn.3=nothing");
        assertThat(magnets).extracting(Magnet::name).containsExactly("one", "two");
        assertThat(magnets).extracting(Magnet::size).containsExactly(-1L, 3L);
    }

    @Test
    void neverMoreThanFiftyFiles() {
        var uri = new StringBuilder("magnet:?");
        for (var i = 0; i < 200; i++) {
            uri.append("&xt.").append(i).append("=urn:sha1:").append(ABC);
        }
        assertThat(Magnet.parse(uri.toString())).hasSize(50);
    }

    @Test
    void neverMoreThanAHundredSourcesAFile() {
        var uri = new StringBuilder("magnet:?xt=urn:sha1:" + ABC);
        for (var i = 0; i < 500; i++) {
            uri.append("&xs=http://198.51.100.7:").append(2000 + i).append("/uri-res/N2R?urn:sha1:").append(ABC);
        }
        assertThat(one(uri.toString()).sources()).hasSize(100);
    }

    @Test
    void plusIsABlankInNamesAndItselfElsewhere() {
        assertThat(one("magnet:?dn=blue+hazel%2B1.ogg&xt=urn:sha1:" + ABC).name()).isEqualTo("blue hazel+1.ogg");
        assertThatThrownBy(() -> Magnet.parse("magnet:?xt=urn:sha1:" + ABC.replace('V', '+'))).hasMessage("magnet.unsupported");
    }

    @Test
    void htmlAmpersandsAndQuotesAreForgiven() {
        var magnet = one("'MAGNET:?XT='urn:sha1:" + ABC.toLowerCase(java.util.Locale.ROOT) + "'&amp;xl=3&amp;dn=abc'");
        assertThat(magnet.sha1()).isEqualTo(Sha1.parse(ABC));
        assertThat(magnet.size()).isEqualTo(3);
    }

    @Test
    void hexHashesAreRead() {
        assertThat(one("magnet:?xt=urn:sha1:" + ABC_HEX).sha1()).isEqualTo(Sha1.parse(ABC));
    }

    @Test
    void unknownAndPrivateKeysAreIgnored() {
        var magnet = one("magnet:?tr=udp://t&ws=http://w&x.guid=44&x.vndr=a&kt=blue&mt=m&nonsense&=&xt=urn:sha1:" + ABC + "&x.dht=1");
        assertThat(magnet.name()).isEqualTo(ABC);
        assertThat(magnet.size()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "99999999999999999999999", "12k", "", "0x10"})
    void alengthThatIsNoneIsIgnored(String length) {
        assertThat(one("magnet:?xt=urn:sha1:" + ABC + "&xl=" + length).size()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/uri-res/N2R?urn:sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", // a name
                "http://198.51.100.7:6346/uri-res/N2R?urn:sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", // another file
                "http://198.51.100.7:6346/index.html",
                "https://198.51.100.7/uri-res/N2R?urn:sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5",
                "http://198.51.100.7:99999/uri-res/N2R?urn:sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5",
                "file:///etc/passwd",
                "push://44/x"
            })
    void aSourceThatIsNoServentWithThisFileIsIgnored(String source) {
        assertThat(one("magnet:?xt=urn:sha1:" + ABC + "&as=" + source + "&xs=" + source).sources()).isEmpty();
    }

    @Test
    void aSourceWithoutPortMeansPortEighty() {
        assertThat(one("magnet:?xt=urn:sha1:" + ABC + "&xs=http%3A%2F%2F198.51.100.7/uri-res/N2R%3Furn:sha1:" + ABC).sources())
                .extracting(source -> source.address().port())
                .containsExactly(80);
    }

    @Test
    void pushSourcesKeepGuidAndProxies() {
        var source = one("magnet:?xt=urn:sha1:" + ABC + "&xs=push://3e0d3102d62a5b99ef138a641188238f:198.51.100.9:6346:198.51.100.10:6347/get")
                .sources()
                .getFirst();
        assertThat(source.push()).isTrue();
        assertThat(source.servent().toString()).isEqualToIgnoringCase("3e0d3102d62a5b99ef138a641188238f");
        assertThat(source.proxies()).hasSize(2);
    }

    @Test
    void whatIsNoMagnetSaysWhy() {
        assertThatThrownBy(() -> Magnet.parse("")).hasMessage("magnet.malformed");
        assertThatThrownBy(() -> Magnet.parse("http://x/")).hasMessage("magnet.malformed");
        assertThatThrownBy(() -> Magnet.parse("magnet:?dn=only+a+name")).hasMessage("magnet.unsupported");
        assertThatThrownBy(() -> Magnet.parse("magnet:?xt=urn:sha1:" + "A".repeat(32))).hasMessage("magnet.unsupported");
        assertThatThrownBy(() -> Magnet.parse("magnet:?xt=urn:sha1:" + "0".repeat(40))).hasMessage("magnet.unsupported");
        assertThatThrownBy(() -> Magnet.parse("magnet:?" + "&".repeat(70_000))).hasMessage("magnet.too-long");
    }

    @Test
    void noTextCrashesTheReader() {
        var random = new Random(5);
        var pieces = new String[] {"magnet:?", "xt=", "xs=", "dn=", "xl=", ".1", "&", "&amp;", "%", "%2", "%zz", "%ff", "'", "urn:sha1:", ABC, ABC_HEX,
            "http://", "198.51.100.7", ":", "/uri-res/N2R?", "push://", "9".repeat(30), "\0", "é"};
        for (var i = 0; i < 20_000; i++) {
            var text = new StringBuilder("magnet:?");
            for (var n = random.nextInt(12); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                assertThat(Magnet.parse(text.toString())).isNotEmpty();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("magnet.");
            }
        }
    }
}
