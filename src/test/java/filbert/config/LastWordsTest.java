package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastWordsTest {
    private final LinkedBlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    private final LastWords lastWords = new LastWords(exits::add, _ -> {});

    @Test
    void aBrokenMachineEndsTheProcessOnce() throws InterruptedException {
        lastWords.uncaughtException(Thread.currentThread(), new OutOfMemoryError("a test's fault"));
        lastWords.uncaughtException(Thread.currentThread(), new InternalError("a test's fault"));
        assertThat(exits.poll(10, TimeUnit.SECONDS)).isEqualTo(LastWords.EXIT_CODE);
        assertThat(exits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, IllegalStateException.class, AssertionError.class})
    void otherFaultsEndNothing(Class<? extends Throwable> kind) throws ReflectiveOperationException {
        lastWords.uncaughtException(Thread.currentThread(), kind.getDeclaredConstructor().newInstance());
        assertThat(exits).isEmpty();
    }
}
