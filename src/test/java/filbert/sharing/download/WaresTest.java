package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.sharing.download.disk.Content;
import filbert.sharing.download.http.ByteRange;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class WaresTest {
    private final Wares wares = new Wares();

    @Test
    void rangesEndWithTheFileAndAreForgottenAfterAWhile() { // 3-transfer, 3.8.1
        assertThat(wares.available(0)).as("everything").isNull();
        wares.has(List.of(new ByteRange(10, 19), new ByteRange(90, 200), new ByteRange(100, 120)), 100, 50);
        assertThat(Objects.requireNonNull(wares.available(49)).total()).isEqualTo(20);
        assertThat(wares.available(50)).isNull();
        wares.has(List.of(), 100, 50);
        assertThat(Objects.requireNonNull(wares.available(0)).total()).isZero();
        wares.hasEverything();
        assertThat(wares.available(0)).isNull();
    }

    @Test
    void aTreeThatWasRefusedIsNotAskedForAgain() {
        var root = Content.ofSize(5_000).root();
        assertThat(wares.mayGiveTree(root, 0)).isTrue();
        wares.refusedTree(root);
        assertThat(wares.mayGiveTree(root, 0)).isFalse();
        var other = Content.ofSize(6_000).root();
        wares.treeLater(20);
        assertThat(wares.mayGiveTree(other, 19)).isFalse();
        assertThat(wares.mayGiveTree(other, 20)).isTrue();
    }
}
