package filbert.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Guid;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchTextTest {
    private static final String LONG = "The Quick Brown Fox and the Lazy Dog Jump Over a Fence";

    @Test
    void theTextIsCanonical() { // S-3
        assertThat(query("Café_del-Mar.MP3").text()).isEqualTo("cafe del mar mp3");
        assertThat(query("  Æon (live)!! ").text()).isEqualTo("æ on live");
    }

    @Test
    void everyTextIsLettersDigitsAndSingleSpacesWithinTheLimits() { // S-1, S-3
        var random = new Random(3);
        for (var i = 0; i < 1_000; i++) {
            var typed = random.ints(1 + random.nextInt(300), 0x20, random.nextBoolean() ? 0x7F : 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            SearchText.of(typed).map(text -> text.query(0xFFFF, Ggep.EMPTY.with("SO").with("PR"))).ifPresent(query -> {
                assertThat(query.text()).doesNotStartWith(" ").doesNotEndWith(" ").doesNotContain("  ").doesNotContainPattern("[A-Z!-/:-@\\[-`{-~]");
                assertThat(query.text().codePointCount(0, query.text().length())).isLessThanOrEqualTo(30);
                assertThat(bytes(query).length).isBetween(4, 250);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b c", "ab", "x²", "!!!", "é è", "12 34"})
    void wordsUnderThreeBytesAloneAreRefused(String typed) { // S-4
        assertThat(SearchText.of(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a bcd", "曲", "éé"})
    void oneWordOfThreeBytesIsEnough(String typed) { // S-4: canonical e has one byte, a Kanji three
        assertThat(SearchText.of(typed).isPresent()).isEqualTo(!typed.equals("éé"));
    }

    @Test
    void aShortTextStandsInTheFieldAlone() { // S-5
        var query = query("thirty characters is the limit");
        assertThat(query.text()).hasSize(30);
        assertThat(query.extensions().has("XQ")).isFalse();
    }

    @Test
    void aLongTextIsShortenedToWholeWordsAndStandsWholeInXq() { // S-5, S-13
        var query = query(LONG);
        assertThat(query.text()).isEqualTo("quick brown fox lazy dog jump");
        assertThat(query.searchText()).isEqualTo(LONG.toLowerCase(Locale.ROOT));
    }

    @Test
    void articlesStayWhereTheyAreMostOfTheText() { // 2-search, 1.3
        assertThat(query("and the an a and the an a and the incomprehensible").text()).startsWith("and the an a");
    }

    @Test
    void oneEndlessWordIsFoundByItsBeginning() { // S-5
        var query = query("x".repeat(150));
        assertThat(query.text()).isEqualTo("x".repeat(30));
        assertThat(query.searchText()).isEqualTo("x".repeat(150));
        assertThat(query("y".repeat(500)).text()).isEqualTo("y".repeat(30));
    }

    @Test
    void theFullTextIsShortenedToFitAPacket() { // S-1
        var query = query("曲名検索試験 ".repeat(11));
        assertThat(bytes(query).length).isLessThanOrEqualTo(250);
        assertThat(query.searchText()).startsWith("曲名検索試験 曲名検索試験 曲名検索試験");
    }

    @Test
    void flagsAreMarkedBigEndianAndSayNothingElse() { // S-2
        var plain = SearchText.of("hazel").orElseThrow().query(SearchText.PLAIN_FLAGS | 0x01FF, Ggep.EMPTY);
        assertThat(plain.flags()).isEqualTo(0x9800);
        assertThat(bytes(plain)).startsWith(0x98, 0x00);
        var firewalled = SearchText.of("hazel").orElseThrow().query(SearchText.PLAIN_FLAGS | Query.FIREWALLED | Query.OUT_OF_BAND, Ggep.EMPTY);
        assertThat(bytes(firewalled)).startsWith(0xDC, 0x00);
    }

    @Test
    void theGgepBlockComesLastWithoutNulAndNothingBehindIt() { // S-9
        var urn = Urn.parse("urn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB").orElseThrow();
        var query = SearchText.contentQuery(SearchText.PLAIN_FLAGS, urn, Ggep.EMPTY.with("X", (byte) 0, (byte) 7, (byte) 0));
        var bytes = bytes(query);
        assertThat(ByteBufUtil.hexDump(bytes))
                .isEqualTo("98005c00" + hex("urn:sha1:PLSTHIPQGSSZTS5FJUPAKUZWUGYQYPFB") + "1c" + "c3" + "c15844" + "01020701");
        var again = (Query) MessageCodec.decode(Header.QUERY, Unpooled.wrappedBuffer(bytes));
        assertThat(again).isEqualTo(query);
        assertThat(again.searchText()).isEmpty();
        assertThat(again.hashes()).containsExactly(urn.sha1().orElseThrow());
    }

    @Test
    void whatsNewSaysSoTwice() { // S-12
        var query = SearchText.whatsNewQuery(SearchText.PLAIN_FLAGS, Ggep.EMPTY);
        assertThat(query.whatsNew()).isTrue();
        assertThat(query.extensions().get("WH")).hasValue(new byte[] {1});
        assertThat(query.text()).isEqualTo("WhatIsNewXOXO");
    }

    private static Query query(String typed) {
        return SearchText.of(typed).orElseThrow().query(SearchText.PLAIN_FLAGS, Ggep.EMPTY);
    }

    private static byte[] bytes(Query query) {
        var out = Unpooled.buffer();
        MessageCodec.encode(Guid.ZERO, 4, 0, query, out);
        return ByteBufUtil.getBytes(out.skipBytes(Header.LENGTH));
    }

    private static String hex(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.US_ASCII));
    }
}
