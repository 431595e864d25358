package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.Sounding.Has;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EchoTest {
    private static Echo echo(Has has, int waiting, long took) {
        return Echo.asked(0).answered(new Sounding(has, waiting, false, List.of()), took);
    }

    @Test
    void freeSlotsThenPartsThenShortLinesThenNearOnes() { // 3-transfer, 3.8.3: "known-good, free slots, partial, RTT"
        var firewalled = Echo.asked(0).answered(new Sounding(Has.ALL, -3, true, List.of()), 1);
        var order = List.of(
                echo(Has.PART, -1, 9), echo(Has.ALL, -1, 5), echo(Has.ALL, -4, 6), firewalled, echo(Has.PART, 1, 9), echo(Has.ALL, 2, 1), Echo.NONE,
                echo(Has.ALL, 127, 1), echo(Has.NOTHING, 0, 1));
        var backwards = new ArrayList<>(order);
        Collections.reverse(backwards);
        backwards.sort(Echo.BEST_FIRST);
        assertThat(backwards).containsExactlyElementsOf(order);
    }
}
