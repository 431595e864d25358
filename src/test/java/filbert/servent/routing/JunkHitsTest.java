package filbert.servent.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.servent.spam.Experience;
import filbert.servent.spam.ListReader;
import filbert.servent.spam.SpamLists;
import filbert.wire.ggep.Ggep;
import filbert.wire.message.Header;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JunkHitsTest {
    private static final Sha1 LISTED = new Sha1(1, 2, 3);

    private final Experience experience = new Experience();
    private final JunkHits junk = new JunkHits(experience);

    private static ByteBuf hit(String host, String name, long size, Sha1 sha1) {
        var result = new Result(1, size, name, Optional.of(Urn.of(sha1)), Ggep.EMPTY);
        var trailer = new QueryHit.Trailer(Flag.NO, Flag.UNSAID, Flag.UNSAID, Flag.UNSAID, false);
        var hit = new QueryHit(HostAddress.parse(host).orElseThrow(), 1, List.of(result), "TEST", trailer, "", Ggep.EMPTY, new Guid(1, 2));
        var message = Unpooled.buffer();
        MessageCodec.encode(new Guid(3, 4), 3, 0, hit, message);
        return message.skipBytes(Header.LENGTH);
    }

    @Test
    void wormsEndHereEvenWithoutLists() {
        assertThat(junk.refuse(hit("5.1.1.1:7000", "hazel.EXE", 8_192, LISTED))).isEqualTo(Drops.Reason.JUNK);
        assertThat(junk.refuse(hit("5.1.1.1:7000", "hazel.exe", 8_191, LISTED))).isNull();
        assertThat(junk.refuse(hit("5.1.1.1:7000", "hazel.ogg", 8_192, LISTED))).isNull();
    }

    @Test
    void listedHashesAndHostsEndHereAndSuspicionDoesNot() {
        assertThat(junk.refuse(hit("5.1.1.1:7000", "free hazel setup.exe", 9, LISTED))).as("only suspect").isNull();
        var hashes = ListReader.read(LISTED.base32() + "\n");
        var hosts = ListReader.read("5.1.0.0/16\n");
        experience.listed(new SpamLists(List.of(hashes, hosts)));
        assertThat(junk.refuse(hit("6.1.1.1:7000", "hazel.ogg", 9, LISTED))).isEqualTo(Drops.Reason.JUNK);
        assertThat(junk.refuse(hit("5.1.1.1:7000", "hazel.ogg", 9, new Sha1(9, 9, 9)))).isEqualTo(Drops.Reason.HOSTILE);
        assertThat(junk.refuse(hit("6.1.1.1:7000", "hazel.ogg", 9, new Sha1(9, 9, 9)))).isNull();
    }

    @FuzzTest
    void anyPayloadIsLookedAtAndLeftAsItWas(byte[] bytes) {
        experience.listed(new SpamLists(List.of(ListReader.read(LISTED.base32() + "\n"))));
        var payload = Unpooled.buffer().writeByte(1).writeBytes(new byte[26]).writeBytes(bytes);
        var length = payload.readableBytes();
        var _ = junk.refuse(payload);
        assertThat(payload.readableBytes()).isEqualTo(length);
    }
}
