package filbert.simulation.crowd;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ranks, drawn with a probability that falls as a power of the rank: Zipf's law, as Mandelbrot has it. */
final class Zipf {
    private final double[] cumulative;

    /**
     * @param exponent 0 for equal chances, 1 for Zipf's law proper
     * @param offset added to every rank, so that the first few are not all there is; 0 for Zipf's law proper
     */
    Zipf(int ranks, double exponent, double offset) {
        cumulative = new double[ranks];
        var sum = 0.0;
        for (var rank = 1; rank <= ranks; rank++) {
            sum += Math.pow(rank + offset, -exponent);
            cumulative[rank - 1] = sum;
        }
    }

    /** @return 0 for the most frequent, to {@code ranks - 1} */
    int draw(RandomGenerator random) {
        var found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }
}
