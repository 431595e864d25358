package filbert.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.NetworkView.NeighbourView;
import filbert.servent.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PictureTest {
    private static NeighbourView neighbour(int id, String role, long rate) {
        return new NeighbourView(
                id, HostAddress.of(0x0A000000 + id, 6346), role, "a program with a long name", true, Instant.EPOCH, 0, 0, rate, 0, 0, 0, false, false, "", -1, List.of());
    }

    private static Picture of(List<NeighbourView> neighbours) {
        return Picture.of(new NetworkView("practice", true, HostAddress.of(0x7F000001, 6346), null, 1, 4, 1, 0, 0, Refusal.NONE, NetworkView.Exit.ANY, neighbours));
    }

    @Test
    void ultrapeersStandAboveLeavesAndTheBusyHaveBroaderLines() {
        var nodes = of(List.of(neighbour(1, "leaf", 0), neighbour(2, "ultrapeer", 20_000), neighbour(3, "leaf", 1_500))).nodes();
        assertThat(nodes).extracting(Picture.Node::address).containsExactly("10.0.0.2", "10.0.0.1", "10.0.0.3");
        assertThat(nodes).extracting(Picture.Node::rate).containsExactly(3, 0, 2);
        assertThat(nodes).extracting(Picture.Node::left).containsExactly(true, false, true);
        assertThat(nodes.getFirst().vendor()).isEqualTo("a program with …");
    }

    @Test
    void aCrowdIsDrawnInPartAndTheRestCounted() {
        var picture = of(IntStream.range(1, 101).mapToObj(id -> neighbour(id, "leaf", 0)).toList());
        assertThat(picture.nodes()).hasSize(60);
        assertThat(picture.more()).isEqualTo(40);
        assertThat(picture.nodes()).allSatisfy(node -> assertThat(node.y()).isBetween(0, picture.height()));
    }

    @Test
    void aloneWeAreInTheMiddleOfNobody() {
        assertThat(of(List.of()).nodes()).isEmpty();
        assertThat(of(List.of()).middle()).isPositive();
    }
}
