package filbert.web;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code for an SVG picture, one unit a module.
 *
 * @param side with the quiet margin around; 0 when the text is too long for any code
 * @param path of the dark modules
 */
public record Qr(int side, String path) {
    private static final int QUIET = 4; // ISO/IEC 18004: four modules of margin
    private static final Qr NONE = new Qr(0, "");

    public static Qr of(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            return drawn(QrCode.encodeText(text, QrCode.Ecc.LOW));
        } catch (DataTooLongException tooLong) {
            return NONE;
        }
    }

    private static Qr drawn(QrCode code) {
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                var start = x;
                while (code.getModule(x, y)) { // false beyond the edge
                    x++;
                }
                if (x > start) {
                    path.append('M').append(start + QUIET).append(' ').append(y + QUIET).append('h').append(x - start).append("v1h-").append(x - start).append('z');
                }
            }
        }
        return new Qr(code.size + 2 * QUIET, path.toString());
    }
}
