package filbert.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuidTest {
    @Test
    void freshOnesAreMarkedAsAModernServents() { // C-6
        var random = new Random(6);
        var seen = new HashSet<Guid>();
        for (var i = 0; i < 1_000; i++) {
            var guid = Guid.random(random);
            assertThat(guid.bytes()[8]).isEqualTo((byte) 0xFF);
            assertThat(guid.bytes()[15]).isZero();
            assertThat(seen.add(guid)).isTrue();
        }
    }

    @Test
    void thoseOfPingsSayWhatWeDo() { // C-6
        var guid = Guid.randomForPing(new Random(6));
        assertThat(guid.bytes()[8]).isEqualTo((byte) 0xFF);
        assertThat(guid.bytes()[15]).isEqualTo((byte) 0x03);
    }

    // C-7
    @Test
    void thoseOfOutOfBandQueriesCarryOurAddress() {
        var us = HostAddress.parse("192.0.2.7:6401").orElseThrow();
        var bytes = Guid.randomForOutOfBand(new Random(4), us).bytes();
        assertThat(bytes).startsWith(192, 0, 2, 7);
        assertThat(bytes[13]).isEqualTo((byte) 0x01); // 6401 is 0x1901
        assertThat(bytes[14]).isEqualTo((byte) 0x19);
        assertThat(bytes[8]).isEqualTo((byte) 0xFF);
        assertThat(bytes[15]).isZero();
        var v6 = HostAddress.parse("[2001:db8::1]:6401").orElseThrow();
        var withoutIt = Guid.randomForOutOfBand(new Random(4), v6).bytes();
        assertThat(withoutIt).as("the address is in the query").startsWith(127, 0, 0, 0);
        assertThat(withoutIt[13]).isEqualTo((byte) 0x01);
    }

    @Test
    void thoseOfOthersNeedNoMark() { // C-6
        var guid = Guid.parse("000102030405060708090a0b0c0d0e0f");
        assertThat(guid).isEqualTo(new Guid(0x0001020304050607L, 0x08090a0b0c0d0e0fL));
        assertThat(guid.hex()).isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(Guid.of(guid.bytes())).isEqualTo(guid);
        assertThat(Guid.parse("000102030405060708090A0B0C0D0E0F")).isEqualTo(guid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000102030405060708090a0b0c0d0e", "000102030405060708090a0b0c0d0e0f00", "000102030405060708090a0b0c0d0e0g"})
    void anotherLengthOrDigitIsNone(String hex) {
        assertThatThrownBy(() -> Guid.parse(hex)).isInstanceOf(IllegalArgumentException.class);
    }
}
