package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.operations.LogLine;
import filbert.operations.Redaction;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Isolated("a program that starts sets up the log anew")
final class LogMemoryTest {
    private static final Logger LOG = LoggerFactory.getLogger("filbert.logmemorytest.A");

    private final LogMemory memory = LogMemory.listening(new Redaction(List.of("hazel bush hedge")));

    @AfterEach
    void stopListening() {
        memory.close();
    }

    private List<LogLine> ours() {
        return memory.lines().stream().filter(line -> line.logger().equals(LOG.getName())).toList();
    }

    @Test
    void aLineIsKeptWithoutItsSecretsAndWithNothingATerminalWouldObey() {
        var raised = new AtomicInteger();
        memory.changed().watch(raised::incrementAndGet);
        LOG.error("hazel bush hedge token=abc \u001b[31mred\r\n\u202Eback <b>", new IllegalStateException("password: abc"));
        var line = ours().getFirst();
        assertThat(line.text()).startsWith("<redacted> token=<redacted> \\u001b[31mred\n\\u202eback <b>\njava.lang.IllegalStateException: password: <redacted>");
        assertThat(line.level()).isEqualTo("ERROR");
        assertThat(raised).hasPositiveValue();
    }

    @Test
    void onlySoManyAndSoMuchIsKept() {
        for (var i = 0; i < LogMemory.KEPT + 10; i++) {
            LOG.error("{}", i);
        }
        assertThat(memory.lines()).hasSize(LogMemory.KEPT);
        assertThat(ours().getLast().text()).isEqualTo(String.valueOf(LogMemory.KEPT + 9));
        var long_ = "y".repeat(100_000);
        for (var i = 0; i < 300; i++) {
            LOG.error("{}", long_);
        }
        assertThat(memory.lines().stream().mapToInt(line -> line.text().length()).max().orElseThrow()).isEqualTo(LogLine.LONGEST);
        assertThat(memory.lines().stream().mapToLong(line -> line.text().length()).sum()).isLessThanOrEqualTo(2_000_000);
    }

    @Test
    void aLevelHoldsUntilItIsSetBackOrTheProgramEnds() {
        memory.setLevel("filbert.logmemorytest", "ERROR");
        LOG.warn("unheard");
        assertThat(memory.levels()).containsEntry("filbert.logmemorytest", "ERROR");
        memory.setLevel("filbert.logmemorytest", "TRACE");
        LOG.trace("heard");
        memory.setLevel("filbert.logmemorytest", "");
        LOG.trace("unheard again");
        assertThat(ours()).extracting(LogLine::text).containsExactly("heard");
        assertThat(memory.levels()).isEmpty();
        memory.setLevel("filbert.logmemorytest", "TRACE");
        memory.close();
        assertThat(LOG.isTraceEnabled()).isFalse();
    }
}
