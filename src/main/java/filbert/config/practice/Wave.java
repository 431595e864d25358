package filbert.config.practice;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes sounds as WAV: one channel, 8 bits, {@value #RATE} samples a second. */
final class Wave {
    static final int RATE = 11_025;

    private static final int HEADER = 44;
    private static final int MIDDLE = 128; // 8-bit samples are unsigned

    private Wave() {}

    /** A sound: for each moment a value between -1 and 1. */
    interface Sound {
        double at(int sample);
    }

    static void write(Path to, int samples, Sound sound) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
            out.write(header(samples));
            for (var i = 0; i < samples; i++) {
                out.write(MIDDLE + (int) Math.round(sound.at(i) * (MIDDLE - 1)));
            }
        }
    }

    private static byte[] header(int samples) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER - 8 + samples)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16) // bytes of what follows
                .putShort((short) 1) // PCM
                .putShort((short) 1) // channels
                .putInt(RATE)
                .putInt(RATE) // bytes a second
                .putShort((short) 1) // bytes a sample
                .putShort((short) 8) // bits a sample
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(samples)
                .array();
    }
}
