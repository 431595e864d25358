package filbert.config.engine;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.Downloads;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the port does by itself is for those without a network; here every call has to reach the queue. */
final class LateDownloadsTest {
    static Stream<Method> calls() {
        return Arrays.stream(Downloads.class.getMethods());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyCallIsPassedOn(Method call) throws NoSuchMethodException {
        assertThat(LateDownloads.class.getMethod(call.getName(), call.getParameterTypes()).getDeclaringClass()).isEqualTo(LateDownloads.class);
    }
}
