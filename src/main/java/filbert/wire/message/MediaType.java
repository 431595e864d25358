package filbert.wire.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Kinds of files a query can ask for, each a bit of the GGEP key M; told by the extension of a name (2-search, 1.5). */
public enum MediaType {
    AUDIO(0x04, "mp3 ogg oga opus flac wav wma m4a aac mid midi ape mpc ra aif aiff au mka wv spx ac3 amr mod xm it s3m m3u pls"),
    VIDEO(0x08, "avi mpg mpeg mp4 m4v mkv mov wmv asf webm ogv ogm flv rm rmvb 3gp ts m2ts vob divx mpe mng swf"),
    DOCUMENT(0x10, "txt pdf doc docx odt rtf html htm xhtml xml epub mobi azw djvu ps eps tex ppt pptx odp xls xlsx ods csv md chm lit cbr cbz srt sub nfo"),
    IMAGE(0x20, "jpg jpeg jpe png gif bmp tif tiff webp svg heic avif ico psd xcf raw cr2 nef pcx tga"),
    WINDOWS_PROGRAM(0x40, "exe msi bat cmd com scr cab zip rar 7z vbs ps1 dll"),
    UNIX_PROGRAM(0x80, "deb rpm appimage flatpak snap apk dmg pkg sh run bin iso img tar gz tgz bz2 xz zst lzma z zip rar 7z jar sit hqx"),
    TORRENT(0x100, "torrent");

    /** All bits a mask may have to mean anything: LimeWire takes 4 to 248 (2-search, 1.5). */
    private static final int LOWEST_MASK = 4;

    private static final int HIGHEST_MASK = 248;

    private static final Map<String, Integer> BY_EXTENSION = byExtension();

    private final int bit;
    private final String extensions;

    MediaType(int bit, String extensions) {
        this.bit = bit;
        this.extensions = extensions;
    }

    public int bit() {
        return bit;
    }

    /** The bits of every kind the name's extension stands for; 0 when unknown, which matches no filter. */
    public static int maskOf(String fileName) {
        var dot = fileName.lastIndexOf('.');
        return dot < 0 ? 0 : BY_EXTENSION.getOrDefault(fileName.substring(dot + 1).toLowerCase(Locale.ROOT), 0);
    }

    /** The filter a mask stands for: itself within 4 to 248, else 0, no filter. */
    static int filter(long mask) {
        return mask < LOWEST_MASK || mask > HIGHEST_MASK ? 0 : (int) mask;
    }

    private static Map<String, Integer> byExtension() {
        var masks = new HashMap<String, Integer>();
        for (var type : values()) {
            for (var extension : type.extensions.split(" ", -1)) {
                masks.merge(extension, type.bit, (one, other) -> one | other);
            }
        }
        return Map.copyOf(masks);
    }
}
