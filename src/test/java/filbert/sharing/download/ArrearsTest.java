package filbert.sharing.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArrearsTest {
    @Test
    void whatIsToldHasAHigherNumberEachTime() {
        var arrears = new Arrears();
        assertThat(arrears.any()).isFalse();
        arrears.arise();
        arrears.press();
        assertThat(arrears.any()).isTrue();
        assertThat(arrears.pressing()).isTrue();
        var first = arrears.settle();
        assertThat(arrears.any()).isFalse();
        assertThat(arrears.pressing()).isFalse();
        assertThat(arrears.settle()).isGreaterThan(first);
    }
}
