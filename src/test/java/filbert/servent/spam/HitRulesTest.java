package filbert.servent.spam;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HitRulesTest {
    private static final Sha1 HASH = new Sha1(1, 2, 3);
    private static final Guid SERVENT = new Guid(7, 8);

    private final HitRules rules = new HitRules(Asked.of("Blue Hazel"));

    private static Result result(String name, long size, Sha1 sha1, Ggep extensions) {
        return new Result(1, size, name, Optional.of(Urn.of(sha1)), extensions);
    }

    private static QueryHit hit(String vendor, Flag uploaded, String xml, Guid servent, Result... results) {
        var trailer = new QueryHit.Trailer(Flag.NO, Flag.UNSAID, uploaded, Flag.UNSAID, true);
        return new QueryHit(HostAddress.parse("5.1.1.1:7000").orElseThrow(), 1, List.of(results), vendor, trailer, xml, Ggep.EMPTY, servent);
    }

    private Set<Reason> judge(String name, long size) {
        return rules.judge(hit("TEST", Flag.YES, "", SERVENT, result(name, size, HASH, Ggep.EMPTY))).getFirst();
    }

    @Test
    void nothingSpeaksAgainstAnOrdinaryAnswer() {
        assertThat(judge("blue hazel (live in the wood).ogg", 4_000_000)).isEmpty();
        assertThat(judge("Bluebell song.ogg", 4_000_000)).isEmpty();
    }

    @Test
    @DisplayName("S-71: Mandragore is 8,192 bytes and called like the question with .exe behind it")
    void theWormIsKnown() {
        assertThat(judge("blue hazel.exe", 8_192)).contains(Reason.WORM, Reason.PROGRAM);
        assertThat(judge("blue hazel.exe", 8_193)).doesNotContain(Reason.WORM);
        assertThat(judge("something else.exe", 8_192)).doesNotContain(Reason.WORM);
    }

    @Test
    @DisplayName("S-71: a result without any word of the question is junk, unless its tags have one")
    void aResultWithoutAnyWordIsJunk() {
        assertThat(Judgement.of(judge("free ringtones.mp3", 1_000)).isSpam()).isTrue();
        var tagged = hit("TEST", Flag.YES, "<audio title=\"Blue Hazel\"/>", SERVENT, result("track 01.mp3", 1_000, HASH, Ggep.EMPTY));
        assertThat(rules.judge(tagged).getFirst()).isEmpty();
        var byHash = new HitRules(Asked.of(""));
        assertThat(byHash.judge(hit("TEST", Flag.YES, "", SERVENT, result("anything.mp3", 1, HASH, Ggep.EMPTY))).getFirst()).isEmpty();
    }

    @Test
    @DisplayName("S-71: programs are hidden unless the question names their ending")
    void programsAreHidden() {
        assertThat(Judgement.of(judge("hazel player setup.exe", 1_000_000)).isSpam()).isTrue();
        assertThat(judge("hazel.mp3            .scr", 1_000)).contains(Reason.BAIT);
        var wanted = new HitRules(Asked.of("hazel exe"));
        assertThat(wanted.judge(hit("TEST", Flag.YES, "", SERVENT, result("hazel player.exe", 1, HASH, Ggep.EMPTY))).getFirst()).isEmpty();
    }

    @Test
    void anEchoAloneHidesNothing() {
        var echo = Judgement.of(judge("Blue_Hazel.mp3", 4_000_000));
        assertThat(echo.marks()).extracting(Judgement.Mark::reason).containsExactly(Reason.ECHO);
        assertThat(echo.isSpam()).isFalse();
    }

    @Test
    void anEchoOfWhoOnlyPretendsToBeLimeWireIsHidden() {
        var forged = hit("LIME", Flag.UNSAID, "", SERVENT, result("blue hazel.mp3", 4_000_000, HASH, Ggep.EMPTY));
        assertThat(rules.judge(forged).getFirst()).contains(Reason.FORGED_ECHO, Reason.FORGED_VENDOR);
        var real = hit("LIME", Flag.YES, "", SERVENT, result("blue hazel.mp3", 4_000_000, HASH, Ggep.EMPTY.with("CT", new byte[] {1})));
        assertThat(Judgement.of(rules.judge(real).getFirst()).isSpam()).isFalse();
    }

    @Test
    void advertisementsInMetadataAreHidden() {
        var xml = "<audios><audio title=\"blue hazel\" action=\"http://example.org/\"/></audios>";
        assertThat(Judgement.of(rules.judge(hit("TEST", Flag.YES, xml, SERVENT, result("blue hazel 2.mp3", 1, HASH, Ggep.EMPTY))).getFirst()).isSpam())
                .isTrue();
    }

    @Test
    void oneHashTwiceInOneHitIsMarkedOnBothRecords() {
        var marks = rules.judge(hit(
                "TEST", Flag.YES, "", SERVENT, result("hazel a.ogg", 1, HASH, Ggep.EMPTY), result("hazel b.ogg", 1, HASH, Ggep.EMPTY),
                result("hazel c.ogg", 1, new Sha1(9, 9, 9), Ggep.EMPTY)));
        assertThat(marks.get(0)).contains(Reason.REPEATED);
        assertThat(marks.get(1)).contains(Reason.REPEATED);
        assertThat(marks.get(2)).isEmpty();
    }

    @Test
    void alternateLocationsGiveSpammersAway() {
        var many = Ggep.EMPTY.with("ALT", bytes(17 * 6));
        assertThat(rules.judge(hit("TEST", Flag.YES, "", SERVENT, result("hazel.ogg", 1, HASH, many))).getFirst()).contains(Reason.MANY_LOCATIONS);
        var few = Ggep.EMPTY.with("ALT", bytes(4 * 6));
        var shared = hit("TEST", Flag.YES, "", SERVENT, result("hazel a.ogg", 1, HASH, few), result("hazel b.ogg", 2, new Sha1(9, 9, 9), few));
        assertThat(rules.judge(shared)).allSatisfy(marks -> assertThat(marks).contains(Reason.SHARED_LOCATIONS));
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    @Test
    void wornGuidsOddVendorsAndLinksAreMarked() {
        var worn = Guid.parse("27630b632f070ca9ffc48eb06a72c700");
        assertThat(rules.judge(hit("A-!B", Flag.YES, "", worn, result("hazel urn:sha1.ogg", 1, HASH, Ggep.EMPTY))).getFirst())
                .contains(Reason.WORN_GUID, Reason.ODD_VENDOR, Reason.LINK_IN_NAME);
        assertThat(judge("hazel www.example.com.mp3", 1)).contains(Reason.SITE_IN_NAME);
        assertThat(rules.judge(hit("TEST", Flag.YES, "", SERVENT, new Result(1, 1, "hazel.ogg", Optional.empty(), Ggep.EMPTY))).getFirst())
                .containsExactly(Reason.NO_HASH);
    }

    @Test
    void aJudgementIsReadAsItWasWritten() {
        var judgement = Judgement.of(List.of(Reason.ECHO, Reason.NO_HASH)).with(List.of(new Judgement.Mark(Reason.LIKE_SPAM, 33)));
        assertThat(Judgement.parse(judgement.toString())).isEqualTo(judgement);
        assertThat(judgement.percent()).isEqualTo(68); // 1 - 0.6 * 0.8 * 0.67
        assertThat(Judgement.parse("NEVER_HEARD=3 ECHO=x WORM")).isEqualTo(Judgement.CLEAN);
    }

    @FuzzTest
    void anyHitIsJudged(byte[] payload) {
        try {
            if (MessageCodec.decode(Header.QUERY_HIT, Unpooled.wrappedBuffer(payload)) instanceof QueryHit hit) {
                assertThat(rules.judge(hit)).hasSameSizeAs(hit.results());
            }
        } catch (MalformedMessageException refused) {
            assertThat(refused).hasMessageNotContaining("bug");
        }
    }
}
