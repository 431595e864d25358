package filbert.config.practice;

import java.io.IOException;
import java.nio.file.Path;

/** Wind in leaves: some megabytes of noise, swelling and falling. Long enough for a download to be interrupted. */
final class Wind {
    static final int BYTES = 6 << 20;

    private static final int GUST = 7 * Wave.RATE;
    private static final int SEED = 0x4A7E1;
    private static final int MULTIPLIER = 1_664_525; // Numerical Recipes' generator: the same noise on every machine
    private static final int INCREMENT = 1_013_904_223;

    private Wind() {}

    static void write(Path to) throws IOException {
        Wave.write(to, BYTES, new Wave.Sound() {
            private int state = SEED;
            private double smooth;

            @Override
            public double at(int sample) {
                state = state * MULTIPLIER + INCREMENT;
                smooth += 0.08 * ((double) state / Integer.MIN_VALUE - smooth);
                var gust = 0.55 + 0.45 * StrictMath.sin(2 * Math.PI * sample / GUST);
                return smooth * gust;
            }
        });
    }
}
