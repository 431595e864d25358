package filbert.sharing.library.scan;

import java.nio.file.attribute.BasicFileAttributes;

/**
 * The inode of a file, and behind {@code @} the folder below the root its volume is mounted on, when that is not the root's own. The number of the
 * device is left out: it changes from one start of the machine to the next.
 */
final class FileKey {
    private FileKey() {}

    static String of(BasicFileAttributes attributes, String mount) {
        var inode = part(attributes, "ino=");
        return inode.isEmpty() || mount.isEmpty() ? inode : inode + '@' + mount;
    }

    /** The device something lies on, as text that only compares; empty where the system has no such thing. */
    static String device(BasicFileAttributes attributes) {
        return part(attributes, "dev=");
    }

    static String mount(String key) {
        return key.substring(key.indexOf('@') + 1).equals(key) ? "" : key.substring(key.indexOf('@') + 1);
    }

    /** Out of {@code (dev=fd00,ino=131)}, which is how Unix file keys print. */
    private static String part(BasicFileAttributes attributes, String label) {
        var key = attributes.fileKey();
        if (key == null) {
            return "";
        }
        var text = key.toString();
        var start = text.indexOf(label);
        if (start < 0) {
            return "";
        }
        var end = start + label.length();
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(start + label.length(), end);
    }
}
