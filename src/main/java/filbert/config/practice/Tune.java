package filbert.config.practice;

import java.io.IOException;
import java.nio.file.Path;

/** Eight bars of a nursery tune as old as the hills, played on a plucked string. */
final class Tune {
    /** Semitones above A, one for each half second; a rest is {@link #REST}. */
    private static final int[] NOTES = {3, 3, 10, 10, 12, 12, 10, 99, 8, 8, 7, 7, 5, 5, 3, 99};

    private static final int REST = 99;
    private static final double A = 220;
    private static final int NOTE_SAMPLES = Wave.RATE / 2;

    private Tune() {}

    static void write(Path to) throws IOException {
        Wave.write(to, NOTES.length * NOTE_SAMPLES, Tune::at);
    }

    private static double at(int sample) {
        var note = NOTES[sample / NOTE_SAMPLES];
        if (note == REST) {
            return 0;
        }
        var seconds = (double) (sample % NOTE_SAMPLES) / Wave.RATE;
        var phase = 2 * Math.PI * A * StrictMath.pow(2, note / 12.0) * seconds;
        return 0.6 * StrictMath.exp(-4 * seconds) * (StrictMath.sin(phase) + 0.4 * StrictMath.sin(2 * phase));
    }
}
