package filbert.wire.header;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.vectors.Vectors;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueuedTest {
    private static final String ID = "6A07AA40BC3DDAA9AAB0B3C3D3E34A53";

    @ParameterizedTest
    @CsvSource({
        "http-queued-parq-1.1.hex, 6963ae7aa35c6c73398bc96c5f5c096b, 2, 105, 2, 349531",
        "http-queued-passive-no-xqueue.hex, d3ae806fe284d04f9710115c2ef329f5, 1, 90, 1, 0",
    })
    void readsAndWritesWhatGtkGnutellaSent(String file, String id, int position, int lifetime, int length, int eta) { // T-31, T-65
        var reply = Vectors.of(file).kind("RESPONSE-HEADERS").findFirst().orElseThrow();
        var value = new HeaderBlockReader().read(Unpooled.wrappedBuffer(reply.bytes())).orElseThrow().get("X-Queued").orElseThrow();
        var queued = Queued.parse(value).orElseThrow();
        assertThat(queued)
                .isEqualTo(new Queued(
                        id, position, Optional.of(Duration.ofSeconds(lifetime)), Optional.of(length), Optional.of(Duration.ofSeconds(eta))));
        assertThat(queued.value()).isEqualTo(value);
    }

    @Test
    void orderAndCaseDoNotMatter() { // T-31
        var queued = Queued.parse("Position = 14;lifetime=x ; eta=2100;id=" + ID).orElseThrow();
        assertThat(queued).isEqualTo(new Queued(ID, 14, Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(35))));
        assertThat(queued.value()).isEqualTo("ID=" + ID + "; position=14; ETA=2100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "position=1", "ID=" + ID, "ID=12; position=1", "ID=" + ID + "; position=-1", "ID=" + ID + "; position=99999999999", ";;==;"})
    void idAndPositionMustBeThere(String value) { // T-31
        assertThat(Queued.parse(value)).isEmpty();
    }
}
